import type { Line } from './pdf-page-lines.ts'
import type { ReadPage } from './pdf-pages.ts'

/** What the recognition is called in a reading's options: another model gives other words. */
export const ocrReading = 'ocr=pp-ocr-v4'

/** What someone is told whose scan was not read. */
export const ocrIsOff = 'OCR is off: a server with SOURCEWRIGHT_OCR=on reads scans'

/** How scanned pages are read; a reader that gets none of these reads no scans. */
export type OcrOptions = {
  /** Pages of one file that are read so; those behind them stay unread and are named. */
  readonly maximumPages: number
  /** Pages, from 1, that took too long or too much memory before. */
  readonly skippedPages?: readonly number[]
  /** Called before each page: it takes long, and who watches from outside has to know. */
  onPage(page: number): void
}

/** An image that covers this much of a page is the page … */
const scanShare = 0.5
/** … unless more characters than a stamp or a running header has stand on it. */
const stampLength = 200

/** Whether what a page says has to be recognised in its picture. */
export function needsOcr(page: ReadPage): boolean {
  const { state, letters, imageShare } = page
  if (state !== 'drawn') return false
  if (letters === 'unknown') return true
  const length = listOwnLines(page).reduce((sum, { text }) => sum + text.length, 0)
  return length === 0 || (imageShare >= scanShare && length <= stampLength)
}

/** The lines of a page in all directions. */
export function listOwnLines({ main, asides }: ReadPage): Line[] {
  return [main, ...asides].flatMap(({ lines }) => lines)
}
