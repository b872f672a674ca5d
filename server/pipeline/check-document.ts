import { hash } from 'node:crypto'
import { setImmediate as giveWay } from 'node:timers/promises'
import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import {
  findCheck,
  listVerdictStates,
  storeFoundClaims,
  updateCheck,
  type StateCounts,
  type StoredCheck,
} from '../db/checks.ts'
import { listTargets } from '../db/citations.ts'
import { findDocument, type StoredDocument, type StoredFailure } from '../db/documents.ts'
import { getVersionById, type StoredVersion } from '../db/document-versions.ts'
import { checkLease } from '../db/jobs.ts'
import { createTemplateWords } from '../domain/template-words.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { describeContext } from '../domain/check/list-claims.ts'
import { listInconsistencies } from '../domain/check/list-inconsistencies.ts'
import { ProcessDied, type HeldJob } from '../ports/job-queue.ts'
import { hashSources } from '../services/checked-sources.ts'
import { listClaimsOfVersion } from '../services/claims-of-version.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { loadSearchedSources } from '../services/searched-sources.ts'
import { findNotesOfVersion, listTemplateParagraphs } from '../services/touched-words.ts'
import { createRivalFinder, type FindRivals } from './find-rivals.ts'
import { judgeClaim, type Bench } from './judge-claim.ts'
import { placeClaims, type PlacedClaim } from '../services/place-claims.ts'
import { loadRecordedEvidence } from '../services/recorded-evidence.ts'
import { createRetrieval } from '../services/retrieved-evidence.ts'

/**
 * Checks every claim of a document version. What an earlier check found of the same words, with the
 * same recorded sources and the same sources to search, is taken over.
 */
export async function runCheck(deps: Dependencies, job: HeldJob): Promise<void> {
  const subject = await findSubject(deps, job)
  if (!subject) return
  const { check, document, version } = subject
  await updateCheck(deps.db, check.id, { status: 'processing' })
  const sources = await loadSearchedSources(deps, document, version)
  const sourcesHash = hashSources(sources)
  const { text, placed } = await loadClaims(deps, version)
  const known = await listVerdictStates(deps.db, document.id)
  const keyed = placed.map((one) => [one, writeKey(one, sourcesHash)] as const)
  const fresh = new Map(keyed.flatMap(([one, key]) => (known.has(key) ? [] : [[key, one]])))
  const placedFresh = [...fresh.values()]
  const bench = await openBench(deps, { document, version, sources, text, placed: placedFresh })
  const verdicts = await judgeAll(bench, fresh, createRivalFinder(deps, sources))
  const inconsistencies = listInconsistencies(
    placed.filter(({ isNote }) => !isNote).map(({ claim }) => claim),
  )
  await deps.db.transaction().execute(async (trx) => {
    await checkLease(trx, job)
    if (!(await findCheck(trx, check.id))) return
    await storeFoundClaims(trx, check, {
      claims: new Map(keyed.map(([{ claim }, key]) => [claim.id, key])),
      fresh: verdicts,
      inconsistencies,
      counts: countBy(keyed, ([, key]) => verdicts.get(key)?.state ?? known.get(key)),
      sourceIds: sources.map(({ documentId }) => documentId),
    })
    const completedAt = deps.clock.now()
    const searched = countSearched(sources)
    await updateCheck(trx, check.id, { status: 'completed', completedAt, sourcesHash, searched })
  })
}

/** Stores that a check was given up. */
export async function failCheck(deps: Dependencies, job: HeldJob, reason: unknown): Promise<void> {
  const check = await findCheck(deps.db, job.subjectId)
  if (!check || isOver(check)) return
  const completedAt = deps.clock.now()
  const error = describeGivenUp(reason)
  await updateCheck(deps.db, check.id, { status: 'failed', error, completedAt })
}

function describeGivenUp(reason: unknown): StoredFailure {
  if (reason instanceof ProcessDied) {
    return { code: 'process_died', message: `The check was given up: ${reason.message}.` }
  }
  return { code: 'internal', message: 'Something went wrong on the server; check again.' }
}

async function findSubject({ db }: Dependencies, job: HeldJob) {
  const check = await findCheck(db, job.subjectId)
  const document = check && (await findDocument(db, [job.workspaceId], check.documentId))
  if (!document || isOver(check)) return undefined
  return { check, document, version: await getVersionById(db, check.versionId) }
}

function isOver({ status }: StoredCheck): boolean {
  return status === 'completed' || status === 'failed'
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

function countBy<T>(
  values: readonly T[],
  stateOf: (value: T) => ClaimState | undefined,
): StateCounts {
  const counts: StateCounts = {}
  for (const value of values) {
    const state = stateOf(value) ?? 'not_checked'
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
