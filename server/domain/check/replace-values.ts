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
  const changes = meant.map((one) => findChange(text, one, own[one.pair.value.index]))
  const known = changes.flatMap((one) => one ?? [])
  if (known.length < changes.length) return undefined
  const replaced = known
    .toSorted((a, b) => b.place.start - a.place.start)
    .reduce(
      (rest, { place, words }) => rest.slice(0, place.start) + words + rest.slice(place.end),
      text,
    )
  return { text: replaced, values: known.flatMap(({ value }) => value ?? []) }
}

type Change = {
  /** In the sentence. */
  readonly place: TextRange
  readonly words: string
  /** Undefined where it is the same. */
  readonly value: Replaced | undefined
}

function findChange(
  text: string,
  { pair, rival }: Meant,
  cited: ClaimEvidence | undefined,
): Change | undefined {
  const place = findDigits(text, pair.claim.range)
  if (!place || !cited) return undefined
  const isShare = pair.value.token.quantity.unit === '%'
  const found = findAlike(pair, cited, rival, isShare)
  if (!found) {
    const isNone = isShare && /^\s*0\s*$/.test(rival.quote)
    const bracket = isNone ? widenToBrackets(text, pair.claim.range) : undefined
    return bracket && { place: bracket, words: '', value: undefined }
  }
  const written = sliceRange(cited.quote, shiftRange(pair.value.range, -cited.range.start))
  // a count is no rival of a mean or a rate
  if (!isShare && hasDecimals(found.words) !== hasDecimals(written)) return undefined
  const isUnsigned = /-/.test(toPlain(written)) && !/-/.test(toPlain(sliceRange(text, place)))
  const words = isUnsigned ? found.words.replace('-', '') : found.words
  const isSame = toSize(found.words) === toSize(written)
  const value = isSame ? undefined : { cell: rival, claim: pair.claim.range, ...found }
  return { place, words, value }
}

function hasDecimals(words: string): boolean {
  return /\.\d/.test(words)
}

function toPlain(words: string): string {
  return words.replace(/[−–]/g, '-')
}

function toSize(words: string): number {
  return Number(/\d+(?:\.\d+)?/.exec(words.replaceAll(',', ''))?.[0])
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
  cited: ClaimEvidence,
  rival: ClaimEvidence,
  isShare: boolean,
): { readonly range: TextRange; readonly words: string } | undefined {
  const list = ({ quote, range }: ClaimEvidence) =>
    findQuantities(quote).flatMap((one) => {
      const words = digits.exec(sliceRange(quote, one.range))?.[0]
      const isAlike = one.kind === 'number' && (one.unit === '%') === isShare
      return isAlike && words !== undefined
        ? [{ range: shiftRange(one.range, range.start), words: toPlain(words) }]
        : []
    })
  const at = list(cited).findIndex(({ range }) => range.start === value.range.start)
  return list(rival)[Math.max(0, at)]
}
