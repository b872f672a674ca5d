import type { Block, SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { buildPdf, type PdfInput, type PdfLineInput } from '../support/build-pdf.ts'
import { expectLawfulPages, expectLawfulText } from '../support/source-text-laws.ts'

export async function readSource(input: PdfInput): Promise<SourceText> {
  const result = await readPdf(buildPdf(input))
  if (result.outcome === 'refused') throw new Error(`${result.code}: ${result.reason}`)
  expectLawfulText(result.sourceText)
  expectLawfulPages(result.sourceText)
  return result.sourceText
}

/** "heading 2.1 Objectives", "list_item • First", "paragraph Words." */
export function describeBlocks({ blocks, text }: SourceText): string[] {
  return blocks.map((block) =>
    [block.kind, markOf(block), sliceRange(text, block.range)]
      .filter((part) => part !== '')
      .join(' '),
  )
}

function markOf(block: Block): string {
  if (block.kind === 'heading') return block.number
  return block.kind === 'list_item' ? block.marker : ''
}

/** Lines of 12 points, 15 apart, from the top of a page downwards. */
export function linesAt(y: number, ...texts: readonly string[]): PdfLineInput[] {
  return texts.map((text, index) => ({ text, y: y + 15 * index }))
}

/** Full lines that give a page its measure: what ends well before them ends by choice. */
export const fullLines = [
  'Patients with probable mild to moderate disease will be studied in a randomized, double-blind',
  'parallel, placebo-controlled trial of half a year, which will be conducted on an outpatient basis',
  'at all of the centers that take part, and every one of these centers follows the same plan of',
  'visits, which the schedule of events at the end of this protocol shows for each of the patients',
  'who were enrolled and who did not leave the study before the last visit of the treatment phase.',
]
