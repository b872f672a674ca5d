import { read, type WorkBook, type WorkSheet } from '@e965/xlsx'
import type { ReaderIdentity, ReadResult } from '../../shared/model/source-text.ts'
import { defaultZipLimits } from '../../shared/model/zip-limits.ts'
import { composeSourceText, createParagraph, createTable, type PlainRow } from './content-item.ts'
import type { ContentItem } from './docx-sections.ts'
import { refuseOnError } from './refused.ts'
import { joinTitle, readStretch, type StretchReader } from './sheet-stretch.ts'
import { checkCells } from './size-limits.ts'
import { countHidden, readGrid, type GridRow } from './xlsx-grid.ts'
import { checkXmlShape } from './xml-shape.ts'
import { readZip, type ZipParts } from './zip.ts'

const xlsxReader: ReaderIdentity = { name: 'xlsx', version: '3', options: '' }

/**
 * A workbook: each sheet a heading with its tables, values as the sheet shows them. Formulas are not
 * computed: their last result is read. Links to other files are not followed.
 */
export function readXlsx(bytes: Uint8Array): ReadResult {
  return refuseOnError(() => {
    // the library trusts what it unpacks
    const parts = readZip(bytes, defaultZipLimits, (name) => /\.(xml|rels)$/i.test(name))
    for (const part of parts.values()) checkXmlShape(part)
    checkCells([...parts.values()].reduce((sum, part) => sum + countValues(part), 0))
    const cellStyles = needsStyles(parts)
    parts.clear()
    const book = read(bytes, { type: 'array', cellStyles, cellNF: true, dense: true })
    const { seen, hidden } = splitSheets(book)
    const items = seen.flatMap((name) => readSheet(name, book.Sheets[name] ?? {}))
    const title = book.Props?.Title ?? ''
    const sourceText = composeSourceText(xlsxReader, items, { title })
    return {
      outcome: 'read',
      sourceText,
      warnings: [...warnOfHidden(hidden), ...warnOfLines(book, seen)],
    }
  })
}

/** Of a sheet's part, before the library takes minutes for them; cells without a value are not counted. */
function countValues(part: Uint8Array): number {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  let count = 0
  for (let at = bytes.indexOf('<v>'); at >= 0; at = bytes.indexOf('<v>', at + 1)) count += 1
  return count
}

/**
 * Which rows are hidden is for the library a matter of styles. In a workbook without any, it throws
 * and catches an error for each cell, which takes a hundred times as long as the cell.
 */
function needsStyles(parts: ZipParts): boolean {
  return [...parts].some(
    ([name, part]) => /styles\.xml$/i.test(name) || Buffer.from(part).includes('hidden'),
  )
}

/** What the writer of the workbook has hidden is no evidence that a reader could look up. */
function splitSheets(book: WorkBook): { seen: string[]; hidden: string[] } {
  const isHidden = (index: number) => (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
  return {
    seen: book.SheetNames.filter((_, index) => !isHidden(index)),
    hidden: book.SheetNames.filter((_, index) => isHidden(index)),
  }
}

function warnOfHidden(names: readonly string[]): string[] {
  return names.length > 0 ? [`hidden sheets are not read: ${names.join(', ')}`] : []
}

/** A filter hides rows, too: who set it may not know that they are not read. */
function warnOfLines({ Sheets: sheets }: WorkBook, names: readonly string[]): string[] {
  const counted = names.flatMap((name) => {
    const count = countHidden(sheets[name] ?? {})
    return count > 0 ? [`${count} in ${name}`] : []
  })
  return counted.length > 0 ? [`hidden rows and columns are not read: ${counted.join(', ')}`] : []
}

function readSheet(name: string, sheet: WorkSheet): ContentItem[] {
  const stretches = joinTitle(splitStretches(readGrid(sheet)), stretchReader)
  if (stretches.length === 0) return []
  const heading = createParagraph({ text: name, headingLevel: 1 })
  return [heading, ...stretches.flatMap(toItems)]
}

function toItems(rows: readonly GridRow[]): ContentItem[] {
  return readStretch(rows, findFirstOfTable(rows), stretchReader)
}

/** Rows between wholly empty ones, without the columns that are empty in all of them. */
function splitStretches(rows: readonly GridRow[]): GridRow[][] {
  const stretches: GridRow[][] = []
  let open: GridRow[] | undefined
  for (const row of rows) {
    const isEmpty = row.cells.every(({ text, isCovered }) => text === '' && !isCovered)
    if (isEmpty) open = undefined
    else if (open) open.push(row)
    else stretches.push((open = [row]))
  }
  return stretches.filter((stretch) => stretch.some(hasWords))
}

function hasWords({ cells }: GridRow): boolean {
  return cells.some(({ text }) => text !== '')
}

const stretchReader: StretchReader<GridRow> = {
  isLone,
  toText: ({ cells }) => cells.map(({ text }) => text).join(''),
  toTable: (rows) => createTable(trimColumns(rows)),
}

/** A row of one cell that reaches down into the table is its head, not its title. */
function findFirstOfTable(rows: readonly GridRow[]): number {
  const full = rows.findIndex((row) => !isLone(row))
  const reaching = rows
    .slice(0, Math.max(full, 0))
    .findIndex(({ cells }, index) =>
      cells.some(({ isCovered, rowSpan }) => !isCovered && index + rowSpan > full),
    )
  return reaching < 0 ? full : reaching
}

/** A group that is merged over several rows stands in each of them. */
function isLone({ cells }: GridRow): boolean {
  const own = cells.filter(({ text }) => text !== '').length
  return own + (cells.some(({ isContinued }) => isContinued) ? 1 : 0) <= 1
}

function trimColumns(rows: readonly GridRow[]): PlainRow[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const used = Array.from({ length: width }, (_, column) =>
    rows.some(({ cells }) => cells[column]?.text !== '' || cells[column]?.isCovered),
  )
  return rows.map(({ cells }) => ({
    cells: cells.filter(({ isCovered }, column) => used[column] && !isCovered),
  }))
}
