/** Indexes of one key in the old and in the new sequence. */
export type IndexPair = readonly [old: number, new: number]

/**
 * Pairs equal keys so that both indexes rise: what stands at both ends first, then keys that stand
 * once on both sides (patience diff), then the longest common subsequence of what lies between.
 */
export function alignSequences(old: readonly string[], now: readonly string[]): IndexPair[] {
  const whole = { oldStart: 0, oldEnd: old.length, newStart: 0, newEnd: now.length }
  return alignSpan(old, now, whole, 0)
}

/** The longest run of pairs, in rising order of the old index, whose new indexes rise, too. */
export function keepRising(pairs: readonly IndexPair[]): IndexPair[] {
  const tails: number[] = []
  const before: number[] = []
  pairs.forEach(([, place], index) => {
    const at = findFirstAtLeast(tails, place, (tail) => pairs[tail]?.[1] ?? 0)
    before[index] = at > 0 ? (tails[at - 1] ?? -1) : -1
    tails[at] = index
  })
  const kept: IndexPair[] = []
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index]
    if (pair) kept.push(pair)
  }
  return kept.reverse()
}

type Span = {
  readonly oldStart: number
  readonly oldEnd: number
  readonly newStart: number
  readonly newEnd: number
}

/** A square of this many comparisons is made within milliseconds. */
const maximumSquare = 1_000_000

/** Sequences made by people nest a few levels deep; beyond, the cost would grow by the square. */
const maximumDepth = 60

function alignSpan(
  old: readonly string[],
  now: readonly string[],
  span: Span,
  depth: number,
): IndexPair[] {
  const { head, inner, tail } = trimEnds(old, now, span)
  if (inner.oldStart === inner.oldEnd || inner.newStart === inner.newEnd) return [...head, ...tail]
  const anchors = depth < maximumDepth ? keepRising(findUniquePairs(old, now, inner)) : []
  if (anchors.length === 0) return [...head, ...alignSquare(old, now, inner), ...tail]
  const middle: IndexPair[] = []
  let { oldStart, newStart } = inner
  for (const [oldEnd, newEnd] of anchors) {
    middle.push(...alignSpan(old, now, { oldStart, oldEnd, newStart, newEnd }, depth + 1))
    middle.push([oldEnd, newEnd])
    oldStart = oldEnd + 1
    newStart = newEnd + 1
  }
  middle.push(...alignSpan(old, now, { ...inner, oldStart, newStart }, depth + 1))
  return [...head, ...middle, ...tail]
}

function trimEnds(old: readonly string[], now: readonly string[], span: Span) {
  let { oldStart, oldEnd, newStart, newEnd } = span
  const head: IndexPair[] = []
  const tail: IndexPair[] = []
  while (oldStart < oldEnd && newStart < newEnd && old[oldStart] === now[newStart]) {
    head.push([oldStart++, newStart++])
  }
  while (oldStart < oldEnd && newStart < newEnd && old[oldEnd - 1] === now[newEnd - 1]) {
    tail.push([--oldEnd, --newEnd])
  }
  return { head, inner: { oldStart, oldEnd, newStart, newEnd }, tail: tail.reverse() }
}

function findUniquePairs(old: readonly string[], now: readonly string[], span: Span): IndexPair[] {
  const oldPlaces = placeUnique(old, span.oldStart, span.oldEnd)
  const newPlaces = placeUnique(now, span.newStart, span.newEnd)
  const pairs: IndexPair[] = []
  for (const [key, place] of oldPlaces) {
    const other = newPlaces.get(key) ?? -1
    if (place >= 0 && other >= 0) pairs.push([place, other])
  }
  return pairs.sort(([a], [b]) => a - b)
}

/** The place of each key; -1 for one that stands twice. */
function placeUnique(keys: readonly string[], start: number, end: number): Map<string, number> {
  const places = new Map<string, number>()
  for (let at = start; at < end; at++) {
    const key = keys[at] ?? ''
    places.set(key, places.has(key) ? -1 : at)
  }
  return places
}

function alignSquare(old: readonly string[], now: readonly string[], span: Span): IndexPair[] {
  const height = span.oldEnd - span.oldStart
  const width = span.newEnd - span.newStart
  if (height * width > maximumSquare) return []
  const lengths = new Uint32Array((height + 1) * (width + 1))
  const at = (row: number, column: number) => lengths[row * (width + 1) + column] ?? 0
  const isEqual = (row: number, column: number) =>
    old[span.oldStart + row] === now[span.newStart + column]
  for (let row = height - 1; row >= 0; row--) {
    for (let column = width - 1; column >= 0; column--) {
      lengths[row * (width + 1) + column] = isEqual(row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const pairs: IndexPair[] = []
  for (let row = 0, column = 0; row < height && column < width;) {
    if (isEqual(row, column)) pairs.push([span.oldStart + row++, span.newStart + column++])
    else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return pairs
}

function findFirstAtLeast(
  indexes: readonly number[],
  value: number,
  read: (index: number) => number,
): number {
  let low = 0
  let high = indexes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (read(indexes[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
