import type { Matching } from './align-tokens.ts'
import { judgeDoneOnce } from './done-once.ts'
import type { Finding } from './judge-gap.ts'
import { judgeLeftCircumstances } from './left-circumstances.ts'
import { judgeLeftModifiers } from './left-modifiers.ts'
import { judgeOtherDocument } from './other-document.ts'
import { judgePartedNames } from './parted-names.ts'
import type { Token } from './statement.ts'

/** What sets a sentence that was typed apart from one in nearly the same words and order, which was only found. */
export function judgeNearWords(
  claim: string,
  evidence: string,
  evidenceTokens: readonly Token[],
  matching: Matching,
): readonly Finding[] {
  return [
    ...judgeNearSentence(claim, evidence, matching),
    ...judgeLeftModifiers(claim, evidence, evidenceTokens, matching),
    ...judgePartedNames(claim, evidence, matching),
  ]
}

/** The same, in whatever order their words stand. */
export function judgeNearSentence(
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
