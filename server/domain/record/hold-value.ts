import { readCurrency, type NumberToken } from '../tie/sentence-tokens.ts'
import { readFieldDate, readFieldNumber, type RecordColumn } from './record-columns.ts'
import { fieldOf, type RecordIndex } from './record-index.ts'
import type { Item } from './record-words.ts'

type Place = { readonly index: RecordIndex; readonly record: number }

/** Whether a record has what an item says below a head; undefined where the two can't be held against each other. */
export function holdsValue(place: Place, item: Item, column: RecordColumn): boolean | undefined {
  const field = fieldOf(place.index, place.record, column)
  if (!field) return undefined
  if (column.kind === 'date') {
    const date = readFieldDate(field, column.isDayFirst)
    return item.kind === 'date' && date !== undefined ? item.date === date : undefined
  }
  if (column.kind === 'number') {
    const value = readFieldNumber(field)
    const isPlain = item.kind === 'number' && isComparable(place, item.number, column)
    return isPlain && value !== undefined ? Math.abs(item.number.value - value) < 1e-9 : undefined
  }
  if (item.kind !== 'field') return undefined
  const own = item.places.find((one) => one.column === column)
  return own && own.records.includes(place.record)
}

/** False for a number that is a bound, rounded to millions, a share, of a unit, or of a currency that the list doesn't have. */
function isComparable(place: Place, number: NumberToken, column: RecordColumn): boolean {
  const { comparator, isScaled, isPercent, unit, money } = number
  if (column.isMeasured || isScaled || isPercent || unit !== '' || comparator !== '') return false
  return money === '' || money === findCurrency(place, column)
}

/** What the head says, else the sign before the value, else the only column of codes. */
function findCurrency({ index, record }: Place, column: RecordColumn): string {
  if (column.currency !== '') return column.currency
  const sign = /^[£$€]/.exec(fieldOf(index, record, column)?.words ?? '')?.[0]
  if (sign !== undefined) return readCurrency(sign)
  const codes = index.columns.filter(({ at, kind }) => {
    const isCode = index.list.records.every((one) => /^\p{Lu}{3}$/u.test(one[at]?.words ?? ''))
    return kind === 'text' && isCode
  })
  const [own, ...others] = codes
  const code = own && others.length === 0 ? fieldOf(index, record, own)?.words : undefined
  return code === undefined ? '' : readCurrency(code)
}
