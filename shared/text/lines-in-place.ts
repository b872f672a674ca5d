import { containsRange, type TextRange } from './range.ts'
import { listRising, listUnique, splitLines, type Lines, type Pair } from './unchanged.ts'

/**
 * What became of short lines, such as cells, which say too little to be told by their words: between the
 * nearest lines that stand once in either text there are as many lines as before.
 */
export type LinesInPlace = {
  /**
   * True where an edit beside the range's line left it alone: what was changed is in one piece that holds
   * no copy of the line, neither before nor after the edit.
   */
  isSame(range: TextRange): boolean
  /**
   * Where the line stands now that the range is, of the later text: it alone was changed, and all others
   * stand where they did. Undefined for what is no whole line, or more than a cell says.
   */
  findEdited(range: TextRange): TextRange | undefined
}

/** UTF-16 units; what is longer is known by its words, or gone. */
const longestCell = 40

export function findLinesInPlace(from: string, to: string): LinesInPlace {
  const [older, newer] = [splitLines(from), splitLines(to)]
  const same = new Set<number>()
  const edited = new Map<number, number>()
  let last: Pair = { old: -1, new: -1 }
  const ends = { old: older.texts.length, new: newer.texts.length }
  for (const pair of [...listRising(listUnique(older.texts, newer.texts)), ends]) {
    const stretch = findStretch(older, newer, last, pair)
    for (const line of stretch ? listSame(stretch) : []) same.add(line)
    const changed = stretch && findOnlyChange(stretch)
    if (changed) edited.set(changed.old, changed.new)
    last = pair
  }
  return {
    isSame(range) {
      const at = findLine(older, range.start)
      return same.has(at) && containsRange(rangeOf(older, at), range)
    },
    findEdited(range) {
      const at = findLine(older, range.start)
      const { start, end } = rangeOf(older, at)
      if (start !== range.start || end !== range.end || end - start > longestCell) return undefined
      const now = edited.get(at)
      return now === undefined ? undefined : rangeOf(newer, now)
    },
  }
}

/** As many lines of both texts between two pairs, side by side. */
type Stretch = {
  readonly from: Pair
  readonly lines: readonly { readonly old: string; readonly new: string }[]
  /** Indexes of the first and last line that differ; -1 where none does. */
  readonly first: number
  readonly last: number
}

function findStretch(older: Lines, newer: Lines, from: Pair, to: Pair): Stretch | undefined {
  const count = to.old - from.old - 1
  if (count === 0 || to.new - from.new - 1 !== count) return undefined
  const lines = Array.from({ length: count }, (_, at) => ({
    old: older.texts[from.old + 1 + at] ?? '',
    new: newer.texts[from.new + 1 + at] ?? '',
  }))
  const differs = (line: (typeof lines)[number]) => line.old !== line.new
  return { from, lines, first: lines.findIndex(differs), last: lines.findLastIndex(differs) }
}

/** Ordinals of the older lines that are the same and have no copy in what was changed. */
function listSame({ from, lines, first, last }: Stretch): number[] {
  const changed = new Set(
    lines.slice(first, last + 1).flatMap((line) => (first < 0 ? [] : [line.old, line.new])),
  )
  return lines.flatMap((line, at) => (changed.has(line.old) ? [] : [from.old + 1 + at]))
}

function findOnlyChange({ from, first, last }: Stretch): Pair | undefined {
  if (first < 0 || first !== last) return undefined
  return { old: from.old + 1 + first, new: from.new + 1 + first }
}

function rangeOf({ texts, starts }: Lines, at: number): TextRange {
  const start = starts[at] ?? 0
  return { start, end: start + (texts[at]?.length ?? 0) }
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
