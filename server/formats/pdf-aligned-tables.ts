import {
  columnStarts,
  findGutters,
  type Gutters,
  type RowCell,
  splitRow,
} from './pdf-aligned-columns.ts'
import {
  endsSentence,
  findContentsEntry,
  findHeadingNumber,
  findListMarker,
  isBullet,
  startsCaption,
  startsLowerCase,
} from './pdf-markers.ts'
import { type Box, median, mode, type RuledLine, unionBox } from './pdf-page.ts'
import { createLine, joinWords, type Line } from './pdf-page-lines.ts'
import { type FlowItem, isShellText, type PdfCell, type PdfTable } from './pdf-table.ts'
import type { Word } from './pdf-words.ts'
import { isValue, joinWrapped, type WrappedRow } from './pdf-wrapped-rows.ts'

/** What stands for the lines of a region from `first` to `last` inclusive. */
type AlignedItems = {
  readonly first: number
  readonly last: number
  readonly items: readonly FlowItem[]
}

const fewestRows = 3
/** Lines with one piece only that may stand between two rows: row groups, second lines of cells. */
const mostLooseLines = 3
/** Rows of one table follow each other within this many font sizes. */
const widestRowGap = 4
/** Points: one blank of indentation. */
const blankWidth = 5

/** Tables that are set by aligning words in columns; terms with definitions become lines of their own. */
export function findAlignedTables(
  lines: readonly Line[],
  ruledLines: readonly RuledLine[],
): AlignedItems[] {
  return findGroups(lines).flatMap(({ first, last }) => {
    const items = readGroup(lines.slice(first, last + 1), ruledLines)
    return items ? [{ first, last, items }] : []
  })
}

function readGroup(
  lines: readonly Line[],
  ruledLines: readonly RuledLine[],
): FlowItem[] | undefined {
  const rows = lines.filter(isRow)
  if (isDefinitionList(rows, lines.length)) return lines.flatMap(splitTerm)
  if (rows.length < fewestRows && !isTwinRow(rows)) return undefined
  const gutters = findGutters(rows)
  const table = gutters.length > 0 ? buildTable(lines, gutters, ruledLines) : undefined
  return table && [table]
}

/** Two rows alone are a table when three or more of their cells begin at the same places. */
function isTwinRow(rows: readonly Line[]): boolean {
  const [a, b] = rows.map(cellPieces)
  if (rows.length !== 2 || !a || !b || a.length < 3 || a.length !== b.length) return false
  return a.every((piece, index) => Math.abs(piece.left - b[index]!.left) < 3)
}

/** True for a line whose words stand in columns, whatever mark or number it begins with. */
export function isRow(line: Line): boolean {
  return cellPieces(line).length >= 2
}

/** The pieces of a line without a list mark or heading number in front; none of what is no row. */
function cellPieces(line: Line): Line['pieces'] {
  const { pieces, text } = line
  const [first, second] = pieces
  if (!first || !second) return pieces
  if (
    findContentsEntry(text) ||
    startsCaption(text) ||
    /^(note|source|abbreviations?)\b\s*[:.]/i.test(text)
  )
    return []
  const probe = `${first.text} X`
  const markLength = findListMarker(probe)?.length ?? findHeadingNumber(probe)?.length ?? 0
  const isMark =
    markLength === probe.length - 1 && (isBullet(first.text) || /^["“'(\p{L}]/u.test(second.text))
  return isMark ? pieces.slice(1) : pieces
}

type Group = { readonly first: number; readonly last: number }

function findGroups(lines: readonly Line[]): Group[] {
  const groups: Group[] = []
  let index = 0
  while (index < lines.length) {
    if (!isRow(lines[index]!)) {
      index++
      continue
    }
    const last = groupEnd(lines, index)
    groups.push({ first: index, last })
    index = last + 1
  }
  return groups
}

/** The last row; lines inside a column, however many, may follow each row. */
function groupEnd(lines: readonly Line[], first: number): number {
  let last = first
  let loose = 0
  for (let next = first + 1; next < lines.length; next++) {
    const line = lines[next]!
    if (!isNear(lines[next - 1]!, line)) break
    if (isRow(line) || isShellText(line.text)) {
      last = next
      loose = 0
    } else if (isInsideColumn(line, lines.slice(first, next))) {
      if (last === next - 1 && line.baseline - lines[last]!.baseline < 2 * line.size) last = next
    } else if (++loose > mostLooseLines) break
    else if (!mayStandBetween(line, lines.slice(first, next), lines[next + 1])) break
  }
  return last
}

function isNear(above: Line, below: Line): boolean {
  const gap = below.baseline - above.baseline
  const isAlike = Math.abs(above.size - below.size) < 0.2 * below.size
  return isAlike && gap >= 0 && gap < widestRowGap * below.size
}

/** Begins where the last piece of a row above it begins, right of the first column. */
function isInsideColumn(line: Line, rows: readonly Line[]): boolean {
  const above = rows.findLast((row) => isRow(row))
  const start = above && cellPieces(above).at(-1)?.left
  return start !== undefined && line.left > start - 3
}

/** A single piece that is no prose: narrow or going on in the next row; no caption, no list item. */
function mayStandBetween(line: Line, rows: readonly Line[], next: Line | undefined): boolean {
  if (startsCaption(line.text) || findContentsEntry(line.text) || isListLine(line)) return false
  const { left, right } = unionBox([...rows, line])
  const lastColumn = rows.findLast(isRow)?.pieces.at(-1)?.left ?? 0
  const isNarrow = line.right - line.left < 0.65 * (right - left) || line.right < lastColumn - 3
  const goesOn = next !== undefined && isRow(next) && startsLowerCase(next.text)
  return isNarrow || (goesOn && !endsSentence(line.text) && line.left > left - 3)
}

function isListLine(line: Line): boolean {
  return findListMarker(line.text) !== undefined || (findHeadingNumber(line.text)?.depth ?? 0) > 1
}

function buildTable(
  rows: readonly Line[],
  gutters: Gutters,
  ruledLines: readonly RuledLine[],
): PdfTable | undefined {
  const drawnHeads = countDrawnHeads(rows, ruledLines)
  const headerRowCount = drawnHeads || countWordRows(rows, gutters)
  const starts = columnStarts(rows, gutters)
  const split = rows.map((row, index) => splitRow(row, gutters, starts, index < headerRowCount))
  const columnCount = gutters.length + 1
  const filledRows = split.filter((cells) => cells.length >= 2).length
  const filledColumns = new Set(split.flat().map((cell) => cell.column)).size
  if (filledRows < 2 || filledColumns < 2) return undefined
  const columns = measureColumns(split, columnCount)
  const wrapped = joinWrapped(rows, split, headerRowCount)
  return {
    box: unionBox(rows),
    page: rows[0]!.page,
    pageStarts: [{ page: rows[0]!.page, row: 0 }],
    isRuled: false,
    isHeadDrawn: drawnHeads > 0,
    columns,
    rowCount: wrapped.length,
    columnCount,
    headerRowCount,
    cells: wrapped.flatMap((cells, row) => fillRow(cells, row, columns)),
    size: mode(
      rows.map((row) => [row.size, row.text.length] as const),
      0.1,
    ),
  }
}

/** How far the words of each column reach, but for those that stretch over several. */
function measureColumns(
  split: readonly RowCell[][],
  columnCount: number,
): Pick<Box, 'left' | 'right'>[] {
  return Array.from({ length: columnCount }, (_, column) => {
    const own = split.flat().filter((cell) => cell.column === column && cell.columnSpan === 1)
    return unionBox(own.flatMap((cell) => cell.words))
  })
}

function wordsLeft(words: readonly Word[]): number {
  return Math.min(...words.map((word) => word.left))
}

function fillRow(
  cells: WrappedRow,
  row: number,
  columns: readonly Pick<Box, 'left' | 'right'>[],
): PdfCell[] {
  const filled: PdfCell[] = []
  for (let column = 0; column < columns.length;) {
    const cell = cells.find((candidate) => candidate.column === column)
    const columnSpan = cell?.columnSpan ?? 1
    const left = cell && column === 0 ? wordsLeft(cell.lines[0]!) - columns[0]!.left : 0
    const indent = Math.round(left / blankWidth)
    filled.push({
      row,
      column,
      rowSpan: 1,
      columnSpan,
      indent: Number.isFinite(indent) ? Math.max(indent, 0) : 0,
      lines: cell?.lines.map((words) => ({ text: joinWords(words), words })) ?? [],
    })
    column += columnSpan
  }
  return filled
}

function mostHeads(rows: readonly Line[]): number {
  return Math.min(6, rows.length - 2)
}

/** Rows above a long rule, or in bold. */
function countDrawnHeads(rows: readonly Line[], ruledLines: readonly RuledLine[]): number {
  const box = unionBox(rows)
  const most = mostHeads(rows)
  const underRule = rows.findIndex((row, index) => {
    const next = rows[index + 1]
    if (!next || index >= most) return false
    return ruledLines.some(
      (line) =>
        line.isHorizontal &&
        line.at > row.baseline - 1 &&
        line.at < next.baseline - 0.5 * next.size &&
        Math.min(line.end, box.right) - Math.max(line.start, box.left) >
          0.8 * (box.right - box.left),
    )
  })
  if (underRule >= 0) return underRule + 1
  const bold = rows.findIndex((row) => !row.isBold)
  return bold > 0 && bold <= most ? bold : 0
}

/** Leading rows without a value, when values stand right below them. */
function countWordRows(rows: readonly Line[], gutters: Gutters): number {
  const hasValue = rows.map((row) =>
    splitRow(row, gutters, [], false).some(
      (cell) => cell.column > 0 && isValue(joinWords(cell.words)),
    ),
  )
  const first = hasValue.indexOf(true)
  return first > 0 && first <= mostHeads(rows) ? first : 0
}

/** Short terms on the left, each with prose on the right that runs over several lines. */
function isDefinitionList(rows: readonly Line[], lineCount: number): boolean {
  if (!rows.every((row) => cellPieces(row).length === 2 && row.pieces.length === 2)) return false
  const letters = median(rows.map((row) => row.pieces[1]!.text.length))
  const longestTerm = Math.max(...rows.map((row) => row.pieces[0]!.words.length))
  return longestTerm <= 5 && letters > 40 && (lineCount - rows.length) * 3 >= lineCount
}

/** A line that begins with a term as two lines. */
function splitTerm(line: Line): Line[] {
  if (!isRow(line)) return [line]
  return line.pieces.map((piece, index) => ({
    ...createLine(piece.words, line.page),
    isTerm: index === 0,
  }))
}
