import { parse } from 'csv-parse/sync'
import { expect, test, vi } from 'vitest'
import { readXlsx } from '../../server/formats/read-xlsx.ts'
import { writeXlsx } from '../../server/formats/write-xlsx.ts'
import { createAppWithReport } from '../support/run-in-app.ts'
import { readTextOf } from '../support/read-written-docx.ts'

/** The cells of the one table of a workbook, as our own reader finds them. */
function readCells(bytes: Uint8Array): string[][] {
  const read = readXlsx(bytes)
  if (read.outcome === 'refused') throw new Error(read.reason)
  const { text, blocks } = read.sourceText
  const rows: string[][] = []
  for (const block of blocks) {
    if (block.kind !== 'table') continue
    for (const { row, column, range } of block.cells) {
      ;(rows[row] ??= [])[column] = text.slice(range.start, range.end)
    }
  }
  return rows
}
const fold = (value: string) => value.replace(/\s+/g, ' ').trim()

test('the ledger as .xlsx has the rows and columns of the .csv', async () => {
  const { app, documentId } = await createAppWithReport('audit')
  try {
    const path = `/api/v1/documents/${documentId}/ledger?format=`
    const csv = parse(await (await app.request(`${path}csv`)).text(), { columns: false })
    const response = await app.request(`${path}xlsx`)
    expect(response.headers.get('content-type')).toContain('spreadsheetml')
    const bytes = new Uint8Array(await response.arrayBuffer())
    const cells = readCells(bytes)
    expect(cells.length).toBeGreaterThan(20)
    expect(cells.map((row) => row.map(fold).filter(Boolean))).toEqual(
      csv.map((row) => row.map(fold).filter(Boolean)),
    )
    const sheet = readTextOf(bytes, 'xl/worksheets/sheet1.xml')
    expect(sheet).toContain('state="frozen"')
    expect(sheet).toContain('<cols>')
    const again = await app.request(`${path}xlsx`)
    expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true)
  } finally {
    await app.close()
  }
}, 60_000)

test('what looks like a formula stays text', () => {
  const rows = ['text', '=1+1', '+1', '-2+3|cmd', '@sum'].map((text, at) => [`r${at}`, text])
  const bytes = writeXlsx({ name: 'Ledger', rows })
  expect(readTextOf(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('<f>')
  expect(readCells(bytes)).toEqual(rows)
})

test('equal rows give equal bytes on any day', () => {
  const rows = [
    ['text', 'date'],
    ['One — “two”', '2026-01-01'],
  ]
  try {
    const [one, other] = ['2026-01-01T00:00:00Z', '2031-07-02T13:14:15Z'].map((day) => {
      vi.useFakeTimers({ now: new Date(day), toFake: ['Date'] })
      return Buffer.from(writeXlsx({ name: 'Ledger', rows }))
    })
    expect(other?.equals(one ?? Buffer.of())).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
