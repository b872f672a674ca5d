import type { CellReference } from '../../../shared/model/citation.ts'
import type { TableBlock } from '../../../shared/model/source-text.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { createLabel } from '../table-label.ts'
import { viewTable } from '../table-view.ts'
import type { ClaimCell } from './list-claims.ts'

/** A cell of a source that stands at a claim's address. */
export type SameCell = {
  readonly source: EvidenceSource
  readonly range: TextRange
  readonly reference: CellReference
}

/**
 * Finds the cells of the sources at the address of a document's cell: a table of its number (of its
 * title, where the document numbers its tables anew) with a row and a column of its names. A table's
 * structure is read when it is first asked for, and kept.
 */
export function createSameCellFinder(
  sources: readonly EvidenceSource[],
): (cell: ClaimCell) => readonly SameCell[] {
  const tables = sources.flatMap((source) => listTables(source).map((table) => ({ source, table })))
  const byNumber = groupBy(tables, ({ table }) => table.number)
  const byTitle = groupBy(tables, ({ table }) => foldName(table.title))
  const cellsOf = new Map<TableBlock, ReadonlyMap<string, SameCell>>()
  return (cell) => {
    const titled = foldName(cell.tableTitle)
    const numbered = cell.tableNumber === '' ? [] : (byNumber.get(cell.tableNumber) ?? [])
    const found = numbered.length > 0 || titled === '' ? numbered : (byTitle.get(titled) ?? [])
    const address = joinAddress(cell)
    return found.flatMap(({ source, table }) => {
      const cells = cellsOf.get(table) ?? readCells(source, table)
      cellsOf.set(table, cells)
      return cells.get(address) ?? []
    })
  }
}

function listTables({ sourceText }: EvidenceSource): TableBlock[] {
  return sourceText.blocks.filter(
    (block): block is TableBlock => block.kind === 'table' && !block.isShell,
  )
}

/** Two cells under one address point at neither: both are left out. */
function readCells(source: EvidenceSource, table: TableBlock): ReadonlyMap<string, SameCell> {
  const { rows, columns } = viewTable(source.sourceText, table)
  const found = new Map<string, SameCell>()
  const twins = new Set<string>()
  for (const row of rows) {
    row.cells.forEach((cell, at) => {
      const columnPath = columns[at]?.path ?? []
      if (!cell || cell.range.start === cell.range.end) return
      const address = joinAddress({ rowPath: row.path, columnPath })
      if (found.has(address)) twins.add(address)
      const reference: CellReference = {
        tableNumber: table.number,
        rowPath: row.path,
        columnPath,
        part: 'whole',
      }
      found.set(address, { source, range: cell.range, reference })
    })
  }
  for (const address of twins) found.delete(address)
  return found
}

function joinAddress({ rowPath, columnPath }: Pick<ClaimCell, 'rowPath' | 'columnPath'>): string {
  return JSON.stringify([rowPath.map(foldName), columnPath.map(foldName)])
}

export function groupBy<T>(
  values: readonly T[],
  keyOf: (value: T) => string,
): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}

function foldName(name: string): string {
  return createLabel(name).folded
}
