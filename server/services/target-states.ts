import type { ClaimState } from '../../shared/model/vocabulary.ts'
import type { StoredTarget } from '../db/citations.ts'
import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import type { StoredWordingDecision } from '../db/wording-decisions.ts'
import {
  isApprovedWording,
  listKnownClaims,
  type ClaimDecision,
  type KnownClaim,
} from './claim-states.ts'
import type { Dependencies } from './dependencies.ts'
import { listNewer } from './newer-evidence.ts'
import { createOverlapFinder } from './place-claims.ts'

/** What is known of a sentence or cell that a run wrote. */
export type TargetState = {
  readonly state: ClaimState
  readonly override: ClaimDecision | undefined
  /** Newer readings of what is recorded that bear it out, as the newest check found. */
  readonly newerTextIds: ReadonlySet<string>
  /** Of the template's wordings, where nothing else is open; none where one of them is not approved. */
  readonly approvals: readonly StoredWordingDecision[]
}

/**
 * The states of targets of a version, in their order: what a person said, else what the newest check
 * found. Before the first check, words that were edited are `edited_since_check` and the others
 * `not_checked`; the template's own words are `house_text` as long as they are unchanged.
 */
export async function listTargetStates(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  version: StoredVersion,
  targets: readonly StoredTarget[],
): Promise<readonly TargetState[]> {
  const within = targets.map(({ range }) => range).toSorted((a, b) => a.start - b.start)
  const { claims, check } = await listKnownClaims(deps, document, version, within)
  const ranged = claims.map((known) => ({ range: known.claim.range, known }))
  const find = createOverlapFinder(ranged)
  const states = new Map(
    targets
      .toSorted((a, b) => a.range.start - b.range.start)
      .map((target) => {
        const touched = find(target.range).map(({ known }) => known)
        return [target, stateOf(target, touched, check !== undefined)]
      }),
  )
  return targets.map((target) => states.get(target) ?? settled('not_checked'))
}

function stateOf(
  target: StoredTarget,
  touched: readonly KnownClaim[],
  isChecked: boolean,
): TargetState {
  const worst = findWorst(touched)
  const newerTextIds = worst ? listNewer(worst) : none
  if (worst?.override) {
    return { ...settled(worst.state), override: worst.override, newerTextIds }
  }
  if (target.basis === 'house_text' && target.anchor !== 'edited') return settled('house_text')
  if (isChecked && worst) {
    return { ...settled(worst.state), newerTextIds, approvals: listApprovals(touched, worst) }
  }
  return settled(target.anchor === 'edited' ? 'edited_since_check' : 'not_checked')
}

function settled(state: ClaimState): TargetState {
  return { state, override: undefined, newerTextIds: none, approvals: [] }
}

/** Of several claims each has to be approved. */
function listApprovals(
  touched: readonly KnownClaim[],
  { state }: KnownClaim,
): readonly StoredWordingDecision[] {
  const open = touched.filter((one) => one.state === state)
  if (!open.every(isApprovedWording)) return []
  const wordings = open.flatMap(({ wording }) => wording?.wordings ?? [])
  return [...new Set(wordings.flatMap(({ approval }) => approval ?? []))]
}

const none: ReadonlySet<string> = new Set()

/** From what has to be looked at first. */
const worstFirst: readonly ClaimState[] = [
  'contradicted',
  'edited_since_check',
  'no_source_found',
  'partly_supported',
  'not_checked',
  'supported',
  'house_text',
  'not_a_claim',
]

/** Of words that are several claims, the worst is the state of the whole (law 5). */
export function findWorst<T extends { readonly state: ClaimState }>(
  known: readonly T[],
): T | undefined {
  return known.toSorted((a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state))[0]
}
