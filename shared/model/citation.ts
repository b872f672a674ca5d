import type { TextRange } from '../text/range.ts'

/** The part of a table cell that a value was taken from (rules.md, cell address). */
export const cellParts = [
  'whole',
  'count',
  'percent',
  'mean',
  'sd',
  'median',
  'min',
  'max',
  'lower',
  'upper',
  'p',
  'n',
] as const
export type CellPart = (typeof cellParts)[number]

export type CellReference = {
  readonly tableNumber: string
  readonly rowPath: readonly string[]
  readonly columnPath: readonly string[]
  readonly part: CellPart
}

/** Words of a source: `quote` is exactly the source text's `range` (law 1). */
export type TextEvidence = {
  readonly kind: 'text'
  readonly sourceTextId: string
  readonly range: TextRange
  readonly quote: string
  readonly cell: CellReference | null
}

/** A value of the data a run was given: SHA-256 of its canonical JSON, and RFC 6901 pointer. */
export type DataEvidence = {
  readonly kind: 'data'
  readonly dataHash: string
  readonly pointer: string
  readonly value: string
}

export type Evidence = TextEvidence | DataEvidence

/** One change between the words of the source and the words of the document, so that a check can undo it. */
export type Transformation = {
  readonly kind: 'tense' | 'term' | 'format' | 'reference' | 'join' | 'extract'
  readonly from: string
  readonly to: string
}

/** What a sentence or cell of a draft rests on. `formula` is '' unless a value was computed. */
export type DraftCitation = {
  readonly evidence: Evidence
  readonly transformations: readonly Transformation[]
  readonly formula: string
}
