import type { DraftTable } from '../../../shared/model/draft.ts'
import type { RuleChoice } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import type { SearchedEvidence } from '../evidence.ts'
import { createTableViewer, listChosenTables, type EvidenceTable } from '../evidence-tables.ts'
import { parseRowCondition, type RowCondition } from '../row-condition.ts'
import { chooseTables } from './choose-tables.ts'
import { composeTable, parseRelabel, type TableOptions } from './compose-table.ts'
import { createGap, gapChoice, gapResult } from './gap.ts'
import type { RuleKind } from './rule-kind.ts'
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
 * A source's table as a native one: `columns=` chooses and orders columns by name or number,
 * `rows_where=` rows by a condition (row-condition.ts), `relabel=("Xanomeline Low Dose=Low dose")`
 * puts the style guide's names for rows and columns.
 */
export const tableRule: RuleKind = {
  name: 'table',
  parameters: [
    fromParameter(false),
    { name: 'number', isRequired: true, types: ['word', 'string', 'number'] },
    { name: 'columns', isRequired: false, types: ['word', 'string', 'number', 'list'] },
    { name: 'rows_where', isRequired: false, types: ['string'] },
    { name: 'relabel', isRequired: false, types: ['string', 'list'] },
    { name: 'notes', isRequired: false, types: ['word'], words: ['keep', 'drop'] },
    { name: 'source_line', isRequired: false, types: ['word'], words: ['yes', 'no'] },
    { name: 'compose', isRequired: false, types: ['string'] },
    { name: 'pivot', isRequired: false, types: ['word', 'string'] },
    { name: 'join', isRequired: false, types: ['word', 'string', 'list'] },
  ],
  needsOwnParagraph: true,
  findMistakes: (rule) => [
    ...['compose', 'pivot', 'join']
      .filter((name) => findValue(rule, name))
      .map((name) => `${name}= is not available yet`),
    ...findConditionMistakes(rule),
    ...listTexts(rule, 'relabel')
      .filter((entry) => !parseRelabel(entry))
      .map((entry) => `relabel= takes "old=new", not "${entry}"`),
  ],
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose(rule, evidence) {
    const choice = chooseTables([findText(rule, 'number') ?? ''], evidence, rolesOf(rule))
    const composed = choice.gap ? undefined : compose(rule, choice, evidence)
    return composed?.gap ? gapChoice(composed.gap) : choice
  },
  compose(rule, choice, evidence) {
    const { table, gap } = compose(rule, choice, evidence)
    if (table) return { outcome: 'filled', content: [table] }
    return gap ? { outcome: 'gap', gap } : gapResult(choice)
  },
}

type Composed = { readonly table?: DraftTable; readonly gap?: RuleChoice['gap'] }

function compose(rule: Rule, choice: RuleChoice, evidence: SearchedEvidence): Composed {
  const tables = listChosenTables(evidence, choice.chosen)
  const [first, ...others] = tables
  if (!first) return {}
  if (others.length > 0) return { gap: twins(rule, tables, choice) }
  const result = composeTable(first, createTableViewer()(first), readOptions(rule))
  if (result.outcome === 'composed') return { table: result.table }
  return { gap: createGap('no_match', result.message, choice.searched, result.candidates) }
}

function twins(
  rule: Rule,
  tables: readonly EvidenceTable[],
  { searched }: RuleChoice,
): RuleChoice['gap'] {
  const number = findText(rule, 'number') ?? ''
  const titles = tables.map(({ source, table }) => `${table.title} (${source.name})`)
  return createGap(
    'ambiguous',
    `${tables.length} tables have the number ${number}`,
    searched,
    titles,
  )
}

function readOptions(rule: Rule): TableOptions {
  return {
    columns: listTexts(rule, 'columns'),
    condition: findCondition(rule),
    relabels: listTexts(rule, 'relabel').flatMap((entry) => parseRelabel(entry) ?? []),
    keepsNotes: findText(rule, 'notes') !== 'drop',
    hasSourceLine: findText(rule, 'source_line') !== 'no',
  }
}

function findCondition(rule: Rule): RowCondition | undefined {
  const text = findText(rule, 'rows_where')
  const parsed = text === undefined ? undefined : parseRowCondition(text)
  return parsed?.outcome === 'parsed' ? parsed.condition : undefined
}

function findConditionMistakes(rule: Rule): readonly string[] {
  const text = findText(rule, 'rows_where')
  const parsed = text === undefined ? undefined : parseRowCondition(text)
  return parsed?.outcome === 'failed' ? [`rows_where=: ${parsed.message}`] : []
}

function rolesOf(rule: Rule): readonly SourceRole[] {
  return listRoles(rule, resultRoles)
}
