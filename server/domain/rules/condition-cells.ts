import type { DraftCitation } from '../../../shared/model/citation.ts'
import {
  listConditionExpressions,
  parseCondition,
  type Condition,
  type ConditionLookup,
} from '../condition.ts'
import type { SearchedEvidence } from '../evidence.ts'
import { findAddressMistakes, type CellSet } from './cell-set.ts'
import { createLookup, listCitations, listNeeds, type Names } from './compute-text.ts'

/** A condition has no names: what it compares are cells, numbers and sums of them. */
const noNames: Names = new Map()

export function parsedCondition(text: string): Condition | undefined {
  const parsed = parseCondition(text)
  return parsed.outcome === 'parsed' ? parsed.condition : undefined
}

export function findConditionMistakes(text: string): readonly string[] {
  const parsed = parseCondition(text)
  if (parsed.outcome === 'failed') return [parsed.message]
  return findAddressMistakes(listConditionNeeds(text).cells)
}

export function listConditionNeeds(text: string): ReturnType<typeof listNeeds> {
  const condition = parsedCondition(text)
  return listNeeds(condition ? listConditionExpressions(condition) : [])
}

export function lookupOf(cells: CellSet, { sources }: SearchedEvidence): ConditionLookup {
  return {
    ...createLookup(noNames, cells),
    hasRole: (role) => sources.some((source) => source.role === role),
  }
}

/** The cells that a condition looks at, each with the condition as its formula. */
export function citeCondition(text: string, cells: CellSet): readonly DraftCitation[] {
  const condition = parsedCondition(text)
  const expressions = condition ? listConditionExpressions(condition) : []
  return expressions
    .flatMap((expression) => listCitations(expression, noNames, cells))
    .map((citation) => ({ ...citation, formula: text }))
}
