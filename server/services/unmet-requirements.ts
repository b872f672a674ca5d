import type { ClaimState, Requirement } from '../../shared/model/vocabulary.ts'
import type { Draft } from '../../shared/model/draft.ts'
import type { UnmetPlace } from '../db/documents.ts'

/** A sentence or cell of the finished text as it was judged, with the place that wrote it. */
export type FinishedClaim = {
  readonly sectionId: string
  readonly ruleId: string | null
  readonly text: string
  readonly state: ClaimState
  readonly explanation: string
}

/**
 * Every place at which a finished document does not meet what is required of it, in the order of the
 * text; empty where it may be called Ready.
 * @param claims undefined is right only where `no_contradicted` is not required
 * @throws where claims are required and were not judged: what was not looked at is not met
 */
export function listUnmetRequirements(
  required: readonly Requirement[],
  drafts: readonly Draft[],
  claims: readonly FinishedClaim[] | undefined,
): UnmetPlace[] {
  const gaps = required.includes('no_gaps') ? listGaps(drafts) : []
  if (!required.includes('no_contradicted')) return gaps
  if (!claims) throw new Error('no_contradicted is required, and no claim was judged')
  return [...gaps, ...listContradicted(claims)]
}

/** For people; the places themselves stand beside it. */
export function describeUnmet(unmet: readonly UnmetPlace[]): string {
  const gaps = unmet.filter(({ requirement }) => requirement === 'no_gaps').length
  const contradicted = unmet.length - gaps
  const found = [
    ...(gaps > 0 ? [`${gaps} ${gaps === 1 ? 'gap' : 'gaps'} (no_gaps)`] : []),
    ...(contradicted > 0
      ? [`${contradicted} contradicted by their sources (no_contradicted)`]
      : []),
  ]
  return `The document does not meet what the request requires of it: ${found.join(', ')}.`
}

function listGaps(drafts: readonly Draft[]): UnmetPlace[] {
  return drafts.flatMap(({ sectionId, outputs }) =>
    outputs.flatMap(({ ruleId, result }) =>
      result.outcome === 'gap'
        ? [
            {
              requirement: 'no_gaps' as const,
              section_id: sectionId,
              rule_id: ruleId,
              reason: result.gap.reason,
            },
          ]
        : [],
    ),
  )
}

function listContradicted(claims: readonly FinishedClaim[]): UnmetPlace[] {
  return claims
    .filter(({ state }) => state === 'contradicted')
    .map(({ sectionId, ruleId, text, explanation }) => ({
      requirement: 'no_contradicted' as const,
      section_id: sectionId,
      rule_id: ruleId,
      reason: `“${text}”: ${explanation}`,
    }))
}
