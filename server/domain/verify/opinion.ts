import type { ClaimEvidence, Difference, ReasonCode, VerdictState } from './verdict.ts'

/** What one evidence, or several together, say of a claim. */
export type Opinion = {
  readonly state: VerdictState
  readonly reason: ReasonCode
  readonly differences: readonly Difference[]
  readonly evidence: readonly number[]
  readonly isPlan: boolean
}

export const none: Opinion = {
  state: 'no_source_found',
  reason: 'no_evidence',
  differences: [],
  evidence: [],
  isPlan: false,
}

export type Indexed = { readonly one: ClaimEvidence; readonly index: number }

export function soften(opinion: Opinion): Opinion {
  return { ...opinion, state: 'partly_supported', reason: 'not_all_found' }
}

/** What several say only together, where nobody put them together. */
export function withhold(opinion: Opinion): Opinion {
  return opinion.state === 'supported' ? soften(opinion) : opinion
}

type Weighed = { readonly contradicts: boolean; readonly isHeld?: boolean }

/**
 * What contradicts comes first, then values, names and denials, those first for which another stands there,
 * then other words; last
 * what the source says beside, or says elsewhere.
 */
export function orderByWeight(
  differences: readonly Difference[],
  findings: readonly Weighed[],
): readonly Difference[] {
  const rank = (one: Difference, at: number): number => {
    const finding = findings[at]
    if (finding?.contradicts === true) return one.evidence ? 0 : 0.5
    if (finding?.isHeld === true || one.claim.start === one.claim.end) return 3
    if (one.kind === 'words' || one.kind === 'modality') return 2
    return one.evidence ? 1 : 1.5
  }
  return differences
    .map((one, at) => ({ one, rank: rank(one, at) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ one }) => one)
}
