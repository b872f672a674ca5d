import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { Claim, Verdict } from '../domain/verify/verdict.ts'
import { verify } from '../domain/verify/verify.ts'
import type { HeldEvidence } from './recorded-evidence.ts'

/** Holds a claim against evidence; only the evidence that decided, or that differs, is kept. */
export function holdClaim(
  claim: Claim,
  evidence: readonly HeldEvidence[],
  basis: 'recorded' | 'retrieved',
): ClaimVerdict {
  const verdict = verify(
    claim,
    evidence.map(({ held }) => held),
    basis === 'recorded',
  )
  const indexes = listKept(verdict)
  return {
    state: verdict.state,
    reason: verdict.reason,
    explanation: verdict.explanation,
    basis: indexes.length > 0 ? basis : null,
    differences: verdict.differences.map((difference) => ({
      ...difference,
      evidence: difference.evidence && {
        ...difference.evidence,
        index: indexes.indexOf(difference.evidence.index),
      },
    })),
    evidence: indexes.flatMap((index) => evidence[index]?.stored ?? []),
  }
}

/** What is known before any source is looked at. */
export function settleAs(
  state: ClaimVerdict['state'],
  reason: string,
  explanation: string,
): ClaimVerdict {
  return { state, reason, explanation, basis: null, differences: [], evidence: [] }
}

export const noStatement = settleAs(
  'not_a_claim',
  'no_statement',
  'Nothing that could be true or false.',
)

function listKept({ evidence, differences }: Verdict): number[] {
  const kept = new Set(evidence)
  for (const difference of differences) if (difference.evidence) kept.add(difference.evidence.index)
  return [...kept].toSorted((a, b) => a - b)
}
