import type { Kysely } from 'kysely'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import {
  beginCheck,
  countVerdicts,
  findCheck,
  findLatestCheck,
  statusesUnderWay,
  storeFoundClaims,
  updateCheck,
  type CheckedClaim,
  type StoredCheck,
} from '../db/checks.ts'
import { findFoundClaims, keepFoundClaims, listFollowingKeys } from '../db/found-claims.ts'
import { listTargets } from '../db/citations.ts'
import { findDocument, type StoredDocument, type StoredFailure } from '../db/documents.ts'
import { getVersionById, type StoredVersion } from '../db/document-versions.ts'
import { deleteSupersededCheck } from '../db/removals.ts'
import type { Database } from '../db/tables.ts'
import type { SearchedSource } from '../domain/evidence.ts'
import { ProcessDied, type HeldJob } from '../ports/job-queue.ts'
import { hashSources, haveSameReadings } from '../services/checked-sources.ts'
import { listClaimsOfVersion } from '../services/claims-of-version.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { listSearchedSources } from '../services/searched-sources.ts'
import { listWrittenTargets } from '../services/template-wordings.ts'
import { commit, NotYet } from './run-context.ts'
import {
  judgeClaims,
  nothingKnown,
  toFoundClaims,
  type JudgedClaims,
  type KnownClaims,
} from './judge-claims.ts'

/**
 * Checks every claim of a document version. What an earlier check found of the same words, with the
 * same recorded sources and the same sources to search, is taken over. A check that was deleted
 * meanwhile, with its document or a source, ends without a word.
 * @throws NotYet when what it rests on changed meanwhile; LeaseLost when someone else holds the job
 */
export async function runCheck(deps: Dependencies, job: HeldJob): Promise<void> {
  try {
    const subject = await beginSubject(deps, job)
    if (subject) await storeJudged(deps, job, subject, await judgeVersion(deps, subject))
  } catch (error) {
    if (await findCheck(deps.db, job.subjectId)) throw error
  }
}

/** Stores that a check was given up. */
export async function failCheck(deps: Dependencies, job: HeldJob, reason: unknown): Promise<void> {
  await commit({ deps, job }, (trx, completedAt) => {
    const error = describeGivenUp(reason)
    return updateCheck(trx, job.subjectId, { status: 'failed', error, completedAt })
  })
}

function describeGivenUp(reason: unknown): StoredFailure {
  if (reason instanceof ProcessDied) {
    return { code: 'process_died', message: `The check was given up: ${reason.message}.` }
  }
  return { code: 'internal', message: 'Something went wrong on the server; check again.' }
}

type Subject = {
  readonly check: StoredCheck
  readonly document: StoredDocument
  readonly version: StoredVersion
  readonly searched: readonly SearchedSource[]
}

async function beginSubject(deps: Dependencies, job: HeldJob): Promise<Subject | undefined> {
  return commit({ deps, job }, async (trx) => {
    const check = await findCheck(trx, job.subjectId)
    const document = check && (await findDocument(trx, [job.workspaceId], check.documentId))
    if (!document || !statusesUnderWay.includes(check.status)) return undefined
    const version = await getVersionById(trx, check.versionId)
    if (await deleteSupersededCheck(trx, check, version.number)) return undefined
    const searched = await listSearchedSources({ db: trx }, document, version)
    await beginCheck(trx, check.id, [...new Set(searched.map(({ documentId }) => documentId))])
    return { check, document, version, searched }
  })
}

/** What the newest check that is done found, as far as it holds of these sources. */
type Earlier = KnownClaims & {
  /** Undefined before the first. */
  readonly checkId: string | undefined
  /** Of all its verdicts; none where nothing of it is relied on. */
  readonly storedKeys: readonly string[]
}

type Judged = JudgedClaims & { readonly earlier: Earlier }

async function judgeVersion(
  deps: Dependencies,
  { document, version, searched }: Subject,
): Promise<Judged> {
  const earlier = await findEarlier(deps.db, document.id, hashSources(searched))
  const { sourceText, claims } = await listClaimsOfVersion(deps, version)
  const targets = await listTargets(deps.db, version.id)
  const written = await listWrittenTargets(deps, version)
  const { workspaceId } = document
  const text = { workspaceId, version, text: sourceText.text, claims, targets, written, searched }
  return { ...(await judgeClaims(deps, text, earlier)), earlier }
}

/**
 * What was found of other sources, or is not there any more, is not relied on. Where only a newer version
 * of a source came or went, what does not depend on newer versions stays.
 */
async function findEarlier(
  db: Kysely<Database>,
  documentId: string,
  sourcesHash: string,
): Promise<Earlier> {
  const found = await findFoundClaims(db, documentId)
  const checkId = found?.check.id
  const nothing: Earlier = { checkId, storedKeys: [], ...nothingKnown }
  if (!found || !haveSameReadings(found.check.sourcesHash, sourcesHash)) return nothing
  const stored = new Map(Array.from(found.claims.values(), (claim) => [claim.key, claim]))
  if ((await countVerdicts(db, documentId)) !== stored.size) return nothing
  const storedKeys = [...stored.keys()]
  if (found.check.sourcesHash === sourcesHash) {
    return { checkId, storedKeys, claims: found.claims, verdicts: stored }
  }
  const following = await listFollowingKeys(db, documentId)
  const lasts = ({ key, state }: CheckedClaim) => lastingStates.has(state) && !following.has(key)
  return {
    checkId,
    storedKeys,
    claims: new Map([...found.claims].filter(([, claim]) => lasts(claim))),
    verdicts: new Map([...stored].filter(([, claim]) => lasts(claim))),
  }
}

/** What is borne out, or has not to be, asks no newer version. */
const lastingStates: ReadonlySet<ClaimState> = new Set(['supported', 'house_text', 'not_a_claim'])

/** Requests have come since the judging began: what it rests on has to be there still. */
async function storeJudged(
  deps: Dependencies,
  job: HeldJob,
  subject: Subject,
  judged: Judged,
): Promise<void> {
  const { check, document, version } = subject
  const { earlier, searched } = judged
  const sourcesHash = hashSources(subject.searched)
  const found = toFoundClaims(judged)
  const isStored = await commit({ deps, job }, async (trx, completedAt) => {
    if (await deleteSupersededCheck(trx, check, version.number)) return false
    const isSame =
      hashSources(await listSearchedSources({ db: trx }, document, version)) === sourcesHash &&
      (await isStillThere(trx, document.id, earlier))
    if (!isSame) throw checkAgain()
    await storeFoundClaims(trx, check, { ...found, dropped: listDropped(judged) })
    await updateCheck(trx, check.id, { status: 'completed', completedAt, sourcesHash, searched })
    return true
  })
  const { claims, inconsistencies } = found
  if (isStored) keepFoundClaims(deps.db, check.id, { claims, inconsistencies })
}

async function isStillThere(
  db: Kysely<Database>,
  documentId: string,
  { checkId, storedKeys }: Earlier,
): Promise<boolean> {
  const latest = await findLatestCheck(db, documentId, ['completed'])
  if (latest?.id !== checkId) return false
  return storedKeys.length === 0 || (await countVerdicts(db, documentId)) === storedKeys.length
}

/** All that is stored where nothing of it was relied on. */
function listDropped({ earlier, found }: Judged): readonly string[] | undefined {
  if (earlier.storedKeys.length === 0) return undefined
  const kept = new Set(Array.from(found.values(), ({ key }) => key))
  return earlier.storedKeys.filter((key) => !kept.has(key) || !earlier.verdicts.has(key))
}

const againMilliseconds = 500

function checkAgain(): NotYet {
  return new NotYet('sources and verdicts that do not change', againMilliseconds)
}
