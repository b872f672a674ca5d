import { hash } from 'node:crypto'
import { setImmediate as giveWay } from 'node:timers/promises'
import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import {
  beginCheck,
  findCheck,
  listVerdictStates,
  statusesUnderWay,
  storeFoundClaims,
  updateCheck,
  type StateCounts,
  type StoredCheck,
} from '../db/checks.ts'
import { listTargets } from '../db/citations.ts'
import { findDocument, type StoredDocument, type StoredFailure } from '../db/documents.ts'
import { getVersionById, type StoredVersion } from '../db/document-versions.ts'
import { deleteSupersededCheck } from '../db/removals.ts'
import { createTemplateWords } from '../domain/template-words.ts'
import type { EvidenceSource, SearchedSource } from '../domain/evidence.ts'
import { describeContext } from '../domain/check/list-claims.ts'
import { listInconsistencies } from '../domain/check/list-inconsistencies.ts'
import { ProcessDied, type HeldJob } from '../ports/job-queue.ts'
import { hashSources } from '../services/checked-sources.ts'
import { listClaimsOfVersion } from '../services/claims-of-version.ts'
import type { Dependencies } from '../services/dependencies.ts'
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

type Judged = {
  readonly sources: readonly EvidenceSource[]
  readonly placed: readonly PlacedClaim[]
  /** Of each claim in `placed`, in their order. */
  readonly keys: readonly string[]
  /** Those that no earlier check had found. */
  readonly verdicts: ReadonlyMap<string, ClaimVerdict>
}

async function judgeVersion(deps: Dependencies, subject: Subject): Promise<Judged> {
  const { document, version, searched } = subject
  const sources = await Promise.all(searched.map((source) => loadSource(deps, source)))
  const sourcesHash = hashSources(searched)
  const { text, placed } = await loadClaims(deps, version)
  const known = await listVerdictStates(deps.db, document.id)
  const keys = placed.map((one) => writeKey(one, sourcesHash))
  const keyed = placed.map((one, at) => [keys[at] ?? '', one] as const)
  const fresh = new Map(keyed.filter(([key]) => !known.has(key)))
  const placedFresh = [...fresh.values()]
  const bench = await openBench(deps, { document, version, sources, text, placed: placedFresh })
  const verdicts = await judgeAll(bench, fresh, createRivalFinder(deps, sources))
  return { sources, placed, keys, verdicts }
}

/** Requests have come since the judging began: what it rests on has to be there still. */
async function storeJudged(
  deps: Dependencies,
  job: HeldJob,
  subject: Subject,
  { sources, placed, keys, verdicts }: Judged,
): Promise<void> {
  const { check, document, version } = subject
  await commit({ deps, job }, async (trx, completedAt) => {
    if (await deleteSupersededCheck(trx, check, version.number)) return
    const known = await listVerdictStates(trx, document.id)
    const states = keys.map((key) => verdicts.get(key)?.state ?? known.get(key))
    const sourcesHash = hashSources(await listSearchedSources({ db: trx }, document, version))
    if (sourcesHash !== hashSources(sources) || states.includes(undefined)) throw checkAgain()
    await storeFoundClaims(trx, check, {
      claims: new Map(placed.map(({ claim }, at) => [claim.id, keys[at] ?? ''])),
      fresh: verdicts,
      inconsistencies: listInconsistencies(
        placed.filter(({ isNote }) => !isNote).map(({ claim }) => claim),
      ),
      counts: countBy(states),
    })
    const searched = countSearched(sources)
    await updateCheck(trx, check.id, { status: 'completed', completedAt, sourcesHash, searched })
  })
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

/** Everything that a verdict depends on; citations never change below their target's key. */
function writeKey({ claim, targets, isNote }: PlacedClaim, sourcesHash: string): string {
  const recorded = targets.map(({ targetKey, basis, anchor }) => [targetKey, basis, anchor])
  const words = [claim.kind, describeContext(claim), claim.text, String(isNote)]
  return hash('sha256', JSON.stringify([sourcesHash, ...words, ...recorded])).slice(0, 32)
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

function countBy(states: readonly (ClaimState | undefined)[]): StateCounts {
  const counts: StateCounts = {}
  for (const one of states) {
    const state = one ?? 'not_checked'
    counts[state] = (counts[state] ?? 0) + 1
  }
  return counts
}

function countSearched(sources: readonly EvidenceSource[]): StoredCheck['searched'] {
  const passages = sources.flatMap((source) => source.passages)
  return {
    sources: sources.length,
    passages: passages.filter(({ isEvidence }) => isEvidence).length,
  }
}
