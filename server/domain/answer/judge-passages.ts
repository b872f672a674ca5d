import type { QualityVerdict } from '../../../shared/model/conversation.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import { leastProse } from './answer-from-prose.ts'
import { coverConcepts, weighConcepts } from './concept-weights.ts'
import { readQuestion } from './question.ts'

/** Whether the best of the passages names what a query names. */
export function judgePassages(
  query: string,
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
): QualityVerdict {
  const weights = weighConcepts(readQuestion(query).concepts, sources)
  const covered = hits.map(({ sourceTextId, ordinal }) => {
    const source = sources.find((one) => one.sourceTextId === sourceTextId)
    const passage = source?.passages.find((one) => one.ordinal === ordinal)
    if (!source || !passage) return 0
    const words = [
      ...passage.headingPath,
      passage.caption,
      sliceRange(source.sourceText.text, passage.range),
    ]
    return coverConcepts(weights, [[new Set(listTerms(words.join(' '))), 1]])
  })
  const best = Math.round(Math.max(0, ...covered) * 100) / 100
  if (sources.length === 0) return insufficient('nothing_to_search', 1)
  if (best < leastProse.answer) return insufficient('no_match', Math.round((1 - best) * 100) / 100)
  if (best >= leastProse.sure)
    return { verdict: 'sufficient', reason: 'answered', confidence: best }
  return { verdict: 'low_confidence', reason: 'partly_matched', confidence: best }
}

function insufficient(reason: QualityVerdict['reason'], confidence: number): QualityVerdict {
  return { verdict: 'insufficient_evidence', reason, confidence }
}
