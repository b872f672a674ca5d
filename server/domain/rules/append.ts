import type { RuleChoice } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import type { SearchedEvidence } from '../evidence.ts'
import { createTableViewer, listChosenTables, listTableNumbers } from '../evidence-tables.ts'
import { chooseTables } from './choose-tables.ts'
import { readTense, tenseParameter } from './compose-prose.ts'
import { composeTable, wholeTable } from './compose-table.ts'
import { createGap, describeSearch, gapChoice, gapResult } from './gap.ts'
import {
  choosePlacedTables,
  findPlaceMistakes,
  namesPlace,
  placeParameters,
} from './place-tables.ts'
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
 * Whole tables of a source, one after the other, with their notes and the source's own numbers:
 * those of `number=` in its order, or with `from=` alone all that have a number and values, in the
 * order of their numbers. `page=` and `heading=` give those that stand there (place-tables.ts),
 * numbered or not.
 */
export const appendRule: RuleKind = {
  name: 'append',
  parameters: [
    fromParameter(false),
    { name: 'number', isRequired: false, types: ['word', 'string', 'number', 'list'] },
    ...placeParameters,
    tenseParameter,
  ],
  needsOwnParagraph: true,
  evidence: 'tables',
  findMistakes: (rule) => [
    ...findPlaceMistakes(rule),
    ...(findValue(rule, 'number') || findValue(rule, 'from') || namesPlace(rule)
      ? []
      : ['the rule append needs number=, heading= or page=, or from= for all tables']),
  ],
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose(rule, evidence) {
    if (namesPlace(rule)) return choosePlacedTables(rule, evidence, rolesOf(rule))
    return findValue(rule, 'number')
      ? chooseTables(listTexts(rule, 'number'), evidence, rolesOf(rule))
      : chooseAll(rule, evidence)
  },
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
