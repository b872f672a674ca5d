import type { Draft } from '../../shared/model/draft.ts'
import type { OutlineSection } from '../../shared/model/outline.ts'
import type { ComposedRival } from '../../shared/model/rival.ts'
import type { TemplateContent, TemplateSection } from '../../shared/model/template.ts'
import { listSections, type StoredSection } from '../db/run-sections.ts'
import { getRun } from '../db/runs.ts'
import { findRivalById, updateRival, type StoredRival } from '../db/rivals.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { createFieldFiller } from '../domain/fill-field.ts'
import { keepWords } from '../domain/keep-words.ts'
import { ProcessDied, type HeldJob } from '../ports/job-queue.ts'
import { hashJson } from '../services/canonical-json.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { findEvidence, loadEvidence } from '../services/evidence-of-run.ts'
import { findBrokenCitation } from './check-citations.ts'
import { composeSection, listDraftCitations, orderSections } from './orchestrate.ts'
import { planSections } from './outline.ts'
import { commit, PlacedError, RunFailure, type RunContext } from './run-context.ts'
import { loadTemplateOfRun } from './template-of-run.ts'

/**
 * Composes a section again and parks it beside the present one. It is stored at once, so that a job
 * that is resumed does nothing twice (law 6); the document stays as it is.
 */
export async function composeRival(deps: Dependencies, job: HeldJob): Promise<void> {
  const rival = await findRivalById(deps.db, job.subjectId)
  if (rival?.status !== 'pending') return
  const run = await getRun(deps.db, rival.inputs.runId)
  try {
    const composed = await compose({ deps, job, run }, rival)
    await commit({ deps, job }, (trx, completedAt) =>
      updateRival(trx, rival.id, { status: 'completed', composed, completedAt }),
    )
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error
    const failure = { code: error.code, message: error.message, ...error.place }
    await commit({ deps, job }, (trx, completedAt) =>
      updateRival(trx, rival.id, { status: 'failed', error: failure, completedAt }),
    )
  }
}

/** Stores that it is given up. */
export async function failRival(deps: Dependencies, job: HeldJob, reason: unknown): Promise<void> {
  const why = reason instanceof ProcessDied ? reason.message : 'something went wrong on the server'
  const message = `The section could not be composed: ${why}; ask for it again.`
  const code = reason instanceof ProcessDied ? 'process_died' : 'internal'
  const completedAt = deps.clock.now()
  const change = { status: 'failed', error: { code, message }, completedAt } as const
  await updateRival(deps.db, job.subjectId, change)
}

async function compose(
  context: RunContext,
  { inputs: { sectionId, sources, kept } }: StoredRival,
): Promise<ComposedRival> {
  const { deps, run } = context
  const { content } = await loadTemplateOfRun(context)
  const section = content.sections.find(({ id }) => id === sectionId)
  const stored = await listSections(deps.db, run.id)
  const own = stored.find((one) => one.sectionId === sectionId)
  if (!section || !own?.draft) throw new Error(`the run lost section ${sectionId}`)
  const found = await Promise.all(sources.map((source) => findEvidence(deps, source)))
  const present = found.filter((source) => source !== undefined)
  const before = await loadEvidence(deps, run)
  const outline = await chooseAgain(context, section, own.outline, { present, before })
  const ids = new Set(present.map(({ sourceTextId }) => sourceTextId))
  const all = [...present, ...before.filter(({ sourceTextId }) => !ids.has(sourceTextId))]
  const fill = createFieldFiller(run.inputs.data, hashJson(run.inputs.data))
  const drafts = listOthers(content, stored, sectionId)
  const fresh = composeSection(context, section, outline, { sources: all, drafts, fill })
  const draft = keepWords(own.draft, fresh, kept)
  return { outline, draft, citations: listCitations(context, draft, all) }
}

/** As they were composed, and so as the section would have found them. */
function listOthers(
  content: TemplateContent,
  stored: readonly StoredSection[],
  sectionId: string,
): readonly Draft[] {
  return orderSections(content.sections)
    .filter(({ id }) => id !== sectionId)
    .flatMap(({ id }) => stored.find((one) => one.sectionId === id)?.draft ?? [])
}

/**
 * While the sources are read as they were, what was chosen before, and looked at by a person, holds;
 * behind that, what a person chose holds where its source is as it was.
 */
async function chooseAgain(
  context: RunContext,
  section: TemplateSection,
  outline: OutlineSection,
  { present, before }: Readonly<Record<'present' | 'before', readonly EvidenceSource[]>>,
): Promise<OutlineSection> {
  const ids = new Set(present.map(({ sourceTextId }) => sourceTextId))
  const isSame =
    ids.size === before.length && before.every(({ sourceTextId }) => ids.has(sourceTextId))
  if (isSame) return outline
  const [planned] = await planSections(context, [section], present)
  if (!planned) throw new Error(`nothing was planned for section ${section.id}`)
  return {
    ...planned,
    choices: planned.choices.map((one) => {
      const old = outline.choices.find(({ ruleId }) => ruleId === one.ruleId)
      const holds = old?.choice.chosen.every(({ sourceTextId }) => ids.has(sourceTextId))
      return old?.choice.isChanged && holds ? old : one
    }),
  }
}

function listCitations(
  context: RunContext,
  draft: Draft,
  sources: readonly EvidenceSource[],
): ComposedRival['citations'] {
  const citations = listDraftCitations(context, draft)
  const broken = findBrokenCitation(citations, sources, context.run.inputs.data)
  if (broken) {
    const place = { section_id: draft.sectionId }
    throw new PlacedError(place, `law 1 is broken at ${broken.targetKey}`)
  }
  return citations.map(({ evidence, transformations, formula, targetKey, position }) => ({
    evidence,
    transformations,
    formula,
    targetKey,
    position,
  }))
}
