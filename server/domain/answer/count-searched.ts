import type { EvidenceSource } from '../evidence.ts'

/** What an answer rests on having looked at: the denominator of "the sources don't say". */
export function countSearched(sources: readonly Pick<EvidenceSource, 'passages'>[]) {
  const passages = sources.flatMap((source) => source.passages)
  return {
    sources: sources.length,
    passages: passages.filter(({ isEvidence }) => isEvidence).length,
  }
}
