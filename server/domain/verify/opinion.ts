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

/** What contradicts comes first. */
export function orderByWeight(
  differences: readonly Difference[],
  findings: readonly { readonly contradicts: boolean }[],
): readonly Difference[] {
  const against = differences.filter((_, at) => findings[at]?.contradicts)
  return [...against, ...differences.filter((_, at) => !findings[at]?.contradicts)]
}
