import { compare, parseFraction, type Fraction } from './fraction.ts'

/** What a value of a table says of its number: "75.1" is one number, "<.0001" all below one. */
export type Interval = { readonly low: Bound | undefined; readonly high: Bound | undefined }

/** `isOpen`: the number itself is not in the interval. */
type Bound = { readonly value: Fraction; readonly isOpen: boolean }

export function createPoint(value: Fraction): Interval {
  return { low: { value, isOpen: false }, high: { value, isOpen: false } }
}

/** Of "<.0001", "≥ 3", "9%", "75.1"; undefined for words. */
export function readInterval(text: string): Interval | undefined {
  const match = /^\s*([<>]=?|[≤≥])?\s*(.+?)\s*%?\s*$/.exec(text)
  const value = parseFraction(match?.[2] ?? '')
  if (!match || !value) return undefined
  const sign = match[1] ?? ''
  if (sign === '') return createPoint(value)
  const bound = { value, isOpen: sign === '<' || sign === '>' }
  const isAbove = sign.startsWith('>') || sign === '≥'
  return isAbove ? { low: bound, high: undefined } : { low: undefined, high: bound }
}

/** Undefined where some numbers of the intervals are in that order and some are not. */
export function isLess(a: Interval, b: Interval): boolean | undefined {
  if (a.high && b.low) {
    const order = compare(a.high.value, b.low.value)
    if (order < 0 || (order === 0 && (a.high.isOpen || b.low.isOpen))) return true
  }
  if (a.low && b.high && compare(a.low.value, b.high.value) >= 0) return false
  return undefined
}
