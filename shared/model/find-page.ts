import { rangesOverlap, type TextRange } from '../text/range.ts'
import type { Page, Recognition } from './source-text.ts'

/** The page on which the offset lies; undefined where the format has no pages. */
export function findPage(pages: readonly Page[], offset: number): Page | undefined {
  return pages.findLast((page) => page.range.start <= offset)
}

/**
 * The least confidence of the pages of a range, and the doubtful words that touch it, cut to it;
 * undefined where the file holds all of it as text.
 */
export function findRecognition(pages: readonly Page[], range: TextRange): Recognition | undefined {
  const found = pages.flatMap((page) =>
    page.ocr && rangesOverlap(page.range, range) ? [page.ocr] : [],
  )
  if (found.length === 0) return undefined
  const doubtful = found
    .flatMap((recognition) => recognition.doubtful)
    .filter((word) => rangesOverlap(word, range))
    .map(({ start, end }) => ({
      start: Math.max(start, range.start),
      end: Math.min(end, range.end),
    }))
  return { confidence: Math.min(...found.map(({ confidence }) => confidence)), doubtful }
}
