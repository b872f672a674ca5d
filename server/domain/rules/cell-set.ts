import type { DraftCitation } from '../../../shared/model/citation.ts'
import type { RuleChoice } from '../../../shared/model/outline.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { foldTableNumber, parseCellAddress, type CellAddress } from '../cell-address.ts'
import type { SearchedEvidence } from '../evidence.ts'
import { createTableViewer, listChosenTables, type EvidenceTable } from '../evidence-tables.ts'
import { findCell, type CellFailure, type FoundCell } from '../find-cell.ts'
import { formatValue } from '../format-value.ts'
import type { TableView } from '../table-view.ts'
import { chooseTables } from './choose-tables.ts'
import type { ShownValue } from './value-text.ts'

/** The cells that a rule's addresses name, in the tables that were chosen for it. */
export type CellSet = {
  /** Of all addresses, in their order; none means that each was found. */
  readonly failures: readonly CellFailure[]
  /** The words of a cell by its address as written; undefined for one that was not found. */
  findQuote(source: string): string | undefined
  cite(source: string, formats?: readonly string[], isSentenceStart?: boolean): Shown
  findTable(number: string): { readonly table: EvidenceTable; readonly view: TableView } | undefined
}

export type Shown = { readonly outcome: 'shown'; readonly value: ShownValue } | CellFailure

/** Tables of all addresses and numbers; addresses with mistakes are left out. */
export function chooseCells(
  sources: readonly string[],
  numbers: readonly string[],
  evidence: SearchedEvidence,
  roles: readonly SourceRole[],
): RuleChoice {
  const named = [...listAddresses(sources).map(({ tableNumber }) => tableNumber), ...numbers]
  const unique = new Map(named.map((number) => [foldTableNumber(number), number]))
  return chooseTables([...unique.values()], evidence, roles)
}

export function findAddressMistakes(sources: readonly string[]): readonly string[] {
  return sources.flatMap((source) => {
    const parsed = parseCellAddress(source)
    return parsed.outcome === 'failed' ? [parsed.message] : []
  })
}

export function createCellSet(
  sources: readonly string[],
  { chosen }: Pick<RuleChoice, 'chosen'>,
  evidence: SearchedEvidence,
): CellSet {
  const tables = listChosenTables(evidence, chosen)
  const view = createTableViewer()
  const found = new Map(sources.map((source) => [source, resolve(source, tables, view)]))
  return {
    failures: [...found.values()].filter((one): one is CellFailure => one.outcome === 'failed'),
    findQuote: (source) => {
      const one = found.get(source)
      return one?.outcome === 'resolved' ? one.cell.quote : undefined
    },
    cite: (source, formats, isSentenceStart = false) => {
      const one = found.get(source) ?? resolve(source, tables, view)
      if (one.outcome === 'failed') return one
      return citeFound(one.table, one.cell, formats ?? one.address.formats, isSentenceStart)
    },
    findTable: (number) => {
      const table = tablesOf(number, tables)[0]
      return table && { table, view: view(table) }
    },
  }
}

/** The value as it is shown, with its citation. */
export function citeFound(
  table: EvidenceTable,
  cell: FoundCell,
  formats: readonly string[],
  isSentenceStart: boolean,
): Shown {
  const formatted = formatValue(cell.quote, cell.reference.part, formats, isSentenceStart)
  if (formatted.outcome === 'failed') return failed('bad_value', formatted.message)
  const citation: DraftCitation = {
    evidence: {
      kind: 'text',
      sourceTextId: table.source.sourceTextId,
      range: cell.range,
      quote: cell.quote,
      cell: cell.reference,
    },
    transformations: formatted.transformations,
    formula: '',
  }
  return { outcome: 'shown', value: { text: formatted.text, citations: [citation] } }
}

type Resolved = {
  readonly outcome: 'resolved'
  readonly address: CellAddress
  readonly table: EvidenceTable
  readonly cell: FoundCell
}

/** Two tables of one number that both have the cell make the address ambiguous. */
function resolve(
  source: string,
  tables: readonly EvidenceTable[],
  view: (table: EvidenceTable) => TableView,
): Resolved | CellFailure {
  const parsed = parseCellAddress(source)
  if (parsed.outcome === 'failed') return failed('no_match', parsed.message)
  const { address } = parsed
  const looked = tablesOf(address.tableNumber, tables).map((table) => ({
    table,
    cell: findCell(table.source.sourceText, view(table), address),
  }))
  const found = looked.flatMap(({ table, cell }) =>
    cell.outcome === 'found' ? [{ outcome: 'resolved' as const, address, table, cell }] : [],
  )
  const [first] = found
  if (first && found.length === 1) return first
  if (first) return twinTables(address, found)
  const failure = looked.map(({ cell }) => cell).find((cell) => cell.outcome === 'failed')
  return (
    failure ?? failed('no_evidence', `no source has a table ${address.tableNumber} with values`)
  )
}

function twinTables(address: CellAddress, found: readonly Resolved[]): CellFailure {
  const message = `${found.length} tables have the number ${address.tableNumber} and this cell`
  const candidates = found.map(({ table: { source, table } }) => `${table.title} (${source.name})`)
  return { ...failed('ambiguous', message), candidates }
}

function tablesOf(number: string, tables: readonly EvidenceTable[]): readonly EvidenceTable[] {
  const wanted = foldTableNumber(number)
  return tables.filter(({ table }) => foldTableNumber(table.number) === wanted)
}

function listAddresses(sources: readonly string[]): readonly CellAddress[] {
  return sources.flatMap((source) => {
    const parsed = parseCellAddress(source)
    return parsed.outcome === 'parsed' ? [parsed.address] : []
  })
}

function failed(failure: CellFailure['failure'], message: string): CellFailure {
  return { outcome: 'failed', failure, message, candidates: [] }
}
