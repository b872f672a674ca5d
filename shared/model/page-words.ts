import type { TextRange } from '../text/range.ts'

/**
 * Where the words of one page stand: kept beside the SourceText that was read with them, since the
 * text may be asked for often and its places seldom. Pages without words have none.
 */
export type PageWords = {
  /** Counts from 1. */
  readonly page: number
  /** From the page's first word in the text to its last; words of other pages may stand between. */
  readonly range: TextRange
  /** server/domain/page-words.ts packs and unpacks them. */
  readonly packed: Uint8Array
}

/**
 * PDF points (1/72 inch) from the top left corner of the page as it is shown: turned as the file
 * says, and without what it crops. `page` counts from 1.
 */
export type PageBox = {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
