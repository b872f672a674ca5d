import type { Computed } from '../compare/find-computed.ts'
import type { ReadTable } from '../compare/near-tables.ts'
import { findComparedCell } from './compared-cells.ts'
import { accounts } from './account.ts'
import { findCellAt, readGrid, type Grid } from './read-grid.ts'
import { readDifference, readSaid, type Said } from './said.ts'
import { tellChanges } from './tell-changes.ts'
import { tellDifferences } from './tell-differences.ts'
import { tellExtremes } from './tell-extremes.ts'
import { tellParts } from './tell-parts.ts'
import { tellShares } from './tell-shares.ts'
import { tellSums } from './tell-sums.ts'
import { tellValues } from './tell-values.ts'
import { describeTelling, type Tell, type Telling } from './telling.ts'

export const ways: readonly Tell[] = [
  tellChanges,
  tellDifferences,
  tellExtremes,
  tellParts,
  tellShares,
  tellSums,
]

/**
 * What a typed sentence says of the cells that it names, where all of its words are accounted for and every
 * table that it may mean bears it out; undefined otherwise. It never says that a sentence is wrong.
 */
export function findInGrids(
  text: string,
  headings: readonly string[],
  tables: readonly ReadTable[],
): Computed | undefined {
  const found = tables.flatMap(({ table }) => {
    const grid = readGrid(table)
    return grid ? tellIn(readDifference(readSaid(text, headings, grid))) : []
  })
  const [first] = found
  if (!first || found.some(({ telling }) => !telling.holds)) return undefined
  return toComputed(first.said, first.telling)
}

type Found = { readonly said: Said; readonly telling: Telling }

function tellIn(said: Said): readonly Found[] {
  const read = (some: readonly Tell[]) =>
    some
      .flatMap((tell) => tell(said))
      .filter(({ places, consumed }) => accounts(said, places, consumed))
      .map((telling) => ({ said, telling }))
  const found = read(ways)
  // "43% of all falls (74 of 172)" is read as a share, and not as three values
  return found.length > 0 ? found : read([tellValues])
}

function toComputed(said: Said, telling: Telling): Computed {
  const { grid, text } = said
  const cells = listCells(grid, telling)
  return {
    source: grid.table.source,
    form: { kind: 'number', stake: { start: 0, end: text.length } },
    outcome: { holds: true, cells, words: describeTelling(said, telling), rival: undefined },
  }
}

function listCells(grid: Grid, { places }: Telling) {
  const cells = places.flatMap((place) => findCellAt(grid, place) ?? [])
  return [...new Set(cells)].map(findComparedCell)
}
