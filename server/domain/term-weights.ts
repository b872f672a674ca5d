import { postingSize, type CandidateSet } from './candidates.ts'

/** How much each of a text's terms tells, from how few of the searched passages hold it. */
export type TermWeights = ReadonlyMap<string, number>

/** Robertson and Spärck Jones' weight of a term that `frequency` of `count` passages hold, above 0. */
export function weighFrequency(frequency: number, count: number): number {
  return Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
}

/** Of each term of a set, in their order. */
export function weighPostings({ passages, postings }: CandidateSet): number[] {
  const count = passages.ordinals.length
  return postings.map(({ length }) => weighFrequency(length / postingSize, count))
}
