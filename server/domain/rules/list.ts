import type { DraftCitation } from '../../../shared/model/citation.ts'
import type { DraftSentence } from '../../../shared/model/draft.ts'
import type { RuleChoice } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import type { SearchedEvidence } from '../evidence.ts'
import { createTableViewer, listChosenTables, type EvidenceTable } from '../evidence-tables.ts'
import { filterRows, listUnknownColumns } from '../filter-rows.ts'
import type { CellFailure } from '../find-cell.ts'
import { parseRowCondition } from '../row-condition.ts'
import { formatPath } from '../find-path.ts'
import type { TableView, ViewRow } from '../table-view.ts'
import { chooseTables, failuresGap } from './choose-tables.ts'
import { createGap, gapChoice, gapResult } from './gap.ts'
import { parsePhrasePlace, showPhrase } from './list-phrase.ts'
import type { RuleKind } from './rule-kind.ts'
import {
  findText,
  fromParameter,
  listRequiredRoles,
  listRoles,
  resultRoles,
} from './rule-parameters.ts'
import { createSentence, findBraceMistake, listPieceSources } from './value-text.ts'

/**
 * One phrase for each row that meets a condition, joined as "a, b and c":
 * `phrase="{row} ({Placebo > n(%) | percent})"`. `{row}` is the row's name, `{row | lower}` in small
 * letters, `{group}` that of its group ("Age (y)" above "Mean"), each without the marks of notes;
 * every other place is a column's path with, if wanted, a part and formats.
 */
export const listRule: RuleKind = {
  name: 'list',
  parameters: [
    fromParameter(false),
    { name: 'number', isRequired: true, types: ['word', 'string', 'number'] },
    { name: 'rows_where', isRequired: false, types: ['string'] },
    { name: 'phrase', isRequired: true, types: ['string'] },
  ],
  needsOwnParagraph: false,
  evidence: 'tables',
  findMistakes(rule) {
    const condition = parseRowCondition(conditionOf(rule))
    const brace = findBraceMistake(findText(rule, 'phrase') ?? '')
    const places = listPieceSources(findText(rule, 'phrase') ?? '').map(parsePhrasePlace)
    return [
      ...(condition.outcome === 'failed' ? [`rows_where=: ${condition.message}`] : []),
      ...(brace ? [brace] : []),
      ...(places.length === 0 ? ['phrase= holds no {row} and no column'] : []),
      ...places.flatMap((place) => ('mistake' in place ? [place.mistake] : [])),
    ]
  },
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose(rule, evidence) {
    const choice = chooseTables([findText(rule, 'number') ?? ''], evidence, rolesOf(rule))
    const made = choice.gap ? undefined : makeSentence(rule, choice, evidence)
    return made && 'gap' in made ? gapChoice(made.gap) : choice
  },
  compose(rule, choice, evidence, { isWholeParagraph }) {
    if (choice.chosen.length === 0) return gapResult(choice)
    const made = makeSentence(rule, choice, evidence)
    if ('gap' in made) return { outcome: 'gap', gap: made.gap }
    const role = isWholeParagraph ? 'body' : 'inline'
    return { outcome: 'filled', content: [{ kind: 'paragraph', role, sentences: [made] }] }
  },
}

type Gap = ReturnType<typeof createGap>

function makeSentence(
  rule: Rule,
  choice: RuleChoice,
  evidence: SearchedEvidence,
): DraftSentence | { readonly gap: Gap } {
  const [table, ...others] = listChosenTables(evidence, choice.chosen)
  if (!table) return { gap: createGap('no_evidence', 'the chosen table is gone', choice.searched) }
  if (others.length > 0) {
    const reason = `${others.length + 1} tables have the number ${table.table.number}`
    return { gap: createGap('ambiguous', reason, choice.searched) }
  }
  const view = createTableViewer()(table)
  const rows = chooseRows(rule, table, view)
  if ('reason' in rows)
    return { gap: createGap('no_match', rows.reason, choice.searched, rows.candidates) }
  const phrases = rows.map((row) => showPhrase(findText(rule, 'phrase') ?? '', table, view, row))
  const failures = phrases.filter((phrase): phrase is CellFailure => phrase.outcome === 'failed')
  if (failures.length > 0) return { gap: failuresGap(failures, { ...choice, gap: null }) }
  const shown = phrases.flatMap((phrase) => (phrase.outcome === 'shown' ? [phrase.value] : []))
  const citations: readonly DraftCitation[] = shown.flatMap((value) => value.citations)
  return createSentence(joinPhrases(shown.map(({ text }) => text)), citations)
}

type NoRows = { readonly reason: string; readonly candidates?: readonly string[] }

function chooseRows(
  rule: Rule,
  { source }: EvidenceTable,
  view: TableView,
): readonly ViewRow[] | NoRows {
  const parsed = parseRowCondition(conditionOf(rule))
  if (parsed.outcome === 'failed') return { reason: parsed.message }
  const strangers = listUnknownColumns(view, parsed.condition)
  if (strangers.length > 0) {
    const reason = `table ${view.table.number} has no one column ${strangers.join(', ')}`
    return { reason, candidates: view.columns.map(({ path }) => formatPath(path)) }
  }
  const rows = filterRows(source.sourceText, view, parsed.condition)
  const named = rows.filter(({ isGroup }) => !isGroup)
  if (named.length > 0) return named
  return { reason: `no row of table ${view.table.number} meets the condition` }
}

/** "a, b and c". */
function joinPhrases(phrases: readonly string[]): string {
  const last = phrases.at(-1) ?? ''
  return phrases.length < 2 ? last : `${phrases.slice(0, -1).join(', ')} and ${last}`
}

/** Without a condition every row with values is listed. */
function conditionOf(rule: Rule): string {
  return findText(rule, 'rows_where') ?? 'depth >= 0'
}

function rolesOf(rule: Rule): readonly SourceRole[] {
  return listRoles(rule, resultRoles)
}
