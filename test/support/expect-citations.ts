import { expect } from 'vitest'
import type { SearchedEvidence } from '../../server/domain/evidence.ts'
import type { DraftCitation } from '../../shared/model/citation.ts'
import { listBlockSentences, type RuleResult } from '../../shared/model/draft.ts'
import { sliceRange } from '../../shared/text/range.ts'

/** Law 1 for all that a rule made; @returns how many citations there were. */
export function expectCitationsHold(result: RuleResult, evidence: SearchedEvidence): number {
  const citations = listCitations(result)
  for (const { evidence: cited } of citations) {
    if (cited.kind === 'data') continue
    const source = evidence.sources.find((one) => one.sourceTextId === cited.sourceTextId)
    expect(source && sliceRange(source.sourceText.text, cited.range)).toBe(cited.quote)
    expect(cited.quote).not.toBe('')
  }
  return citations.length
}

export function listCitations(result: RuleResult): readonly DraftCitation[] {
  if (result.outcome !== 'filled') return []
  return result.content.flatMap((block) =>
    [...(block.kind === 'table' ? block.rows.flat() : []), ...listBlockSentences(block)].flatMap(
      ({ citations }) => citations,
    ),
  )
}
