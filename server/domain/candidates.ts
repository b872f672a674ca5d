/** The fields of a passage that are searched apart (BM25F). */
export const searchFields = ['body', 'heading', 'caption', 'header'] as const

/** One number a field: token counts or frequencies, in the order of `searchFields`. */
export type FieldCounts = readonly [number, number, number, number]

export type CandidatePassage = {
  readonly sourceTextId: string
  readonly ordinal: number
  readonly lengths: FieldCounts
  /** Frequency of each searched term that occurs in the passage. */
  readonly frequencies: ReadonlyMap<string, FieldCounts>
}

/** Candidates with the statistics of exactly the searched SourceTexts (law 7). */
export type CandidateSet = {
  readonly candidates: readonly CandidatePassage[]
  readonly passageCount: number
  readonly averageLengths: FieldCounts
  /** In how many of the searched passages each term occurs. */
  readonly documentFrequencies: ReadonlyMap<string, number>
}
