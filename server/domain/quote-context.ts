import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { containsRange, sliceRange, type TextRange } from '../../shared/text/range.ts'

/** More would fill a pane; the quote alone is shown then. */
const maximumContext = 1_500

/** What a reader of a citation is shown: the paragraph, or the table row, that the words stand in. */
export function findQuoteContext(sourceText: SourceText, quoted: TextRange): TextRange {
  const block = sourceText.blocks.find(({ range }) => containsRange(range, quoted))
  const context = block?.kind === 'table' ? findRow(sourceText.text, block, quoted) : block?.range
  if (!context || context.end - context.start > maximumContext) return quoted
  return context
}

/** Title of the nearest heading above; null where there is none. */
export function findSectionName({ text, blocks }: SourceText, offset: number): string | null {
  const heading = blocks.findLast(({ kind, range }) => kind === 'heading' && range.start <= offset)
  return heading ? sliceRange(text, heading.range).replace(/\s+/g, ' ') : null
}

/** The whole row that words of a table stand in: rows of its text are separated by line feeds. */
export function findRow(text: string, table: TableBlock, quoted: TextRange): TextRange {
  const start = Math.max(table.range.start, text.lastIndexOf('\n', quoted.start - 1) + 1)
  const feed = text.indexOf('\n', quoted.end)
  return { start, end: feed < 0 ? table.range.end : Math.min(feed, table.range.end) }
}
