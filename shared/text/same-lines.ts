import { containsRange, type TextRange } from './range.ts'
import { listRising, listUnique, splitLines, type Lines, type Pair } from './unchanged.ts'

/**
 * Tells whether a range of a text lies in a line that an edit beside it left alone: between the nearest
 * lines that stand once in either text there are as many lines as before, and what was changed among
 * them is in one piece that holds no copy of the line, neither before nor after the edit.
 */
export function createSameLineFinder(from: string, to: string): (range: TextRange) => boolean {
  const [older, newer] = [splitLines(from), splitLines(to)]
  const same = new Set<number>()
  let last: Pair = { old: -1, new: -1 }
  const ends = { old: older.texts.length, new: newer.texts.length }
  for (const pair of [...listRising(listUnique(older.texts, newer.texts)), ends]) {
    for (const line of listSame(older, newer, last, pair)) same.add(line)
    last = pair
  }
  return (range) => {
    const at = findLine(older, range.start)
    const start = older.starts[at] ?? 0
    const line = { start, end: start + (older.texts[at]?.length ?? 0) }
    return same.has(at) && containsRange(line, range)
  }
}

/** Ordinals of the older lines between two pairs that are the same and have no copy in what was changed. */
function listSame(older: Lines, newer: Lines, from: Pair, to: Pair): number[] {
  const count = to.old - from.old - 1
  if (count === 0 || to.new - from.new - 1 !== count) return []
  const lines = Array.from({ length: count }, (_, at) => ({
    old: older.texts[from.old + 1 + at] ?? '',
    new: newer.texts[from.new + 1 + at] ?? '',
  }))
  const first = lines.findIndex((line) => line.old !== line.new)
  const last = lines.findLastIndex((line) => line.old !== line.new)
  const changed = new Set(
    lines.slice(first, last + 1).flatMap((line) => (first < 0 ? [] : [line.old, line.new])),
  )
  return lines.flatMap((line, at) => (changed.has(line.old) ? [] : [from.old + 1 + at]))
}

/** Ordinal of the line that holds an offset. */
function findLine({ starts }: Lines, offset: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
