import type { Matching } from './align-tokens.ts'
import { judgeDoneOnce } from './done-once.ts'
import type { Finding } from './judge-gap.ts'
import { judgeLeftCircumstances } from './left-circumstances.ts'
import { judgeOtherDocument } from './other-document.ts'

/** What sets a sentence that was typed apart from one in nearly the same words, which was only found. */
export function judgeNearWords(
  claim: string,
  evidence: string,
  matching: Matching,
): readonly Finding[] {
  return [
    ...judgeDoneOnce(claim, evidence),
    ...judgeLeftCircumstances(evidence, matching),
    ...judgeOtherDocument(claim, evidence),
  ]
}
