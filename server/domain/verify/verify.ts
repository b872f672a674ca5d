import { foldText } from '../../../shared/text/fold.ts'
import type { Claim, ClaimEvidence, Verdict } from './verdict.ts'

/**
 * Holds a claim against its evidence. Supported only if the evidence accounts for everything the claim
 * says and nothing stands against it (law 5); without evidence it is `no_source_found`.
 */
export function verify(claim: Claim, evidence: readonly ClaimEvidence[]): Verdict {
  const text = fold(claim.text)
  const found = evidence.flatMap(({ quote }, index) => (fold(quote).includes(text) ? [index] : []))
  if (text === '' || found.length === 0) {
    const explanation = 'No source says this.'
    return {
      state: 'no_source_found',
      reason: 'no_evidence',
      explanation,
      differences: [],
      evidence: [],
    }
  }
  const isPlan = found.every((index) => /^(?:protocol|sap)$/.test(evidence[index]?.role ?? ''))
  return {
    state: isPlan ? 'partly_supported' : 'supported',
    reason: isPlan ? 'planned' : 'stated',
    explanation: isPlan ? 'Only a plan says this.' : 'The source says this.',
    differences: [],
    evidence: found,
  }
}

function fold(text: string): string {
  return foldText(text, { ignoreCase: true }).folded.trim()
}
