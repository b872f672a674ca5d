import type { Claim, ClaimEvidence, VerdictState } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'

/** `borne_out` where the values are the source's and nothing in it stands against the words around them. */
export type HouseState = Exclude<VerdictState, 'supported'> | 'borne_out'

/** What the check says of words that a template's own rule put around its values. */
export function judgeHouse(claim: Claim, evidence: readonly ClaimEvidence[]): HouseState {
  const { state, reason } = verify(claim, evidence, true)
  return state === 'supported' || reason === 'template_words' ? 'borne_out' : state
}
