import { createAnchorer, type Anchored } from '../../shared/text/anchor.ts'
import type { PositionHint } from '../../shared/text/describe.ts'
import { foldText } from '../../shared/text/fold.ts'
import { rangesOverlap, sliceRange, type TextRange } from '../../shared/text/range.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'

/** Something recorded of a document: where it stands, by range or as it was described. */
export type RecordedTarget<T> = {
  readonly place: Place
  readonly value: T
}

export type Place = TextRange | { readonly quote: TextQuoteSelector; readonly hint?: PositionHint }

export type Trace<T> = {
  readonly selection: Anchored
  /** In text order. `state` is the target's own. */
  readonly touched: readonly TouchedTarget<T>[]
}

export type TouchedTarget<T> = {
  readonly value: T
  readonly range: TextRange
  readonly state: 'intact' | 'edited' | 'moved' | 'split'
}

/**
 * Which recorded targets a selection touches. A selection that can't be found, because it was edited
 * or runs over what the text does not hold, still touches the targets whose words it holds whole; one
 * that may be in two places touches nothing.
 */
export function traceSelection<T>(
  documentText: string,
  selection: Place,
  targets: readonly RecordedTarget<T>[],
): Trace<T> {
  const find = createAnchorer(documentText)
  const found = findPlace(find, selection)
  const placed = targets
    .flatMap(({ place, value }): TouchedTarget<T>[] => {
      const { range, state } = findPlace(find, place)
      return range ? [{ value, range, state }] : []
    })
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
  if (found.state === 'ambiguous') return { selection: found, touched: [] }
  const words = found.range === null && 'quote' in selection ? selection.quote.exact : ''
  const { range } = found
  const touched = range
    ? placed.filter((target) => rangesOverlap(target.range, range))
    : listHeld(documentText, words, placed)
  return { selection: found, touched }
}

/** Fewer folded units are in too many texts to tell a target. */
const leastHeld = 24

function findPlace(find: ReturnType<typeof createAnchorer>, place: Place): Anchored {
  if ('quote' in place) return find(place.quote, place.hint)
  return { state: 'intact', range: { start: place.start, end: place.end } }
}

function listHeld<T>(
  documentText: string,
  selected: string,
  targets: readonly TouchedTarget<T>[],
): readonly TouchedTarget<T>[] {
  const words = foldText(selected).folded
  const foldedOf = ({ range }: TouchedTarget<T>) =>
    foldText(sliceRange(documentText, range)).folded.trim()
  const held = targets
    .map((target) => ({ target, folded: foldedOf(target) }))
    .filter(({ folded }) => folded.length >= leastHeld && words.includes(folded))
  // twins: the words alone don't tell which of them was selected
  const isTwin = (folded: string) => held.filter((other) => other.folded === folded).length > 1
  return held.filter(({ folded }) => !isTwin(folded)).map(({ target }) => target)
}
