import type { PageWords } from '../../shared/model/page-words.ts'
import { unpackWords } from '../../server/domain/page-words.ts'

/** The words of the text, or the parts of them, that stand nowhere on a page. */
export function listUnplaced(text: string, pages: readonly PageWords[]): string[] {
  const letters = text.split('')
  for (const { packed } of pages) {
    for (const { start, end } of unpackWords(packed)) letters.fill(' ', start, end)
  }
  return letters
    .join('')
    .split(/\s+/)
    .filter((word) => word !== '')
}
