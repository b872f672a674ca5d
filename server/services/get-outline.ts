import type {
  OutlineEvidence,
  OutlineResponse,
  OutlineRule,
  OutlineSectionView,
} from '../../shared/contract/outlines.ts'
import { findPage } from '../../shared/model/find-page.ts'
import type { ChosenEvidence, OutlineSection } from '../../shared/model/outline.ts'
import type { Passage } from '../../shared/model/passage.ts'
import { rangesOverlap, sliceRange } from '../../shared/text/range.ts'
import { findDocument } from '../db/documents.ts'
import { listSections } from '../db/run-sections.ts'
import { listSteps } from '../db/run-steps.ts'
import type { StoredRun } from '../db/runs.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { listFilledTables } from '../domain/evidence-tables.ts'
import { findRuleKind } from '../domain/rules/rule-kinds.ts'
import { nameChunk } from './chunks.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller } from './document-of-caller.ts'
import { getRunOfDocument } from './end-run.ts'
import { loadEvidence } from './evidence-of-run.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'

/** @throws Problem `not_ready` before it is made */
export async function getOutlineOfRun(
  deps: Pick<Dependencies, 'db'>,
  run: StoredRun,
): Promise<OutlineResponse> {
  const outline = await findOutlineOfRun(deps, run)
  if (outline) return outline
  throw new Problem('not_ready', `The outline of ${run.inputs.documentName} is not made yet.`)
}

/** What a run chose for each rule; undefined before it has. */
export async function findOutlineOfRun(
  deps: Pick<Dependencies, 'db'>,
  run: StoredRun,
): Promise<OutlineResponse | undefined> {
  const sections = await listSections(deps.db, run.id)
  // a template without rules has an outline without sections
  if (sections.length === 0 && !(await isOutlined(deps, run))) return undefined
  const sources = await loadVisibleEvidence(deps, run)
  return presentOutline(
    run,
    sections.map(({ outline }) => outline),
    sources,
  )
}

async function isOutlined({ db }: Pick<Dependencies, 'db'>, run: StoredRun): Promise<boolean> {
  const steps = await listSteps(db, run.id)
  return steps.some(({ name, status }) => name === 'outline' && status === 'completed')
}

/** @throws Problem `wrong_state` for a document without a run */
export async function getRunOfOutline(
  deps: Dependencies,
  principal: Principal,
  documentId: string,
): Promise<StoredRun> {
  return getRunOfDocument(deps, await getDocumentOfCaller(deps, principal, documentId))
}

export function presentOutline(
  run: StoredRun,
  sections: readonly OutlineSection[],
  sources: readonly EvidenceSource[],
): OutlineResponse {
  return {
    document_id: run.documentId,
    document_name: run.inputs.documentName,
    task_number: run.taskNumber,
    awaiting_approval: run.approval === 'awaiting',
    sections: sections.map((section) => presentSection(section, sources)),
  }
}

/** What of the run's sources may be shown: one that was deleted since serves the run unseen. */
export async function loadVisibleEvidence(
  deps: Pick<Dependencies, 'db'>,
  run: StoredRun,
): Promise<EvidenceSource[]> {
  const sources = await loadEvidence(deps, run)
  const isThere = await Promise.all(
    sources.map(({ documentId }) => findDocument(deps.db, [run.workspaceId], documentId)),
  )
  return sources.filter((_, index) => isThere[index] !== undefined)
}

export function presentSection(
  { sectionId, choices, isLeftOut = false }: OutlineSection,
  sources: readonly EvidenceSource[],
): OutlineSectionView {
  const rules = choices.map((choice) => presentRule(choice, sources))
  const chunks = rules.flatMap(({ evidence }) => evidence.flatMap(({ chunk_ids: ids }) => ids))
  return {
    section_id: sectionId,
    is_selected: !isLeftOut,
    relevant_chunk_ids: [...new Set(chunks)],
    rules,
  }
}

function presentRule(
  { ruleId, rule, choice }: OutlineSection['choices'][number],
  sources: readonly EvidenceSource[],
): OutlineRule {
  const { gap } = choice
  return {
    rule_id: ruleId,
    rule_type: rule?.kind ?? null,
    rule_text: rule?.text ?? null,
    evidence_kind: (rule && findRuleKind(rule.kind)?.evidence) ?? null,
    searched: choice.searched,
    gap: gap && { code: gap.code, reason: gap.reason, candidates: [...gap.candidates] },
    is_changed: choice.isChanged ?? false,
    evidence: choice.chosen.flatMap((chosen) => presentEvidence(chosen, sources)),
  }
}

function presentEvidence(
  { sourceTextId, range }: ChosenEvidence,
  sources: readonly EvidenceSource[],
): OutlineEvidence[] {
  const source = sources.find((one) => one.sourceTextId === sourceTextId)
  if (!source) return []
  const { sourceText } = source
  const passages = listPassagesOf(source, range)
  const table = listFilledTables(source).find((one) => rangesOverlap(one.table.range, range))?.table
  return [
    {
      document_id: source.documentId,
      document_name: source.name,
      document_version: source.versionNumber,
      role: source.role,
      start_char: range.start,
      end_char: range.end,
      text: sliceRange(sourceText.text, range),
      page: findPage(sourceText.pages, range.start)?.number ?? null,
      section_path: [...(passages[0]?.headingPath ?? [])],
      table: table ? { number: table.number, title: table.title } : null,
      chunk_ids: passages.map(({ ordinal }) => nameChunk(sourceTextId, ordinal)),
    },
  ]
}

function listPassagesOf(
  { passages }: EvidenceSource,
  range: ChosenEvidence['range'],
): readonly Passage[] {
  return passages.filter((passage) => rangesOverlap(passage.range, range))
}
