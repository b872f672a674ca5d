import type { DataEvidence } from '../../shared/model/citation.ts'
import { sliceRange } from '../../shared/text/range.ts'
import type { StoredCitation } from '../db/citations.ts'
import { findDataValue } from '../domain/blocks/data-field.ts'
import { readPointer } from '../domain/data-block/data-part.ts'
import type { EvidenceSource } from '../domain/evidence.ts'

/** The first citation that does not give what its source or the data says at that place (law 1), if any. */
export function findBrokenCitation(
  citations: readonly StoredCitation[],
  sources: readonly EvidenceSource[],
  data: unknown,
): StoredCitation | undefined {
  const texts = new Map(sources.map((source) => [source.sourceTextId, source.sourceText.text]))
  return citations.find(({ evidence }) => {
    if (evidence.kind === 'data') return !yieldsValue(data, evidence)
    const text = texts.get(evidence.sourceTextId)
    return (
      text === undefined ||
      evidence.quote === '' ||
      sliceRange(text, evidence.range) !== evidence.quote
    )
  })
}

function yieldsValue(data: unknown, { pointer, value }: DataEvidence): boolean {
  const found = findDataValue(data, readPointer(pointer))
  const isValue = ['string', 'number', 'boolean'].includes(typeof found)
  return isValue && value !== '' && String(found) === value
}
