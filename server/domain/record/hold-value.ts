import { isSameCurrency, listCurrencies, readCurrency } from '../../../shared/text/currencies.ts'
import { readTokens, type NumberToken } from '../tie/sentence-tokens.ts'
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
    // "33.400" may be thirty-three thousand
    if (/^\D{0,2}\d{1,3}\.\d{3}$/.test(field.words)) return undefined
    if (item.kind !== 'number' || value === undefined) return undefined
    return isComparable(place, item.number, column) ? isSame(item.number, value) : undefined
  }
  if (item.kind !== 'field') return undefined
  const own = item.places.find((one) => one.column === column)
  if (!own || own.records.includes(place.record)) return own && true
  // "open" and "open (overdue)" don't exclude each other
  const told = place.index.list.records[own.records[0] ?? -1]?.[column.at]?.lower ?? ''
  return told.includes(field.lower) || field.lower.includes(told) ? undefined : false
}

/** Undefined for what may be the value, rounded. */
function isSame({ value: told, step }: NumberToken, value: number): boolean | undefined {
  if (Math.abs(told - value) < 1e-9) return true
  return Math.abs(told - value) <= step / 2 ? undefined : false
}

/** False for a number that is a bound, rounded to millions, a share, of a unit, or of a currency that the list doesn't have. */
function isComparable(place: Place, number: NumberToken, column: RecordColumn): boolean {
  const { comparator, isScaled, isPercent, unit, money } = number
  if (column.isMeasured || isScaled || isPercent || comparator !== '') return false
  if (unit !== '' && !isOfUnit(number, column.unit)) return false
  return money === '' || isSameCurrency(money, findCurrency(place, column))
}

/** Kilograms of kilograms. */
function isOfUnit({ value, key }: NumberToken, unit: string): boolean {
  const [own] = readTokens(`${String(value)} ${unit}`)
  return own?.kind === 'number' && own.unit !== '' && own.key === key
}

/** What the head says, else the sign before the value, else the only column of codes. */
function findCurrency({ index, record }: Place, column: RecordColumn): string {
  if (column.currency !== '') return column.currency
  const [told] = listCurrencies(fieldOf(index, record, column)?.words ?? '')
  if (told) return told.code
  const codes = index.columns.filter(({ at, kind }) => {
    const isCode = index.list.records.every((one) => /^\p{Lu}{3}$/u.test(one[at]?.words ?? ''))
    return kind === 'text' && isCode
  })
  const [own, ...others] = codes
  const code = own && others.length === 0 ? fieldOf(index, record, own)?.words : undefined
  return readCurrency(code ?? '') ?? ''
}
