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
  /** Whether all that is open are words of the template that a person approved. */
  readonly isApproved: boolean
}

/** Whether a requirement asks what the sources say of the text. */
export function needsCheck(required: readonly Requirement[]): boolean {
  return required.some((one) => unmetBy[one] !== undefined)
}

/**
 * Every place at which a finished document does not meet what is required of it, in the order of the
 * text; empty where it may be called Ready.
 * @param claims undefined is right only where no requirement `needsCheck`
 * @throws where claims are required and were not judged: what was not looked at is not met
 */
export function listUnmetRequirements(
  required: readonly Requirement[],
  drafts: readonly Draft[],
  claims: readonly FinishedClaim[] | undefined,
): UnmetPlace[] {
  if (!claims && needsCheck(required)) throw new Error('claims are required, and none was judged')
  const asked = orderOfTelling.filter((one) => required.includes(one))
  return asked.flatMap((requirement) => {
    const isUnmet = unmetBy[requirement]
    return isUnmet ? listClaims(requirement, (claims ?? []).filter(isUnmet)) : listGaps(drafts)
  })
}

/** For people; the places themselves stand beside it. */
export function describeUnmet(unmet: readonly UnmetPlace[]): string {
  const found = orderOfTelling.flatMap((requirement) => {
    const places = unmet.filter((one) => one.requirement === requirement).length
    return places > 0 ? [`${places} ${nameUnmet(requirement, places)} (${requirement})`] : []
  })
  return `The document does not meet what the request requires of it: ${found.join(', ')}.`
}

const orderOfTelling: readonly Requirement[] = [
  'no_gaps',
  'no_contradicted',
  'no_unsupported',
  'no_unsupported_unless_approved',
]

/** What an approval allows is allowed where that is asked for, and nowhere else (law 5). */
const unmetBy: Readonly<Partial<Record<Requirement, (claim: FinishedClaim) => boolean>>> = {
  no_contradicted: ({ state }) => state === 'contradicted',
  no_unsupported: isUnsupported,
  no_unsupported_unless_approved: (claim) => isUnsupported(claim) && !claim.isApproved,
}

/** Borne out, or nothing that a source has to bear out. */
const sound: readonly ClaimState[] = ['supported', 'house_text', 'not_a_claim']

function isUnsupported({ state }: FinishedClaim): boolean {
  return !sound.includes(state)
}

function nameUnmet(requirement: Requirement, places: number): string {
  if (requirement === 'no_gaps') return places === 1 ? 'gap' : 'gaps'
  if (requirement === 'no_contradicted') return 'contradicted by their sources'
  const unless = requirement === 'no_unsupported' ? '' : ' and in no approved wording'
  return `not supported by their sources${unless}`
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

function listClaims(requirement: Requirement, claims: readonly FinishedClaim[]): UnmetPlace[] {
  return claims.map(({ sectionId, ruleId, text, explanation, isApproved }) => {
    const approved = isApproved ? ` ${toldOfApproved}` : ''
    const reason = `“${text}”: ${explanation}${approved}`
    return { requirement, section_id: sectionId, rule_id: ruleId, reason }
  })
}

const toldOfApproved =
  'A person approved this wording; no_unsupported_unless_approved allows such sentences.'
