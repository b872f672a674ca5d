import type { ReadResult } from '../../shared/model/source-text.ts'
import { openAnyPdf, type OpenedPdf } from './open-any-pdf.ts'
import { findCaptions } from './pdf-captions.ts'
import { readRegions, type Region } from './pdf-columns.ts'
import { joinContinued } from './pdf-continued.ts'
import { findListedTitles } from './pdf-contents.ts'
import { describeDamage, LostPages, type PdfDamage } from './pdf-damage.ts'
import { findNoteRules } from './pdf-footnotes.ts'
import { joinFlow, type PageFlow } from './pdf-flow.ts'
import { findHeadings } from './pdf-headings.ts'
import { createHyphenation } from './pdf-hyphens.ts'
import { levelLists } from './pdf-lists.ts'
import { type LinedPage, splitMargins } from './pdf-margins.ts'
import type { Line } from './pdf-page-lines.ts'
import { needsOcr, type OcrOptions, ocrReading } from './pdf-needs-ocr.ts'
import { tieNotes } from './pdf-note-marks.ts'
import { type ReadPage, readPages } from './pdf-pages.ts'
import { splitSideNotes } from './pdf-side-notes.ts'
import { findTables } from './pdf-tables.ts'
import { type PageSize, writeText } from './pdf-text.ts'
import { findTitle } from './pdf-title.ts'
import { measureTypography } from './pdf-typography.ts'
import { listWarnings, noTextReason } from './pdf-warnings.ts'
import { forgetPdfium, type PdfDocument, readMetadata, readPageLabel } from './pdfium.ts'
import { readPdfSecond } from './read-pdf-second.ts'
import { Refusal } from './refusal.ts'

const pdfReader = { name: 'pdf', version: '5', options: '' }

/** Bytes in which a PDF's header must begin (ISO 32000-1 annex H.3, note 13). */
const headerWindow = 1024

type Read = Extract<ReadResult, { outcome: 'read' }>

/**
 * Reads a PDF's text with its pages, headings, lists and tables; with `ocr` also what its scanned
 * pages show. Never throws for what a file holds.
 */
export async function readPdf(bytes: Uint8Array, ocr?: OcrOptions): Promise<ReadResult> {
  if (bytes.length === 0) return refuse(new Refusal('empty_file', 'the file is empty'))
  const head = Buffer.from(bytes.subarray(0, headerWindow)).toString('latin1')
  if (!head.includes('%PDF')) {
    return refuse(new Refusal('type_mismatch', 'the file is no PDF: it does not begin like one'))
  }
  try {
    return await readWithPdfium(bytes, ocr)
  } catch (error) {
    const refusal = error instanceof Refusal ? error : crashed(error)
    if (refusal.code === 'encrypted' || refusal instanceof LostPages) return refuse(refusal)
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

async function readWithPdfium(bytes: Uint8Array, ocr: OcrOptions | undefined): Promise<Read> {
  const opened = await openAnyPdf(bytes)
  try {
    const pages = readPages(opened.document)
    return composeText(opened, await recognizePages(opened.document, pages, ocr), ocr)
  } finally {
    opened.document.close()
  }
}

/** The networks take long to load, and most files need none. */
async function recognizePages(
  document: PdfDocument,
  pages: readonly ReadPage[],
  ocr: OcrOptions | undefined,
): Promise<readonly ReadPage[]> {
  if (!ocr || !pages.some(needsOcr)) return pages
  const { readScans } = await import('./pdf-scans.ts')
  return readScans(document, pages, ocr)
}

function composeText(
  { document, damage }: OpenedPdf,
  pages: readonly ReadPage[],
  ocr: OcrOptions | undefined,
): Read {
  const { bodies, taken, marginLines, labels } = splitMargins(pages.map(toLinedPage))
  const parted = bodies.map((lines, index) => splitSideNotes(lines, index + 1))
  const regions = parted.map(({ body }, index) => readRegions(body, index + 1))
  const typography = measureTypography(
    regions.flat(),
    pages.map((page) => page.main.width),
  )
  const flows = pages.map((page, index) =>
    toFlow(page, regions[index]!, parted[index]!.sideNotes, taken),
  )
  const blocks = joinFlow(flows, typography)
  findHeadings(blocks, typography)
  findListedTitles(blocks)
  findCaptions(blocks, typography)
  levelLists(blocks)
  tieNotes(blocks)
  const joined = joinContinued(blocks, measureBottoms(pages, bodies))
  const lines = regions.flat(2)
  const hyphenation = createHyphenation(lines.map((line) => line.text))
  const sizes = pages.map((page, index) => ({ ...page, label: labels[index]! }))
  const written = writeText(joined, withLabels(document, sizes), hyphenation)
  if (written.content.text.trim() === '') throw noTextRefusal(pages, damage, ocr)
  const title = findTitle(lines, readMetadata(document, 'Title'), typography)
  const metadata = { title, marginLines }
  const options = pages.some((page) => page.ocr) ? ocrReading : ''
  const sourceText = { reader: { ...pdfReader, options }, ...written.content, metadata }
  const { pageWords } = written
  const warnings = [...listDamage(pages, damage), ...listWarnings(pages, ocr)]
  return { outcome: 'read', sourceText, warnings, pageWords }
}

/** Share of the pages of a size whose text goes down no farther than it usually does. */
const usualBottom = 0.9

/** For each page, how far down the text of pages of its height goes. */
function measureBottoms(
  pages: readonly ReadPage[],
  bodies: readonly (readonly Line[])[],
): number[] {
  const bottoms = pages.map((page, index) => ({
    height: page.main.height,
    bottom: Math.max(0, ...bodies[index]!.map((line) => line.bottom)),
  }))
  const byHeight = Map.groupBy(bottoms, ({ height }) => Math.round(height))
  const usual = new Map(
    [...byHeight].map(([height, own]) => {
      const sorted = own.map(({ bottom }) => bottom).sort((a, b) => a - b)
      return [height, sorted[Math.ceil(usualBottom * (sorted.length - 1))]!]
    }),
  )
  return bottoms.map(({ height }) => usual.get(Math.round(height))!)
}

function toLinedPage({ number, main, asides }: ReadPage): LinedPage {
  const upright = asides.find(({ isUpright }) => isUpright)
  const { height, lines, ruledLines } = main
  return { number, height, lines, ruledLines, upright }
}

function toFlow(
  page: ReadPage,
  regions: readonly Region[],
  sideNotes: readonly Line[],
  taken: ReadonlySet<Line>,
): PageFlow {
  const asides = page.asides.flatMap(({ lines, ruledLines }) => {
    const left = lines.filter((line) => !taken.has(line))
    return readRegions(left, page.number).map((region) => findTables(region, ruledLines))
  })
  return {
    number: page.number,
    height: page.main.height,
    noteRules: findNoteRules(page.main.ruledLines, page.main),
    regions: regions.map((lines) => findTables(lines, page.main.ruledLines)),
    sideNotes,
    asides,
  }
}

/** Where no page prints its number, the labels that the file itself defines. */
function withLabels(document: PdfDocument, sizes: readonly PageSize[]): readonly PageSize[] {
  if (sizes.some((size) => size.label !== '')) return sizes
  return sizes.map((size, index) => ({ ...size, label: readPageLabel(document, index) }))
}

function noTextRefusal(
  pages: readonly ReadPage[],
  damage: PdfDamage | undefined,
  ocr: OcrOptions | undefined,
): Refusal {
  const reason = noTextReason(pages, ocr)
  const isLost = damage !== undefined && pages.some((page) => page.state === 'unreadable')
  const reasons = [...listDamage(pages, damage), reason]
  return new Refusal(isLost ? 'damaged' : 'no_text', reasons.join('; '))
}

function listDamage(pages: readonly ReadPage[], damage: PdfDamage | undefined): string[] {
  if (!damage) return []
  return describeDamage(damage, pages.filter((page) => page.state !== 'unreadable').length)
}
