import type { DraftCitation } from '../../../shared/model/citation.ts'
import { parseCellAddress, type CellAddress } from '../cell-address.ts'
import type { EvidenceTable } from '../evidence-tables.ts'
import { findCell, type CellFailure, type FoundCell } from '../find-cell.ts'
import { formatValue } from '../format-value.ts'
import { foldTableNumber } from '../cell-address.ts'
import type { TableView } from '../table-view.ts'
import type { ShownValue } from './value-text.ts'

export type ResolvedCell = { readonly table: EvidenceTable; readonly cell: FoundCell }

/** Finds an address in the tables of its number; two of them that both have it are ambiguous. */
export function resolveAddress(
  address: CellAddress,
  tables: readonly EvidenceTable[],
  view: (table: EvidenceTable) => TableView,
): { readonly outcome: 'found'; readonly resolved: ResolvedCell } | CellFailure {
  const wanted = foldTableNumber(address.tableNumber)
  const found: ResolvedCell[] = []
  const failures: CellFailure[] = []
  for (const table of tables.filter((one) => foldTableNumber(one.table.number) === wanted)) {
    const cell = findCell(table.source.sourceText, view(table), address)
    if (cell.outcome === 'found') found.push({ table, cell })
    else failures.push(cell)
  }
  const [first] = found
  if (first && found.length === 1) return { outcome: 'found', resolved: first }
  if (first) return twinTables(address, found)
  return failures[0] ?? noTable(address)
}

/** The value as it is shown, with its citation. */
export function citeCell(
  { table, cell }: ResolvedCell,
  formats: readonly string[],
  isSentenceStart: boolean,
): { readonly outcome: 'shown'; readonly value: ShownValue } | CellFailure {
  const formatted = formatValue(cell.quote, cell.reference.part, formats, isSentenceStart)
  if (formatted.outcome === 'failed') {
    return { outcome: 'failed', failure: 'bad_value', message: formatted.message, candidates: [] }
  }
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

/** Addresses of a text's pieces that parse; mistakes in words for the others. */
export function parseAddresses(sources: readonly string[]): {
  readonly addresses: ReadonlyMap<string, CellAddress>
  readonly mistakes: readonly string[]
} {
  const addresses = new Map<string, CellAddress>()
  const mistakes: string[] = []
  for (const source of sources) {
    const parsed = parseCellAddress(source)
    if (parsed.outcome === 'parsed') addresses.set(source, parsed.address)
    else mistakes.push(parsed.message)
  }
  return { addresses, mistakes }
}

function twinTables(address: CellAddress, found: readonly ResolvedCell[]): CellFailure {
  const candidates = found.map(({ table: { source, table } }) => `${table.title} (${source.name})`)
  const message = `${found.length} tables have the number ${address.tableNumber} and this cell`
  return { outcome: 'failed', failure: 'ambiguous', message, candidates }
}

function noTable(address: CellAddress): CellFailure {
  const message = `no source has a table ${address.tableNumber} with values`
  return { outcome: 'failed', failure: 'no_evidence', message, candidates: [] }
}
