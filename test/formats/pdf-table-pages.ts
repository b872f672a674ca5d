import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { buildPdf, type PdfLineInput, type PdfPageInput } from '../support/build-pdf.ts'
import { expectLawfulPages, expectLawfulText } from '../support/source-text-laws.ts'

export async function readPages(pages: readonly PdfPageInput[]): Promise<SourceText> {
  const result = await readPdf(buildPdf({ pages }))
  if (result.outcome === 'refused') throw new Error(`${result.code}: ${result.reason}`)
  expectLawfulText(result.sourceText)
  expectLawfulPages(result.sourceText)
  return result.sourceText
}

export function tablesOf({ blocks }: SourceText): TableBlock[] {
  return blocks.filter((block) => block.kind === 'table')
}

/** "2: Placebo | Active" a row, with the page on which its first cell stands. */
export function rowsOf(source: SourceText, table: TableBlock): string[] {
  return Array.from({ length: table.rowCount }, (_, row) => {
    const cells = table.cells.filter((cell) => cell.row === row)
    const { start } = cells[0]!.range
    const page = source.pages.findLast(({ range }) => range.start <= start && start < range.end)
    return `${page?.number}: ${cells.map((cell) => sliceRange(source.text, cell.range)).join(' | ')}`
  })
}

const xs = [72, 260, 400]

/** Rows of words in columns, `pitch` points apart. */
export function rowsAt(
  y: number,
  rows: readonly (readonly string[])[],
  pitch = 20,
): PdfLineInput[] {
  return rows.flatMap((row, index) =>
    row.flatMap((text, column) =>
      text === '' ? [] : [{ text, x: xs[column]!, y: y + pitch * index }],
    ),
  )
}
