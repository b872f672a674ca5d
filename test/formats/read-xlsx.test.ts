import { utils, write, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readXlsx } from '../../server/formats/read-xlsx.ts'
import { expectRead, onlyTable, showBlocks, showGrid } from '../support/show-source-text.ts'

function bytesOf(sheets: Record<string, WorkSheet>, more: Partial<WorkBook> = {}): Uint8Array {
  const book: WorkBook = { ...more, SheetNames: Object.keys(sheets), Sheets: sheets }
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
}

test('each sheet is a heading with its titles, its table and its notes', () => {
  const sheet = utils.aoa_to_sheet([
    ['Table 3 Ledger by quarter'],
    [],
    ['Account', 'Q3', 'Q4'],
    ['Travel', 1200, 1350],
    ['Fees', 80, 95],
    ['Source: general ledger'],
  ])
  const source = expectRead(readXlsx(bytesOf({ Ledger: sheet })))
  const table = onlyTable(source)
  expect(showBlocks(source).map((block) => block.split('\n')[0])).toEqual([
    'h1 |Ledger',
    'caption Table 3 Ledger by quarter',
    'table Account\tQ3\tQ4',
    'table_note Source: general ledger',
  ])
  expect(table).toMatchObject({ number: '3', title: 'Ledger by quarter', headerRowCount: 1 })
})

test('the line that a sheet begins with is the title of its table, also with an empty row between', () => {
  const sheet = utils.aoa_to_sheet([
    ['Income statement (EUR thousand)'],
    [],
    ['', 2025, 2024],
    ['Revenue', 1200, 1350],
    [],
    ['Amounts in brackets are losses.'],
    [],
    ['Site', 'Revenue'],
    ['Bern', 12],
  ])
  const source = expectRead(readXlsx(bytesOf({ Accounts: sheet })))
  const tables = source.blocks.flatMap((block) => (block.kind === 'table' ? [block.title] : []))
  expect(tables).toEqual(['Income statement (EUR thousand)', ''])
})

test('values are read as the sheet shows them', () => {
  const sheet = utils.aoa_to_sheet([
    ['Name', 'Value'],
    ['Share', { t: 'n', v: 0.05, z: '0.0%' }],
    ['Amount', { t: 'n', v: 1234.5, z: '#,##0.00' }],
    ['Day', { t: 'n', v: 45322, z: 'yyyy-mm-dd' }],
    ['Agreed', { t: 'b', v: true }],
    ['Sum', { t: 'n', v: 3, f: '1+2' }],
  ])
  const source = expectRead(readXlsx(bytesOf({ S: sheet })))
  expect(showGrid(source, onlyTable(source)).map((row) => row[1])).toEqual([
    'Value',
    '5.0%',
    '1,234.50',
    '2024-01-31',
    'TRUE',
    '3',
  ])
})

test('blanks at the start of a value are its indentation', () => {
  const sheet = utils.aoa_to_sheet([
    ['Reason', 'n'],
    ['  Adverse event', 3],
  ])
  const table = onlyTable(expectRead(readXlsx(bytesOf({ S: sheet }))))
  expect(table.cells.map(({ indent }) => indent)).toEqual([0, 0, 2, 0])
})

test('merged cells stand once over all of their places', () => {
  const sheet = utils.aoa_to_sheet([
    ['Arm', 'Subjects', null],
    [null, 'n', '%'],
    ['Placebo', 12, 14],
    ['Active', 9, 11],
  ])
  sheet['!merges'] = [
    { s: { r: 0, c: 0 }, e: { r: 1, c: 0 } },
    { s: { r: 0, c: 1 }, e: { r: 0, c: 2 } },
  ]
  const source = expectRead(readXlsx(bytesOf({ S: sheet })))
  expect(showGrid(source, onlyTable(source)).slice(0, 2)).toEqual([
    ['Arm', 'Subjects', 'Subjects'],
    ['Arm', 'n', '%'],
  ])
})

test('empty rows part tables', () => {
  const sheet = utils.aoa_to_sheet([['a', 'b'], ['c', 1], [], ['d', 'e'], ['f', 2]])
  const source = expectRead(readXlsx(bytesOf({ S: sheet })))
  expect(source.blocks.map(({ kind }) => kind)).toEqual(['heading', 'table', 'table'])
})

test('hidden sheets are not read, and named', () => {
  const seen = utils.aoa_to_sheet([['a', 'b']])
  const hidden = utils.aoa_to_sheet([['secret', 'words']])
  const workbook = { Workbook: { Sheets: [{ Hidden: 0 as const }, { Hidden: 1 as const }] } }
  const result = readXlsx(bytesOf({ Seen: seen, Notes: hidden }, workbook))
  expect(expectRead(result).text).not.toContain('secret')
  expect(result).toMatchObject({ warnings: ['hidden sheets are not read: Notes'] })
})

test('a bomb and a workbook without words are refused', () => {
  const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(40_000_000) }, { level: 9 })
  expect(readXlsx(bomb)).toMatchObject({ outcome: 'refused', code: 'zip_bomb' })
  expect(readXlsx(bytesOf({ S: utils.aoa_to_sheet([[]]) }))).toMatchObject({ code: 'no_text' })
})

test('what is empty between two values far apart costs nothing, and parts them', () => {
  const vast = utils.aoa_to_sheet([['a']])
  utils.sheet_add_aoa(vast, [['z']], { origin: 'ZZ999' })
  expect(showBlocks(expectRead(readXlsx(bytesOf({ S: vast }))))).toEqual([
    'h1 |S',
    'paragraph a',
    'paragraph z',
  ])
})

test('a span counts what is shown of it: hidden columns and rows move no value to another head', () => {
  const sheet = utils.aoa_to_sheet([
    ['Arm', 'Placebo', null, null, 'Active'],
    [null, 'n', 'draft', '%', 'n'],
    ['Early', 12, 99, 14, 7],
    ['Hidden', 1, 1, 1, 1],
    ['Late', 13, 98, 15, 8],
  ])
  sheet['!merges'] = [
    { s: { r: 0, c: 1 }, e: { r: 0, c: 3 } },
    { s: { r: 2, c: 4 }, e: { r: 3, c: 4 } },
  ]
  sheet['!cols'] = [{}, {}, { hidden: true }]
  sheet['!rows'] = [{}, {}, {}, { hidden: true }]
  const result = readXlsx(bytesOf({ S: sheet }))
  const source = expectRead(result)
  expect(result).toMatchObject({ warnings: ['hidden rows and columns are not read: 2 in S'] })
  expect(showGrid(source, onlyTable(source))).toEqual([
    ['Arm', 'Placebo', 'Placebo', 'Active'],
    ['', 'n', '%', 'n'],
    ['Early', '12', '14', '7'],
    ['Late', '13', '15', '8'],
  ])
})

test('a head or a group that is merged over rows belongs to the table, a title so merged does not', () => {
  const sheet = utils.aoa_to_sheet([
    ['Table 4 Visits', null],
    [null, null],
    ['Site', null],
    [null, 'Visits'],
    ['Bern', 12],
    ['Basel', 7],
    [null, 8],
  ])
  sheet['!merges'] = [
    { s: { r: 0, c: 0 }, e: { r: 1, c: 1 } },
    { s: { r: 2, c: 0 }, e: { r: 3, c: 0 } },
    { s: { r: 5, c: 0 }, e: { r: 6, c: 0 } },
  ]
  const source = expectRead(readXlsx(bytesOf({ S: sheet })))
  expect(onlyTable(source)).toMatchObject({ number: '4', title: 'Visits' })
  expect(showGrid(source, onlyTable(source))).toEqual([
    ['Site', ''],
    ['Site', 'Visits'],
    ['Bern', '12'],
    ['Basel', '7'],
    ['Basel', '8'],
  ])
})
