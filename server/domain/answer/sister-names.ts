import { listTerms } from '../../../shared/text/terms.ts'
import { isValueText } from '../table-heads.ts'
import { readCell } from './cell-numbers.ts'
import { isList } from './record-list.ts'
import type { AskedRow, AskedTable } from './table-rows.ts'

type Names = readonly ReadonlySet<string>[]

/** Names that stand beside each other in a table: one said after the other takes its place. */
export type SisterNames = {
  readonly columns: readonly Names[]
  /** Of one group. */
  readonly rows: readonly Names[]
  /** Of one table, in whatever group. */
  readonly tables: readonly Names[]
}

export function listSisterNames(tables: readonly AskedTable[]): SisterNames {
  return {
    columns: [
      ...tables.map(({ columns }) => distinctNames(columns.map(({ own }) => own))),
      ...tables.filter(isList).flatMap(listCellNames),
    ],
    rows: tables.flatMap((table) => {
      // a p-value is called by what was compared, which is no sister of what was measured
      const rows = table.rows.filter(({ isPValue }) => !isPValue)
      const measured = rows.filter(({ statistics }) => statistics.size > 0)
      const groupOf = ({ path }: AskedRow) => JSON.stringify(path.slice(0, -1))
      const groups = [...new Set(rows.map(groupOf))].map((group) =>
        rows.filter((row) => groupOf(row) === group),
      )
      return [...groups, measured].map((family) => distinctNames(family.map(({ own }) => own)))
    }),
    tables: tables.map(({ rows }) => distinctNames(rows.map(({ own }) => own))),
  }
}

/** What a list says of its rows in one column: "Ulm" and "Trier" of towns. */
function listCellNames(table: AskedTable): Names[] {
  return table.columns.map((_, index) => {
    const words = table.rows.map((row) => readCell(table, row, index))
    return distinctNames(
      words.filter((text) => !isValueText(text)).map((text) => new Set(listTerms(text))),
    )
  })
}

function distinctNames(names: Names): Names {
  const named = names.filter(({ size }) => size > 0)
  return [...new Map(named.map((terms) => [[...terms].join(' '), terms])).values()]
}
