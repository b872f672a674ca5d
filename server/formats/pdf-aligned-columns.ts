import { mode } from './pdf-page.ts'
import type { Line } from './pdf-page-lines.ts'
import type { Word } from './pdf-words.ts'

/** The x of white space that parts columns, from left to right. */
export type Gutters = readonly number[]

/** What a row's words are over one point of the page's width. */
type RowCounts = {
  /** Rows in which a word stands there. */
  readonly covered: Uint16Array
  /** Rows in which a wide gap between two pieces lies there. */
  readonly wide: Uint16Array
  /** Rows in which a blank inside a piece lies there. */
  readonly narrow: Uint16Array
}

/** White space that runs down through all rows, but for a few that stretch over it. */
export function findGutters(rows: readonly Line[]): Gutters {
  const left = Math.floor(Math.min(...rows.map((row) => row.left)))
  const right = Math.ceil(Math.max(...rows.map((row) => row.right)))
  const counts = countRows(rows, left, right - left + 1)
  const mayCross = Math.floor(rows.length * 0.15)
  const gutters: number[] = []
  let start = -1
  for (let x = 0; x <= right - left + 1; x++) {
    const isFree = x <= right - left && counts.covered[x]! <= mayCross && isParting(counts, x)
    if (isFree && start < 0) start = x
    if (!isFree && start >= 0) {
      if (x - start >= 2) gutters.push(left + emptiest(counts.covered, start, x))
      start = -1
    }
  }
  return keepParting(mergeNear(gutters, rows), rows)
}

/**
 * Drops gutters that lie inside the words of one column: where no rows, or hardly any, have a piece
 * that begins in the column before it and another in the column behind it.
 */
function keepParting(gutters: readonly number[], rows: readonly Line[]): number[] {
  const fewest = rows.length < 6 ? 1 : 2
  const starts = rows.map((row) => row.pieces.map((piece) => piece.left))
  const weak = gutters.findIndex((gutter, index) => {
    const before = gutters[index - 1] ?? -Infinity
    const behind = gutters[index + 1] ?? Infinity
    const parted = starts.filter(
      (lefts) =>
        lefts.some((left) => left >= before && left < gutter) &&
        lefts.some((left) => left >= gutter && left < behind),
    )
    return parted.length < fewest
  })
  return weak < 0 ? [...gutters] : keepParting(gutters.toSpliced(weak, 1), rows)
}

function isParting(counts: RowCounts, x: number): boolean {
  return counts.wide[x]! >= 2 && counts.wide[x]! > counts.narrow[x]!
}

/** The middle of the widest stretch that the fewest words stand on. */
function emptiest(covered: Uint16Array, start: number, end: number): number {
  const least = Math.min(...covered.subarray(start, end))
  let best = { start, end: start }
  let open = start
  for (let x = start; x <= end; x++) {
    if (x < end && covered[x] === least) continue
    if (x - open > best.end - best.start) best = { start: open, end: x }
    open = x + 1
  }
  return (best.start + best.end) / 2
}

function countRows(rows: readonly Line[], left: number, width: number): RowCounts {
  const counts = {
    covered: new Uint16Array(width),
    wide: new Uint16Array(width),
    narrow: new Uint16Array(width),
  }
  for (const row of rows) {
    const pieces = [...row.pieces].sort((a, b) => a.left - b.left)
    pieces.forEach((piece, index) => {
      const before = pieces[index - 1]
      if (before) add(counts.wide, before.right - left, piece.left - left)
      const words = [...piece.words].sort((a, b) => a.left - b.left)
      words.forEach((word, at) => {
        add(counts.covered, word.left - left, word.right - left)
        const last = words[at - 1]
        if (last) add(counts.narrow, last.right - left, word.left - left)
      })
    })
  }
  return counts
}

function add(counts: Uint16Array, start: number, end: number): void {
  const last = Math.min(Math.ceil(end), counts.length)
  for (let x = Math.max(Math.floor(start), 0); x < last; x++) counts[x]!++
}

/** Two gutters with no word between them in any row are one. */
function mergeNear(gutters: readonly number[], rows: readonly Line[]): number[] {
  const words = rows.flatMap((row) => row.words)
  const kept: number[] = []
  for (const gutter of gutters) {
    const last = kept.at(-1)
    const isApart =
      last === undefined || words.some((word) => centre(word) > last && centre(word) < gutter)
    if (isApart) kept.push(gutter)
  }
  return kept
}

/** Words of a row that stand in one or more neighbouring columns. */
export type RowCell = {
  readonly column: number
  readonly columnSpan: number
  readonly words: readonly Word[]
}

/** Where most of the pieces of each column begin; Infinity for a column in which none does. */
export function columnStarts(rows: readonly Line[], gutters: Gutters): number[] {
  const starts = rows.flatMap((row) => row.pieces.map((piece) => piece.left))
  return [...gutters, Infinity].map((end, column) => {
    const own = starts.filter((start) => start < end && start >= (gutters[column - 1] ?? -Infinity))
    return own.length === 0
      ? Infinity
      : mode(
          own.map((start) => [start, 1] as const),
          2,
        )
  })
}

/** A piece is cut at the gutters that it crosses, unless it heads several columns at once. */
export function splitRow(
  row: Line,
  gutters: Gutters,
  starts: readonly number[],
  isHeader: boolean,
): RowCell[] {
  const cells = row.pieces
    .flatMap((piece) => cutPiece(piece.words, starts))
    .flatMap((words) => splitPiece(words, gutters, isHeader))
  const merged: RowCell[] = []
  for (const cell of cells.sort((a, b) => a.column - b.column)) {
    const last = merged.at(-1)
    if (last && cell.column < last.column + last.columnSpan) {
      const end = Math.max(last.column + last.columnSpan, cell.column + cell.columnSpan)
      merged[merged.length - 1] = {
        column: last.column,
        columnSpan: end - last.column,
        words: [...last.words, ...cell.words],
      }
    } else merged.push(cell)
  }
  return merged
}

/** Cuts before a word that stands where a column begins, behind more than one blank. */
function cutPiece(words: readonly Word[], starts: readonly number[]): Word[][] {
  const gaps = words.slice(1).map((word, index) => word.left - words[index]!.right)
  const blank = Math.min(...gaps.filter((gap) => gap > 0))
  const parts: Word[][] = []
  words.forEach((word, index) => {
    const gap = gaps[index - 1] ?? Infinity
    const begins = index > 0 && starts.slice(1).some((start) => Math.abs(start - word.left) <= 3)
    const last = parts.at(-1)
    if (!last || (begins && gap > 1.4 * blank)) parts.push([word])
    else last.push(word)
  })
  return parts
}

function splitPiece(words: readonly Word[], gutters: Gutters, isHeader: boolean): RowCell[] {
  const byColumn = new Map<number, Word[]>()
  for (const word of words) {
    const column = columnOf(centre(word), gutters)
    const own = byColumn.get(column)
    if (own) own.push(word)
    else byColumn.set(column, [word])
  }
  const columns = [...byColumn.keys()].sort((a, b) => a - b)
  const first = columns[0]!
  const span = columns.at(-1)! - first + 1
  if (span === 1 || (isHeader && words.length !== span) || crossesGutter(words, gutters)) {
    return [
      { column: span === 1 ? columnOf(words[0]!.left, gutters) : first, columnSpan: span, words },
    ]
  }
  return columns.map((column) => ({ column, columnSpan: 1, words: byColumn.get(column)! }))
}

/** True when one of the words stands on a gutter. */
function crossesGutter(words: readonly Word[], gutters: Gutters): boolean {
  return words.some((word) => gutters.some((at) => word.left < at - 1 && word.right > at + 1))
}

function columnOf(x: number, gutters: Gutters): number {
  return gutters.filter((gutter) => gutter < x).length
}

function centre(word: Word): number {
  return (word.left + word.right) / 2
}
