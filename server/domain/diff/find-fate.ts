import type { CellReference, TextEvidence } from '../../../shared/model/citation.ts'
import type { SourceText } from '../../../shared/model/source-text.ts'
import {
  containsRange,
  rangesOverlap,
  shiftRange,
  sliceRange,
  type TextRange,
} from '../../../shared/text/range.ts'
import { listCellParts } from '../cell-parts.ts'
import { alignTokens, type Change, type Piece } from './change.ts'
import { joinTokens, listTokens } from './tokens.ts'

/** What became of words that are cited. */
export type Fate =
  | { readonly state: 'same' | 'moved' }
  | {
      readonly state: 'changed'
      /** What stands there now; of words that were parted the parts, which are no range of the text. */
      readonly quote: string
      readonly range: TextRange
      /** As the new text names it; null for words that are no one cell. */
      readonly cell: CellReference | null
    }
  | { readonly state: 'gone' }

/**
 * Follows evidence of the old text into the new one. Only the quoted words count: what changed beside
 * them, in their sentence or in another part of their cell, does not change them.
 */
export function createFateFinder(
  now: SourceText,
  changes: readonly Change[],
): (evidence: TextEvidence) => Fate {
  const known = changes
    .filter((change) => change.old !== null)
    .toSorted((a, b) => a.old.range.start - b.old.range.start)
  return (evidence) => {
    const touched = listTouched(known, evidence.range)
    const [only] = touched
    if (only?.old.cell && evidence.cell && touched.length === 1) {
      return followCell(now, only, evidence)
    }
    return joinParts(
      now,
      touched.map((change) => followPart(change, evidence.range)),
    )
  }
}

type OldChange = Exclude<Change, { state: 'new' }>

/** In the order of the text; pieces don't overlap. */
function listTouched(changes: readonly OldChange[], range: TextRange): OldChange[] {
  let low = 0
  let high = changes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((changes[middle]?.old.range.end ?? 0) <= range.start) low = middle + 1
    else high = middle
  }
  const touched: OldChange[] = []
  for (let at = low; at < changes.length; at++) {
    const change = changes[at]
    if (!change || !rangesOverlap(change.old.range, range)) break
    touched.push(change)
  }
  return touched
}

/** The same part of the cell's new value; all of it where it has no such part any more. */
function followCell({ text }: SourceText, change: OldChange, evidence: TextEvidence): Fate {
  if (change.state === 'gone') return { state: 'gone' }
  if (change.state !== 'changed') return { state: change.state }
  const { range, cell } = change.new
  const parts = listCellParts(sliceRange(text, range), {
    rowPath: cell?.rowPath ?? [],
    columnPath: cell?.columnPath ?? [],
  })
  const isWhole = containsRange(evidence.range, change.old.range)
  const found = isWhole ? undefined : parts.get(evidence.cell?.part ?? 'whole')
  const place = found ? shiftRange(found, range.start) : range
  const quote = sliceRange(text, place)
  if (foldWords(quote) === foldWords(evidence.quote)) return { state: 'same' }
  const part = (isWhole || found) && evidence.cell ? evidence.cell.part : 'whole'
  return { state: 'changed', quote, range: place, cell: cell && { ...cell, part } }
}

function foldWords(text: string): string {
  return joinTokens(listTokens(text, { start: 0, end: text.length }))
}

type Part = { readonly state: Change['state']; readonly range: TextRange | undefined }

function followPart(change: OldChange, range: TextRange): Part {
  if (change.state === 'gone') return { state: 'gone', range: undefined }
  const isWhole = containsRange(range, change.old.range)
  return isWhole
    ? { state: change.state, range: change.new.range }
    : followWords(change.old, change.new, range, change.state)
}

/** From behind the last word before the quoted ones to before the first word behind them. */
function followWords(
  old: Piece,
  now: Piece,
  range: TextRange,
  state: 'same' | 'moved' | 'changed',
): Part {
  const quoted = old.tokens.flatMap((token, at) => (rangesOverlap(token.range, range) ? [at] : []))
  const [first, last] = [quoted[0], quoted.at(-1)]
  if (first === undefined || last === undefined) return { state: 'same', range: undefined }
  const pairs = alignTokens(old.tokens, now.tokens)
  const before = pairs.findLast(([at]) => at < first)?.[1] ?? -1
  const behind = pairs.find(([at]) => at > last)?.[1] ?? now.tokens.length
  const tokens = now.tokens.slice(before + 1, behind)
  const [start, end] = [tokens[0]?.range.start, tokens.at(-1)?.range.end]
  if (start === undefined || end === undefined) return { state: 'gone', range: undefined }
  const isKept = joinTokens(tokens) === joinTokens(old.tokens.slice(first, last + 1))
  return { state: isKept && state === 'changed' ? 'same' : state, range: { start, end } }
}

function joinParts({ text }: SourceText, parts: readonly Part[]): Fate {
  const ranges = parts.flatMap(({ range }) => range ?? [])
  const [first] = ranges
  if (!first) return { state: 'gone' }
  const states = new Set(parts.map(({ state }) => state))
  const areBeside = ranges.every((range, at) => at === 0 || isBeside(text, ranges[at - 1], range))
  if (!states.has('changed') && !states.has('gone')) {
    if (areBeside) return { state: states.has('moved') ? 'moved' : 'same' }
    if (states.has('moved')) return { state: 'moved' }
  }
  const hull = {
    start: Math.min(...ranges.map(({ start }) => start)),
    end: Math.max(...ranges.map(({ end }) => end)),
  }
  // words that were parted stand for themselves; what came between in their order belongs to them
  const isTogether = areBeside || !states.has('moved')
  const quote = isTogether
    ? sliceRange(text, hull)
    : ranges.map((range) => sliceRange(text, range)).join('\n')
  return { state: 'changed', quote, range: isTogether ? hull : first, cell: null }
}

function isBeside(text: string, before: TextRange | undefined, range: TextRange): boolean {
  return before !== undefined && before.end <= range.start
    ? text.slice(before.end, range.start).trim() === ''
    : false
}
