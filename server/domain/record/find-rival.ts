import type { RecordField, RecordList } from '../tie/record-list.ts'
import { readFieldDate, readFieldNumber, type RecordColumn } from './record-columns.ts'
import { fieldOf, indexRecords } from './record-index.ts'
import type { OneRecord, ToldField } from './read-one-record.ts'

/** What another list has of the same record below the same head, where it is something else. */
export function findRival(
  list: RecordList,
  own: OneRecord,
  told: ToldField,
): OneRecord | undefined {
  const index = indexRecords(list)
  const [called] = index.columns
  if (!called?.isOwn || !isSameHead(called, own.called)) return undefined
  const column = index.columns.find((one) => isSameHead(one, told.column))
  if (column?.kind !== told.column.kind) return undefined
  const record = list.records.findIndex((one) => one[called.at]?.lower === own.key.lower)
  const [key, field] = [called, column].map((one) => fieldOf(index, record, one))
  if (!key || !field) return undefined
  return differ(valueOf(field, column), valueOf(told.field, told.column))
    ? { list, key, called, told: [{ column, range: told.range, field, holds: false }] }
    : undefined
}

function isSameHead(a: RecordColumn, b: RecordColumn): boolean {
  const [one, other] = [a, b].map(({ head, preposition, currency }) =>
    [...head.map(({ key }) => key), preposition, currency].join(' '),
  )
  return a.head.length > 0 && one === other
}

function valueOf(field: RecordField, column: RecordColumn): string | number | undefined {
  if (column.kind === 'date') return readFieldDate(field, column.isDayFirst)
  return column.kind === 'number' ? readFieldNumber(field) : field.lower
}

/** "Open" and "open (overdue)" don't exclude each other. */
function differ(a: string | number | undefined, b: string | number | undefined): boolean {
  if (typeof a === 'string' && typeof b === 'string') return !a.includes(b) && !b.includes(a)
  return a !== undefined && b !== undefined && a !== b
}
