import type { ReadResult, SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { expectLawfulText } from './source-text-laws.ts'

/** A text that was read, with what the model promises of it checked. @throws the reason of a refusal */
export function expectRead(result: ReadResult): SourceText {
  if (result.outcome === 'refused') throw new Error(`${result.code}: ${result.reason}`)
  expectLawfulText(result.sourceText)
  return result.sourceText
}

/** Each block as "kind words"; a heading with level and number, a list item with level and mark. */
export function showBlocks({ text, blocks }: SourceText): string[] {
  return blocks.map((block) => {
    const words = text.slice(block.range.start, block.range.end)
    if (block.kind === 'heading') return `h${block.level} ${block.number}|${words}`
    if (block.kind === 'list_item') return `li${block.level} ${block.marker}|${words}`
    return `${block.kind} ${words}`
  })
}

/** Every place of the grid with the words that stand there; a spanning cell stands in each of its places. */
export function showGrid({ text }: SourceText, table: TableBlock): string[][] {
  const grid = Array.from({ length: table.rowCount }, () =>
    Array.from({ length: table.columnCount }, () => ''),
  )
  for (const { range, row, column, rowSpan, columnSpan } of table.cells) {
    const words = text.slice(range.start, range.end)
    for (let down = row; down < row + rowSpan; down += 1) {
      for (let across = column; across < column + columnSpan; across += 1) {
        grid[down]![across] = words
      }
    }
  }
  return grid
}

/** The only table. */
export function onlyTable({ blocks }: SourceText): TableBlock {
  const tables = blocks.filter((block) => block.kind === 'table')
  const [table] = tables
  if (tables.length !== 1 || !table) throw new Error(`${tables.length} tables, not one`)
  return table
}
