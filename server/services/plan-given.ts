import type { DocumentMrtRequest } from '../../shared/contract/document-mrt.ts'
import type { ProblemItem } from '../../shared/contract/problem.ts'
import type { OutlineSection } from '../../shared/model/outline.ts'
import type { TemplateContent, TemplateSection } from '../../shared/model/template.ts'
import type { GivenEvidence } from '../domain/change-choice.ts'
import { changeShown } from '../domain/change-outline.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { writeRule } from '../domain/rules/write-rule.ts'
import { findChunk } from './chunks.ts'
import { Problem } from './problem.ts'

/** A section as it is sent, and where in the request it stands. */
type SentSection = {
  readonly section: DocumentMrtRequest['sections'][number]
  readonly at: number
}

export type PlannedSection = {
  readonly outline: OutlineSection
  readonly passages: readonly GivenEvidence[]
}

/**
 * The sections that have something to be made, with nothing chosen but the passages given: each goes
 * to the first rule that can use it.
 * @throws Problem `validation_failed` with every passage that is none, or that no rule can use
 */
export function planGiven(
  sent: readonly SentSection[],
  { sections }: TemplateContent,
  sources: readonly EvidenceSource[],
): PlannedSection[] {
  const errors: ProblemItem[] = []
  const headed = sections.filter(({ headingParagraph }) => headingParagraph !== null)
  const planned = headed.flatMap((section, order) => {
    const one = sent[order]
    if (!one) return []
    const made = planSection(section, one, sources)
    errors.push(...made.errors)
    return isMade(section) ? [made] : []
  })
  const [first] = errors
  if (!first) return planned
  throw new Problem('validation_failed', `The sections can't be used: ${first.msg}.`, { errors })
}

/** A heading alone is none. */
export function isMade({ rules, placeholders }: TemplateSection): boolean {
  return rules.length + placeholders.length > 0
}

function planSection(
  { id: sectionId, rules }: TemplateSection,
  { section, at }: SentSection,
  sources: readonly EvidenceSource[],
): PlannedSection & { readonly errors: readonly ProblemItem[] } {
  const place = ['body', 'sections', at, 'relevant_chunk_ids']
  const ids = section.relevant_chunk_ids
  const named = [...new Set(ids)].map((chunkId) => ({
    chunkId,
    found: findChunk(chunkId, sources),
  }))
  const unknown = named.flatMap(({ chunkId, found }) => {
    const msg = `${chunkId} is no passage of the document's sources as they are now`
    return found ? [] : [toItem([...place, ids.indexOf(chunkId)], msg)]
  })
  const passages = named.flatMap(({ found }) => found ?? [])
  const empty = toEmptySection({ id: sectionId, rules })
  const made = changeShown(empty, { isSelected: true, passages }, () => true)
  if (made.outcome === 'changed') return { outline: made.section, passages, errors: unknown }
  const usable = named.filter(({ found }) => found)
  const unusable = made.mistakes.map(({ place: [, index], reason }) => {
    const chunkId = usable[Number(index)]?.chunkId ?? ''
    return toItem([...place, ids.indexOf(chunkId)], reason)
  })
  return { outline: empty, passages, errors: [...unknown, ...unusable] }
}

/** A section with the passages that it was given; one that no rule can use is in none. */
export function planKept(
  section: Pick<TemplateSection, 'id' | 'rules'>,
  passages: readonly GivenEvidence[],
): OutlineSection {
  const empty = toEmptySection(section)
  const made = changeShown(empty, { isSelected: true, passages }, () => true)
  return made.outcome === 'changed' ? made.section : empty
}

function toEmptySection({ id, rules }: Pick<TemplateSection, 'id' | 'rules'>): OutlineSection {
  return { sectionId: id, choices: rules.map(toEmptyChoice) }
}

function toEmptyChoice({ id, rule }: TemplateSection['rules'][number]) {
  return {
    ruleId: id,
    rule: { kind: rule.kind, text: writeRule(rule) },
    choice: { chosen: [], searched: '', gap: null },
  }
}

function toItem(loc: readonly (string | number)[], msg: string): ProblemItem {
  return { loc: [...loc], msg, type: 'outline_invalid' }
}
