import type { Place, TablePlace } from '../attribute-places.ts'
import { readArmHead } from '../verify/arms.ts'
import type { NearEvidence } from './nearest-evidence.ts'
import { findTableEvidence, readTable, type ReadTable } from './table-evidence.ts'

/**
 * Finds the cells of the rows and groups that a sentence with a value names, in tables of results by group.
 * Each table is read when a sentence first comes near it, and kept.
 */
export function findNamedCells(claim: string, places: readonly Place[]): readonly NearEvidence[] {
  return places
    .flatMap((place) =>
      place.tables.flatMap((table) => {
        if (!known.has(table)) known.set(table, readByGroup(place.source, table))
        const own = known.get(table)
        const found = own && findTableEvidence(claim, own)
        return found ? [{ ...found, sourceTextId: place.source.sourceTextId }] : []
      }),
    )
    .filter(({ nearness }) => nearness >= leastNearness)
    .toSorted((a, b) => b.held - a.held || b.nearness - a.nearness)
    .slice(0, mostTables)
    .flatMap(({ cells, nearness, sourceTextId }) =>
      cells.map(({ range, reference }) => ({ sourceTextId, range, cell: reference, nearness })),
    )
}

const known = new WeakMap<TablePlace, ReadTable | undefined>()

/** The words around a table are few, and its rows are named by them. */
const leastNearness = 0.5

const mostTables = 3

/** Undefined for a table whose columns are no groups: a record tells more than a value. */
function readByGroup(source: Place['source'], table: TablePlace): ReadTable | undefined {
  const cells = table.getCells()
  const own = readTable(source, cells)
  const isByGroup = cells.some(({ reference: { columnPath } }) =>
    columnPath.some((head) => own !== undefined && readArmHead(head, own.findArms).length > 0),
  )
  return isByGroup ? own : undefined
}
