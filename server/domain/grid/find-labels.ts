import type { TextRange } from '../../../shared/text/range.ts'
import { isTotalName } from '../compare/read-parts.ts'
import { isReportingWord } from '../verify/lexicon.ts'
import type { Token } from '../verify/statement.ts'
import type { Label, Measure } from './label.ts'
import { keyOf, measures } from './label.ts'
import type { Grid } from './read-grid.ts'

/** Where a sentence names the label with the index `at`. */
export type Mention = {
  readonly at: number
  /** The words that tell it from the others. */
  readonly range: TextRange
  /** All words that it has of its own. */
  readonly ranges: readonly TextRange[]
}

export type Told = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly measures: ReadonlySet<Measure>
}

/** Labels that say what a sentence measures, or nothing of it: of a mean no sentence speaks that tells a median. */
export function fitsMeasures(
  label: Label,
  labels: readonly Label[],
  { measures: told }: Told,
): boolean {
  const all = Object.keys(measures) as Measure[]
  return all.every((one) => {
    if (label.measures.has(one)) return told.has(one) || (one === 'mean' && told.has('adjusted'))
    return !told.has(one) || one === 'p' || !labels.some((other) => other.measures.has(one))
  })
}

/** The rows or columns that a sentence names, in its order. */
export function findLabels(told: Told, labels: readonly Label[], grid: Grid): readonly Mention[] {
  const usable = labels.flatMap((label, at) =>
    label.keys.length > 0 && fitsMeasures(label, labels, told) ? [{ label, at }] : [],
  )
  const windows = usable.flatMap(({ label, at }) =>
    findWindows(told, label, grid).map((tokens) => ({ at, tokens, size: label.keys.length })),
  )
  const whole = windows.filter(
    (one) =>
      !windows.some(
        (other) =>
          other.size > one.size && other.tokens.some((token) => one.tokens.includes(token)),
      ),
  )
  const taken = new Set(whole.flatMap(({ tokens }) => tokens))
  const spread = usable.flatMap(({ label, at }) => {
    if (label.isNumber || label.isTotal || whole.some((one) => one.at === at)) return []
    const tokens = findSpread(
      told,
      label,
      usable.map((one) => one.label),
      taken,
    )
    return tokens ? [{ at, tokens }] : []
  })
  const left = whole.filter((one) => !isWithin(told, one.tokens, spread, taken))
  const ofWhole = new Set(left.map(({ tokens }) => tokens))
  return [...left, ...spread]
    .map(({ at, tokens }): Mention => {
      const own = tokens.filter((token) => !taken.has(token) || ofWhole.has(tokens))
      const [first, last] = [own[0], own.at(-1)]
      const range = { start: first?.range.start ?? 0, end: last?.range.end ?? 0 }
      return { at, range, ranges: tokens.map((token) => token.range) }
    })
    .toSorted((a, b) => a.range.start - b.range.start)
}

/** "Bed days" of "falls, or 4.6 per 1,000 bed days": a part of a longer name that stands around it. */
function isWithin(
  told: Told,
  own: readonly Token[],
  spread: readonly { readonly tokens: readonly Token[] }[],
  taken: ReadonlySet<Token>,
): boolean {
  const places = own.map((token) => told.tokens.indexOf(token))
  return spread.some(({ tokens }) => {
    const free = tokens.filter((token) => !taken.has(token)).map((one) => told.tokens.indexOf(one))
    const isBeside = free.some((at) => places.some((place) => Math.abs(place - at) === 1))
    return isBeside && own.every((token) => tokens.includes(token))
  })
}

/** All its keys together, with no other word between them. */
function findWindows(
  { text, tokens }: Told,
  { keys, isNumber, isTotal, words }: Label,
  grid: Grid,
): readonly (readonly Token[])[] {
  const own = tokens.filter(
    (token) =>
      token.kind !== 'arm' &&
      (keys.includes(keyOf(token)) || token.kind !== 'word' || !isJoining(token)),
  )
  return own.flatMap((token, from) => {
    const window = own.slice(from, from + keys.length)
    const isAll =
      window.length === keys.length &&
      keys.every((key) => window.some((one) => keyOf(one) === key)) &&
      window.every((one) => keys.includes(keyOf(one)))
    if (!isAll || !keys.includes(keyOf(token))) return []
    const isPlace =
      keys.length > 1 || token.kind !== 'number' || namesByNumber(text, token, isNumber, grid)
    // "the night shift" is not "all shifts"
    const isAllOf =
      !isTotal ||
      !isTotalName(words) ||
      /\b(?:all|total|overall|both)\s+(?:the\s+)?$/i.test(text.slice(0, token.range.start))
    return isPlace && isAllOf && (keys.length === 1 || areNumbersInPlace(own, window))
      ? [window]
      : []
  })
}

/** A year is named by what stands before it: "2024 falls" are many. */
const ofYears =
  /(?:\b(?:in|of|for|since|from|to|between|and|or|during|until|by|at|than|against|with|years?|year-end|end|FY)\s+|[(,;]\s*|^)$/i

/** "Week 12" is not named by a week here and a 12 there. */
function areNumbersInPlace(all: readonly Token[], named: readonly Token[]): boolean {
  return named.every((token) => {
    const before = all[all.indexOf(token) - 1]
    return token.kind !== 'number' || (before !== undefined && named.includes(before))
  })
}

/** What may stand between the words of a name: "terminated because of an adverse event". */
function isJoining({ key }: Token): boolean {
  return isReportingWord(key) || /^(?:becaus|due|owe)$/.test(key)
}

/** "Site 101", "sites 101, 102 and 205" of a table of sites; "in 2024" names a year wherever it stands. */
function namesByNumber(
  text: string,
  { range }: Token,
  isNumber: boolean,
  { table }: Grid,
): boolean {
  const words = text.slice(range.start, range.end)
  const before = text.slice(0, range.start)
  if (!isNumber) return /^(?:19|20)\d\d$/.test(words) && ofYears.test(before)
  const [, kind = ''] =
    /(\p{L}+)(?:\s+(?:no\.?|number))?\s+(?:[\w-]+(?:,\s*|\s+(?:and|or|to)\s+|,\s+(?:and|or)\s+))*$/u.exec(
      before,
    ) ?? []
  const corner = table.corners.toLowerCase()
  const singular = kind.toLowerCase().replace(/s$/, '')
  return singular.length > 2 && new RegExp(`(?<!\\p{L})${singular}`, 'u').test(corner)
}

/**
 * All its keys, somewhere, one of them in no other name; of a name that says what was done ("Orders picked") the
 * rest is enough where no other label has it.
 */
function findSpread(
  { tokens }: Told,
  label: Label,
  labels: readonly Label[],
  taken: ReadonlySet<Token>,
): readonly Token[] | undefined {
  const { keys, done } = label
  const held = tokens.filter((token) => token.kind !== 'arm' && keys.includes(keyOf(token)))
  const keysHeld = new Set(held.map(keyOf))
  if (held.length === 0 || held.every((token) => taken.has(token))) return undefined
  if (!areNumbersInPlace(tokens, held)) return undefined
  const missing = keys.filter((key) => !keysHeld.has(key))
  if (missing.length === 0) return held
  const isUnique = !labels.some(
    (other) => other !== label && [...keysHeld].every((key) => other.all.has(key)),
  )
  return isUnique && missing.every((key) => done.has(key)) ? held : undefined
}
