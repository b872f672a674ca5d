import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import type { Expression } from '../expression.ts'
import { listParts } from '../expression.ts'
import type { CellFailure } from '../find-cell.ts'
import { parseRowCondition } from '../row-condition.ts'
import { chooseCells, createCellSet, findAddressMistakes, type CellSet } from './cell-set.ts'
import { failuresGap } from './choose-tables.ts'
import {
  listNeeds,
  parseDefinition,
  parsePlace,
  showPlace,
  type Names,
  type ValuePlace,
} from './compute-text.ts'
import { gapChoice, gapResult } from './gap.ts'
import type { RuleKind } from './rule-kind.ts'
import {
  findText,
  fromParameter,
  listRequiredRoles,
  listRoles,
  listTexts,
  resultRoles,
} from './rule-parameters.ts'
import { fillPieces, findBraceMistake, listAddresses, splitWording } from './value-text.ts'

/**
 * A sentence with sums over cells. `values=("screened = {14-1.1 | Screened | Total | count}",
 * "failed = screened - randomized")` gives names that `text="{failed} of {screened} …"` uses; a sum
 * may also stand in the text: `{= failed + 1}`. What it rests on is every cell, with the formula.
 */
export const computeRule: RuleKind = {
  name: 'compute',
  parameters: [
    { name: 'text', isRequired: true, types: ['string'] },
    { name: 'values', isRequired: false, types: ['string', 'list'] },
    fromParameter(false),
  ],
  needsOwnParagraph: false,
  evidence: 'tables',
  findMistakes(rule) {
    const brace = findBraceMistake(textOf(rule))
    if (brace) return [brace]
    const parsed = [
      ...listAddresses(textOf(rule)).map(parsePlace),
      ...listTexts(rule, 'values').map(parseDefinition),
    ]
    const mistakes = parsed.flatMap((one) => ('mistake' in one ? [one.mistake] : []))
    return mistakes.length > 0 ? mistakes : findPartMistakes(rule)
  },
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose(rule, evidence) {
    const { cells, tables } = listNeeds(listExpressions(rule))
    const choice = chooseCells(cells, tables, evidence, rolesOf(rule))
    if (choice.gap) return choice
    const failures = listFailures(rule, createCellSet(cells, choice, evidence))
    return failures.length > 0 ? gapChoice(failuresGap(failures, choice)) : choice
  },
  compose(rule, choice, evidence, { isWholeParagraph }) {
    if (choice.chosen.length === 0) return gapResult(choice)
    const cells = createCellSet(listNeeds(listExpressions(rule)).cells, choice, evidence)
    const failures = listFailures(rule, cells)
    if (failures.length > 0) return { outcome: 'gap', gap: failuresGap(failures, choice) }
    const names = namesOf(rule)
    const sentences = fillPieces(splitWording(textOf(rule)), (source, isSentenceStart) => {
      const place = parsePlace(source)
      const shown = 'mistake' in place ? undefined : showPlace(place, names, cells, isSentenceStart)
      return shown?.outcome === 'shown' ? shown.value : { text: '', citations: [] }
    })
    const role = isWholeParagraph ? 'body' : 'inline'
    return { outcome: 'filled', content: [{ kind: 'paragraph', role, sentences }] }
  },
}

/** Of cells that are not there, and of sums that can't be made. */
function listFailures(rule: Rule, cells: CellSet): readonly CellFailure[] {
  if (cells.failures.length > 0) return cells.failures
  const names = namesOf(rule)
  return placesOf(rule)
    .map((place) => showPlace(place, names, cells, false))
    .filter((shown): shown is CellFailure => shown.outcome === 'failed')
}

function findPartMistakes(rule: Rule): readonly string[] {
  const names = namesOf(rule)
  const parts = listExpressions(rule).flatMap(listParts)
  return [
    ...findAddressMistakes(listNeeds(listExpressions(rule)).cells),
    ...parts.flatMap((part) => (part.kind === 'rows' ? findConditionMistakes(part.condition) : [])),
    ...parts.flatMap((part) =>
      part.kind === 'name' && !names.has(part.name) ? [`"${part.name}" is not in values=`] : [],
    ),
  ]
}

function findConditionMistakes(condition: string): readonly string[] {
  const parsed = parseRowCondition(condition)
  return parsed.outcome === 'failed' ? [parsed.message] : []
}

function listExpressions(rule: Rule): readonly Expression[] {
  return [...placesOf(rule).map(({ expression }) => expression), ...namesOf(rule).values()]
}

function placesOf(rule: Rule): readonly ValuePlace[] {
  return listAddresses(textOf(rule))
    .map(parsePlace)
    .filter((place): place is ValuePlace => !('mistake' in place))
}

function namesOf(rule: Rule): Names {
  const definitions = listTexts(rule, 'values').map(parseDefinition)
  return new Map(
    definitions.flatMap((one) => ('mistake' in one ? [] : [[one.name, one.expression]])),
  )
}

function textOf(rule: Rule): string {
  return findText(rule, 'text') ?? ''
}

function rolesOf(rule: Rule): readonly SourceRole[] {
  return listRoles(rule, resultRoles)
}
