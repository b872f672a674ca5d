import type { RankedPassage, SearchedSource } from '../domain/evidence.ts'

/** Vectors of passages, stored beside the postings. */
export interface VectorIndex {
  /**
   * The passages of exactly these texts whose vectors are nearest, best first; `score` is the cosine.
   * Equal ones stand in the order of (source hash, place).
   */
  findNearest(
    query: Float32Array,
    sources: readonly Pick<SearchedSource, 'sourceTextId' | 'sourceHash'>[],
    limit: number,
  ): Promise<Nearest>
  /** To be called when vectors of a text were stored or deleted. */
  forget(sourceTextId: string): void
}

export type Nearest = {
  readonly hits: readonly RankedPassage[]
  /** How many passages of these texts have a vector. */
  readonly compared: number
  /** The cosine of any passage of these texts; undefined where it has no vector. */
  measure(passage: Pick<RankedPassage, 'sourceTextId' | 'ordinal'>): number | undefined
}
