import type { Page } from './source-text.ts'

/** The page on which the offset lies; undefined where the format has no pages. */
export function findPage(pages: readonly Page[], offset: number): Page | undefined {
  return pages.findLast((page) => page.range.start <= offset)
}
