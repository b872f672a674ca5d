import { setImmediate as giveWay } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import {
  beginCheck,
  countVerdicts,
  findCheck,
  findLatestCheck,
  statusesUnderWay,
  storeFoundClaims,
  updateCheck,
  type CheckedClaims,
  type StateCounts,
  type StoredCheck,
} from '../db/checks.ts'
import { findFoundClaims, keepFoundClaims } from '../db/found-claims.ts'
import { listTargets } from '../db/citations.ts'
import { findDocument, type StoredDocument, type StoredFailure } from '../db/documents.ts'
import { getVersionById, type StoredVersion } from '../db/document-versions.ts'
import { deleteSupersededCheck } from '../db/removals.ts'
import type { Database } from '../db/tables.ts'
import { createTemplateWords } from '../domain/template-words.ts'
import type { EvidenceSource, SearchedSource } from '../domain/evidence.ts'
import { listInconsistencies } from '../domain/check/list-inconsistencies.ts'
import { ProcessDied, type HeldJob } from '../ports/job-queue.ts'
import { hashSources } from '../services/checked-sources.ts'
import { listClaimsOfVersion } from '../services/claims-of-version.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { createNewerEvidence } from '../services/newer-evidence.ts'
import { listSearchedSources, loadSource } from '../services/searched-sources.ts'
import { findNotesOfVersion, listTemplateParagraphs } from '../services/touched-words.ts'
import { commit, NotYet } from './run-context.ts'
import { createRivalFinder, type FindRivals } from './find-rivals.ts'
import { judgeClaim, type Bench } from './judge-claim.ts'
import { placeClaims, type PlacedClaim } from '../services/place-claims.ts'
import { loadRecordedEvidence } from '../services/recorded-evidence.ts'
import { createRetrieval } from '../services/retrieved-evidence.ts'

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

/** What the newest check that is done found, as far as it still holds. */
type Earlier = {
  /** Undefined before the first. */
  readonly checkId: string | undefined
  /** What it found; empty where that check searched other sources. */
  readonly claims: CheckedClaims
  /** Key of the verdict → its state, for the same. */
  readonly states: ReadonlyMap<string, ClaimState>
}

type Judged = {
  readonly earlier: Earlier
  readonly placed: readonly PlacedClaim[]
  /** Of each claim in `placed`, in their order. */
  readonly keys: readonly string[]
  /** Those that no earlier check had found. */
  readonly verdicts: ReadonlyMap<string, ClaimVerdict>
  readonly searched: StoredCheck['searched']
}

async function judgeVersion(deps: Dependencies, subject: Subject): Promise<Judged> {
  const { document, version } = subject
  const earlier = await findEarlier(deps.db, document.id, hashSources(subject.searched))
  const { text, placed } = await loadClaims(deps, version)
  const keys = placed.map((one) => takeKey(one, earlier.claims))
  const fresh = new Map<string, PlacedClaim>()
  placed.forEach((one, at) => {
    const key = keys[at] ?? ''
    if (!earlier.states.has(key)) fresh.set(key, one)
  })
  const sources = await Promise.all(subject.searched.map((source) => loadSource(deps, source)))
  const placedFresh = [...fresh.values()]
  const bench = await openBench(deps, { document, version, sources, text, placed: placedFresh })
  const verdicts = await judgeAll(bench, fresh, createRivalFinder(deps, sources))
  return { earlier, placed, keys, verdicts, searched: countSearched(sources) }
}

/** What was found of other sources, or is not there any more, is not relied on. */
async function findEarlier(
  db: Kysely<Database>,
  documentId: string,
  sourcesHash: string,
): Promise<Earlier> {
  const found = await findFoundClaims(db, documentId)
  const checkId = found?.check.id
  const nothing = { checkId, claims: new Map(), states: new Map() }
  if (found?.check.sourcesHash !== sourcesHash) return nothing
  const states = new Map(Array.from(found.claims.values(), ({ key, state }) => [key, state]))
  const isWhole = (await countVerdicts(db, documentId)) === states.size
  return isWhole ? { checkId, claims: found.claims, states } : nothing
}

/** Requests have come since the judging began: what it rests on has to be there still. */
async function storeJudged(
  deps: Dependencies,
  job: HeldJob,
  subject: Subject,
  judged: Judged,
): Promise<void> {
  const { check, document, version } = subject
  const { earlier, placed, searched } = judged
  const sourcesHash = hashSources(subject.searched)
  const claims = listFound(judged)
  const sentences = placed.filter(({ isNote }) => !isNote).map(({ claim }) => claim)
  const inconsistencies = listInconsistencies(sentences)
  const isStored = await commit({ deps, job }, async (trx, completedAt) => {
    if (await deleteSupersededCheck(trx, check, version.number)) return false
    const isSame =
      hashSources(await listSearchedSources({ db: trx }, document, version)) === sourcesHash &&
      (await isStillThere(trx, document.id, earlier))
    if (!isSame) throw checkAgain()
    await storeFoundClaims(trx, check, {
      claims,
      fresh: judged.verdicts,
      dropped: listDropped(judged),
      inconsistencies,
      counts: countBy(claims),
    })
    await updateCheck(trx, check.id, { status: 'completed', completedAt, sourcesHash, searched })
    return true
  })
  if (isStored) keepFoundClaims(deps.db, check.id, { claims, inconsistencies })
}

async function isStillThere(
  db: Kysely<Database>,
  documentId: string,
  { checkId, states }: Earlier,
): Promise<boolean> {
  const latest = await findLatestCheck(db, documentId, ['completed'])
  if (latest?.id !== checkId) return false
  return states.size === 0 || (await countVerdicts(db, documentId)) === states.size
}

function listFound({ earlier, placed, keys, verdicts }: Judged): CheckedClaims {
  return new Map(
    placed.map(({ claim }, at) => {
      const key = keys[at] ?? ''
      const before = earlier.claims.get(claim.id)
      if (before?.key === key) return [claim.id, before]
      const state = verdicts.get(key)?.state ?? earlier.states.get(key)
      if (!state) throw new Error('every claim was judged, now or before')
      return [claim.id, { key, state }]
    }),
  )
}

/** All that is stored where nothing of it was relied on. */
function listDropped({ earlier, keys }: Judged): readonly string[] | undefined {
  if (earlier.states.size === 0) return undefined
  const kept = new Set(keys)
  return [...earlier.states.keys()].filter((key) => !kept.has(key))
}

const againMilliseconds = 500

function checkAgain(): NotYet {
  return new NotYet('sources and verdicts that do not change', againMilliseconds)
}

async function loadClaims(deps: Dependencies, version: StoredVersion) {
  const { sourceText, claims } = await listClaimsOfVersion(deps, version)
  const targets = await listTargets(deps.db, version.id)
  const notes = await findNotesOfVersion(deps, version, sourceText.text)
  return { text: sourceText.text, placed: placeClaims(claims, targets, notes) }
}

/** Of thousands of equal keys the string that is known is looked up much faster. */
function takeKey(placed: PlacedClaim, earlier: CheckedClaims): string {
  const key = writeKey(placed)
  const before = earlier.get(placed.claim.id)?.key
  return before === key ? before : key
}

/**
 * Everything but the sources that a verdict depends on; citations never change below their target's
 * key. Written out instead of hashed: a document has thousands. What may hold anything has its length
 * before it, so that no two claims are written alike.
 */
function writeKey({ claim, targets, isNote }: PlacedClaim): string {
  let key = isNote ? `${claim.wording} note` : claim.wording
  for (const { targetKey, basis, anchor } of targets) {
    key += ` ${targetKey.length} ${targetKey} ${basis} ${anchor}`
  }
  return key
}

async function openBench(
  deps: Dependencies,
  of: {
    document: StoredDocument
    version: StoredVersion
    sources: readonly EvidenceSource[]
    text: string
    placed: readonly PlacedClaim[]
  },
): Promise<Bench> {
  const { document, version, sources, text, placed } = of
  const areTemplateWords = createTemplateWords(await listTemplateParagraphs(deps, version))
  const { runId } = version
  const targetKeys = placed.flatMap(({ targets }) => targets.map(({ targetKey }) => targetKey))
  const run = runId === null ? undefined : { id: runId, targetKeys }
  return {
    isTemplateText: ({ claim }) => areTemplateWords(text, [claim.range]),
    recorded: run ? await loadRecordedEvidence(deps, document.workspaceId, run, sources) : () => [],
    newer: createNewerEvidence(deps, document.workspaceId),
    retrieve: createRetrieval(deps, sources),
  }
}

/** Claims between which requests that have come meanwhile get their turn. */
const claimsAtOnce = 25

async function judgeAll(
  bench: Bench,
  fresh: ReadonlyMap<string, PlacedClaim>,
  findRivals: FindRivals,
): Promise<ReadonlyMap<string, ClaimVerdict>> {
  const verdicts = new Map<string, ClaimVerdict>()
  for (const [key, placed] of fresh) {
    if (verdicts.size % claimsAtOnce === 0) await giveWay()
    const verdict = await judgeClaim(bench, placed)
    const rivals = await findRivals(placed.claim, verdict)
    verdicts.set(key, rivals ? { ...verdict, rivals } : verdict)
  }
  return verdicts
}

function countBy(claims: CheckedClaims): StateCounts {
  const counts: StateCounts = {}
  for (const { state } of claims.values()) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

function countSearched(sources: readonly EvidenceSource[]): StoredCheck['searched'] {
  const passages = sources.flatMap((source) => source.passages)
  return {
    sources: sources.length,
    passages: passages.filter(({ isEvidence }) => isEvidence).length,
  }
}
