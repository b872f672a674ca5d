import type { Transformation } from '../../shared/model/citation.ts'
import type { TextRange } from '../../shared/text/range.ts'
import { joinRanges, moveRanges, type Edit } from './edit.ts'

/** Words on their way from a source into a document, with each change so far, in order. */
export type Rewriting = {
  readonly text: string
  readonly transformations: readonly Transformation[]
  /** Words of `text` that only the writer can settle; in order, without overlap. */
  readonly leftToWriter: readonly TextRange[]
}

export function startRewriting(text: string): Rewriting {
  return { text, transformations: [], leftToWriter: [] }
}

/** Replaces every match and records it; a replacement equal to its match is no change. */
export function rewrite(
  { text, transformations, leftToWriter }: Rewriting,
  kind: Transformation['kind'],
  pattern: RegExp,
  replace: (match: string, ...groups: string[]) => string,
): Rewriting {
  const added: Transformation[] = []
  const edits: Edit[] = []
  const next = text.replace(pattern, (match: string, ...rest: (string | number)[]) => {
    const to = replace(match, ...(rest as string[]))
    const start = rest.find((one) => typeof one === 'number') ?? 0
    if (to === match) return match
    added.push({ kind, from: match, to })
    edits.push({ start, end: start + match.length, text: to })
    return to
  })
  return {
    text: next,
    transformations: [...transformations, ...added],
    leftToWriter: moveRanges(leftToWriter, edits),
  }
}

/** Leaves every match to the writer. */
export function leaveToWriter(rewriting: Rewriting, pattern: RegExp): Rewriting {
  const found = Array.from(rewriting.text.matchAll(pattern), ({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
  }))
  return { ...rewriting, leftToWriter: joinRanges([...rewriting.leftToWriter, ...found]) }
}

/**
 * True when the stored changes, each made once, lead from a source's words to those of the document
 * (white space folded): what a check asks of a citation. A change does not say where it was made, so
 * every place is tried, left to right, up to a number of tries that real sentences never need.
 */
export function leadsTo(
  quote: string,
  transformations: readonly Transformation[],
  text: string,
): boolean {
  const isWhole = transformations.some(({ from }) => from === quote)
  const budget = { tries: maximumTries }
  const start = isWhole ? quote : foldBlanks(quote)
  return tryChanges(start, transformations, 0, foldBlanks(text), budget)
}

const maximumTries = 5000

function tryChanges(
  text: string,
  [change, ...rest]: readonly Transformation[],
  cursor: number,
  wanted: string,
  budget: { tries: number },
): boolean {
  if (!change) return foldBlanks(text) === wanted
  const places = listWhole(text, change.from)
  // a pass goes from left to right: a place behind its last change comes first
  const ordered = [...places.filter((at) => at >= cursor), ...places.filter((at) => at < cursor)]
  return ordered.some((at) => {
    budget.tries -= 1
    if (budget.tries < 0) return false
    const next = text.slice(0, at) + change.to + text.slice(at + change.from.length)
    const isSamePass = rest[0]?.kind === change.kind
    return tryChanges(next, rest, isSamePass ? at + change.to.length : 0, wanted, budget)
  })
}

function foldBlanks(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Where `words` stand in `text`, found as words: "patient" not in "outpatient". */
export function listWhole(text: string, words: string): readonly number[] {
  const places: number[] = []
  if (words === '') return places
  const isWordBefore = /^[\p{L}\p{N}]/u.test(words)
  const isWordAfter = /[\p{L}\p{N}]$/u.test(words)
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const goesOnBefore = isWordBefore && /[\p{L}\p{N}-]/u.test(text.charAt(at - 1))
    const goesOnAfter = isWordAfter && /[\p{L}\p{N}]/u.test(text.charAt(at + words.length))
    if (!goesOnBefore && !goesOnAfter) places.push(at)
  }
  return places
}
