import { type Box, type RuledLine, mode } from './pdf-page.ts'
import { type Line, readLines } from './pdf-page-lines.ts'
import { type PdfCell, type PdfTable, roughCellText } from './pdf-table.ts'
import type { Word } from './pdf-words.ts'

/** Points: lines this near are one line, and lines that come this near to each other cross. */
const tolerance = 3
const fewestColumns = 2
const fewestRows = 2

/** A box of ruled lines; columns lie between the xs, rows between the ys. */
type Grid = {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly vertical: readonly RuledLine[]
  readonly horizontal: readonly RuledLine[]
}

type FoundTable = { readonly table: PdfTable; readonly words: ReadonlySet<Word> }

/** Tables whose cells are ruled off on all sides, with the words that they hold. */
export function findRuledTables(
  lines: readonly Line[],
  ruledLines: readonly RuledLine[],
): FoundTable[] {
  const grids = findGrids(ruledLines)
  if (grids.length === 0) return []
  const words = lines.flatMap((line) => line.words)
  const page = lines[0]?.page ?? 0
  return grids.flatMap((grid) => {
    const inside = words.filter((word) => isInGrid(word, grid))
    const table = buildTable(splitBands(grid, inside, page), inside, page)
    return table ? [{ table, words: new Set(inside) }] : []
  })
}

function findGrids(ruledLines: readonly RuledLine[]): Grid[] {
  const groups: RuledLine[][] = []
  for (const line of ruledLines) {
    const touched = groups.filter((group) => group.some((other) => doCross(line, other)))
    const merged = [line, ...touched.flat()]
    for (const group of touched) groups.splice(groups.indexOf(group), 1)
    groups.push(merged)
  }
  return groups
    .map(toGrid)
    .filter((grid) => grid.xs.length > fewestColumns && grid.ys.length > fewestRows)
}

function doCross(a: RuledLine, b: RuledLine): boolean {
  if (a.isHorizontal === b.isHorizontal) return false
  return (
    b.at >= a.start - tolerance &&
    b.at <= a.end + tolerance &&
    a.at >= b.start - tolerance &&
    a.at <= b.end + tolerance
  )
}

function toGrid(lines: readonly RuledLine[]): Grid {
  const horizontal = lines.filter((line) => line.isHorizontal)
  const vertical = lines.filter((line) => !line.isHorizontal)
  return { xs: positions(vertical), ys: positions(horizontal), vertical, horizontal }
}

function positions(lines: readonly RuledLine[]): number[] {
  const sorted = lines.map((line) => line.at).sort((a, b) => a - b)
  return sorted.filter((at, index) => index === 0 || at - sorted[index - 1]! > tolerance)
}

/** From this many lines on, a band whose lines all fill several columns holds a row a line. */
const fewestBandLines = 5

/** Adds a border between the lines of a band that is ruled around many rows at once. */
function splitBands(grid: Grid, words: readonly Word[], page: number): Grid {
  const added = grid.ys.slice(1).flatMap((bottom, index) => {
    const top = grid.ys[index]!
    const inside = words.filter((word) => word.baseline > top && word.baseline < bottom)
    const lines = readLines(inside, page)
    const isFull = (line: Line) => new Set(line.words.map((word) => columnAt(word, grid))).size > 1
    if (lines.length < fewestBandLines || lines.filter(isFull).length < 0.8 * lines.length)
      return []
    return lines.slice(1).map((line, at) => (line.top + lines[at]!.bottom) / 2)
  })
  if (added.length === 0) return grid
  const { left, right } = gridBox(grid)
  const borders = added.map((at) => ({ isHorizontal: true, at, start: left, end: right }))
  const ys = [...grid.ys, ...added].sort((a, b) => a - b)
  return { ...grid, ys, horizontal: [...grid.horizontal, ...borders] }
}

function columnAt(word: Word, grid: Grid): number {
  return grid.xs.filter((x) => x < (word.left + word.right) / 2).length
}

function isInGrid(word: Word, grid: Grid): boolean {
  const x = (word.left + word.right) / 2
  const y = (word.top + word.bottom) / 2
  return x > grid.xs[0]! && x < grid.xs.at(-1)! && y > grid.ys[0]! && y < grid.ys.at(-1)!
}

function buildTable(grid: Grid, words: readonly Word[], page: number): PdfTable | undefined {
  const areas = mergeAreas(grid)
  const cells = areas.map((area) => toCell(area, grid, words, page))
  const filled = cells.filter((cell) => cell.lines.length > 0)
  const filledColumns = new Set(filled.map((cell) => cell.column)).size
  const filledRows = new Set(filled.map((cell) => cell.row)).size
  if (filledColumns < fewestColumns || filledRows < fewestRows) return undefined
  if (hasHiddenColumns(cells, words, grid, page)) return undefined
  const sizes = words.map((word) => [word.size, word.text.length] as const)
  const boldRows = countBoldRows(words, grid)
  return {
    box: gridBox(grid),
    page,
    pageStarts: [{ page, row: 0 }],
    isRuled: true,
    isHeadDrawn: boldRows > 0,
    columns: grid.xs.slice(1).map((right, index) => ({ left: grid.xs[index]!, right })),
    rowCount: grid.ys.length - 1,
    columnCount: grid.xs.length - 1,
    headerRowCount: boldRows || Number(headsNumbers(cells)),
    cells,
    size: mode(sizes, 0.1),
  }
}

/** True when the words of a ruled column stand in columns of their own: then alignment tells more. */
function hasHiddenColumns(
  cells: readonly PdfCell[],
  words: readonly Word[],
  grid: Grid,
  page: number,
): boolean {
  return grid.xs.slice(1).some((right, column) => {
    const left = grid.xs[column]!
    const own = words.filter((word) => word.left >= left - 1 && word.right <= right + 1)
    const lines = readLines(own, page)
    const filled = cells.filter((cell) => cell.column === column && cell.lines.length > 0).length
    return (
      filled >= 3 && lines.filter((line) => line.pieces.length > 1).length >= 0.6 * lines.length
    )
  })
}

function gridBox(grid: Grid): Box {
  return { left: grid.xs[0]!, right: grid.xs.at(-1)!, top: grid.ys[0]!, bottom: grid.ys.at(-1)! }
}

/** Rows and columns of the grid that one cell takes; ends are exclusive. */
type Area = { readonly row: number; readonly column: number; rowEnd: number; columnEnd: number }

/** Grows each cell to the right and down over borders that are not drawn. */
function mergeAreas(grid: Grid): Area[] {
  const rowCount = grid.ys.length - 1
  const columnCount = grid.xs.length - 1
  const taken = new Set<number>()
  const areas: Area[] = []
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < columnCount; column++) {
      if (taken.has(row * columnCount + column)) continue
      const area: Area = { row, column, rowEnd: row + 1, columnEnd: column + 1 }
      const isFree = (columnAt: number) => !taken.has(row * columnCount + columnAt)
      while (area.columnEnd < columnCount && isFree(area.columnEnd) && !hasRightBorder(grid, area))
        area.columnEnd++
      while (area.rowEnd < rowCount && !hasBottomBorder(grid, area)) area.rowEnd++
      for (let r = row; r < area.rowEnd; r++) {
        for (let c = column; c < area.columnEnd; c++) taken.add(r * columnCount + c)
      }
      areas.push(area)
    }
  }
  return areas
}

function hasRightBorder(grid: Grid, area: Area): boolean {
  const x = grid.xs[area.columnEnd]!
  const y = (grid.ys[area.row]! + grid.ys[area.row + 1]!) / 2
  return grid.vertical.some((line) => covers(line, x, y))
}

/** A border below any of its columns, or one that parts the columns further down, ends a cell. */
function hasBottomBorder(grid: Grid, area: Area): boolean {
  const y = grid.ys[area.rowEnd]!
  const below = (y + (grid.ys[area.rowEnd + 1] ?? y)) / 2
  for (let column = area.column; column < area.columnEnd; column++) {
    const x = (grid.xs[column]! + grid.xs[column + 1]!) / 2
    if (grid.horizontal.some((line) => covers(line, y, x))) return true
    const isInner = column + 1 < area.columnEnd
    if (isInner && grid.vertical.some((line) => covers(line, grid.xs[column + 1]!, below)))
      return true
  }
  return false
}

function covers(line: RuledLine, at: number, along: number): boolean {
  return Math.abs(line.at - at) <= tolerance && line.start <= along && line.end >= along
}

function toCell(area: Area, grid: Grid, words: readonly Word[], page: number): PdfCell {
  const left = grid.xs[area.column]!
  const right = grid.xs[area.columnEnd]!
  const top = grid.ys[area.row]!
  const bottom = grid.ys[area.rowEnd]!
  const inside = words.filter((word) => {
    const x = (word.left + word.right) / 2
    const y = (word.top + word.bottom) / 2
    return x >= left && x < right && y >= top && y < bottom
  })
  return {
    row: area.row,
    column: area.column,
    rowSpan: area.rowEnd - area.row,
    columnSpan: area.columnEnd - area.column,
    indent: 0,
    lines: readLines(inside, page),
  }
}

/** Leading rows in bold: heads. */
function countBoldRows(words: readonly Word[], grid: Grid): number {
  let count = 0
  while (count < grid.ys.length - 2) {
    const row = words.filter((word) => {
      const y = (word.top + word.bottom) / 2
      return y >= grid.ys[count]! && y < grid.ys[count + 1]!
    })
    if (row.length === 0 || !row.every((word) => word.isBold)) break
    count++
  }
  return count
}

/** True when the first row has words above a column of numbers. */
function headsNumbers(cells: readonly PdfCell[]): boolean {
  return cells.some((head) => {
    if (head.row > 0 || head.lines.length === 0 || isNumber(head)) return false
    const below = cells.filter((cell) => cell.column === head.column && cell.row > 0)
    return below.filter(isNumber).length * 2 > below.length
  })
}

function isNumber(cell: PdfCell): boolean {
  return cell.lines.length > 0 && /^[<>≤≥±]?[\d.,%()\s-]+$/.test(roughCellText(cell))
}
