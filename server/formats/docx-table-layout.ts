import type { DraftCell, DraftTable } from '../../shared/model/draft.ts'

/** Lengths in twips, letters in half points. */
export type TableRoom = {
  readonly textWidth: number
  /** Line length of a landscape page; null where the table can't have a page of its own. */
  readonly landscapeWidth: number | null
  /** Size of the letters around the table. */
  readonly bodySize: number
}

export type TableLayout = {
  /** One a grid column; together exactly the width that the table takes. */
  readonly widths: readonly number[]
  readonly fontSize: number
  /** True when the table needs a landscape page. */
  readonly isWide: boolean
  /** By column: most of its cells are values, which stand centred. */
  readonly isValueColumn: readonly boolean[]
}

/** Space left and right of a cell's words, each. */
export const cellMargin = 70
/** Indentation for one level of a row head. */
export const indentStep = 180
export const maximumIndent = 6 * indentStep

/**
 * Sizes a table by what its cells hold: full text width, letters smaller for many columns, and a
 * landscape page when words don't fit at 8 points.
 */
export function layOutTable(table: DraftTable, room: TableRoom): TableLayout {
  const usual = Math.min(table.columnCount > 6 ? 18 : 20, room.bodySize)
  const isValueColumn = listValueColumns(table)
  const sizes = [usual, smallest(usual)]
  const fits = (width: number) => sizes.find((size) => sum(needs(table, size)) <= width)
  const upright = fits(room.textWidth)
  const isWide = upright === undefined && room.landscapeWidth !== null
  const total = isWide ? (room.landscapeWidth ?? room.textWidth) : room.textWidth
  const fontSize = upright ?? fits(total) ?? 14
  return { widths: shareWidth(table, fontSize, total), fontSize, isWide, isValueColumn }
}

/** "12", "8 (9%)", "<0.001", "-3.2 to 4", "NA", "–". */
function isValue(text: string): boolean {
  return /^[-–−+<>≤≥=~([]?\s*[\d.][^A-Za-z]*( to [^A-Za-z]*)?$|^(n\/?a|nd|ne|[-–—])$/i.test(
    text.trim(),
  )
}

function smallest(usual: number): number {
  return Math.min(usual, 16)
}

type Placed = { readonly cell: DraftCell; readonly column: number; readonly isHeader: boolean }

function listPlaced(table: DraftTable): Placed[] {
  return table.rows.flatMap((row, index) => {
    let next = 0
    return row.map((cell) => {
      const column = next
      next += cell.columnSpan
      return { cell, column, isHeader: index < table.headerRowCount }
    })
  })
}

function listValueColumns(table: DraftTable): boolean[] {
  const body = listPlaced(table).filter(
    ({ cell, isHeader }) => !isHeader && cell.columnSpan === 1 && cell.text.trim() !== '',
  )
  return Array.from({ length: table.columnCount }, (_, column) => {
    const cells = body.filter((one) => one.column === column)
    return column > 0 && cells.filter(({ cell }) => isValue(cell.text)).length * 2 > cells.length
  })
}

/** Least width of each column: its longest word, its longest value, so that none is torn apart. */
function needs(table: DraftTable, size: number): number[] {
  return measureColumns(table, size, (text) =>
    isValue(text) && text.length <= 16 ? [text] : text.split(/(?<=[\s/–-])/),
  )
}

/** Width at which no line of a column would wrap, but for heads, which may take two lines. */
function wishes(table: DraftTable, size: number): number[] {
  return measureColumns(table, size, (text, isHeader) =>
    isHeader ? halve(text) : text.split('\n'),
  )
}

/** The text in two lines of about the same length, or the lines that it has. */
function halve(text: string): readonly string[] {
  if (text.includes('\n')) return text.split('\n')
  const cut = text.indexOf(' ', Math.floor(text.length / 2) - 1)
  return cut < 0 ? text.split(/(?<=\s)(?=\S*$)/) : [text.slice(0, cut), text.slice(cut + 1)]
}

function measureColumns(
  table: DraftTable,
  size: number,
  pieces: (text: string, isHeader: boolean) => readonly string[],
): number[] {
  const widths = Array.from({ length: table.columnCount }, () => 4 * cellMargin)
  for (const { cell, column, isHeader } of listPlaced(table)) {
    if (cell.columnSpan !== 1) continue
    const lines = pieces(cell.text.trim(), isHeader)
    const words = lines.map((line) => measure(line.trim(), size, isHeader))
    const indent = Math.min(cell.indent * indentStep, maximumIndent)
    const wide = Math.ceil(Math.max(0, ...words)) + indent + 2 * cellMargin + slack
    widths[column] = Math.max(widths[column] ?? 0, wide)
  }
  return widths
}

/** Against rounding, and fonts that run wider than the estimate. */
const slack = 40

function shareWidth(table: DraftTable, size: number, total: number): number[] {
  const least = needs(table, size)
  const wished = wishes(table, size)
  const shares =
    shareEqually(least, wished, total) ??
    (sum(least) >= total ? least : stretch(least, wished, total))
  return roundTo(shares, total)
}

/** Row heads, and equal columns beside them, if nothing in these columns has to wrap. */
function shareEqually(
  least: readonly number[],
  wished: readonly number[],
  total: number,
): number[] | undefined {
  const [head = 0, ...others] = wished
  if (others.length === 0) return undefined
  const room = total - others.length * Math.max(...others)
  const usual = Math.max(Math.min(head, total * 0.45), total / (others.length + 1))
  const headWidth = Math.min(usual, room)
  if (headWidth < Math.max(least[0] ?? 0, Math.min(head, total * 0.25))) return undefined
  return [headWidth, ...others.map(() => (total - headWidth) / others.length)]
}

/** What is left over goes where lines would wrap, or, when none does, to all in proportion. */
function stretch(least: readonly number[], wished: readonly number[], total: number): number[] {
  const lacks = wished.map((wish, column) => Math.max(0, wish - (least[column] ?? 0)))
  const spare = total - sum(least)
  const lacking = sum(lacks)
  if (lacking <= spare) return wished.map((wish) => (wish * total) / sum(wished))
  return least.map((width, column) => width + (spare * (lacks[column] ?? 0)) / lacking)
}

function roundTo(shares: readonly number[], total: number): number[] {
  const factor = total / sum(shares)
  const widths = shares.map((share) => Math.max(1, Math.floor(share * factor)))
  widths[0] = (widths[0] ?? 0) + total - sum(widths)
  return widths
}

/** Width of a word in twips, by the letters of a common sans-serif face. */
function measure(word: string, size: number, isBold: boolean): number {
  let ems = 0
  for (const letter of word) ems += letterWidth(letter)
  return ems * size * 10 * (isBold ? 1.07 : 1)
}

function letterWidth(letter: string): number {
  if (/[ijltfI.,;:'|!()[\] /-]/.test(letter)) return 0.31
  if (/[mwMW@%]/.test(letter)) return 0.87
  if (/[A-Z]/.test(letter)) return 0.69
  return /[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFF60]|\p{Extended_Pictographic}/u.test(
    letter,
  )
    ? 1
    : 0.55
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
