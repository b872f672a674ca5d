import type { DraftCell, DraftTable } from '../../shared/model/draft.ts'
import { writeBookmark } from './docx-bookmark-writer.ts'
import { writeCaption } from './docx-caption-writer.ts'
import { fragment, valued, withProperties } from './docx-property-order.ts'
import { writeRun } from './docx-run-writer.ts'
import { writeSentence } from './docx-sentence-writer.ts'
import { captionStyleId, findStyleId, tableNoteStyleId } from './docx-style-book.ts'
import {
  cellMargin,
  indentStep,
  layOutTable,
  maximumIndent,
  type TableLayout,
} from './docx-table-layout.ts'
import { nameCellBookmark } from './docx-targets.ts'
import type { BlockPlace, WriteContext } from './docx-write-context.ts'
import { element, findChild, type XmlElement } from './xml.ts'

/** Caption, table, notes and source line; a table that needs a landscape page is noted in the context. */
export function writeTable(
  context: WriteContext,
  place: BlockPlace,
  table: DraftTable,
  block: number,
): XmlElement[] {
  const grid: Grid = {
    table,
    block,
    layout: layOutTable(table, place.room),
    styleId: findStyleId(context.styles, 'table', 'Table Grid'),
    cellStyleId: findCellStyleId(context),
  }
  const elements = [
    writeCaption(captionStyleId(context.styles), table.title),
    writeGrid(context, place, grid),
    ...writeNotes(context, place, table, block),
  ]
  if (grid.layout.isWide) for (const one of elements) context.wide.add(one)
  return elements
}

type Grid = {
  readonly table: DraftTable
  readonly block: number
  readonly layout: TableLayout
  /** The template's table style; undefined for lines of our own. */
  readonly styleId: string | undefined
  /** The template's paragraph style for cells; undefined for its default style. */
  readonly cellStyleId: string | undefined
}

type CellAt = { readonly cell: DraftCell; readonly row: number; readonly column: number }

function writeGrid(context: WriteContext, place: BlockPlace, grid: Grid): XmlElement {
  const columns = grid.layout.widths.map((width) => element('w:gridCol', { 'w:w': String(width) }))
  const rows = grid.table.rows.map((_, row) => writeRow(context, place, grid, row))
  return element('w:tbl', {}, [
    writeTableProperties(grid),
    element('w:tblGrid', {}, columns),
    ...rows,
  ])
}

/** Children in the order of CT_TblPr (ECMA-376 part 1 §17.4.59). */
function writeTableProperties({ styleId, layout }: Grid): XmlElement {
  const width = layout.widths.reduce((total, one) => total + one, 0)
  const margin = `w:w="${cellMargin}" w:type="dxa"`
  const lines =
    '<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>' +
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tblBorders>'
  const properties = fragment(
    `<w:tblPr><w:tblW w:w="${width}" w:type="dxa"/>${styleId === undefined ? lines : ''}` +
      `<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left ${margin}/><w:right ${margin}/></w:tblCellMar>` +
      '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" ' +
      'w:noHBand="0" w:noVBand="1"/></w:tblPr>',
  )
  if (styleId !== undefined) properties.children.unshift(valued('w:tblStyle', styleId))
  return properties
}

function writeRow(context: WriteContext, place: BlockPlace, grid: Grid, row: number): XmlElement {
  const isHeader = row < grid.table.headerRowCount
  const marks = [element('w:cantSplit'), ...(isHeader ? [element('w:tblHeader')] : [])]
  let next = 0
  const cells = (grid.table.rows[row] ?? []).map((cell) => {
    const column = next
    next += cell.columnSpan
    return writeCell(context, place, grid, { cell, row, column })
  })
  return element('w:tr', {}, [element('w:trPr', {}, marks), ...cells])
}

function writeCell(context: WriteContext, place: BlockPlace, grid: Grid, at: CellAt): XmlElement {
  const { cell, row, column } = at
  const widths = grid.layout.widths.slice(column, column + cell.columnSpan)
  const width = widths.reduce((total, one) => total + one, 0)
  const isHeader = row < grid.table.headerRowCount
  const properties = element('w:tcPr', {}, [
    element('w:tcW', { 'w:w': String(width), 'w:type': 'dxa' }),
    ...(cell.columnSpan > 1 ? [valued('w:gridSpan', cell.columnSpan)] : []),
    ...(needsRule(grid.table, at) ? [fragment(headerRule)] : []),
    ...(grid.styleId === undefined ? [] : [fragment(cellMargins)]),
    ...(isHeader ? [valued('w:vAlign', 'bottom')] : []),
  ])
  return element('w:tc', {}, [properties, writeCellParagraph(context, place, grid, at)])
}

/** LibreOffice lets default paragraph borders of a document undo the margins that the table has. */
const cellMargins = `<w:tcMar><w:left w:w="${cellMargin}" w:type="dxa"/><w:right w:w="${cellMargin}" w:type="dxa"/></w:tcMar>`

const headerRule =
  '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>'

/** A line below the header, and below each head that spans columns. */
function needsRule({ headerRowCount }: DraftTable, { cell, row, column }: CellAt): boolean {
  if (row >= headerRowCount) return false
  const isSpanner = column > 0 && cell.columnSpan > 1 && cell.text.trim() !== ''
  return row === headerRowCount - 1 || isSpanner
}

function writeCellParagraph(
  context: WriteContext,
  place: BlockPlace,
  grid: Grid,
  at: CellAt,
): XmlElement {
  const { cell, row, column } = at
  const letters = cellRunFormat(place, grid, row)
  const run = writeRun(cell.text, letters)
  const name = nameCellBookmark(place.owner, grid.block, row, column)
  const isCited = cell.citations.length > 0
  const content = isCited ? writeBookmark(context.bookmarkIds, name, [run]) : [run]
  const properties = cellParagraphFormat(grid, at, letters)
  return element('w:p', {}, cell.text === '' && !isCited ? [properties] : [properties, ...content])
}

function cellRunFormat(place: BlockPlace, { table, layout }: Grid, row: number): XmlElement {
  const fonts = place.format.run && findChild(place.format.run, 'w:rFonts')
  const bold = row < table.headerRowCount ? [element('w:b'), element('w:bCs')] : []
  const size = [valued('w:sz', layout.fontSize), valued('w:szCs', layout.fontSize)]
  const kept = fonts ? [structuredClone(fonts)] : []
  return withProperties(undefined, 'w:rPr', [...kept, ...bold, ...size])
}

/** The mark at the paragraph's end takes the letters' size, or it would make the row higher. */
function cellParagraphFormat(grid: Grid, at: CellAt, letters: XmlElement): XmlElement {
  const { cell, row } = at
  const left = Math.min(cell.indent * indentStep, maximumIndent)
  const spacing = { 'w:before': '20', 'w:after': '20', 'w:line': '240', 'w:lineRule': 'auto' }
  return withProperties(undefined, 'w:pPr', [
    ...(grid.cellStyleId === undefined ? [] : [valued('w:pStyle', grid.cellStyleId)]),
    ...(keepsWithNext(grid.table, row) ? [element('w:keepNext')] : []),
    element('w:spacing', spacing),
    element('w:ind', { 'w:left': String(left), 'w:right': '0', 'w:firstLine': '0' }),
    valued('w:jc', isCentred(grid, at) ? 'center' : 'left'),
    structuredClone(letters),
  ])
}

/** House templates often have a style for the words in tables. */
function findCellStyleId({ styles }: WriteContext): string | undefined {
  return (
    findStyleId(styles, 'paragraph', 'Table Text') ??
    findStyleId(styles, 'paragraph', 'Table Contents')
  )
}

/** The header stays with the first row, and the notes with the last. */
function keepsWithNext(table: DraftTable, row: number): boolean {
  const hasEnd = table.notes.length > 0 || table.sourceLine !== ''
  return row < table.headerRowCount || (hasEnd && row === table.rows.length - 1)
}

function isCentred({ layout, table }: Grid, { cell, row, column }: CellAt): boolean {
  if (column === 0) return false
  if (row < table.headerRowCount && cell.columnSpan > 1) return true
  return layout.isValueColumn[column] ?? false
}

/** Word needs a paragraph between a table and what follows, or two tables become one. */
function writeNotes(
  context: WriteContext,
  place: BlockPlace,
  table: DraftTable,
  block: number,
): XmlElement[] {
  const style = valued('w:pStyle', tableNoteStyleId(context.styles))
  const write = (content: readonly XmlElement[]) =>
    element('w:p', {}, [element('w:pPr', {}, [style]), ...content])
  const notes = table.notes.map((note, index) =>
    write(writeSentence(context, place, note, { block, sentence: index })),
  )
  const source = table.sourceLine === '' ? [] : [write([writeRun(table.sourceLine, undefined)])]
  const lines = [...notes, ...source]
  return lines.length > 0 ? lines : [write([])]
}
