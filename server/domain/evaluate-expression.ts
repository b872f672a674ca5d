import type { Expression } from './expression.ts'
import {
  add,
  compare,
  createFraction,
  divide,
  multiply,
  parseFraction,
  subtract,
  type Fraction,
} from './fraction.ts'

export type Computed = {
  readonly outcome: 'computed'
  readonly value: Fraction
  /** With how many decimals it is shown when nobody says: as many as its cells give. */
  readonly decimals: number
  readonly isPercent: boolean
}

type Uncomputed = { readonly outcome: 'failed'; readonly message: string }

/** Values of the cells and names of an expression, by what stands in it. */
export type Lookup = {
  /** Words of a cell, such as "24.1"; undefined for one that was not found. */
  cell(source: string): string | undefined
  name(name: string): Expression | undefined
  rows(table: string, condition: string): number | undefined
}

/** Evaluates exactly; a bound such as "<.0001" is no number to compute with. */
export function evaluate(expression: Expression, lookup: Lookup, depth = 0): Computed | Uncomputed {
  if (depth > 50) return failed('the names of values= go in a circle')
  switch (expression.kind) {
    case 'number':
      return readText(expression.text)
    case 'cell': {
      const text = lookup.cell(expression.source)
      return text === undefined ? failed(`{${expression.source}} has no value`) : readText(text)
    }
    case 'rows': {
      const count = lookup.rows(expression.table, expression.condition)
      return count === undefined
        ? failed(`the rows of table ${expression.table} can't be counted`)
        : computed(createFraction(BigInt(count), 1n), 0)
    }
    case 'name': {
      const meant = lookup.name(expression.name)
      return meant
        ? evaluate(meant, lookup, depth + 1)
        : failed(`"${expression.name}" is not in values=`)
    }
    default:
      return combine(expression, lookup, depth)
  }
}

type Compound = Extract<Expression, { kind: 'operation' | 'call' }>

function combine(expression: Compound, lookup: Lookup, depth: number): Computed | Uncomputed {
  const results = expression.of.map((one) => evaluate(one, lookup, depth + 1))
  const failure = results.find((result) => result.outcome === 'failed')
  if (failure) return failure
  const values = results.filter((result) => result.outcome === 'computed')
  const decimals = Math.max(...values.map((value) => value.decimals))
  const isPercent = values.every((value) => value.isPercent)
  const fractions = values.map(({ value }) => value)
  return expression.kind === 'call'
    ? call(expression.name, fractions, decimals, isPercent)
    : operate(expression.sign, fractions, decimals, isPercent)
}

function operate(
  sign: Extract<Expression, { kind: 'operation' }>['sign'],
  [a = zero, b]: readonly Fraction[],
  decimals: number,
  isPercent: boolean,
): Computed | Uncomputed {
  if (!b) return computed(subtract(zero, a), decimals, isPercent)
  if (sign === '+') return computed(add(a, b), decimals, isPercent)
  if (sign === '-') return computed(subtract(a, b), decimals, isPercent)
  if (sign === '*') return computed(multiply(a, b), decimals)
  const quotient = divide(a, b)
  return quotient ? computed(quotient, decimals + 1) : failed('a division by zero')
}

function call(
  name: Extract<Expression, { kind: 'call' }>['name'],
  values: readonly Fraction[],
  decimals: number,
  isPercent: boolean,
): Computed | Uncomputed {
  const [a = zero, b = zero] = values
  if (name === 'percent') {
    const share = divide(multiply(a, hundred), b)
    return share ? computed(share, 1, true) : failed('a percentage of zero')
  }
  const sum = values.reduce(add, zero)
  if (name === 'sum') return computed(sum, decimals, isPercent)
  if (name === 'mean') {
    const mean = divide(sum, createFraction(BigInt(values.length), 1n)) ?? zero
    return computed(mean, decimals + 1, isPercent)
  }
  const isBetter = (one: Fraction, best: Fraction) =>
    name === 'min' ? compare(one, best) < 0 : compare(one, best) > 0
  const best = values.reduce((found, one) => (isBetter(one, found) ? one : found), a)
  return computed(best, decimals, isPercent)
}

const zero = createFraction(0n, 1n)
const hundred = createFraction(100n, 1n)

function readText(text: string): Computed | Uncomputed {
  const isPercent = text.trim().endsWith('%')
  const plain = text.trim().replace(/\s*%$/, '')
  const value = parseFraction(plain)
  const decimals = /\.(\d+)$/.exec(plain)?.[1]?.length ?? 0
  return value
    ? computed(value, decimals, isPercent)
    : failed(`"${text}" is no number to compute with`)
}

function computed(value: Fraction, decimals: number, isPercent = false): Computed {
  return { outcome: 'computed', value, decimals, isPercent }
}

function failed(message: string): Uncomputed {
  return { outcome: 'failed', message }
}
