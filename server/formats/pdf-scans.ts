import type { TextRange } from '../../shared/text/range.ts'
import { boxOfWord, toLines } from './ocr-lines.ts'
import { loadOcrModels } from './ocr-models.ts'
import { type PageLine, recognizePage, type RecognizedPage } from './ocr-page.ts'
import { listOwnLines, needsOcr, type OcrOptions } from './pdf-needs-ocr.ts'
import { drawPage } from './pdf-picture.ts'
import type { ReadPage } from './pdf-pages.ts'
import type { Line } from './pdf-page-lines.ts'
import type { Box } from './pdf-page.ts'
import type { PdfDocument } from './pdfium.ts'

/** The pages, those that need it with the lines that were recognised in their pictures. */
export async function readScans(
  document: PdfDocument,
  pages: readonly ReadPage[],
  ocr: OcrOptions,
): Promise<ReadPage[]> {
  const scans = pages.filter(needsOcr).slice(0, ocr.maximumPages)
  const recognized = new Map<ReadPage, RecognizedPage>()
  const failed = new Set(scans.filter(({ number }) => ocr.skippedPages?.includes(number)))
  for (const page of scans) {
    if (failed.has(page)) continue
    ocr.onPage(page.number)
    const found = await recognize(document, page).catch(() => undefined)
    if (found) recognized.set(page, withoutOwn(page, found))
    else failed.add(page)
  }
  const lines = toLines([...recognized.values()])
  const lineIndexes = new Map([...recognized.keys()].map((page, index) => [page, index]))
  return pages.map((page) => {
    const found = recognized.get(page)
    if (found) return replaceLines(page, found, lines[lineIndexes.get(page)!]!)
    return failed.has(page) ? { ...page, isOcrFailed: true } : page
  })
}

/** Of the picture's longer side, in pixels: twice what the recognition needs of a page in small type. */
const mostPixels = 3600
/** 216 dots an inch: a line in type of 10 points is then as high as the network wants it. */
const usualPixelsPerPoint = 3

async function recognize(
  document: PdfDocument,
  { number, width, height }: ReadPage,
): Promise<RecognizedPage | undefined> {
  const pixelsPerPoint = Math.min(usualPixelsPerPoint, mostPixels / Math.max(width, height))
  const picture = drawPage(document, number - 1, pixelsPerPoint)
  return picture && recognizePage(await loadOcrModels(), { number, width, height, picture })
}

/** Characters that the file itself has on the page, a stamp for one, are not recognised once more. */
function withoutOwn(page: ReadPage, found: RecognizedPage): RecognizedPage {
  const own = listKept(page).flatMap(({ words }) => words.map((word) => word.frame.shownBox(word)))
  if (own.length === 0) return found
  const isOwn = (line: PageLine, word: TextRange) => {
    const shown = found.frame.shownBox(boxOfWord(line, word))
    return own.some((box) => holdsMiddle(box, shown))
  }
  const lines = found.lines.map((line) => ({
    ...line,
    words: line.words.filter((word) => !isOwn(line, word)),
  }))
  return { ...found, lines }
}

/** Of a page most of whose letters nobody knows the few others are read anew, too. */
function listKept(page: ReadPage): Line[] {
  return page.letters === 'unknown' ? [] : listOwnLines(page)
}

function replaceLines(page: ReadPage, found: RecognizedPage, lines: readonly Line[]): ReadPage {
  const { width, height } = found.frame
  return {
    ...page,
    main: { isUpright: true, width, height, ruledLines: [], lines },
    asides: page.letters === 'unknown' ? [] : [page.main, ...page.asides],
    ocr: { confidence: Math.round(found.confidence * 1000) / 1000 },
  }
}

function holdsMiddle(box: Box, { left, top, right, bottom }: Box): boolean {
  const x = (left + right) / 2
  const y = (top + bottom) / 2
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
}
