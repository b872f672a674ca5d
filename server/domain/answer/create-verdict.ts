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
 * How often each was right of the 84 questions of bench/chat/more-tuning-questions.ts when they were asked
 * for the first time, one more right and one more wrong taken in; of refusals how often nothing was there.
 */
const shares: Readonly<Record<Way | 'unsure', number>> = {
  cells: share(14, 16),
  comparison: share(3, 3),
  record: share(6, 9),
  prose: share(13, 16),
  unsure: share(4, 7),
  refusal: share(14, 33),
}

function share(right: number, all: number): number {
  return Math.round(((right + 1) / (all + 2)) * 100) / 100
}
