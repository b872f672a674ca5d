import type { TextRange } from '../../../shared/text/range.ts'
import type { Token } from '../verify/statement.ts'
import { toNumber } from './read-grid.ts'

/** How exactly a number is told. */
export type Hedge = 'exact' | 'about' | 'nearly' | 'over' | 'more' | 'less' | 'bound'

export type Role = 'main' | 'percent' | 'deviation' | 'error' | 'lower' | 'upper' | 'p' | 'bracket'

/** A number of a sentence that is told of something. */
export type Value = {
  readonly range: TextRange
  /** With what stands around it and belongs to it: its unit, "about", "(SD". */
  readonly whole: TextRange
  /** As it is spelled, without its scale: "1.12" of "EUR 1.12 billion". */
  readonly told: number
  /** Decimal places. */
  readonly places: number
  readonly scale: number
  readonly currency: string
  /** As it is spelled; '' for none. */
  readonly unit: string
  readonly hedge: Hedge
  readonly comparator: string
  readonly role: Role
  /** "None", "no": a zero. */
  readonly isNone: boolean
  /** "A quarter": told of what comes near to it. */
  readonly isFraction: boolean
}

type NumberToken = Extract<Token, { kind: 'number' }>

const number = /-?\d[\d,]*(?:\.\d+)?|\.\d+/
const scales: ReadonlyMap<string, number> = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
])
const currency = /(EUR|USD|GBP|CHF|€|\$|£)\s*$/
const ownCurrency = /^(EUR|USD|GBP|CHF|€|\$|£)/
const ownUnit = /^\s?-?(%|per ?cent(?:age points?)?|[\p{L}µμ°]+(?:[/·][\p{L}\d²³]+)*[²³]?)/u

/**
 * @param masked the text with names covered, so that no number of theirs is taken for one of its own
 * @param tokens the numbers that name nothing, in order
 */
export function readValues(
  text: string,
  masked: string,
  tokens: readonly NumberToken[],
): readonly Value[] {
  const found = tokens.map((token) => readValue(text, token))
  return found.map((one, at) => ({ ...one, role: readRole(masked, one, found.slice(0, at)) }))
}

function readValue(text: string, { range, quantity }: NumberToken): Value {
  const spelled = text.slice(range.start, range.end)
  const digits = number.exec(spelled)?.[0]
  const told = digits === undefined ? unscale(quantity.decimal, spelled) : toNumber(digits)
  const scale = scales.get(
    /\b(thousand|million|billion)\b/i.exec(spelled)?.[1]?.toLowerCase() ?? '',
  )
  const before = text.slice(0, range.start)
  const rest = digits === undefined ? '' : spelled.slice(spelled.indexOf(digits) + digits.length)
  const isScaled = scale !== undefined
  const unit = isScaled ? '' : readUnit(rest, text.slice(range.end))
  const money = ownCurrency.exec(spelled)?.[1] ?? currency.exec(before)?.[1] ?? ''
  const isOwn = ownCurrency.test(spelled)
  const start = range.start - (isOwn ? 0 : (currency.exec(before)?.[0].length ?? 0))
  const hedged = hedges.flatMap(([hedge, pattern]) => {
    const match = pattern.exec(text.slice(0, start))
    return match ? [{ hedge, start: match.index }] : []
  })[0]
  const end = Math.max(range.end, range.start + spelled.length - rest.length + unit.length + 1)
  return {
    range,
    whole: { start: hedged?.start ?? start, end: unit === '' ? range.end : end },
    told,
    places: (/\.(\d+)/.exec(digits ?? '')?.[1] ?? '').length,
    scale: scale ?? 1,
    currency: money,
    unit,
    hedge: hedged?.hedge ?? fromComparator(quantity.comparator, spelled),
    comparator: /^\s*[<>≤≥]/.test(spelled) ? quantity.comparator : '',
    role: 'main',
    isNone: false,
    isFraction: false,
  }
}

function unscale(decimal: string, spelled: string): number {
  const scale = /\b(thousand|million|billion)$/i.exec(spelled)?.[1]?.toLowerCase() ?? ''
  return /^\p{L}+ (?:thousand|million|billion)$/iu.test(spelled)
    ? Number(decimal) / (scales.get(scale) ?? 1)
    : Number(decimal)
}

/** What stands in the token behind its digits, and goes on behind it: "g/dL". */
function readUnit(inside: string, behind: string): string {
  if (inside.trim() === '') return ''
  const more = /^(?:[/·][\p{L}\d²³]+)+/u.exec(behind)?.[0] ?? ''
  return (ownUnit.exec(inside + more)?.[1] ?? '').trim()
}

const hedges: readonly (readonly [Hedge, RegExp])[] = [
  ['about', /\b(?:about|around|approximately|roughly|some|circa)\s+$/i],
  ['nearly', /\b(?:nearly|almost|just under|not quite|just below)\s+$/i],
  ['over', /\b(?:just over|slightly more than|slightly over|a little over|just above)\s+$/i],
  ['more', /\b(?:more than|over)\s+$/i],
  ['less', /\b(?:less than|fewer than|under)\s+$/i],
]

function fromComparator(comparator: string, spelled: string): Hedge {
  if (/^\s*[<>≤≥]/.test(spelled) || comparator === '') return 'exact'
  return comparator === '>' ? 'more' : comparator === '<' ? 'less' : 'bound'
}

function readRole(text: string, own: Value, before: readonly Value[]): Role {
  const ahead = text.slice(0, own.range.start)
  if (
    /\bp(?:-value)?\s*(?:[=<>]|of|was|values? of)?\s*$/i.test(ahead) &&
    /\bp\b/i.test(ahead.slice(-14))
  )
    return 'p'
  if (/\bSDs?(?:\s+of)?\s*[=:,±]?\s*$/.test(ahead)) return 'deviation'
  if (/\bSEs?(?:\s+of)?\s*[=:,±]?\s*$/.test(ahead)) return 'error'
  const last = before.at(-1)
  if (/\b(?:CI|confidence interval)s?\s*(?:of|was|from|:|,|;)?\s*[[(]?\s*$/i.test(ahead))
    return 'lower'
  const isNext =
    last && /^\s*(?:to|and|,|;|–|-)\s*$/.test(text.slice(last.range.end, own.range.start))
  if (isNext && isLower(text, last)) return 'upper'
  if (own.unit === '%' && last && isBehind(text, last, own)) return 'percent'
  return last &&
    isBehind(text, last, own) &&
    own.unit === '' &&
    /^\s*[);,]/.test(text.slice(own.range.end))
    ? 'bracket'
    : 'main'
}

function isLower(text: string, { range }: Value): boolean {
  return /\b(?:CI|confidence interval)s?\s*(?:of|was|from|:|,|;)?\s*[[(]?\s*$/i.test(
    text.slice(0, range.start),
  )
}

/** "44 (52%)", "44 patients (52%)", "2.0 (5.55)". */
function isBehind(text: string, last: Value, own: Value): boolean {
  const between = text.slice(last.range.end, own.range.start)
  return /^[\p{L}\s/§¶¤-]{0,60}\(\s*$/u.test(between)
}

/** "None", "no", "nobody": a zero is told by them. */
export function readNones(text: string): readonly Value[] {
  return Array.from(text.matchAll(nones), ({ 0: words, index }): Value => {
    const range = { start: index, end: index + words.length }
    return {
      range,
      whole: range,
      told: 0,
      places: 0,
      scale: 1,
      currency: '',
      unit: '',
      hedge: 'exact',
      comparator: '',
      role: 'main',
      isNone: true,
      isFraction: false,
    }
  })
}

const nones = /\b(?:none|nobody|no one|not a single|not one|no)\b/gi
