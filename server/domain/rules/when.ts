import type { DraftCitation } from '../../../shared/model/citation.ts'
import type { DraftBlock, RuleResult } from '../../../shared/model/draft.ts'
import type { RuleChoice } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { decide, type Decision } from '../condition.ts'
import type { SearchedEvidence } from '../evidence.ts'
import { chooseCells, createCellSet, findAddressMistakes, type CellSet } from './cell-set.ts'
import { failuresGap } from './choose-tables.ts'
import {
  citeCondition,
  findConditionMistakes,
  listConditionNeeds,
  lookupOf,
  parsedCondition,
} from './condition-cells.ts'
import { createGap, gapChoice, gapResult } from './gap.ts'
import type { RuleKind } from './rule-kind.ts'
import {
  findText,
  fromParameter,
  listRequiredRoles,
  listRoles,
  resultRoles,
} from './rule-parameters.ts'
import {
  createSentence,
  fillPieces,
  findBraceMistake,
  listAddresses,
  splitWording,
} from './value-text.ts'

/**
 * One of two wordings: `if="{14-2.1 | p-value | High | p} < 0.05" then="…" else="…"`; the condition
 * is that of condition.ts, and either wording may hold cells. Without `else=` nothing stands there.
 * The words rest on the cells of the condition, with the condition as their formula.
 */
export const whenRule: RuleKind = {
  name: 'when',
  parameters: [
    { name: 'if', isRequired: true, types: ['string'] },
    { name: 'then', isRequired: true, types: ['string'] },
    { name: 'else', isRequired: false, types: ['string'] },
    fromParameter(false),
  ],
  needsOwnParagraph: false,
  evidence: 'tables',
  findMistakes: (rule) => [
    ...findConditionMistakes(findText(rule, 'if') ?? ''),
    ...wordingsOf(rule).flatMap((text) => findBraceMistake(text) ?? []),
    ...findAddressMistakes(wordingsOf(rule).flatMap(listAddresses)),
  ],
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose(rule, evidence) {
    const { cells, tables } = needsOf(rule)
    if (cells.length + tables.length === 0) {
      return { chosen: [], searched: 'the roles of the sources', gap: null }
    }
    const choice = chooseCells(cells, tables, evidence, rolesOf(rule))
    if (choice.gap) return choice
    const result = compose(rule, choice, evidence, true)
    return result.outcome === 'gap' ? gapChoice(result.gap) : choice
  },
  compose(rule, choice, evidence, { isWholeParagraph }) {
    const { cells, tables } = needsOf(rule)
    const needsCells = cells.length + tables.length > 0
    if (needsCells && choice.chosen.length === 0) return gapResult(choice)
    return compose(rule, choice, evidence, isWholeParagraph)
  },
}

function compose(
  rule: Rule,
  choice: RuleChoice,
  evidence: SearchedEvidence,
  isWholeParagraph: boolean,
): RuleResult {
  const cells = createCellSet(needsOf(rule).cells, choice, evidence)
  const { failures } = cells
  if (failures.length > 0) return { outcome: 'gap', gap: failuresGap(failures, choice) }
  const decision = decideRule(rule, cells, evidence)
  if (decision.outcome === 'undecided') {
    return { outcome: 'gap', gap: createGap('bad_value', decision.message, choice.searched) }
  }
  const wording = findText(rule, decision.outcome === 'holds' ? 'then' : 'else') ?? ''
  const grounds = citeCondition(findText(rule, 'if') ?? '', cells)
  return { outcome: 'filled', content: sayWording(wording, cells, grounds, isWholeParagraph) }
}

function decideRule(rule: Rule, cells: CellSet, evidence: SearchedEvidence): Decision {
  const condition = parsedCondition(findText(rule, 'if') ?? '')
  if (!condition) return { outcome: 'undecided', message: 'the condition has a mistake' }
  return decide(condition, lookupOf(cells, evidence))
}

function sayWording(
  wording: string,
  cells: CellSet,
  grounds: readonly DraftCitation[],
  isWholeParagraph: boolean,
): readonly DraftBlock[] {
  const sentences = fillPieces(splitWording(wording), (source, isSentenceStart) => {
    const shown = cells.cite(source, undefined, isSentenceStart)
    return shown.outcome === 'shown' ? shown.value : { text: '', citations: [] }
  }).map((sentence) => ({
    ...sentence,
    ...createSentence(sentence.text, [...sentence.citations, ...grounds]),
  }))
  if (sentences.length === 0 && isWholeParagraph) return []
  return [{ kind: 'paragraph', role: isWholeParagraph ? 'body' : 'inline', sentences }]
}

function needsOf(rule: Rule): ReturnType<typeof listConditionNeeds> {
  const { cells, tables } = listConditionNeeds(findText(rule, 'if') ?? '')
  return { cells: [...cells, ...wordingsOf(rule).flatMap(listAddresses)], tables }
}

function wordingsOf(rule: Rule): readonly string[] {
  return ['then', 'else'].flatMap((name) => findText(rule, name) ?? [])
}

function rolesOf(rule: Rule): readonly SourceRole[] {
  return listRoles(rule, resultRoles)
}
