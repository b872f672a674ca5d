import type { Transaction } from 'kysely'
import type { OutlineSection } from '../../shared/model/outline.ts'
import type { TemplateContent, TemplateSection } from '../../shared/model/template.ts'
import { insertOutline } from '../db/run-sections.ts'
import { getRun, updateRun } from '../db/runs.ts'
import type { Database } from '../db/tables.ts'
import type { GivenEvidence } from '../domain/change-choice.ts'
import { changeShown } from '../domain/change-outline.ts'
import {
  searchKey,
  type EvidenceQuery,
  type EvidenceSource,
  type RankedPassage,
  type SearchedEvidence,
} from '../domain/evidence.ts'
import { getRuleKind } from '../domain/rules/rule-kinds.ts'
import { writeRule } from '../domain/rules/write-rule.ts'
import { searchPassages } from '../services/search-passages.ts'
import {
  atPlace,
  beginStep,
  checkCancelled,
  commit,
  completeStep,
  type RunContext,
} from './run-context.ts'

/**
 * Step 3: for each rule the passages and cells that it may use, stored at once. Composing uses
 * exactly these.
 */
export async function outline(
  context: RunContext,
  content: TemplateContent,
  sources: readonly EvidenceSource[],
): Promise<void> {
  await beginStep(context, 'outline')
  const chosen = await planSections(context, listRuledSections(context, content), sources)
  const { planned, unused } = giveAsked(context, chosen, sources)
  await commit(context, async (trx, now) => {
    await insertOutline(trx, context.run.id, planned)
    if (unused > 0) await warnOfUnused(trx, context, unused, now)
    await completeStep(trx, context, 'outline', now)
  })
}

/** The sections with the passages in them that a person gave before the run. */
function giveAsked(
  { run }: Pick<RunContext, 'run'>,
  chosen: readonly OutlineSection[],
  sources: readonly EvidenceSource[],
): { planned: OutlineSection[]; unused: number } {
  const { givenPassages = [] } = run.inputs
  const isMade = (id: string) => chosen.some(({ sectionId }) => sectionId === id)
  let unused = givenPassages.reduce(
    (sum, { sectionId, passages }) => sum + (isMade(sectionId) ? 0 : passages.length),
    0,
  )
  const planned = chosen.map((section) => {
    const given = givenPassages.find((one) => one.sectionId === section.sectionId)
    if (!given) return section
    const present = given.passages.flatMap(({ sourceTextId, range }) => {
      const source = sources.find((one) => one.sourceTextId === sourceTextId)
      return source ? [{ source, range }] : []
    })
    const made = givePassages(section, present)
    unused += given.passages.length - made.used
    return made.section
  })
  return { planned, unused }
}

/** Where none of them can be used the rules' own evidence stays. */
function givePassages(
  section: OutlineSection,
  passages: readonly GivenEvidence[],
): { section: OutlineSection; used: number } {
  if (passages.length === 0) return { section, used: 0 }
  const made = changeShown(section, { isSelected: true, passages }, () => true)
  if (made.outcome === 'changed') return { section: made.section, used: passages.length }
  // data may have taken out the rule that could
  const refused = new Set(made.mistakes.map(({ place: [, index] }) => index))
  return givePassages(
    section,
    passages.filter((_, index) => !refused.has(index)),
  )
}

async function warnOfUnused(
  trx: Transaction<Database>,
  { run }: Pick<RunContext, 'run'>,
  unused: number,
  updatedAt: string,
): Promise<void> {
  const { warnings } = await getRun(trx, run.id)
  const warning =
    `Not used: ${unused} of the passages that the outline names. They belong to another version of ` +
    'their source than this run was made from, or to a section that the data changed.'
  await updateRun(trx, run.id, { warnings: [...warnings, warning], updatedAt })
}

/** What the rules of the sections may use of the sources. */
export async function planSections(
  context: RunContext,
  sections: readonly TemplateSection[],
  sources: readonly EvidenceSource[],
): Promise<OutlineSection[]> {
  const evidence = { sources, hits: await runQueries(context, sections, sources) }
  const planned: OutlineSection[] = []
  for (const section of sections) {
    await checkCancelled(context)
    planned.push(planSection(section, evidence))
  }
  return planned
}

/** Sections that are to be made: they have rules or placeholders, and were selected. */
function listRuledSections(
  { run }: Pick<RunContext, 'run'>,
  content: TemplateContent,
): TemplateSection[] {
  const selected = run.inputs.selectedSectionIds
  return content.sections.filter(
    ({ id, rules, placeholders }) =>
      (selected === null || selected.includes(id)) && rules.length + placeholders.length > 0,
  )
}

function planSection(section: TemplateSection, evidence: SearchedEvidence): OutlineSection {
  return {
    sectionId: section.id,
    choices: section.rules.map(({ id, rule }) => ({
      ruleId: id,
      rule: { kind: rule.kind, text: writeRule(rule) },
      choice: atPlace({ section_id: section.id, rule_id: id }, () =>
        getRuleKind(rule.kind).choose(rule, evidence),
      ),
    })),
  }
}

async function runQueries(
  context: RunContext,
  sections: readonly TemplateSection[],
  sources: readonly EvidenceSource[],
): Promise<ReadonlyMap<string, readonly RankedPassage[]>> {
  const queries = new Map<string, EvidenceQuery>(
    sections
      .flatMap((section) => section.rules)
      .flatMap(({ rule }) => getRuleKind(rule.kind).queries(rule))
      .map((query) => [searchKey(query), query]),
  )
  const hits = new Map<string, readonly RankedPassage[]>()
  for (const [key, query] of queries) {
    const searched = sources.filter(({ role }) => query.roles.includes(role))
    await checkCancelled(context)
    hits.set(key, await searchPassages(context.deps, query.query, searched, query.limit))
  }
  return hits
}
