/** Ways that few numbers make another one; which of them a claim means, its words tell. */
export type Way = 'sum' | 'difference' | 'percent' | 'change' | 'average' | 'ratio' | 'product'

/** A value of a cell; `period` orders it in time, '' where that is not known. */
export type Operand = { readonly value: number; readonly period: string }

/** What a claim gives: all from `value - tolerance` to `value + tolerance` are shown so. */
export type Target = {
  readonly value: number
  readonly tolerance: number
  /** Share of the computed value, from 0, by which rounding may change it. */
  readonly mostRounded: number
}

/** The ways that a claim's words allow; none where it speaks of no calculation. */
export function listWays(text: string): readonly Way[] {
  const told = ways.filter(([, words]) => words.test(text)).map(([way]) => way)
  // a change is no share of what it starts from, unless it is told as one
  const isChange = told.includes('change') || told.includes('difference')
  const isShare = !isChange || shareOf.test(text)
  return isShare ? told : told.filter((way) => way !== 'percent' && way !== 'ratio')
}

/** But not "the change in percentage of sales". */
const shareOf =
  /(?<!\b(?:change|difference|increase|decrease|decrease\)) in (?:the )?)\b(?:percent(?:age)?|proportion|ratio|share) of\b|% of\b|\bas a (?:percent|ratio|share|proportion)/i

/** How a change goes where a claim tells one way alone; a difference is one of any order. */
export function findTurn(text: string): Turn {
  const [up, down] = [rising.test(text), falling.test(text)]
  if (up !== down) return up ? 'up' : 'down'
  return up || /\bchang/i.test(text) ? 'either' : 'none'
}

type Turn = 'up' | 'down' | 'either' | 'none'

/** True where the order in time decides which of two values a change starts from. */
export function isOrdered([a, b]: readonly Operand[]): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.period !== '' &&
    b.period !== '' &&
    a.period !== b.period
  )
}

/** `operands` in the order of the evidence; `isGiven` where the claim gives values of cells as well. */
type Given = {
  readonly operands: readonly Operand[]
  readonly turn: Turn
  readonly isGiven: boolean
}

/**
 * True where a way leads from all of `operands` to the target. A change is the later value less the
 * earlier one where both periods are known; a claim may give a fall without its sign.
 */
export function followsBy(way: Way, given: Given, target: Target): boolean {
  const { value: told, tolerance, mostRounded } = target
  const { operands, turn } = given
  const isSigned = way === 'difference' && turn === 'none' && told < 0
  const values = isSigned ? subtractInOrder(operands) : calculate(way, given)
  return values.some((value) => {
    const error = Math.abs(value - told)
    const isShown = error <= tolerance * (1 + 1e-7) && error <= mostRounded * Math.abs(value) + 1e-9
    return Number.isFinite(value) && isShown
  })
}

/** A difference below zero is of the later value, or of the one that is told first. */
function subtractInOrder(operands: readonly Operand[]): readonly number[] {
  const [first, second] = isOrdered(operands)
    ? operands.toSorted((a, b) => (a.period < b.period ? 1 : -1))
    : operands
  return first && second && operands.length === 2 ? [first.value - second.value] : []
}

const rising = /\b(?:increas\w*|growth|grew|grow[ns]?|rises?|rose|gain(?:s|ed)?)\b/i
const falling = /\b(?:decreas\w*|declin\w*|falls?|fell|drop(?:s|ped)?|reduc\w*)\b/i

const moves = 'change|increase|decrease|growth|decline|reduction'

const ways: readonly (readonly [Way, RegExp])[] = [
  [
    'change',
    new RegExp(
      `(?:\\bpercent(?:age)?|%) (?:${moves})|\\b(?:${moves})[ds]?\\b.*%|\\bgrowth rate\\b`,
      'i',
    ),
  ],
  [
    'difference',
    /\bdifference|\bchange|\bincrease|\bdecrease|\bgrowth\b|\bdecline|\breduction|\bmore than\b|\bless than\b|\bfewer than\b|\bexceed|\bnet\b|\bhow much (?:more|less|higher|lower)/i,
  ],
  ['average', /\baverage|\bmean\b/i],
  ['ratio', /\bratio\b|\bper\b|\bproportion\b|\btimes\b/i],
  ['percent', /%|\bpercent|\bproportion\b|\bshare\b/i],
  ['sum', /\btotal|\bsum\b|\btogether\b|\bcombined\b|\boverall\b|\ball\b/i],
  ['product', /\b(?:price|value|cost|worth|total)\b/i],
]

function calculate(way: Way, { operands, turn, isGiven }: Given): readonly number[] {
  const values = operands.map(({ value }) => value)
  const total = sum(values)
  const [a = NaN, b = NaN] = values
  const isPair = values.length === 2
  switch (way) {
    case 'sum':
      return values.length > 1 ? [total] : []
    case 'average':
      return values.length > 1 ? [total / values.length] : []
    case 'difference':
      return isPair ? listChanges(operands, turn, (from, to) => to - from) : []
    case 'change':
      return isPair ? listChanges(operands, turn, (from, to) => ((to - from) / from) * 100) : []
    case 'percent':
      return listShares(values, isGiven).map((share) => share * 100)
    case 'ratio':
      return listShares(values, isGiven)
    case 'product':
      return isPair ? [a * b] : []
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function listChanges(
  operands: readonly Operand[],
  turn: Turn,
  change: (from: number, to: number) => number,
): readonly number[] {
  const [from, to] = operands.toSorted((a, b) => (a.period < b.period ? -1 : 1))
  if (!from || !to) return []
  const later = change(from.value, to.value)
  if (!isOrdered(operands) || turn === 'none') return [later, change(to.value, from.value)]
  if (turn === 'up') return later >= 0 ? [later] : []
  if (turn === 'down') return later <= 0 ? [later, -later] : []
  return [later]
}

/**
 * Parts over their whole: one of two, two of four; of more the greatest is the whole of the others. Where
 * a claim gives values, two of them over two others are a chance.
 */
function listShares(values: readonly number[], isGiven: boolean): readonly number[] {
  const half = isGiven && values.length > 2 ? NaN : values.length / 2
  const [first, second] = [sum(values.slice(0, half)), sum(values.slice(half))]
  const halves = Number.isInteger(half) && half > 0 ? [first / second, second / first] : []
  const whole = values.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? NaN
  return values.length > 2 ? [...halves, (sum(values) - whole) / whole] : halves
}
