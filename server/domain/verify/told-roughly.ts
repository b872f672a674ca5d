import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { CellValue, NumberToken, PairedValue } from './cell-values.ts'
import type { Token } from './statement.ts'

/** Values as a sentence rounds them, where it says that it does. */
export function roundValues(
  values: readonly CellValue[],
  tokens: readonly Token[],
  text: string,
): readonly CellValue[] {
  return roundToScale(roundAsTold(values, tokens, text), tokens, text)
}

/**
 * As `roundAsTold` where a table counts in thousands and a sentence in millions: "EUR 5.9 million" is 5,940, as it
 * rounds it. One digit alone leaves too much open.
 */
function roundToScale(
  values: readonly CellValue[],
  tokens: readonly Token[],
  text: string,
): readonly CellValue[] {
  const millions = tokens
    .filter((token) => token.kind === 'number')
    .filter(({ range }) => /[1-9]\D*\d/.test(sliceRange(text, range)))
  return values.map((value) => {
    const { token } = value
    const told = millions.find(({ range }) =>
      isRoundedToScale(sliceRange(text, range), token.quantity.decimal, value.scale),
    )
    if (!told || token.quantity.unit !== '' || token.quantity.comparator !== '') return value
    const { decimal } = told.quantity
    return { ...value, token: { ...token, quantity: { ...token.quantity, decimal } } }
  })
}

/** True where "5.9 million" is what a value is rounded to, or the value, of a table that counts in thousands. */
export function isRoundedToScale(spelled: string, given: string, scale: number): boolean {
  const [, number = '', decimals = '', word = ''] = inMillions.exec(spelled) ?? []
  const place = scales.get(word.toLowerCase()) ?? 0
  if (scale === 0 || place <= scale) return false
  const told = Number(number.replaceAll(',', '')) * 10 ** place
  const error = Math.abs(told - Number(given) * 10 ** scale)
  return error <= (0.5 + 1e-9) * 10 ** (place - decimals.length)
}

const inMillions = /(-?\d[\d,]*(?:\.(\d+))?)\s*(million|billion)$/i
const scales: ReadonlyMap<string, number> = new Map([
  ['million', 6],
  ['billion', 9],
])

/**
 * "About 700" tells of a cell with 702: the value as the sentence rounds it, where it says that it does, and no
 * cell has the number itself. Whoever is counted is counted exactly: "about 240 subjects" may be another number,
 * as of those who were planned.
 */
function roundAsTold(
  values: readonly CellValue[],
  tokens: readonly Token[],
  text: string,
): readonly CellValue[] {
  const rough = tokens
    .filter((token) => token.kind === 'number')
    .filter(
      (token) =>
        findHedge(text, token.range) !== undefined &&
        !values.some((value) => value.token.quantity.decimal === token.quantity.decimal),
    )
  return values.map((value) => {
    const { token } = value
    const told = rough.find((one) => isRounded(text, one, Number(token.quantity.decimal)))
    const isMeasured = told?.quantity.unit !== '' || token.quantity.decimal.includes('.')
    if (!told || token.quantity.comparator !== '' || !isMeasured) return value
    const { decimal } = told.quantity
    return { ...value, token: { ...token, quantity: { ...token.quantity, decimal } } }
  })
}

/** True for the "about" before a value that is told so. */
export function hedgesValue(
  text: string,
  { end }: TextRange,
  paired: readonly PairedValue[],
): boolean {
  const own = paired.find(
    ({ claim }) => claim.range.start >= end && findHedge(text, claim.range)?.end === end,
  )
  return own !== undefined && own.value.scale === 0 && isHedged(text, own)
}

function isHedged(text: string, { claim, value }: PairedValue): boolean {
  const given = Number(value.written)
  const isSame = given === Number(claim.quantity.decimal)
  return isRounded(text, claim, given) || (isSame && findSide(text, claim.range) === 'either')
}

/** True where a number that is told roughly is not far from `given`: it may be meant, or not. */
export function isToldNear(text: string, range: TextRange, told: number, given: number): boolean {
  return findHedge(text, range) !== undefined && Math.abs(told - given) <= near * Math.abs(given)
}

const near = 0.05

export function tellsRoughly(text: string): boolean {
  return Array.from(text.matchAll(/-?\d+(?:\.\d+)?/g)).some(
    ({ index, 0: { length } }) =>
      findHedge(text, { start: index, end: index + length }) !== undefined,
  )
}

/** Share of the value by which what is rounded may differ. */
const mostRounded = 0.025

function isRounded(text: string, { range, quantity }: NumberToken, given: number): boolean {
  const told = Number(quantity.decimal)
  const error = Math.abs(told - given)
  const side = findSide(text, range)
  const isOfSide = side === 'either' || (side === 'below' ? given < told : given > told)
  return (
    error > 0 &&
    isOfSide &&
    error <= (0.5 + 1e-9) * readStep(quantity.decimal) &&
    error <= mostRounded * Math.abs(given)
  )
}

/** The hedge before a number that rounds `given`, which nothing else is told of; undefined where it doesn't. */
export function readRounded(
  text: string,
  told: NumberToken,
  given: NumberToken | undefined,
): TextRange | undefined {
  const isOf =
    given === undefined ||
    (given.quantity.comparator === '' &&
      told.quantity.comparator === '' &&
      given.quantity.unit === told.quantity.unit &&
      given.quantity.factor === told.quantity.factor &&
      !(isYear(told) && isYear(given)) &&
      isRounded(text, told, Number(given.quantity.decimal)))
  return isOf ? findHedge(text, told.range) : undefined
}

/** "About 2020" is not 2023. */
function isYear({ quantity: { decimal, unit } }: NumberToken): boolean {
  return unit === '' && /^(?:19|20)\d\d$/.test(decimal)
}

/** What the last digit counts: 100 for "700", 0.1 for "7.5". */
function readStep(decimal: string): number {
  const places = /\.(\d+)$/.exec(decimal)?.[1]?.length ?? 0
  const zeros = places > 0 ? 0 : (/[1-9](0+)$/.exec(decimal)?.[1]?.length ?? 0)
  return 10 ** (zeros - places)
}

function findHedge(text: string, { start }: TextRange): TextRange | undefined {
  const found = hedge.exec(text.slice(0, start))
  const word = found?.[1]
  return found && word !== undefined
    ? { start: found.index, end: found.index + word.length }
    : undefined
}

function findSide(text: string, range: TextRange): 'below' | 'above' | 'either' {
  const found = findHedge(text, range)
  const word = found ? text.slice(found.start, found.end) : ''
  if (/^(?:nearly|almost|just under)$/i.test(word)) return 'below'
  return /^just over$/i.test(word) ? 'above' : 'either'
}

const hedge =
  /\b(about|approximately|around|roughly|circa|close to|nearly|almost|just under|just over)\s+(?:EUR\s|USD\s)?$/i
