import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { createTableViewer, listChosenTables } from '../evidence-tables.ts'
import { chooseTables } from './choose-tables.ts'
import { composeTable, type TableOptions } from './compose-table.ts'
import { createGap, gapResult } from './gap.ts'
import type { RuleKind } from './rule-kind.ts'
import {
  findValue,
  fromParameter,
  listRequiredRoles,
  listRoles,
  listTexts,
  resultRoles,
} from './rule-parameters.ts'

/** Whole tables of a source, one after the other, with their notes. */
export const appendRule: RuleKind = {
  name: 'append',
  parameters: [
    fromParameter(false),
    { name: 'number', isRequired: true, types: ['word', 'string', 'number', 'list'] },
    { name: 'page', isRequired: false, types: ['number', 'list'] },
  ],
  needsOwnParagraph: true,
  findMistakes: (rule) =>
    findValue(rule, 'page') ? ['page= is not available yet; number= names tables'] : [],
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose: (rule, evidence) => chooseTables(listTexts(rule, 'number'), evidence, rolesOf(rule)),
  compose(_rule, choice, evidence) {
    const view = createTableViewer()
    const composed = listChosenTables(evidence, choice.chosen).map((table) =>
      composeTable(table, view(table), whole),
    )
    const failure = composed.find((one) => one.outcome === 'failed')
    if (composed.length === 0) return gapResult(choice)
    if (failure) {
      return { outcome: 'gap', gap: createGap('no_match', failure.message, choice.searched) }
    }
    const content = composed.flatMap((one) => (one.outcome === 'composed' ? [one.table] : []))
    return { outcome: 'filled', content }
  },
}

const whole: TableOptions = {
  columns: [],
  condition: undefined,
  relabels: [],
  keepsNotes: true,
  hasSourceLine: true,
}

function rolesOf(rule: Rule): readonly SourceRole[] {
  return listRoles(rule, resultRoles)
}
