import type { ReadResult } from '../../shared/model/source-text.ts'
import { findCaptions } from './pdf-captions.ts'
import { readRegions, type Region } from './pdf-columns.ts'
import { findListedTitles } from './pdf-contents.ts'
import { joinFlow, type PageFlow } from './pdf-flow.ts'
import { readPageContent } from './pdf-glyphs.ts'
import { findHeadings } from './pdf-headings.ts'
import { createHyphenation } from './pdf-hyphens.ts'
import { levelLists } from './pdf-lists.ts'
import { type LinedPage, splitMargins } from './pdf-margins.ts'
import type { PageContent } from './pdf-page.ts'
import { type Line, readLines } from './pdf-page-lines.ts'
import { findTables } from './pdf-tables.ts'
import { type PageSize, writeText } from './pdf-text.ts'
import { findTitle } from './pdf-title.ts'
import { measureTypography } from './pdf-typography.ts'
import { readWords } from './pdf-words.ts'
import { forgetPdfium, openPdf, type PdfDocument, readMetadata, readPageLabel } from './pdfium.ts'
import { readPdfSecond } from './read-pdf-second.ts'
import { Refusal } from './refusal.ts'

export const pdfReader = { name: 'pdf', version: '1', options: '' }

/** Bytes in which a PDF's header must begin (ISO 32000-1 annex H.3, note 13). */
const headerWindow = 1024

type Read = Extract<ReadResult, { outcome: 'read' }>

/** Reads a PDF's text with its pages, headings, lists and tables. Never throws for what a file holds. */
export async function readPdf(bytes: Uint8Array): Promise<ReadResult> {
  if (bytes.length === 0) return refuse(new Refusal('empty_file', 'the file is empty'))
  const head = Buffer.from(bytes.subarray(0, headerWindow)).toString('latin1')
  if (!head.includes('%PDF')) {
    return refuse(new Refusal('type_mismatch', 'the file is no PDF: it does not begin like one'))
  }
  try {
    return await readWithPdfium(bytes)
  } catch (error) {
    const refusal = error instanceof Refusal ? error : crashed(error)
    if (refusal.code === 'encrypted') return refuse(refusal)
    return (await readPdfSecond(bytes)) ?? refuse(refusal)
  }
}

function refuse({ code, message }: Refusal): ReadResult {
  return { outcome: 'refused', code, reason: message }
}

function crashed(error: unknown): Refusal {
  forgetPdfium()
  return new Refusal('damaged', `the file is damaged: ${String(error)}`)
}

async function readWithPdfium(bytes: Uint8Array): Promise<Read> {
  const document = await openPdf(bytes)
  try {
    return readDocument(document)
  } finally {
    document.close()
  }
}

function readDocument(document: PdfDocument): Read {
  const contents = Array.from(
    { length: document.pageCount },
    (_, index) => readPageContent(document, index) ?? unreadablePage(index),
  )
  const { bodies, marginLines, labels } = splitMargins(contents.map(toLinedPage))
  const regions = bodies.map((lines, index) => splitBody(lines, index + 1))
  const typography = measureTypography(
    regions.flat(),
    contents.map(({ width, layers: [main] }) => main?.width ?? width),
  )
  const blocks = joinFlow(
    contents.map((page, index) => toFlow(page, regions[index]!)),
    typography,
  )
  findHeadings(blocks, typography)
  findListedTitles(blocks)
  findCaptions(blocks, typography)
  levelLists(blocks)
  const lines = regions.flat(2)
  const hyphenation = createHyphenation(lines.map((line) => line.text))
  const sizes = contents.map((page, index) => ({ ...page, label: labels[index]! }))
  const written = writeText(blocks, withLabels(document, sizes), hyphenation)
  if (written.text.trim() === '') throw new Refusal('no_text', noTextReason(document.pageCount))
  const title = findTitle(lines, readMetadata(document, 'Title'), typography)
  const sourceText = { reader: pdfReader, ...written, metadata: { title, marginLines } }
  return { outcome: 'read', sourceText, warnings: listWarnings(contents) }
}

function toLinedPage({ number, height, layers: [main] }: PageContent): LinedPage {
  const lines = main ? readLines(readWords(main.glyphs), number) : []
  return { number, height: main?.height ?? height, lines }
}

function splitBody(lines: readonly Line[], page: number): readonly Region[] {
  return readRegions(
    lines.flatMap((line) => line.words),
    page,
  )
}

function toFlow(
  { number, height, layers: [main, ...others] }: PageContent,
  regions: readonly Region[],
): PageFlow {
  return {
    number,
    height: main?.height ?? height,
    regions: regions.map((lines) => findTables(lines, main?.ruledLines ?? [])),
    asides: others.flatMap((layer) => readLines(readWords(layer.glyphs), number)),
  }
}

function unreadablePage(index: number): PageContent {
  return {
    number: index + 1,
    width: 0,
    height: 0,
    layers: [],
    unmappedCount: 0,
    state: 'unreadable',
  }
}

/** Where no page prints its number, the labels that the file itself defines. */
function withLabels(document: PdfDocument, sizes: readonly PageSize[]): readonly PageSize[] {
  if (sizes.some((size) => size.label !== '')) return sizes
  return sizes.map((size, index) => ({ ...size, label: readPageLabel(document, index) }))
}

function noTextReason(pageCount: number): string {
  return pageCount === 1
    ? '1 page without any text; it may be a scan'
    : `${pageCount} pages without any text; they may be scans`
}

function listWarnings(pages: readonly PageContent[]): string[] {
  const numbers = (holds: (page: PageContent) => boolean) =>
    pages.filter(holds).map((page) => page.number)
  return [
    ...warn(
      numbers((page) => page.state === 'unreadable'),
      'can not be read',
    ),
    ...warn(
      numbers((page) => page.state === 'drawn' && page.layers.length === 0),
      'without text; it may be a scan',
    ),
    ...warn(
      numbers((page) => page.unmappedCount > 0),
      'in a font that does not say which letters it shows; words may be wrong',
    ),
  ]
}

function warn(pages: readonly number[], what: string): string[] {
  if (pages.length === 0) return []
  return [`${pages.length === 1 ? 'page' : 'pages'} ${pages.join(', ')}: ${what}`]
}
