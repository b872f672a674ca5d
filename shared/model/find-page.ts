import { rangesOverlap, type TextRange } from '../text/range.ts'
import type { Page, Recognition } from './source-text.ts'

/** The page on which the offset lies; undefined where the format has no pages. */
export function findPage(pages: readonly Page[], offset: number): Page | undefined {
  return pages.findLast((page) => page.range.start <= offset)
}

/** The least sure recognition of the pages of a range; undefined where the file holds all of it as text. */
export function findRecognition(pages: readonly Page[], range: TextRange): Recognition | undefined {
  return pages
    .flatMap((page) => (page.ocr && rangesOverlap(page.range, range) ? [page.ocr] : []))
    .toSorted((a, b) => a.confidence - b.confidence)[0]
}
