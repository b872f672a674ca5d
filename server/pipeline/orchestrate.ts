import type { Draft, RuleOutput, RuleResult } from '../../shared/model/draft.ts'
import type { OutlineSection } from '../../shared/model/outline.ts'
import type { TemplateContent, TemplateSection } from '../../shared/model/template.ts'
import { insertCitations, type StoredCitation } from '../db/citations.ts'
import { forgetDeaths } from '../db/jobs.ts'
import { listSections, storeDraft } from '../db/run-sections.ts'
import { updateRun } from '../db/runs.ts'
import { listDraftParts } from '../domain/draft-parts.ts'
import type { EvidenceSource, SearchedEvidence } from '../domain/evidence.ts'
import { createFieldFiller, type FillField } from '../domain/fill-field.ts'
import { applyStyle } from '../domain/style/apply-style.ts'
import { getRuleKind } from '../domain/rules/rule-kinds.ts'
import { hashJson } from '../services/canonical-json.ts'
import { findBrokenCitation } from './check-citations.ts'
import {
  atPlace,
  beginStep,
  checkCancelled,
  commit,
  completeStep,
  progressOf,
  PlacedError,
  RunFailure,
  tell,
  type RunContext,
} from './run-context.ts'

/**
 * Step 4: composes section by section from what the outline chose. A section and its citations
 * are stored in one transaction, so a resumed run goes on behind the last one (law 6).
 */
export async function orchestrate(
  context: RunContext,
  content: TemplateContent,
  sources: readonly EvidenceSource[],
): Promise<void> {
  await beginStep(context, 'orchestrate')
  const stored = await listSections(context.deps.db, context.run.id)
  const find = (id: string) => stored.find(({ sectionId }) => sectionId === id)
  const ordered = orderSections(content.sections)
  // in the order of their making, so that a resumed run composes the same (law 4)
  const drafts = ordered.flatMap(({ id }) => find(id)?.draft ?? [])
  const { data } = context.run.inputs
  const fill = createFieldFiller(data, hashJson(data))
  for (const section of ordered) {
    const outline = find(section.id)?.outline
    if (!outline || outline.isLeftOut || drafts.some(({ sectionId }) => sectionId === section.id))
      continue
    await checkCancelled(context)
    const composed = composeSection(context, section, outline, { sources, drafts, fill })
    drafts.push(composed)
    await storeSection(context, composed, sources, drafts.length / stored.length)
  }
  await commit(context, (trx, now) => completeStep(trx, context, 'orchestrate', now))
}

/** Rules that look at the document itself come behind all sections without one, in their order. */
export function orderSections(sections: readonly TemplateSection[]): TemplateSection[] {
  const looksAtDocument = (section: TemplateSection) =>
    section.rules.some(({ rule }) => getRuleKind(rule.kind).needsDocument)
  return [
    ...sections.filter((section) => !looksAtDocument(section)),
    ...sections.filter(looksAtDocument),
  ]
}

export function composeSection(
  context: RunContext,
  section: TemplateSection,
  outline: OutlineSection,
  known: { sources: readonly EvidenceSource[]; drafts: readonly Draft[]; fill: FillField },
): Draft {
  const byRule = new Map(outline.choices.map(({ ruleId, choice }) => [ruleId, choice]))
  const evidence: SearchedEvidence = { sources: known.sources, hits: new Map() }
  const sectionId = section.id
  const outputs: RuleOutput[] = []
  for (const { id, rule, place } of section.rules) {
    const choice = byRule.get(id)
    if (!choice) throw new Error(`the outline lost rule ${id}`)
    const composed = (): RuleResult =>
      getRuleKind(rule.kind).compose(rule, choice, evidence, {
        isWholeParagraph: place.isWholeParagraph,
        asOf: context.run.inputs.asOf,
        document: { sectionId, drafts: [...known.drafts, { sectionId, outputs: [...outputs] }] },
      })
    const result = choice.gap
      ? ({ outcome: 'gap', gap: choice.gap } as const)
      : atPlace({ section_id: sectionId, rule_id: id }, composed)
    outputs.push({ ruleId: id, result })
  }
  const { style } = context.run.inputs
  const composed: Draft = { sectionId, outputs }
  const styled = style ? applyStyle(composed, style, known.sources) : composed
  return { sectionId, outputs: [...styled.outputs, ...fillPlaceholders(section, known.fill)] }
}

function fillPlaceholders(section: TemplateSection, fill: FillField): RuleOutput[] {
  return section.placeholders.map((placeholder) => {
    const { id, field } = placeholder
    const place = { section_id: section.id, rule_id: id, placeholder: field }
    const filled = fill(placeholder, section)
    if (filled.outcome === 'missing') {
      throw new RunFailure('data_missing', `The data has no "${field}".`, place)
    }
    if (filled.outcome === 'bad_value') throw new RunFailure('data_invalid', filled.reason, place)
    const content = filled.outcome === 'filled' ? filled.content : []
    return { ruleId: placeholder.id, result: { outcome: 'filled', content } }
  })
}

async function storeSection(
  context: RunContext,
  draft: Draft,
  sources: readonly EvidenceSource[],
  share: number,
): Promise<void> {
  const citations = listDraftCitations(context, draft)
  const broken = findBrokenCitation(citations, sources, context.run.inputs.data)
  if (broken) {
    const place = { section_id: draft.sectionId }
    throw new PlacedError(place, `law 1 is broken at ${broken.targetKey}`)
  }
  await commit(context, async (trx, now) => {
    const isNew = await storeDraft(trx, context.run.id, draft, now)
    if (!isNew) return
    await forgetDeaths(trx, context.job)
    await insertCitations(trx, context.run.id, citations)
    await updateRun(trx, context.run.id, {
      progress: progressOf('orchestrate', share),
      updatedAt: now,
    })
    const outcomes = draft.outputs.map(({ result }) => result.outcome)
    await tell(trx, context, 'section.completed', { section_id: draft.sectionId, outcomes }, now)
  })
}

export function listDraftCitations({ deps }: RunContext, draft: Draft): StoredCitation[] {
  return listDraftParts(draft).flatMap(({ targetKey, citations }) =>
    citations.map((citation, position) => ({
      ...citation,
      id: deps.newId(),
      sectionId: draft.sectionId,
      targetKey,
      position,
    })),
  )
}
