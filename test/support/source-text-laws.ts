import { expect } from 'vitest'
import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'

/** What shared/model/source-text.ts promises of every text, whatever the format. */
export function expectLawfulText(source: SourceText): void {
  const { text, blocks } = source
  expect(text.isWellFormed()).toBe(true)
  expect(text).not.toContain('\u0000')
  let at = 0
  for (const block of blocks) {
    expect(block.range.start).toBeGreaterThanOrEqual(at)
    expect(block.range.end).toBeGreaterThan(block.range.start)
    expect(text.slice(at, block.range.start).trim()).toBe('')
    at = block.range.end
    if (block.kind === 'table') expectLawfulTable(text, block)
    if (block.kind === 'caption' || block.kind === 'table_note') {
      const table = blocks[block.tableIndex]
      expect(table?.kind).toBe(block.tableIndex < 0 ? undefined : 'table')
    }
  }
  expect(at).toBeLessThanOrEqual(text.length)
  expect(text.slice(at).trim()).toBe('')
}

/** Cells in row-major order, none over another, joined by one tab in a row and one line feed between rows. */
function expectLawfulTable(text: string, table: TableBlock): void {
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    table.cells.filter((cell) => cell.row === row),
  )
  const words = rows.map((cells) =>
    cells.map(({ range }) => text.slice(range.start, range.end)).join('\t'),
  )
  expect(text.slice(table.range.start, table.range.end)).toBe(words.join('\n'))
  expect(rows.flat()).toEqual(table.cells)
  expect(table.headerRowCount).toBeLessThanOrEqual(table.rowCount)
  for (const cell of table.cells) {
    const inside = text.slice(cell.range.start, cell.range.end)
    expect(inside).toBe(inside.trim())
    expect(inside).not.toMatch(/[\t\n]/)
    expect(cell.column + cell.columnSpan).toBeLessThanOrEqual(table.columnCount)
    expect(cell.row + cell.rowSpan).toBeLessThanOrEqual(table.rowCount)
  }
}
