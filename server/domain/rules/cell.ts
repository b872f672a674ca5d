import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import type { CellFailure } from '../find-cell.ts'
import { chooseCells, createCellSet, findAddressMistakes, type CellSet } from './cell-set.ts'
import { failuresGap } from './choose-tables.ts'
import { gapChoice, gapResult } from './gap.ts'
import type { RuleKind } from './rule-kind.ts'
import {
  findText,
  fromParameter,
  listRequiredRoles,
  listRoles,
  resultRoles,
} from './rule-parameters.ts'
import { fillPieces, findBraceMistake, listAddresses, splitWording } from './value-text.ts'

/**
 * Sentences with values of table cells: `text="A total of {14-1.01 | Safety | Total | count} …"`.
 * Behind the part may stand how the value is shown: `| words`, `| decimals=1`. One address that
 * fails is a gap for the whole rule: half a sentence would say something else. `{table 14-1.01}`
 * names a table that the document places, here as in the rules compute, when and fixed.
 */
export const cellRule: RuleKind = {
  name: 'cell',
  parameters: [{ name: 'text', isRequired: true, types: ['string'] }, fromParameter(false)],
  needsOwnParagraph: false,
  evidence: 'tables',
  findMistakes(rule) {
    const brace = findBraceMistake(textOf(rule))
    const sources = listAddresses(textOf(rule))
    if (brace) return [brace]
    if (sources.length === 0) return ['text= holds no cell address; use the rule fixed']
    return findAddressMistakes(sources)
  },
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose(rule, evidence) {
    const sources = listAddresses(textOf(rule))
    const choice = chooseCells(sources, [], evidence, rolesOf(rule))
    if (choice.gap) return choice
    const failures = listFailures(sources, createCellSet(sources, choice, evidence))
    return failures.length > 0 ? gapChoice(failuresGap(failures, choice)) : choice
  },
  compose(rule, choice, evidence, { isWholeParagraph }) {
    if (choice.chosen.length === 0) return gapResult(choice)
    const sources = listAddresses(textOf(rule))
    const cells = createCellSet(sources, choice, evidence)
    const failures = listFailures(sources, cells)
    if (failures.length > 0) return { outcome: 'gap', gap: failuresGap(failures, choice) }
    const sentences = fillPieces(splitWording(textOf(rule)), (source, isSentenceStart) => {
      const shown = cells.cite(source, undefined, isSentenceStart)
      return shown.outcome === 'shown' ? shown.value : { text: '', citations: [] }
    })
    const role = isWholeParagraph ? 'body' : 'inline'
    return { outcome: 'filled', content: [{ kind: 'paragraph', role, sentences }] }
  },
}

/** Of addresses that name no cell, and of values that their format does not fit. */
function listFailures(sources: readonly string[], cells: CellSet): readonly CellFailure[] {
  return sources
    .map((source) => cells.cite(source))
    .filter((shown): shown is CellFailure => shown.outcome === 'failed')
}

function textOf(rule: Rule): string {
  return findText(rule, 'text') ?? ''
}

function rolesOf(rule: Rule): readonly SourceRole[] {
  return listRoles(rule, resultRoles)
}
