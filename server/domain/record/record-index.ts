import type { RecordField, RecordList } from '../tie/record-list.ts'
import { readColumns, type RecordColumn } from './record-columns.ts'

/** Where a text stands in a list: below one head, of one record or of several. */
export type Placed = { readonly column: RecordColumn; readonly records: readonly number[] }

/** A list by what its fields say, in lower case. */
export type RecordIndex = {
  readonly list: RecordList
  readonly columns: readonly RecordColumn[]
  readonly find: (lower: string) => readonly Placed[]
}

/** Made when a list is first asked for, and kept as long as it. */
export function indexRecords(list: RecordList): RecordIndex {
  const known = indexes.get(list) ?? makeIndex(list)
  indexes.set(list, known)
  return known
}

const indexes = new WeakMap<RecordList, RecordIndex>()

function makeIndex(list: RecordList): RecordIndex {
  const columns = readColumns(list)
  const places = new Map<string, Map<RecordColumn, number[]>>()
  for (const column of columns.filter(({ kind }) => kind === 'text')) {
    list.records.forEach((record, at) => {
      const lower = record[column.at]?.lower
      if (lower === undefined || !isTelling(lower)) return
      const byColumn = places.get(lower) ?? new Map<RecordColumn, number[]>()
      places.set(lower, byColumn)
      const known = byColumn.get(column)
      if (known) known.push(at)
      else byColumn.set(column, [at])
    })
  }
  return {
    list,
    columns,
    find: (lower) =>
      Array.from(places.get(lower) ?? [], ([column, records]) => ({ column, records })),
  }
}

/** What may stand in a sentence by chance names no record. */
function isTelling(lower: string): boolean {
  return lower.length >= 2 && /\p{L}|\d[-/]\d/u.test(lower) && !/^(?:yes|no|n\/?a)$/.test(lower)
}

export function fieldOf(
  { list }: RecordIndex,
  record: number,
  { at }: RecordColumn,
): RecordField | undefined {
  return list.records[record]?.[at]
}
