import type { RowCell } from './pdf-aligned-columns.ts'
import { endsSentence, startsLowerCase } from './pdf-markers.ts'
import { joinWords, type Line } from './pdf-page-lines.ts'
import type { Word } from './pdf-words.ts'

/** A cell with its words line by line. */
type WrappedCell = {
  readonly column: number
  readonly columnSpan: number
  readonly lines: readonly (readonly Word[])[]
}

/** A row's cells over all the lines that it takes. */
export type WrappedRow = readonly WrappedCell[]

/** A number, or what stands for one in an empty layout: never the second line of a cell. */
export function isValue(text: string): boolean {
  return /^[<>≤≥±~]?\s*-?(?:\d|[xX]{2,}|[xX]\.[xX])[\d.,xX%()\s;:/±-]*$/.test(text)
}

/**
 * Joins lines that go on with the cells of the row above them. Where nothing is drawn between rows,
 * the distance of the lines tells, or the words: a line is joined only if no other reading is left.
 */
export function joinWrapped(
  lines: readonly Line[],
  split: readonly (readonly RowCell[])[],
  headerRowCount: number,
): WrappedRow[] {
  const table = measureTable(lines, split, headerRowCount)
  const rows: PlacedLine[][] = []
  for (const [index, line] of table.lines.entries()) {
    const row = rows.at(-1)
    const next = table.lines[index + 1]
    if (row && index > headerRowCount && goesOn(row, line, next, table)) row.push(line)
    else rows.push([line])
  }
  return rows.map(mergeLines)
}

type PlacedCell = RowCell & { readonly text: string; readonly left: number; readonly right: number }

type PlacedLine = {
  readonly cells: readonly PlacedCell[]
  readonly size: number
  /** Points from the line above. */
  readonly gap: number
}

type MeasuredTable = {
  readonly lines: readonly PlacedLine[]
  /** The least distance before a line that fills several columns, and how many there are. */
  readonly rowGap: number
  readonly gapCount: number
  /** How far the cells of each column reach. */
  readonly rights: readonly number[]
}

function measureTable(
  lines: readonly Line[],
  split: readonly (readonly RowCell[])[],
  headerRowCount: number,
): MeasuredTable {
  const placed = lines.map(({ baseline, size }, index) => ({
    cells: split[index]!.map(placeCell),
    size,
    gap: index === 0 ? Infinity : baseline - lines[index - 1]!.baseline,
  }))
  const gaps = placed
    .filter(({ cells }, index) => index > headerRowCount && cells.length > 1)
    .map(({ gap }) => gap)
  const rights: number[] = []
  for (const { column, columnSpan, right } of placed.flatMap(({ cells }) => cells)) {
    if (columnSpan === 1) rights[column] = Math.max(rights[column] ?? -Infinity, right)
  }
  return { lines: placed, rowGap: Math.min(...gaps), gapCount: gaps.length, rights }
}

function placeCell(cell: RowCell): PlacedCell {
  const words = [...cell.words].sort((a, b) => a.left - b.left)
  const right = Math.max(...words.map((word) => word.right))
  return { ...cell, words, text: joinWords(words), left: words[0]!.left, right }
}

function goesOn(
  row: readonly PlacedLine[],
  line: PlacedLine,
  next: PlacedLine | undefined,
  table: MeasuredTable,
): boolean {
  if (line.cells.some(({ text }) => isValue(text)) && line.cells.length === 1) return false
  const isInside = line.cells.every((cell) => findAbove(row, cell) !== undefined)
  const isPart = isInside && line.cells.length < row[0]!.cells.length
  if (isPart && isSetTight(line, table)) return true
  if (isPart && !headsGroup(line, next)) return goesOnInWords(row, line, table)
  return row.length === 1 && endsLabel(row[0]!, line, next, table)
}

/** The row's last line of words in the columns of the cell. */
function findAbove(row: readonly PlacedLine[], cell: PlacedCell): PlacedCell | undefined {
  const same = ({ column, columnSpan }: PlacedCell) =>
    column === cell.column && columnSpan === cell.columnSpan
  return row.findLast(({ cells }) => cells.some(same))?.cells.find(same)
}

/** Shares of the least distance of two rows: a lone cell this near to the line above is part of it. */
const tight = 0.75
/** The same where one distance is all that there is to compare with. */
const tightToOne = 0.6

function isSetTight({ cells, gap, size }: PlacedLine, table: MeasuredTable): boolean {
  const { rowGap, gapCount } = table
  if (cells.length !== 1 || gapCount === 0 || gap > 1.5 * size) return false
  return gap <= (gapCount === 1 ? tightToOne : tight) * rowGap
}

/** True when lines below stand in under the line's label. */
function headsGroup({ cells }: PlacedLine, next: PlacedLine | undefined): boolean {
  const [label] = cells
  const below = next?.cells[0]
  if (label?.column !== 0 || below?.column !== 0) return false
  return below.left > label.left + 3
}

/** Every cell of the line goes on in the middle of a phrase that had no more room above. */
function goesOnInWords(
  row: readonly PlacedLine[],
  line: PlacedLine,
  table: MeasuredTable,
): boolean {
  return line.cells.every((cell) => {
    const above = findAbove(row, cell)!
    const isOpen = startsLowerCase(cell.text) || isUnclosed(above.text)
    return isOpen && !endsSentence(above.text) && hadNoRoom(above, cell, line.size, table)
  })
}

/** A label of two lines has its values beside the second: "Bellergal-S (alkaloids" / "and ergotamine) 2 weeks". */
function endsLabel(
  above: PlacedLine,
  line: PlacedLine,
  next: PlacedLine | undefined,
  table: MeasuredTable,
): boolean {
  const [label] = above.cells
  const [end] = line.cells
  if (!label || above.cells.length > 1 || line.cells.length < 2) return false
  if (label.column > 0 || end?.column !== 0 || end.columnSpan > 1) return false
  const below = next?.cells[0]
  if (below?.column === 0 && below.left > label.left + 3) return false
  if (isUnclosed(label.text) && end.text.endsWith(')')) return true
  const indent = end.left - label.left
  const isHanging = indent > 0.4 * line.size && indent < 2.5 * line.size
  const isOpen = end.text.startsWith('(') || startsLowerCase(end.text)
  return isHanging && isOpen && hadNoRoom(label, end, line.size, table)
}

/** True when the first word of `below` would have gone beyond what any cell of its column reaches. */
function hadNoRoom(
  above: PlacedCell,
  below: PlacedCell,
  size: number,
  { rights }: MeasuredTable,
): boolean {
  const word = below.words[0]!
  return above.right + 0.25 * size + word.right - word.left > (rights[below.column] ?? 0)
}

function isUnclosed(text: string): boolean {
  return text.lastIndexOf('(') > text.lastIndexOf(')')
}

/** A label that ran over its neighbour's column belongs to its own. */
function mergeLines(lines: readonly PlacedLine[]): WrappedRow {
  const parts = new Map<number, PlacedCell[]>()
  for (const cell of lines.flatMap(({ cells }) => cells)) {
    const own = parts.get(cell.column)
    if (own) own.push(cell)
    else parts.set(cell.column, [cell])
  }
  return [...parts]
    .sort(([a], [b]) => a - b)
    .map(([column, cells]) => ({
      column,
      columnSpan: Math.min(...cells.map(({ columnSpan }) => columnSpan)),
      lines: cells.map(({ words }) => words),
    }))
}
