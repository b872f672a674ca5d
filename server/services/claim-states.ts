import type { ClaimCounts } from '../../shared/contract/checks.ts'
import type { ClaimVerdict } from '../../shared/model/check.ts'
import { claimStates, type ClaimState } from '../../shared/model/vocabulary.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { TextRange } from '../../shared/text/range.ts'
import { listVerdicts, type StoredCheck } from '../db/checks.ts'
import { findFoundClaims, type FoundClaims } from '../db/found-claims.ts'
import { listDecisions, type StoredDecision } from '../db/decisions.ts'
import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { loadClaimWordings, type ClaimWording } from './claim-wordings.ts'
import { listClaimsOfVersion, type NamedClaim } from './claims-of-version.ts'
import type { Dependencies } from './dependencies.ts'
import { createOverlapFinder } from './place-claims.ts'

/** What a person says of a claim in place of the check. */
export type ClaimDecision = StoredDecision<ClaimState>

/** A claim of a version with its state. */
export type ClaimStanding = {
  readonly claim: NamedClaim
  /** Of its verdict; undefined where the newest check saw no such words. */
  readonly key: string | undefined
  readonly override: ClaimDecision | undefined
  /** What holds: the override's state, else the check's. */
  readonly state: ClaimState
  /** Set where only words of the template's own rules are in no source, and stand as these have them. */
  readonly wording: ClaimWording | undefined
}

/** A claim of a version with all that is known of it. */
export type KnownClaim = ClaimStanding & { readonly verdict: ClaimVerdict }

export type ClaimsOfVersion<T> = {
  readonly sourceText: SourceText
  /** The newest check that is done, of whatever version. */
  readonly check: StoredCheck | undefined
  /** What it found that the document gives twice, whether or not it still stands in the version. */
  readonly inconsistencies: FoundClaims['inconsistencies']
  readonly claims: readonly T[]
}

export type KnownClaims = ClaimsOfVersion<KnownClaim>

/**
 * The claims of a version with the states that the newest check gave them. Words that this check did
 * not see there are `edited_since_check`: one changed digit, or another heading, makes other words.
 * @param within only claims that overlap one of these ranges, ascending; all without
 */
export async function listStandings(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  version: StoredVersion,
  within?: readonly TextRange[],
): Promise<ClaimsOfVersion<ClaimStanding>> {
  const { sourceText, claims: all } = await listClaimsOfVersion(deps, version)
  const claims = within ? chooseWithin(all, within) : all
  const checked = await findFoundClaims(deps.db, document.id)
  const overrides = await listDecisions<ClaimState>(deps.db, document.id, 'claim')
  const found = checked?.claims.values() ?? []
  const findWording = await loadClaimWordings(deps, document.workspaceId, version, found)
  return {
    sourceText,
    check: checked?.check,
    inconsistencies: checked?.inconsistencies ?? [],
    claims: claims.map((claim) => {
      const found = checked?.claims.get(claim.id)
      const wording = findWording(found)
      const state = found?.state ?? (checked ? 'edited_since_check' : 'not_checked')
      const override = overrides.get(claim.id)
      return { claim, key: found?.key, override, state: override?.value ?? state, wording }
    }),
  }
}

/** `listStandings` with what was found of each. */
export async function listKnownClaims(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  version: StoredVersion,
  within?: readonly TextRange[],
): Promise<KnownClaims> {
  const standings = await listStandings(deps, document, version, within)
  const { check, claims } = standings
  return { ...standings, claims: await addVerdicts(deps, check, claims) }
}

/** Reads what a check found of claims. */
export async function addVerdicts(
  { db }: Pick<Dependencies, 'db'>,
  check: StoredCheck | undefined,
  claims: readonly ClaimStanding[],
): Promise<KnownClaim[]> {
  if (!check) return claims.map((one) => ({ ...one, verdict: notChecked }))
  const wanted = claims.length > mostKeys ? undefined : claims.flatMap(({ key }) => key ?? [])
  const verdicts = await listVerdicts(db, check.documentId, wanted)
  return claims.map((one) => {
    const verdict = verdicts.get(one.key ?? '')
    // a check that has ended meanwhile may have dropped it
    return verdict ? { ...one, verdict } : { ...one, ...withoutVerdict(one.override) }
  })
}

/**
 * Whether nothing is left to say of a claim but that a person approved its template's wording. What is
 * said of the claim itself comes first.
 */
export function isApprovedWording({
  override,
  wording,
}: Pick<ClaimStanding, 'override' | 'wording'>): boolean {
  return override === undefined && wording?.isApproved === true
}

/** A count for every state; they add up to the number of claims. */
export function countStates(claims: readonly Pick<ClaimStanding, 'state'>[]): ClaimCounts {
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

function withoutVerdict(override: ClaimDecision | undefined) {
  return { verdict: editedSince, state: override?.value ?? editedSince.state, wording: undefined }
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
