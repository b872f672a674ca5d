import type { ReadPage } from './pdf-pages.ts'

/** What the recognition is called in a reading's options: another model gives other words. */
export const ocrReading = 'ocr=pp-ocr-v4'

/** What someone is told whose scan was not read. */
export const ocrIsOff = 'OCR is off: a server with SOURCEWRIGHT_OCR=on reads scans'

/** How scanned pages are read; a reader that gets none of these reads no scans. */
export type OcrOptions = {
  /** Pages of one file that are read so; those behind them stay unread and are named. */
  readonly maximumPages: number
  /** Called before each page: it takes long, and who watches from outside has to know. */
  onPage(): void
}

/** An image that covers this much of a page is the page … */
const scanShare = 0.5
/** … unless more characters than a stamp or a running header has stand on it. */
const stampLength = 200

/** Whether what a page says has to be recognised in its picture. */
export function needsOcr({ state, lines, asides, imageShare }: ReadPage): boolean {
  if (state !== 'drawn') return false
  const length = [...lines, ...asides].reduce((sum, { text }) => sum + text.length, 0)
  return length === 0 || (imageShare >= scanShare && length <= stampLength)
}
