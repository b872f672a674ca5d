import type { ClaimCounts } from '../../shared/contract/checks.ts'
import type { ClaimVerdict } from '../../shared/model/check.ts'
import { claimStates, type ClaimState } from '../../shared/model/vocabulary.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { TextRange } from '../../shared/text/range.ts'
import { listOverrides, type StoredOverride } from '../db/claim-overrides.ts'
import { findLatestCheck, getClaimKeys, listVerdicts, type StoredCheck } from '../db/checks.ts'
import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { listClaimsOfVersion, type NamedClaim } from './claims-of-version.ts'
import type { Dependencies } from './dependencies.ts'
import { createOverlapFinder } from './place-claims.ts'

/** A claim of a version with what is known of it. */
export type KnownClaim = {
  readonly claim: NamedClaim
  readonly verdict: ClaimVerdict
  readonly override: StoredOverride | undefined
  /** What holds: the override's state, else the verdict's. */
  readonly state: ClaimState
}

export type KnownClaims = {
  readonly sourceText: SourceText
  /** The newest check that is done, of whatever version. */
  readonly check: StoredCheck | undefined
  readonly claims: readonly KnownClaim[]
}

/**
 * The claims of a version with the verdicts of the newest check. Words that this check did not see
 * there are `edited_since_check`: one changed digit, or another heading, makes other words.
 * @param within only claims that overlap one of these ranges, ascending; all without
 */
export async function listKnownClaims(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  version: StoredVersion,
  within?: readonly TextRange[],
): Promise<KnownClaims> {
  const { sourceText, claims: all } = await listClaimsOfVersion(deps, version)
  const claims = within ? chooseWithin(all, within) : all
  const check = await findLatestCheck(deps.db, document.id, ['completed'])
  const findVerdict = check ? await openVerdicts(deps, check, claims) : () => notChecked
  const overrides = await listOverrides(deps.db, document.id)
  return {
    sourceText,
    check,
    claims: claims.map((claim) => {
      const verdict = findVerdict(claim)
      const override = overrides.get(claim.id)
      return { claim, verdict, override, state: override?.state ?? verdict.state }
    }),
  }
}

/** A count for every state; they add up to the number of claims. */
export function countStates(claims: readonly Pick<KnownClaim, 'state'>[]): ClaimCounts {
  const count = (state: ClaimState) => claims.filter((one) => one.state === state).length
  return Object.fromEntries(claimStates.map((state) => [state, count(state)])) as ClaimCounts
}

function chooseWithin(
  claims: readonly NamedClaim[],
  within: readonly TextRange[],
): readonly NamedClaim[] {
  const find = createOverlapFinder(within.map((range) => ({ range })))
  return claims.filter(({ range }) => find(range).length > 0)
}

/** More are read faster with all the others of their document. */
const mostKeys = 500

async function openVerdicts(
  { db }: Pick<Dependencies, 'db'>,
  check: StoredCheck,
  claims: readonly NamedClaim[],
): Promise<(claim: NamedClaim) => ClaimVerdict> {
  const keys = await getClaimKeys(db, check.id)
  const wanted =
    claims.length > mostKeys ? undefined : claims.flatMap(({ id }) => keys.get(id) ?? [])
  const verdicts = await listVerdicts(db, check.documentId, wanted)
  return ({ id }) => verdicts.get(keys.get(id) ?? '') ?? editedSince
}

const unjudged = { basis: null, differences: [], evidence: [] }

const notChecked: ClaimVerdict = {
  ...unjudged,
  state: 'not_checked',
  reason: 'not_checked',
  explanation: 'Nothing has been checked yet.',
}

const editedSince: ClaimVerdict = {
  ...unjudged,
  state: 'edited_since_check',
  reason: 'edited',
  explanation: 'These words are not those that were checked.',
}
