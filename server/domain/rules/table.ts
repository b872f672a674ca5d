import type { DraftTable } from '../../../shared/model/draft.ts'
import type { RuleChoice } from '../../../shared/model/outline.ts'
import type { Rule, RuleValue } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { foldTableNumber } from '../cell-address.ts'
import type { SearchedEvidence } from '../evidence.ts'
import {
  createTableViewer,
  describeTable,
  listChosenTables,
  type EvidenceTable,
} from '../evidence-tables.ts'
import { parseRowCondition, type RowCondition } from '../row-condition.ts'
import { findComposeMistakes, parseComposeEntry } from '../sheet/compose-text.ts'
import type { Pivot } from '../sheet/pivot-axes.ts'
import { parseRelabel } from '../sheet/relabel.ts'
import { chooseTables } from './choose-tables.ts'
import { composeTable, type TableOptions } from './compose-table.ts'
import { readTense, tenseParameter } from './compose-prose.ts'
import { createGap, gapChoice, gapResult } from './gap.ts'
import {
  choosePlacedTables,
  findPlaceMistakes,
  namesPlace,
  placeParameters,
} from './place-tables.ts'
import type { RuleKind } from './rule-kind.ts'
import {
  findText,
  findValue,
  fromParameter,
  listRequiredRoles,
  listRoles,
  listTexts,
  listValues,
  resultRoles,
  valueText,
} from './rule-parameters.ts'

/**
 * A source's table as a native one. What is asked for is done in this order:
 *
 * `relabel=("Drug Low Dose=Low dose")` puts the style guide's names for rows and columns
 * (sheet/relabel.ts); conditions and names in the other parameters are those of the source.
 *
 * `compose=("Mean (min-max) = {Mean} ({Min}-{Max})", "n = {n}")` puts the cells of several rows of a
 * group into one; where the table has its statistics in columns, those of several columns. A name
 * is that of the row or column, or of a statistic that it holds ({Mean} of "Mean (SD)"), with a part
 * or format behind it: {Mean | decimals=0}. Before " = " stands what the row is called. In a group
 * to which all entries apply, every other plain statistic gives way; groups that lack a name stay as
 * they are, and an entry that no group has all names of is a gap.
 *
 * `rows_where=` chooses rows by a condition (row-condition.ts); a composed row is there if a row
 * that it uses is. `columns=` chooses and orders columns by name or number.
 *
 * `pivot=("Treatment", "Planned Relative Time")` puts treatments into rows and times into columns;
 * `pivot=(columns, rows)` turns the table, so that arms stand in rows. Each of the two names columns
 * that name rows by their head or number, or is the word `rows` or `columns`; a list such as
 * `(("Position", "Treatment"), "Planned Relative Time")` gives several levels (sheet/pivot-axes.ts).
 *
 * `number=("14-3.01", "14-3.02") join=beside` puts rows of equal path side by side, `join=below` one
 * table under the other where their columns are equal; `heads=("Pain", "Function")` names the
 * tables in place of their titles. What only one of them has stands with empty cells beside it.
 *
 * `title=` is the caption's title in place of the source's; `tense=` puts notes that speak of the
 * plan into the past.
 *
 * `heading="Schedule"`, `page=` and `pick=` find a table without a number (place-tables.ts), or tell
 * twins of a number apart.
 *
 *     [[rule table number="14-7.01" rows_where="path ~ 'STANDING FOR 3'" compose="Mean (SD) = {Mean}
 *       ({SD})" pivot=("Treatment", "Planned Relative Time") title="Vital signs, standing"]]
 */
export const tableRule: RuleKind = {
  name: 'table',
  parameters: [
    fromParameter(false),
    { name: 'number', isRequired: false, types: ['word', 'string', 'number', 'list'] },
    ...placeParameters,
    { name: 'columns', isRequired: false, types: ['word', 'string', 'number', 'list'] },
    { name: 'rows_where', isRequired: false, types: ['string'] },
    { name: 'relabel', isRequired: false, types: ['string', 'list'] },
    { name: 'notes', isRequired: false, types: ['word'], words: ['keep', 'drop'] },
    { name: 'source_line', isRequired: false, types: ['word'], words: ['yes', 'no'] },
    { name: 'compose', isRequired: false, types: ['string', 'list'] },
    { name: 'pivot', isRequired: false, types: ['word', 'string', 'number', 'list'] },
    { name: 'join', isRequired: false, types: ['word'], words: ['beside', 'below'] },
    { name: 'heads', isRequired: false, types: ['string', 'word', 'list'] },
    { name: 'title', isRequired: false, types: ['string'] },
    tenseParameter,
  ],
  needsOwnParagraph: true,
  evidence: 'tables',
  findMistakes: (rule) => [
    ...(findValue(rule, 'number') || namesPlace(rule)
      ? []
      : ['the rule table needs number=, or heading= or page= for a table without one']),
    ...findPlaceMistakes(rule),
    ...findConditionMistakes(rule),
    ...listTexts(rule, 'compose').flatMap(findComposeMistakes),
    ...findPivotMistakes(rule),
    ...findJoinMistakes(rule),
    ...listTexts(rule, 'relabel')
      .filter((entry) => !parseRelabel(entry))
      .map((entry) => `relabel= takes "old=new", not "${entry}"`),
  ],
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose(rule, evidence) {
    const choice = namesPlace(rule)
      ? choosePlacedTables(rule, evidence, rolesOf(rule))
      : chooseTables(listTexts(rule, 'number'), evidence, rolesOf(rule))
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
  if (tables.length === 0) return {}
  const gap = findTwins(rule, tables, choice)
  if (gap) return { gap }
  const view = createTableViewer()
  const result = composeTable(
    tables.map((table) => ({ evidence: table, view: view(table) })),
    readOptions(rule),
  )
  if (result.outcome === 'composed') return { table: result.table }
  return { gap: createGap(result.code, result.message, choice.searched, result.candidates) }
}

function findTwins(
  rule: Rule,
  tables: readonly EvidenceTable[],
  { searched }: RuleChoice,
): RuleChoice['gap'] {
  if (!findValue(rule, 'number') && tables.length > 1) {
    const reason = `${tables.length} tables stand there; number= or pick= says which one`
    return createGap('ambiguous', reason, searched, tables.map(describeTable))
  }
  for (const number of listTexts(rule, 'number')) {
    const wanted = foldTableNumber(number)
    const twins = tables.filter(({ table }) => foldTableNumber(table.number) === wanted)
    if (twins.length < 2) continue
    const titles = twins.map(({ source, table }) => `${table.title} (${source.name})`)
    const reason = `${twins.length} tables have the number ${number}`
    return createGap('ambiguous', reason, searched, titles)
  }
  return null
}

function readOptions(rule: Rule): TableOptions {
  return {
    columns: listTexts(rule, 'columns'),
    condition: findCondition(rule),
    relabels: listTexts(rule, 'relabel').flatMap((entry) => parseRelabel(entry) ?? []),
    composes: listTexts(rule, 'compose').map(parseComposeEntry),
    pivot: findPivot(rule),
    join: findText(rule, 'join') === 'beside' ? 'beside' : 'below',
    heads: listTexts(rule, 'heads'),
    title: findText(rule, 'title') ?? '',
    keepsNotes: findText(rule, 'notes') !== 'drop',
    tense: readTense(rule),
    hasSourceLine: findText(rule, 'source_line') !== 'no',
    keepsNumber: false,
  }
}

function findPivot(rule: Rule): Pivot | undefined {
  const [rows, columns] = listValues(rule, 'pivot')
  return rows && columns ? { rows: listAxes(rows), columns: listAxes(columns) } : undefined
}

function listAxes(value: RuleValue): readonly string[] {
  return value.type === 'list' ? value.values.map(valueText) : [valueText(value)]
}

function findPivotMistakes(rule: Rule): readonly string[] {
  if (!findValue(rule, 'pivot') || listValues(rule, 'pivot').length === 2) return []
  return ['pivot= takes two, what becomes rows and what becomes columns: pivot=(columns, rows)']
}

function findJoinMistakes(rule: Rule): readonly string[] {
  const numbers = new Set(listTexts(rule, 'number').map(foldTableNumber))
  const count = listValues(rule, 'number').length
  const isJoin = findValue(rule, 'join') !== undefined
  if (numbers.size < count) return ['number= names a table twice']
  if (isJoin && count < 2) return ['join= needs several tables: number=("14-3.01", "14-3.02")']
  if (!isJoin && count > 1) return ['several tables need join=beside or join=below']
  if (listTexts(rule, 'heads').length > (isJoin ? count : 0)) {
    return ['heads= names the tables of a join=, one each']
  }
  return []
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
