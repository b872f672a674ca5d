import { listBlocks, listTransparent, type BlockNode } from './docx-blocks.ts'
import { readInlineBookmark } from './docx-marks.ts'
import { emptyFlow, joinFlows, trimFlow, type Flow } from './docx-flow.ts'
import { readParagraph, type ParagraphLook, type ReadingContext } from './docx-paragraph.ts'
import { findNumber, findToggle, findValue } from './docx-attributes.ts'
import { childElements, findChild, findPath, type XmlElement } from './xml.ts'

/** A table's cells by the row and grid column at which they begin; rows may lack cells. */
export type TableContent = {
  readonly kind: 'table'
  readonly rows: readonly TableRow[]
  readonly columnCount: number
  /** Whether the table's style has a look of its own for the first row, and the table uses it. */
  readonly hasFirstRowLook: boolean
}

export type TableRow = {
  readonly cells: readonly CellContent[]
  /** Marked w:tblHeader. */
  readonly isHeader: boolean
}

export type CellContent = Flow & {
  readonly column: number
  readonly columnSpan: number
  rowSpan: number
  /** Of the first paragraph with words. */
  readonly look: ParagraphLook | undefined
  readonly isShaded: boolean
  /** Automatic number or bullet of the first paragraph with words, else of the first with one; '' without. */
  readonly marker: string
}

/** Cells without words count; a cell that goes on from the row above is part of that one. */
export function readTable(element: XmlElement, context: ReadingContext): TableContent {
  const open = new Map<number, CellContent>()
  const rows: TableRow[] = []
  let pending: Flow = emptyFlow
  for (const child of listTransparent(element)) {
    if (child.name !== 'w:tr') pending = joinFlows([pending, readMark(child, context)], '')
    if (child.name !== 'w:tr' || isDeletedRow(child)) continue
    rows.push(readRow(child, open, pending, context))
    pending = emptyFlow
  }
  const ends = rows.flatMap((row) => row.cells.map((cell) => cell.column + cell.columnSpan))
  return {
    kind: 'table',
    rows,
    columnCount: ends.reduce((most, end) => Math.max(most, end), 0),
    hasFirstRowLook: usesFirstRowLook(element, context),
  }
}

/** The words of a cell or a text box in a cell in one line: tabs and line ends are blanks. */
export function readLine(container: XmlElement, context: ReadingContext): Flow {
  return readContainer(container, context).flow
}

export function isDeletedRow(row: XmlElement): boolean {
  const properties = findChild(row, 'w:trPr')
  return properties !== undefined && childElements(properties, 'w:del').length > 0
}

/** Word allows 63 columns; more than this is a mistake or an attack. */
const maximumSpan = 1000

function readRow(
  row: XmlElement,
  open: Map<number, CellContent>,
  before: Flow,
  context: ReadingContext,
): TableRow {
  const properties = findChild(row, 'w:trPr')
  const cells: CellContent[] = []
  let column = clampSpan(findNumber(properties, 'w:gridBefore') ?? 0, 0)
  let pending = before
  for (const child of listTransparent(row)) {
    if (child.name !== 'w:tc') pending = joinFlows([pending, readMark(child, context)], '')
    if (child.name !== 'w:tc' || findPath(child, 'w:tcPr', 'w:cellDel')) continue
    const cell = readCell(child, column, pending, context)
    pending = emptyFlow
    column += cell.columnSpan
    if (!continueCell(child, cell, open)) cells.push(cell)
  }
  return { cells, isHeader: findToggle(properties, 'w:tblHeader') ?? false }
}

function readCell(
  element: XmlElement,
  column: number,
  before: Flow,
  context: ReadingContext,
): CellContent {
  const properties = findChild(element, 'w:tcPr')
  const { flow, look, marker } = readContainer(element, context)
  const fill = properties && findChild(properties, 'w:shd')?.attributes['w:fill']
  return {
    ...trimFlow(joinFlows([before, flow], '')),
    column,
    columnSpan: clampSpan(findNumber(properties, 'w:gridSpan') ?? 1, 1),
    rowSpan: 1,
    look,
    isShaded: fill !== undefined && !/^(auto|ffffff)$/i.test(fill),
    marker,
  }
}

/** Adds a w:vMerge cell to the one above it (ECMA-376 part 1 §17.4.84); false when it begins anew. */
function continueCell(
  element: XmlElement,
  cell: CellContent,
  open: Map<number, CellContent>,
): boolean {
  const merge = findMerge(findChild(element, 'w:tcPr'))
  const above = open.get(cell.column)
  if (merge === 'continue' && above?.columnSpan === cell.columnSpan) {
    above.rowSpan += 1
    return true
  }
  for (let at = cell.column; at < cell.column + cell.columnSpan; at += 1) open.delete(at)
  if (merge) open.set(cell.column, cell)
  return false
}

/** A tracked merge (w:cellMerge, §17.13.5.4) counts as done. */
function findMerge(properties: XmlElement | undefined): 'restart' | 'continue' | undefined {
  const merge = properties && findChild(properties, 'w:vMerge')
  if (merge) return merge.attributes['w:val'] === 'restart' ? 'restart' : 'continue'
  const tracked = properties && findChild(properties, 'w:cellMerge')
  if (!tracked) return undefined
  return tracked.attributes['w:vMerge'] === 'rest' ? 'restart' : 'continue'
}

type Container = {
  readonly flow: Flow
  readonly look: ParagraphLook | undefined
  readonly marker: string
}

function readContainer(container: XmlElement, context: ReadingContext): Container {
  const flows: Flow[] = []
  let look: ParagraphLook | undefined
  let marker = ''
  for (const block of listBlocks(container)) {
    if (block.kind === 'paragraph') {
      const paragraph = readParagraph(block, context)
      const own = paragraph.list?.marker ?? ''
      if (!look && (paragraph.text !== '' || marker === '')) marker = own
      if (paragraph.text !== '') look ??= paragraph.look
      flows.push(paragraph, ...paragraph.boxes.map((box) => readLine(box, context)))
    } else flows.push(readOther(block, context))
  }
  const { text, marks } = trimFlow(joinFlows(flows, ' '))
  return { flow: { text: text.replace(/[\t\n]/g, ' '), marks }, look, marker }
}

function readOther(block: BlockNode, context: ReadingContext): Flow {
  if (block.kind === 'bookmark') return readMark(block.element, context)
  if (block.kind !== 'table') return emptyFlow
  const nested = readTable(block.element, context)
  return joinFlows(
    nested.rows.flatMap((row) => row.cells),
    ' ',
  )
}

/** A bookmark's start or end between rows, cells or paragraphs. */
function readMark(element: XmlElement, context: ReadingContext): Flow {
  if (!element.name.startsWith('w:bookmark')) return emptyFlow
  const mark = readInlineBookmark(element, context.bookmarks, 0)
  return mark ? { text: '', marks: [mark] } : emptyFlow
}

function clampSpan(span: number, least: number): number {
  return Math.min(Math.max(span, least), maximumSpan)
}

/** Older files write tblLook as one hexadecimal number, in which 0020 is the first row. */
function usesFirstRowLook(element: XmlElement, context: ReadingContext): boolean {
  const properties = findChild(element, 'w:tblPr')
  const style = context.styles.findStyle(findValue(properties, 'w:tblStyle') ?? '')
  const look = properties && findChild(properties, 'w:tblLook')?.attributes
  if (!style?.hasFirstRow || !look) return false
  const bits = Number.parseInt(look['w:val'] ?? '0', 16)
  return /^(1|true|on)$/.test(look['w:firstRow'] ?? '') || (bits & 0x20) !== 0
}
