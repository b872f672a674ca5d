import { utils, write } from '@e965/xlsx'
import { strFromU8, strToU8 } from 'fflate'
import type { SheetInput } from '../../shared/model/document-input.ts'
import { readZip, writeZip } from './zip.ts'

/**
 * A workbook of one sheet: every cell is text, whatever it begins with, so that a spreadsheet runs none;
 * the first row stays in view.
 */
export function writeXlsx({ name, rows }: SheetInput): Uint8Array {
  const sheet = utils.aoa_to_sheet(rows.map((row) => row.map((v) => ({ t: 's', v: cut(v) }))))
  sheet['!cols'] = (rows[0] ?? []).map((_, column) => ({ wch: findWidth(rows, column) }))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, name)
  // packed again: the library's own archive carries the time
  const parts = readZip(new Uint8Array(write(book, { type: 'array' }) as ArrayBuffer))
  const part = 'xl/worksheets/sheet1.xml'
  parts.set(part, strToU8(freezeFirstRow(strFromU8(parts.get(part) ?? new Uint8Array()))))
  return writeZip(parts)
}

/** UTF-16 units that a cell can hold (ECMA-376 leaves it open, Excel does not). */
const mostUnits = 32_767

function cut(value: string): string {
  return value.length <= mostUnits ? value : `${value.slice(0, mostUnits - 1)}…`
}

function findWidth(rows: readonly (readonly string[])[], column: number): number {
  const longest = Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return Math.min(60, Math.max(8, longest + 2))
}

/** The library writes no panes. @throws Error when it writes another view than it did */
function freezeFirstRow(xml: string): string {
  const view = '<sheetView workbookViewId="0"/>'
  if (!xml.includes(view)) throw new Error('the sheet has no plain view')
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  return xml.replace(view, `<sheetView workbookViewId="0">${pane}</sheetView>`)
}
