import type { Finding } from './judge-gap.ts'
import { findRule } from './rule-words.ts'

/** What was done once is no rule: "the register is audited" is not borne out by "the register was audited in 2022". */
export function judgeDoneOnce(claim: string, evidence: string): readonly Finding[] {
  const range = findRule(evidence.replace(soNow, ' '), claim)
  if (!range) return []
  return [{ kind: 'words', claim: range, rival: null, contradicts: false, isHeld: true }]
}

/** "Is owned by" tells in the present tense what "owns" tells. */
const soNow = /\b(?:is|are|be|being)\s+(?:(?:not|also|only|\p{Ll}+ly)\s+)?\p{Ll}+/giu
