import type { QualityVerdict, VerdictReason } from '../../../shared/model/conversation.ts'
import type { Verdict } from '../../../shared/model/vocabulary.ts'

/** How an answer was come by. */
export type Way = 'cells' | 'comparison' | 'record' | 'prose' | 'refusal'

/** Sure only of what it calls answered; the confidence is that of the way, or of being unsure. */
export function createVerdict(way: Way, reason: VerdictReason): QualityVerdict {
  const verdict = judge(way, reason)
  return { verdict, reason, confidence: shares[verdict === 'low_confidence' ? 'unsure' : way] }
}

function judge(way: Way, reason: VerdictReason): Verdict {
  if (way === 'refusal') return 'insufficient_evidence'
  return reason === 'answered' ? 'sufficient' : 'low_confidence'
}

/**
 * How often each was right of the 257 questions of bench/chat that nothing was tuned on when they were asked:
 * the report's halves, and the first asking of corpus-questions.txt; one more right and one more wrong taken
 * in. Cells and comparisons were counted together; of refusals, how often no answer was right. Remeasured in
 * November 2026 by `npm run bench -- chat --report`; over sources of a kind that no question was asked of
 * before, 4 of 8 sure answers were wrong at first, so that these are high for such.
 */
const shares: Readonly<Record<Way | 'unsure', number>> = {
  cells: share(75, 76),
  comparison: share(75, 76),
  record: share(20, 23),
  prose: share(29, 33),
  unsure: share(11, 16),
  refusal: share(63, 109),
}

function share(right: number, all: number): number {
  return Math.round(((right + 1) / (all + 2)) * 100) / 100
}
