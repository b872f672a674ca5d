import type { RuleResult } from '../../../shared/model/draft.ts'
import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { decide } from '../condition.ts'
import type { SearchedEvidence } from '../evidence.ts'
import { chooseCells, createCellSet, type CellSet } from './cell-set.ts'
import { failuresGap } from './choose-tables.ts'
import {
  findConditionMistakes,
  listConditionNeeds,
  lookupOf,
  parsedCondition,
} from './condition-cells.ts'
import { draftText } from './draft-text.ts'
import { createGap, gapResult } from './gap.ts'
import type { DocumentSoFar, RuleKind } from './rule-kind.ts'
import {
  findText,
  findValue,
  fromParameter,
  listRequiredRoles,
  listRoles,
  listTexts,
  resultRoles,
} from './rule-parameters.ts'

/**
 * A promise about the section: `must="randomized"` says words that the rules before it have to
 * give, `equals="{14-1.1 | Treated | Total | count} = 181"` a condition that has to hold. Kept, it
 * prints nothing; broken, it is a gap that names itself.
 */
export const validationRule: RuleKind = {
  name: 'validation',
  parameters: [
    { name: 'must', isRequired: false, types: ['string', 'word', 'list'] },
    { name: 'equals', isRequired: false, types: ['string', 'list'] },
    { name: 'name', isRequired: false, types: ['string', 'word'] },
    fromParameter(false),
  ],
  needsOwnParagraph: false,
  evidence: 'tables',
  findMistakes: (rule) => [
    ...(findValue(rule, 'must') || findValue(rule, 'equals') ? [] : ['must= or equals= is needed']),
    ...listTexts(rule, 'equals').flatMap(findConditionMistakes),
  ],
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose(rule, evidence) {
    const { cells, tables } = needsOf(rule)
    if (cells.length + tables.length > 0) {
      return chooseCells(cells, tables, evidence, rolesOf(rule))
    }
    return { chosen: [], searched: 'the section itself', gap: null }
  },
  compose(rule, choice, evidence, { document, isWholeParagraph }) {
    const { cells: sources, tables } = needsOf(rule)
    if (sources.length + tables.length > 0 && choice.chosen.length === 0) return gapResult(choice)
    const cells = createCellSet(sources, choice, evidence)
    if (cells.failures.length > 0) {
      return { outcome: 'gap', gap: failuresGap(cells.failures, choice) }
    }
    const broken = [
      ...findUnsaid(rule, document),
      ...listTexts(rule, 'equals').flatMap((text) => findBroken(text, cells, evidence)),
    ]
    if (broken.length === 0) return nothing(isWholeParagraph)
    const name = findText(rule, 'name')
    const reason = `${name === undefined ? '' : `${name}: `}${broken.join('; ')}`
    return { outcome: 'gap', gap: createGap('validation_failed', reason, choice.searched) }
  },
}

/** Case, quotes and spacing don't count. */
function findUnsaid(rule: Rule, document: DocumentSoFar | undefined): readonly string[] {
  const musts = listTexts(rule, 'must')
  if (musts.length > 0 && !document) return ['what the section says is not known here']
  const own = document?.drafts.find(({ sectionId }) => sectionId === document.sectionId)
  const said = fold(own ? draftText(own) : '')
  return musts
    .filter((words) => !said.includes(fold(words)))
    .map((words) => `the section must say "${words}" and does not`)
}

function findBroken(text: string, cells: CellSet, evidence: SearchedEvidence): readonly string[] {
  const condition = parsedCondition(text)
  if (!condition) return [`"${text}" has a mistake`]
  const decision = decide(condition, lookupOf(cells, evidence))
  if (decision.outcome === 'holds') return []
  if (decision.outcome === 'undecided') return [`${text}: ${decision.message}`]
  const values = listConditionNeeds(text).cells.map((source) => cells.findQuote(source) ?? '')
  return [`${text} does not hold (${values.join(', ')})`]
}

function nothing(isWholeParagraph: boolean): RuleResult {
  const inline = { kind: 'paragraph' as const, role: 'inline' as const, sentences: [] }
  return { outcome: 'filled', content: isWholeParagraph ? [] : [inline] }
}

function needsOf(rule: Rule): ReturnType<typeof listConditionNeeds> {
  const needs = listTexts(rule, 'equals').map(listConditionNeeds)
  return {
    cells: needs.flatMap(({ cells }) => cells),
    tables: needs.flatMap(({ tables }) => tables),
  }
}

function rolesOf(rule: Rule): readonly SourceRole[] {
  return listRoles(rule, resultRoles)
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ')
}
