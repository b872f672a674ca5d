import type { ThousandsSeparator } from './vocabulary.ts'

/** What a house writes in one way, where its sources write it in several. */
export type StyleGuide = {
  readonly terms: readonly StyleTerm[]
  /** Null leaves numbers as the sources have them. */
  readonly thousandsSeparator: ThousandsSeparator | null
  /** Of d, dd, M, MM, MMM, MMMM, yyyy: "d MMMM yyyy"; null leaves dates as they are. */
  readonly dateFormat: string | null
}

type StyleTerm = {
  readonly preferred: string
  /** Words or phrases, never empty, for which `preferred` is put. */
  readonly forbidden: readonly string[]
}

export const emptyStyleGuide: StyleGuide = { terms: [], thousandsSeparator: null, dateFormat: null }
