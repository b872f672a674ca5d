import { expect } from 'vitest'
import type { Block, SourceText, TableBlock } from '../../shared/model/source-text.ts'

/** What shared/model/source-text.ts promises of every text, whatever the format. */
export function expectLawfulText(source: SourceText): void {
  expect(listBreaches(source)).toEqual([])
}

/** Each breach in words; one `expect` a cell would take longer than reading the file. */
function listBreaches({ text, blocks }: SourceText): string[] {
  const breaches: string[] = []
  const check = (holds: boolean, breach: string) => {
    if (!holds) breaches.push(breach)
  }
  check(text.isWellFormed(), 'the text is not well-formed')
  check(!text.includes('\u0000'), 'U+0000 in the text')
  let at = 0
  for (const [index, block] of blocks.entries()) {
    const { start, end } = block.range
    check(start >= at, `block ${index} begins before ${at}`)
    check(end > start, `block ${index} is empty`)
    check(text.slice(at, start).trim() === '', `words before block ${index}`)
    check(pointsToTable(block, blocks), `block ${index} points to no table`)
    if (block.kind === 'note') {
      const { reference = { start: 0, end: 0 } } = block
      const isApart = reference.end <= start || reference.start >= end
      check(isApart && reference.end <= text.length, `the mark of note ${index} stands nowhere`)
    }
    if (block.kind === 'table') breaches.push(...listTableBreaches(text, block))
    at = end
  }
  check(at <= text.length, 'the last block ends behind the text')
  check(text.slice(at).trim() === '', 'words after the last block')
  return breaches
}

function pointsToTable(block: Block, blocks: readonly Block[]): boolean {
  if (block.kind !== 'caption' && block.kind !== 'table_note') return true
  return block.tableIndex === -1 || blocks[block.tableIndex]?.kind === 'table'
}

/** Cells in row-major order, joined by one tab in a row and one line feed between rows. */
function listTableBreaches(text: string, table: TableBlock): string[] {
  const breaches: string[] = []
  const rows: string[][] = Array.from({ length: table.rowCount }, () => [])
  let before = -1
  for (const { range, row, column, rowSpan, columnSpan } of table.cells) {
    const words = text.slice(range.start, range.end)
    const place = row * table.columnCount + column
    if (place <= before) breaches.push(`cell ${row}, ${column} is out of order`)
    if (words !== words.trim()) breaches.push(`blanks at the ends of cell ${row}, ${column}`)
    if (/[\t\n]/.test(words)) breaches.push(`tab or line feed in cell ${row}, ${column}`)
    if (column + columnSpan > table.columnCount || row + rowSpan > table.rowCount) {
      breaches.push(`cell ${row}, ${column} leaves the table`)
    }
    rows[row]?.push(words)
    before = place
  }
  const joined = rows.map((cells) => cells.join('\t')).join('\n')
  if (joined !== text.slice(table.range.start, table.range.end)) {
    breaches.push(`the table's text is not its cells: ${joined}`)
  }
  if (table.headerRowCount > table.rowCount) breaches.push('more heads than rows')
  return breaches
}

/** What it promises of a format with pages: in order, without gaps, over the whole text. */
export function expectLawfulPages({ text, pages }: SourceText): void {
  const ends = pages.map((page) => page.range.end)
  expect(pages.map((page) => page.number)).toEqual(pages.map((_, index) => index + 1))
  expect(pages.map((page) => page.range.start)).toEqual([0, ...ends.slice(0, -1)])
  expect(pages.every(({ range }) => range.start <= range.end)).toBe(true)
  expect(ends.at(-1)).toBe(text.length)
}
