import type { Transaction } from 'kysely'
import type { ChosenRival } from '../../shared/contract/rivals.ts'
import type { ComposedRival } from '../../shared/model/rival.ts'
import type { PinnedSource, RunInputs } from '../../shared/model/run.ts'
import type { StepName } from '../../shared/model/vocabulary.ts'
import { insertCitations, listCitations, type StoredCitation } from '../db/citations.ts'
import { getDocument, updateDocument } from '../db/documents.ts'
import { insertJob } from '../db/jobs.ts'
import { insertOutline, listSections, storeDraft, type StoredSection } from '../db/run-sections.ts'
import { endStep, startStep } from '../db/run-steps.ts'
import { appendEvent, findRunOfDocument, getRun, insertRun, type StoredRun } from '../db/runs.ts'
import { deleteRivals, findRivalById, updateRival, type StoredRival } from '../db/rivals.ts'
import type { Database } from '../db/tables.ts'
import { takeTaskNumber } from '../db/tenants.ts'
import { listDraftParts } from '../domain/draft-parts.ts'
import { findRuleKind } from '../domain/rules/rule-kinds.ts'
import { hashJson } from './canonical-json.ts'
import { commit, settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { jobOfRun } from './end-run.ts'
import { loadEvidence } from './evidence-of-run.ts'
import { hashInputs } from './hash-inputs.ts'
import { findObstacle, getRival } from './present-rival.ts'
import { notFound, Problem } from './problem.ts'
import type { SectionOfRun } from './section-of-run.ts'

/**
 * Puts a rival Draft in the place of the present one: a run that takes over all other sections, with
 * their citations, writes the document's next version. Chosen again, it answers the same.
 * @throws Problem `not_found` without a rival; `wrong_state` with what stands against it
 */
export async function chooseRival(deps: Dependencies, place: SectionOfRun): Promise<ChosenRival> {
  const rival = await getRival(deps, place)
  if (rival.status === 'chosen') return describeChosen(deps, rival)
  const obstacle = await findObstacle(deps, place, rival)
  if (obstacle !== null) throw new Problem('wrong_state', obstacle)
  const earlier = await listEarlier(deps, place.run, rival.inputs.sources)
  const run = await deps.db.transaction().execute(async (trx) => {
    const { composed } = await checkUnchanged(trx, place, rival)
    const accepted = await acceptRun(trx, deps, place, { rival, composed, earlier })
    await updateRival(trx, rival.id, { status: 'chosen', chosenRunId: accepted.id })
    await settle(deps, trx, toChosen(rival, accepted))
    return accepted
  })
  deps.queue.wake()
  return toChosen(rival, run)
}

/** Takes a rival Draft away; the document stays as it is. @throws Problem `not_found` without one */
export async function dropRival(deps: Dependencies, place: SectionOfRun): Promise<void> {
  const { documentId, sectionId } = await getRival(deps, place)
  await commit(deps, (trx) => deleteRivals(trx, documentId, sectionId))
}

async function describeChosen({ db }: Dependencies, rival: StoredRival): Promise<ChosenRival> {
  if (rival.chosenRunId === null) throw new Error(`rival ${rival.id} was chosen without a run`)
  return toChosen(rival, await getRun(db, rival.chosenRunId))
}

function toChosen({ documentId, sectionId }: StoredRival, { taskNumber }: StoredRun): ChosenRival {
  return { document_id: documentId, section_id: sectionId, task_number: taskNumber }
}

/** Looked at again inside: another request may have come between. */
async function checkUnchanged(
  trx: Transaction<Database>,
  { document, version }: SectionOfRun,
  { id }: StoredRival,
): Promise<{ composed: ComposedRival }> {
  const rival = await findRivalById(trx, id)
  if (!rival?.composed || rival.status !== 'completed') throw notFound('rival')
  const { currentVersion } = await getDocument(trx, document.id)
  const newest = await findRunOfDocument(trx, document.id)
  const isBusy = newest?.status === 'pending' || newest?.status === 'in_progress'
  if (isBusy || currentVersion !== version.number) {
    const detail = `"${document.name}" is being generated, or was just changed; look at it again.`
    throw new Problem('wrong_state', detail)
  }
  return { composed: rival.composed }
}

/** Readings that what is taken over rests on, and that are not the present ones. */
async function listEarlier(
  { db }: Dependencies,
  run: StoredRun,
  present: readonly PinnedSource[],
): Promise<PinnedSource[]> {
  const known = new Set(present.map(({ sourceTextId }) => sourceTextId))
  const pinned = [...run.inputs.sources, ...(run.inputs.earlierSources ?? [])]
  const readings = await loadEvidence({ db }, run)
  return readings
    .filter(({ sourceTextId }) => !known.has(sourceTextId))
    .flatMap(({ documentId, versionNumber, sourceTextId }) => {
      const source = pinned.find(
        (one) => one.documentId === documentId && one.versionNumber === versionNumber,
      )
      return source ? [{ ...source, sourceTextId }] : []
    })
}

type Accepted = {
  readonly rival: StoredRival
  readonly composed: ComposedRival
  readonly earlier: readonly PinnedSource[]
}

/** As a run stands behind its outline, with every section that does not look at the others. */
async function acceptRun(
  trx: Transaction<Database>,
  deps: Dependencies,
  { document, run, section }: SectionOfRun,
  { rival, composed, earlier }: Accepted,
): Promise<StoredRun> {
  const now = deps.clock.now()
  const taskNumber = await takeTaskNumber(trx, document.workspaceId)
  const inputs = changeInputs(run.inputs, rival, { composed, earlier })
  const next = createRun(deps, run, { inputs, taskNumber, now })
  await insertRun(trx, next)
  const data = { task_number: taskNumber, chosen_section: section.sectionId, by: rival.userId }
  await appendEvent(trx, next.id, { type: 'run.accepted', data, createdAt: now })
  for (const step of done) {
    await startStep(trx, next.id, step, now)
    await endStep(trx, next.id, step, 'completed', now)
  }
  const before = await listSections(trx, run.id)
  await insertOutline(
    trx,
    next.id,
    before.map(({ sectionId, outline }) =>
      sectionId === rival.sectionId ? composed.outline : outline,
    ),
  )
  await takeOver(trx, deps, { next, before, run, composed })
  await updateDocument(trx, document.id, { status: 'Pending', error: null, updatedAt: now })
  await insertJob(trx, jobOfRun(deps, next, now))
  return next
}

const done: readonly StepName[] = ['extract', 'ingest', 'outline']

async function takeOver(
  trx: Transaction<Database>,
  deps: Dependencies,
  over: {
    readonly next: StoredRun
    readonly before: readonly StoredSection[]
    readonly run: StoredRun
    readonly composed: ComposedRival
  },
): Promise<void> {
  const { next, before, run, composed } = over
  const own = composed.draft.sectionId
  const others = before.filter((one) => one.sectionId !== own && !looksAtDocument(one))
  for (const { draft } of others) if (draft) await storeDraft(trx, next.id, draft, next.createdAt)
  await storeDraft(trx, next.id, composed.draft, next.createdAt)
  const kept = new Set(others.map(({ sectionId }) => sectionId))
  const citations: StoredCitation[] = [
    ...(await listCitations(trx, run.id)).filter(({ sectionId }) => kept.has(sectionId)),
    ...composed.citations.map((one) => ({ ...one, id: '', sectionId: own })),
  ]
  await insertCitations(
    trx,
    next.id,
    citations.map((one) => ({ ...one, id: deps.newId() })),
  )
}

/** What other sections say enters these: they are composed anew behind a choice. */
function looksAtDocument({ outline }: StoredSection): boolean {
  return outline.choices.some(({ rule }) => rule && findRuleKind(rule.kind)?.needsDocument)
}

function changeInputs(
  before: RunInputs,
  { sectionId, inputs }: StoredRival,
  { composed, earlier }: Pick<Accepted, 'composed' | 'earlier'>,
): RunInputs {
  const hash = hashJson(listDraftParts(composed.draft).map(({ text }) => text))
  const others = (before.chosenSections ?? []).filter((one) => one.sectionId !== sectionId)
  // a person has seen both and chosen: what the first run had to meet is not asked again
  const { require: _met, ...rest } = before
  return {
    ...rest,
    sources: inputs.sources,
    earlierSources: earlier,
    chosenSections: [...others, { sectionId, hash }],
  }
}

function createRun(
  deps: Dependencies,
  before: StoredRun,
  { inputs, taskNumber, now }: { inputs: RunInputs; taskNumber: number; now: string },
): StoredRun {
  return {
    ...before,
    id: deps.newId(),
    taskNumber,
    status: 'pending',
    step: null,
    progress: 0,
    inputs,
    inputsHash: hashInputs(inputs),
    error: null,
    isCancelRequested: false,
    approval: 'none',
    createdAt: now,
    updatedAt: now,
    completedAt: null,
  }
}
