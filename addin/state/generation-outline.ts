import type {
  GivenEvidenceBody,
  OutlineEvidence,
  OutlineResponse,
  OutlineRule,
  ReplaceOutlineRequest,
} from '../../shared/contract/outlines.ts'
import type { SearchResponse } from '../../shared/contract/search.ts'

/** A rule of the outline by its section and its own id. */
export type RulePlace = { readonly sectionId: string; readonly ruleId: string }

/** The outline without one piece of a rule's evidence. */
export function takeOutEvidence(
  outline: OutlineResponse,
  place: RulePlace,
  index: number,
): ReplaceOutlineRequest {
  return changeEvidence(outline, place, (evidence) => evidence.toSpliced(index, 1))
}

/** The outline with a passage behind the evidence that a rule has. */
export function addPassage(
  outline: OutlineResponse,
  place: RulePlace,
  chunkId: string,
): ReplaceOutlineRequest {
  return changeEvidence(outline, place, (evidence) => [...evidence, { chunk_id: chunkId }])
}

/** The outline with a rule's evidence as it was before, to undo a change. */
export function restoreEvidence(
  outline: OutlineResponse,
  place: RulePlace,
  before: readonly OutlineEvidence[],
): ReplaceOutlineRequest {
  return changeEvidence(outline, place, () => before.map(toGiven))
}

/** The outline with a section left out, or taken in again. */
export function selectSection(
  outline: OutlineResponse,
  sectionId: string,
  isSelected: boolean,
): ReplaceOutlineRequest {
  return {
    sections: listSections(outline).map((section) =>
      section.section_id === sectionId ? { ...section, is_selected: isSelected } : section,
    ),
  }
}

export function findRule(outline: OutlineResponse, place: RulePlace): OutlineRule | undefined {
  return outline.sections
    .find(({ section_id: id }) => id === place.sectionId)
    ?.rules.find(({ rule_id: id }) => id === place.ruleId)
}

/** Whether a person may choose what the rule rests on. */
export function takesEvidence({ evidence_kind: kind }: OutlineRule): boolean {
  return kind !== null && kind !== 'none'
}

/** Results that a rule does not rest on yet, and that can be cited. */
export function listAddable(
  results: SearchResponse['results'],
  { evidence }: OutlineRule,
): SearchResponse['results'] {
  const known = evidence.flatMap(({ chunk_ids: ids }) => ids)
  return results.filter(({ chunk_id: id, is_evidence }) => is_evidence && !known.includes(id))
}

type OutlineCounts = {
  readonly sections: number
  readonly selected: number
  readonly passages: number
  readonly gaps: number
}

/** Of the sections that will be made. */
export function countOutline({ sections }: OutlineResponse): OutlineCounts {
  const selected = sections.filter(({ is_selected: isSelected }) => isSelected)
  const rules = selected.flatMap((section) => section.rules)
  return {
    sections: sections.length,
    selected: selected.length,
    passages: rules.reduce((sum, { evidence }) => sum + evidence.length, 0),
    gaps: rules.filter(({ gap }) => gap !== null).length,
  }
}

function changeEvidence(
  outline: OutlineResponse,
  { sectionId, ruleId }: RulePlace,
  change: (evidence: readonly GivenEvidenceBody[]) => readonly GivenEvidenceBody[],
): ReplaceOutlineRequest {
  const present = findRule(outline, { sectionId, ruleId })?.evidence.map(toGiven) ?? []
  const rules = [{ rule_id: ruleId, evidence: [...change(present)] }]
  return {
    sections: listSections(outline).map((section) =>
      section.section_id === sectionId ? { ...section, rules } : section,
    ),
  }
}

/** All of them by name: one that is not named would be left out. */
function listSections({ sections }: OutlineResponse): ReplaceOutlineRequest['sections'] {
  return sections.map(({ section_id, is_selected }) => ({ section_id, is_selected }))
}

function toGiven({ document_id, start_char, end_char }: OutlineEvidence): GivenEvidenceBody {
  return { document_id, start_char, end_char }
}
