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
import { tieNotes } from './pdf-note-marks.ts'
import { type ReadPage, readPages } from './pdf-pages.ts'
import { splitSideNotes } from './pdf-side-notes.ts'
import { findTables } from './pdf-tables.ts'
import { type PageSize, writeText } from './pdf-text.ts'
import { findTitle } from './pdf-title.ts'
import { measureTypography } from './pdf-typography.ts'
import { forgetPdfium, type PdfDocument, readMetadata, readPageLabel } from './pdfium.ts'
import { readPdfSecond } from './read-pdf-second.ts'
import { Refusal } from './refusal.ts'

export const pdfReader = { name: 'pdf', version: '4', options: '' }

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

async function readWithPdfium(bytes: Uint8Array): Promise<Read> {
  const opened = await openAnyPdf(bytes)
  try {
    return readDocument(opened)
  } finally {
    opened.document.close()
  }
}

function readDocument({ document, damage }: OpenedPdf): Read {
  const pages = readPages(document)
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
  if (written.content.text.trim() === '') throw noTextRefusal(pages, damage)
  const title = findTitle(lines, readMetadata(document, 'Title'), typography)
  const metadata = { title, marginLines }
  const sourceText = { reader: pdfReader, ...written.content, metadata }
  const { pageWords } = written
  return { outcome: 'read', sourceText, warnings: listWarnings(pages, damage), pageWords }
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

function noTextRefusal(pages: readonly ReadPage[], damage: PdfDamage | undefined): Refusal {
  const reason = noTextReason(pages)
  const isLost = damage !== undefined && pages.some((page) => page.state === 'unreadable')
  const reasons = [...listDamage(pages, damage), reason]
  return new Refusal(isLost ? 'damaged' : 'no_text', reasons.join('; '))
}

function listDamage(pages: readonly ReadPage[], damage: PdfDamage | undefined): string[] {
  if (!damage) return []
  return describeDamage(damage, pages.filter((page) => page.state !== 'unreadable').length)
}

/** A damaged file may have lost what stood on a page: that it is empty is what it seems. */
function noTextReason(pages: readonly ReadPage[]): string {
  const isOne = pages.length === 1
  const without = `${pages.length} ${isOne ? 'page' : 'pages'} without any text`
  if (pages.some((page) => page.noteCount > 0)) return `${without} but ${notesUnread}`
  if (pages.some((page) => page.letters === 'unknown')) {
    return `${without} that can be told: words stand there ${lettersUnknown}`
  }
  if (pages.some((page) => page.state === 'unreadable')) return `${without} that can be read`
  if (pages.some((page) => page.state === 'drawn')) {
    return `${without}; ${isOne ? 'it may be a scan' : 'they may be scans'}`
  }
  return `${without}; ${isOne ? 'it seems' : 'they seem'} to be empty`
}

const lettersUnknown = 'in a font that does not say which letters it shows'

const notesUnread = 'notes that someone put there, which are not read'

function listWarnings(pages: readonly ReadPage[], damage: PdfDamage | undefined): string[] {
  const numbers = (holds: (page: ReadPage) => boolean) =>
    pages.filter(holds).map((page) => page.number)
  return [
    ...listDamage(pages, damage),
    ...warn(
      numbers((page) => page.state === 'unreadable'),
      'can not be read',
    ),
    ...warn(
      numbers((page) => isDrawnOnly(page)),
      'without text; it may be a scan',
    ),
    ...warn(
      numbers((page) => page.noteCount > 0),
      notesUnread,
    ),
    ...warn(
      numbers((page) => page.letters !== 'known' && !page.isPartial),
      `${lettersUnknown}; words may be wrong`,
    ),
    ...warn(
      numbers((page) => page.isPartial),
      `${lettersUnknown}; some are left out`,
    ),
  ]
}

function isDrawnOnly({ state, letters, main, asides }: ReadPage): boolean {
  return state === 'drawn' && letters === 'known' && main.lines.length + asides.length === 0
}

function warn(pages: readonly number[], what: string): string[] {
  if (pages.length === 0) return []
  return [`${pages.length === 1 ? 'page' : 'pages'} ${pages.join(', ')}: ${what}`]
}
