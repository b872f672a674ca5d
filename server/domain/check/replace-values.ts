import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import { findQuantities } from '../../../shared/text/quantities.ts'
import { shiftRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { PairedValue } from '../verify/cell-values.ts'
import type { ClaimEvidence } from '../verify/verdict.ts'

/** A number of a sentence and another cell's value in its place. */
export type Replaced = {
  readonly cell: ClaimEvidence
  /** In the sentence. */
  readonly claim: TextRange
  /** In the text of the cell's source. */
  readonly range: TextRange
  readonly words: string
}

/** A number of a sentence, the value that gives it, and the cell that has another in its place. */
type Meant = { readonly pair: PairedValue; readonly rival: ClaimEvidence }

/**
 * The sentence with the values of other cells in place of its own; a share is left out where a cell has
 * none, as of 0. Undefined where a cell has no value of that kind. `values` are those that differ.
 */
export function replaceValues(
  text: string,
  meant: readonly Meant[],
  own: readonly ClaimEvidence[],
): { readonly text: string; readonly values: readonly Replaced[] } | undefined {
  const changes: { readonly range: TextRange; readonly words: string }[] = []
  const values: Replaced[] = []
  for (const { pair, rival } of meant) {
    const place = findDigits(text, pair.claim.range)
    const isShare = pair.value.token.quantity.unit === '%'
    const found = findAlike(pair, own[pair.value.index], rival, isShare)
    if (!place || (!found && !isShare)) return undefined
    const bracket = widenToBrackets(text, pair.claim.range)
    if (!found && !bracket) return undefined
    if (!found) changes.push({ range: bracket ?? place, words: '' })
    else {
      const words = isSigned(sliceRange(text, place), pair) ? found.words : unsign(found.words)
      changes.push({ range: place, words })
      const isOther = Number(unsign(found.words)) !== Number(unsign(pair.value.written))
      if (isOther) values.push({ cell: rival, claim: pair.claim.range, ...found })
    }
  }
  const replaced = changes
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce(
      (rest, { range, words }) => rest.slice(0, range.start) + words + rest.slice(range.end),
      text,
    )
  return { text: replaced, values }
}

const digits = new RegExp(`[-−–]?\\d[\\d,]*(?:\\.\\d+)?|\\b${numberWordsPattern}\\b`, 'i')

function findDigits(text: string, range: TextRange): TextRange | undefined {
  const found = digits.exec(sliceRange(text, range))
  if (!found) return undefined
  const start = range.start + found.index
  return { start, end: start + found[0].length }
}

/** "(12%)" with the blank before it; undefined where more stands in the brackets. */
function widenToBrackets(text: string, { start, end }: TextRange): TextRange | undefined {
  const before = /\s*\(\s*$/.exec(text.slice(0, start))
  const behind = /^\s*\)/.exec(text.slice(end))
  return before && behind ? { start: before.index, end: end + behind[0].length } : undefined
}

/** The same of its kind: the second number in brackets beside the second, a share beside a share. */
function findAlike(
  { value }: PairedValue,
  cited: ClaimEvidence | undefined,
  rival: ClaimEvidence,
  isShare: boolean,
): { readonly range: TextRange; readonly words: string } | undefined {
  const list = ({ quote, range }: ClaimEvidence) =>
    findQuantities(quote).flatMap((one) =>
      one.kind === 'number' && (one.unit === '%') === isShare
        ? [{ range: shiftRange(one.range, range.start), words: one.decimal }]
        : [],
    )
  const at = cited ? list(cited).findIndex(({ range }) => range.start === value.range.start) : -1
  return list(rival)[Math.max(0, at)]
}

function isSigned(words: string, { value }: PairedValue): boolean {
  return /^[-−–]/.test(words) || !value.written.startsWith('-')
}

function unsign(words: string): string {
  return words.replace(/^[-−–]/, '')
}
