import { sliceRange } from '../../shared/text/range.ts'
import type { StoredCitation } from '../db/citations.ts'
import type { EvidenceSource } from '../domain/evidence.ts'

/** The first citation whose quote is not what its source says at that place (law 1), if any. */
export function findBrokenCitation(
  citations: readonly StoredCitation[],
  sources: readonly EvidenceSource[],
): StoredCitation | undefined {
  const texts = new Map(sources.map((source) => [source.sourceTextId, source.sourceText.text]))
  return citations.find(({ evidence }) => {
    if (evidence.kind === 'data') return false
    const text = texts.get(evidence.sourceTextId)
    return (
      text === undefined ||
      evidence.quote === '' ||
      sliceRange(text, evidence.range) !== evidence.quote
    )
  })
}
