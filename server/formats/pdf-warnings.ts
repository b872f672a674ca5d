import { listOwnLines, needsOcr, ocrIsOff, type OcrOptions } from './pdf-needs-ocr.ts'
import type { ReadPage } from './pdf-pages.ts'

/** Below it a page is named by itself: at 150 dots an inch a clean print has more than 0.95. */
const lowConfidence = 0.85

/** Why nothing was read. A damaged file may have lost what stood on a page: that it is empty is what it seems. */
export function noTextReason(pages: readonly ReadPage[], ocr: OcrOptions | undefined): string {
  const isOne = pages.length === 1
  const without = `${pages.length} ${isOne ? 'page' : 'pages'} without any text`
  if (pages.some((page) => page.noteCount > 0)) return `${without} but ${notesUnread}`
  if (!ocr && pages.some((page) => page.letters === 'unknown')) {
    return `${without} that can be told: words stand there ${lettersUnknown}. ${ocrIsOff}`
  }
  if (pages.some((page) => page.state === 'unreadable')) return `${without} that can be read`
  if (!pages.some((page) => page.state === 'drawn')) {
    return `${without}; ${isOne ? 'it seems' : 'they seem'} to be empty`
  }
  const scan = `${without}; ${isOne ? 'it may be a scan' : 'they may be scans'}`
  if (ocr && pages.some((page) => page.isOcrFailed)) {
    const failed = pages.flatMap(({ isOcrFailed, number }) => (isOcrFailed ? [number] : []))
    return `${without}; ${ocrFailed}: ${failed.join(', ')}`
  }
  return ocr
    ? `${without}, and OCR found no words in ${isOne ? 'it' : 'them'}`
    : `${scan}. ${ocrIsOff}`
}

const ocrFailed = 'OCR failed there, or took too long or too much memory'

const lettersUnknown = 'in a font that does not say which letters it shows'

const notesUnread = 'notes that someone put there, which are not read'

export function listWarnings(pages: readonly ReadPage[], ocr: OcrOptions | undefined): string[] {
  const warn = (holds: (page: ReadPage) => boolean, what: string) => {
    const numbers = pages.filter(holds).map((page) => page.number)
    if (numbers.length === 0) return []
    return [`${numbers.length === 1 ? 'page' : 'pages'} ${numbers.join(', ')}: ${what}`]
  }
  return [
    ...warn((page) => page.state === 'unreadable', 'can not be read'),
    ...warn(
      (page) => isUnread(page) && !hasText(page),
      `without text; it may be a scan. ${whyUnread(ocr)}`,
    ),
    ...warn(
      (page) => isUnread(page) && hasText(page),
      `with little text on an image; it may be a scan. ${whyUnread(ocr)}`,
    ),
    ...warn((page) => page.isOcrFailed === true, ocrFailed),
    ...warn((page) => page.ocr !== undefined && !hasText(page), 'OCR found no words'),
    ...warn((page) => isRecognized(page), describeRecognition(pages.filter(isRecognized))),
    ...warn(
      (page) => isRecognized(page) && page.ocr!.confidence < lowConfidence,
      `the OCR is unsure here (below ${percent(lowConfidence)}); compare the words with the scan`,
    ),
    ...warn(
      hasDoubtfulNumbers,
      'the OCR is unsure of numbers here; the sources of an answer name them, compare them with the scan',
    ),
    ...warn((page) => page.noteCount > 0, notesUnread),
    ...warn(
      (page) => page.letters !== 'known' && !page.isPartial && !page.ocr,
      `${lettersUnknown}; words may be wrong`,
    ),
    ...warn((page) => page.isPartial && !page.ocr, `${lettersUnknown}; some are left out`),
  ]
}

function hasText(page: ReadPage): boolean {
  return listOwnLines(page).length > 0
}

function isRecognized(page: ReadPage): boolean {
  return page.ocr !== undefined && hasText(page)
}

function hasDoubtfulNumbers(page: ReadPage): boolean {
  const words = listOwnLines(page).flatMap((line) => line.words)
  return words.some(({ isDoubtful, text }) => isDoubtful && /\d/.test(text))
}

/** Stands there as a picture alone, or nearly so. */
function isUnread(page: ReadPage): boolean {
  return !page.ocr && !page.isOcrFailed && page.letters === 'known' && needsOcr(page)
}

function whyUnread(ocr: OcrOptions | undefined): string {
  return ocr ? `OCR reads ${ocr.maximumPages} pages of a file at most` : ocrIsOff
}

function describeRecognition(pages: readonly ReadPage[]): string {
  const mean = pages.reduce((sum, { ocr }) => sum + (ocr?.confidence ?? 0), 0) / pages.length
  return `read from a scan by OCR, confidence ${percent(mean)} on average; words and numbers may be wrong`
}

/** Whole percents, rounded down: what is not certain is never shown as 100. */
function percent(share: number): string {
  return `${Math.floor(share * 100)} %`
}
