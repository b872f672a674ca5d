import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { createTableViewer, listChosenTables, type EvidenceTable } from '../evidence-tables.ts'
import type { CellFailure } from '../find-cell.ts'
import { chooseAddressTables, failuresGap } from './choose-tables.ts'
import { gapChoice, gapResult } from './gap.ts'
import { citeCell, parseAddresses, resolveAddress } from './resolve-address.ts'
import type { RuleKind } from './rule-kind.ts'
import {
  findText,
  fromParameter,
  listRequiredRoles,
  listRoles,
  resultRoles,
} from './rule-parameters.ts'
import {
  fillPieces,
  findBraceMistake,
  splitPieces,
  type ShownValue,
  type TextPiece,
} from './value-text.ts'

/**
 * Sentences with values of table cells: `text="A total of {14-1.01 | Safety | Total | count} …"`.
 * Behind the part may stand how the value is shown: `| words`, `| decimals=1`. One address that
 * fails is a gap for the whole rule: half a sentence would say something else.
 */
export const cellRule: RuleKind = {
  name: 'cell',
  parameters: [{ name: 'text', isRequired: true, types: ['string'] }, fromParameter(false)],
  needsOwnParagraph: false,
  findMistakes(rule) {
    const text = findText(rule, 'text') ?? ''
    const sources = listSources(rule)
    const brace = findBraceMistake(text)
    const empty = sources.length === 0 ? ['text= holds no cell address; use the rule fixed'] : []
    return [...(brace ? [brace] : empty), ...parseAddresses(sources).mistakes]
  },
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose(rule, evidence) {
    const addresses = [...parseAddresses(listSources(rule)).addresses.values()]
    const choice = chooseAddressTables(addresses, evidence, rolesOf(rule))
    const tables = listChosenTables(evidence, choice.chosen)
    const { failures } = showAll(rule, tables)
    return failures.length > 0 ? gapChoice(failuresGap(failures, choice)) : choice
  },
  compose(rule, choice, evidence, { isWholeParagraph }) {
    const tables = listChosenTables(evidence, choice.chosen)
    if (tables.length === 0) return gapResult(choice)
    const { failures, show } = showAll(rule, tables)
    if (failures.length > 0) return { outcome: 'gap', gap: failuresGap(failures, choice) }
    const role = isWholeParagraph ? 'body' : 'inline'
    const sentences = fillPieces(piecesOf(rule), show)
    return { outcome: 'filled', content: [{ kind: 'paragraph', role, sentences }] }
  },
}

type Shown = {
  readonly failures: readonly CellFailure[]
  readonly show: (source: string, isSentenceStart: boolean) => ShownValue
}

/** Resolves every address once; `show` is for a rule without failures. */
function showAll(rule: Rule, tables: readonly EvidenceTable[]): Shown {
  const view = createTableViewer()
  const { addresses } = parseAddresses(listSources(rule))
  const cite = (source: string, isSentenceStart: boolean) => {
    const address = addresses.get(source)
    if (!address) return undefined
    const found = resolveAddress(address, tables, view)
    if (found.outcome === 'failed') return found
    return citeCell(found.resolved, address.formats, isSentenceStart)
  }
  const failures = listSources(rule)
    .map((source) => cite(source, false))
    .filter((result): result is CellFailure => result?.outcome === 'failed')
  return {
    failures,
    show: (source, isSentenceStart) => {
      const result = cite(source, isSentenceStart)
      return result?.outcome === 'shown' ? result.value : { text: '', citations: [] }
    },
  }
}

function piecesOf(rule: Rule): readonly TextPiece[] {
  return splitPieces(findText(rule, 'text') ?? '')
}

function listSources(rule: Rule): readonly string[] {
  return piecesOf(rule).flatMap((piece) => (piece.kind === 'value' ? [piece.source] : []))
}

function rolesOf(rule: Rule): readonly SourceRole[] {
  return listRoles(rule, resultRoles)
}
