import { sliceRange } from '../../shared/text/range.ts'
import { createPlaceFinder, type AttributionSource } from './attribute-places.ts'
import type { ValueCell } from './attribute-table.ts'
import { readStatistics } from './check/named-rows.ts'
import type { RankedPassage } from './evidence.ts'
import { groupBy } from './check/same-cells.ts'

/** "75.1 (8.25)", "75.1 ± 8.25", "75.1 (SD 8.25)": nothing but a value and its spread. */
const valueWithSpread =
  /^\s*(-?\d[\d,]*(?:\.\d+)?)\s*(?:[([]|±|\+\/-)\s*(?:SD|SE)?\s*=?\s*(\d[\d,]*(?:\.\d+)?)\s*[)\]]?\s*$/i

/**
 * True where a query is a value with its spread, and a column of a passage's table gives them in two rows:
 * the mean or median, and behind it the deviation of the same thing.
 */
export function findsSpread(
  query: string,
  hits: readonly RankedPassage[],
  sources: readonly AttributionSource[],
): boolean {
  const [, value, spread] = valueWithSpread.exec(query) ?? []
  if (value === undefined || spread === undefined) return false
  return createPlaceFinder(sources)(hits).some(({ source, tables }) => {
    const read = ({ range }: ValueCell) => sliceRange(source.sourceText.text, range).trim()
    return tables.some((table) =>
      [...groupBy(table.getCells(), nameColumn).values()].some((column) =>
        column.some((cell, at) => {
          const own = read(cell) === value && isOf(cell, middle)
          const next = own
            ? column.slice(at + 1).find((one) => isOf(one, spreadOrMiddle))
            : undefined
          return next !== undefined && read(next) === spread && isOf(next, ['deviation'])
        }),
      ),
    )
  })
}

type Statistics = ReturnType<typeof readStatistics>

const middle: Statistics = ['mean', 'adjusted', 'median']

/** Behind the next mean stands the deviation of another thing. */
const spreadOrMiddle: Statistics = ['mean', 'adjusted', 'deviation']

function nameColumn({ reference }: ValueCell): string {
  return JSON.stringify(reference.columnPath)
}

/** "Age, mean" is a mean as well. */
function isOf({ reference: { rowPath } }: ValueCell, statistics: Statistics): boolean {
  const name = rowPath.at(-1) ?? ''
  const own = [name, ...name.split(/[,:]\s*/)].flatMap((part) => readStatistics(part.trim()))
  return own.some((one) => statistics.includes(one))
}
