import type { RuleChoice } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import type { SearchedEvidence } from '../evidence.ts'
import { createTableViewer, listChosenTables, listTableNumbers } from '../evidence-tables.ts'
import { chooseTables } from './choose-tables.ts'
import { readTense, tenseParameter } from './compose-prose.ts'
import { composeTable, wholeTable } from './compose-table.ts'
import { createGap, describeSearch, gapChoice, gapResult } from './gap.ts'
import type { RuleKind } from './rule-kind.ts'
import {
  findValue,
  fromParameter,
  listRequiredRoles,
  listRoles,
  listTexts,
  resultRoles,
} from './rule-parameters.ts'

/**
 * Whole tables of a source, one after the other, with their notes: those of `number=` in its order,
 * or with `from=` alone all that have a number and values, in the order of their numbers.
 */
export const appendRule: RuleKind = {
  name: 'append',
  parameters: [
    fromParameter(false),
    { name: 'number', isRequired: false, types: ['word', 'string', 'number', 'list'] },
    tenseParameter,
    { name: 'page', isRequired: false, types: ['number', 'list'] },
  ],
  needsOwnParagraph: true,
  findMistakes: (rule) => [
    ...(findValue(rule, 'page') ? ['page= is not available yet; number= names tables'] : []),
    ...(findValue(rule, 'number') || findValue(rule, 'from')
      ? []
      : ['the rule append needs number= , or from= for all tables']),
  ],
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose: (rule, evidence) =>
    findValue(rule, 'number')
      ? chooseTables(listTexts(rule, 'number'), evidence, rolesOf(rule))
      : chooseAll(rule, evidence),
  compose(rule, choice, evidence) {
    const view = createTableViewer()
    const options = { ...wholeTable, tense: readTense(rule) }
    const composed = listChosenTables(evidence, choice.chosen).map((table) =>
      composeTable([{ evidence: table, view: view(table) }], options),
    )
    const failure = composed.find((one) => one.outcome === 'failed')
    if (composed.length === 0) return gapResult(choice)
    if (failure) {
      return { outcome: 'gap', gap: createGap(failure.code, failure.message, choice.searched) }
    }
    const content = composed.flatMap((one) => (one.outcome === 'composed' ? [one.table] : []))
    return { outcome: 'filled', content }
  },
}

function chooseAll(rule: Rule, evidence: SearchedEvidence): RuleChoice {
  const roles = rolesOf(rule)
  const numbers = listTableNumbers(evidence, roles)
  if (numbers.length > 0) return chooseTables(numbers, evidence, roles)
  const searched = describeSearch('all tables', evidence, roles)
  return gapChoice(createGap('no_evidence', 'no source has a table with a number', searched))
}

function rolesOf(rule: Rule): readonly SourceRole[] {
  return listRoles(rule, resultRoles)
}
