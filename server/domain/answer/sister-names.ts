import { sliceRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import { isValueText } from '../table-heads.ts'
import { readCell } from './cell-numbers.ts'
import { isList, listWords } from './record-list.ts'
import type { AskedRow, AskedTable } from './table-rows.ts'

type Names = readonly ReadonlySet<string>[]

/** Names that stand beside each other in a table: one said after the other takes its place. */
export type SisterNames = {
  readonly columns: readonly Names[]
  /** Of one group. */
  readonly rows: readonly Names[]
  /** Of one table, in whatever group. */
  readonly tables: readonly Names[]
  readonly records: readonly (readonly RecordWords[])[]
}

/** What a row is called by its first cell, and all that its cells say. */
export type RecordWords = {
  readonly name: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}

export function listSisterNames(tables: readonly AskedTable[]): SisterNames {
  const found = tables.map(readTable)
  return {
    columns: found.flatMap(({ columns }) => columns),
    rows: found.flatMap(({ rows }) => rows),
    tables: found.flatMap(({ tables: ofTable }) => ofTable),
    records: found.flatMap(({ records }) => records),
  }
}

/** A table never changes, and each question behind another one asks for its names. */
const namesOf = new WeakMap<AskedTable['rows'], SisterNames>()

function readTable(table: AskedTable): SisterNames {
  const known = namesOf.get(table.rows) ?? readNames(table)
  namesOf.set(table.rows, known)
  return known
}

function readNames(table: AskedTable): SisterNames {
  const own = distinctNames(table.columns.map((column) => column.own))
  const isOfRecords = isList(table)
  return {
    columns: [own, ...(isOfRecords ? listCellNames(table) : [])],
    rows: listFamilies(table),
    tables: [distinctNames(table.rows.map((row) => row.own))],
    records: isOfRecords ? [listRecords(table)] : [],
  }
}

function listFamilies(table: AskedTable): readonly Names[] {
  // a p-value is called by what was compared, which is no sister of what was measured
  const rows = table.rows.filter(({ isPValue }) => !isPValue)
  const measured = rows.filter(({ statistics }) => statistics.size > 0)
  const groups = new Map<string, AskedRow[]>()
  for (const row of rows) {
    const group = JSON.stringify(row.path.slice(0, -1))
    const members = groups.get(group)
    if (members) members.push(row)
    else groups.set(group, [row])
  }
  return [...groups.values(), measured].map((family) => distinctNames(family.map(({ own }) => own)))
}

function listRecords(table: AskedTable): RecordWords[] {
  const { text } = table.place.source.sourceText
  return table.rows.flatMap((row) => {
    const [first] = row.heads
    const name = first ? new Set(listTerms(sliceRange(text, first.range))) : new Set<string>()
    return name.size > 0 ? [{ name, words: new Set(listTerms(listWords(table, row))) }] : []
  })
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
