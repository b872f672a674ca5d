import type { TextRange } from '../text/range.ts'

/** A contiguous piece of a SourceText; all passages of one SourceText tile its text (law 2). */
export type Passage = {
  /** Counts from 0 in text order. */
  readonly ordinal: number
  readonly range: TextRange
  /** Titles of the headings above it, outermost first. */
  readonly headingPath: readonly string[]
  /** A table's number, title and population in one line; '' elsewhere. */
  readonly caption: string
  /** A table's column heads in one line; '' elsewhere. */
  readonly headerCells: string
  /** False for what may never be cited: empty shells, tables of contents, bare headings. */
  readonly isEvidence: boolean
}
