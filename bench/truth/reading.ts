import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'

/** What is compared of a document, whoever read it. */
export type Reading = {
  /** Of the whole text, in its order. */
  readonly words: readonly string[]
  /** As "level words". */
  readonly headings: readonly string[]
  /** By row and grid column; a merged cell stands at each place that it covers. */
  readonly tables: readonly (readonly (readonly string[])[])[]
}

/**
 * A text as what is compared. `levelShift` is added to the levels of headings; those that come to 0
 * are titles, and so are headings with the words of `titles`: words, but no headings.
 */
export function toReading(
  { text, blocks }: SourceText,
  { levelShift = 0, titles = [] as readonly string[] } = {},
): Reading & { readonly titles: readonly string[] } {
  const own: string[] = []
  const words: string[] = []
  const headings: string[] = []
  const tables: string[][][] = []
  for (const block of blocks) {
    if (block.kind === 'table') {
      const grid = expandCells(text, block)
      tables.push(grid)
      words.push(...grid.flat().flatMap(listWords))
      continue
    }
    const line = withoutMarker(sliceRange(text, block.range), block.kind)
    words.push(...listWords(line))
    if (block.kind !== 'heading') continue
    const said = listWords(line).join(' ')
    const level = block.level + levelShift
    if (level < 1) own.push(said)
    else if (!titles.includes(said)) headings.push(`${level} ${said}`)
  }
  return { words, headings, tables, titles: own }
}

/**
 * Runs of letters and runs of digits, in lower case and compatibility form: what readers do with
 * punctuation, quotes, superscripts and check boxes is not compared.
 */
export function listWords(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? []
  )
}

/** Expected markdown writes some numbers of lists and headings into their words. */
function withoutMarker(line: string, kind: string): string {
  return kind === 'heading' || kind === 'list_item' ? line.replace(/^\d+(\.\d+)*\.?\s+/, '') : line
}

function expandCells(text: string, table: TableBlock): string[][] {
  const grid = Array.from({ length: table.rowCount }, () =>
    Array.from({ length: table.columnCount }, () => ''),
  )
  for (const { range, row, column, rowSpan, columnSpan } of table.cells) {
    const words = listWords(sliceRange(text, range)).join(' ')
    for (const line of grid.slice(row, row + rowSpan)) {
      line.fill(words, column, column + columnSpan)
    }
  }
  return grid
}
