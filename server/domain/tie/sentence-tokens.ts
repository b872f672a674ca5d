import { currencySigns, currencyWords, readCurrency } from '../../../shared/text/currencies.ts'
import { monthNames, readMonth } from '../../../shared/text/months.ts'
import { numberWordsPattern, readNumberWords } from '../../../shared/text/number-words.ts'
import { rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { stem } from '../../../shared/text/stem.ts'
import { findUnit } from '../../../shared/text/units.ts'
import { toSynonym } from '../verify/lexicon.ts'

/** A word of a sentence or of a table's label, by all keys that it names. */
export type WordToken = {
  readonly kind: 'word'
  readonly range: TextRange
  /** In lower case, as it is written. */
  readonly lower: string
  readonly key: string
}

/** A number as it is told, with how exactly it is told. */
export type NumberToken = {
  readonly kind: 'number'
  readonly range: TextRange
  /** Of "£148.6 million" 148600000. */
  readonly value: number
  /** Of "£148.6 million" 100000, of "52.3" 0.1: the value of its last digit. */
  readonly step: number
  readonly isPercent: boolean
  /** Told in thousands, millions or billions. */
  readonly isScaled: boolean
  /** Base of its unit; '' without one. */
  readonly unit: string
  /** Of "12 µg" the same as of "12 mcg". */
  readonly key: string
  readonly isYear: boolean
  readonly comparator: string
  /** The code of its currency, as `readCurrency` has it; '' where none is told. */
  readonly money: string
}

export type TieToken = WordToken | NumberToken

/** The words and numbers of a text in order, none left out. */
export function readTokens(text: string): readonly TieToken[] {
  const plain = text.replace(/[\u2019\u2018]/g, "'").replace(/\u03bc/g, '\u00b5')
  const numbers = Array.from(plain.matchAll(numberPattern)).flatMap((match) => {
    return readNumber(match) ?? []
  })
  const words = Array.from(
    plain.matchAll(/(?:\b[Nn]on-)?\p{L}[\p{L}\p{N}]*(?:[-_/.]?\p{N}[\p{L}\p{N}]*)*(?:'\p{L}+)?/gu),
  ).flatMap((match): readonly WordToken[] => {
    const range = { start: match.index, end: match.index + match[0].length }
    if (numbers.some((one) => rangesOverlap(one.range, range))) return []
    const lower = match[0].toLowerCase().replace(/'s$/, '')
    const isModal = match[0] === 'may'
    return [{ kind: 'word', range, lower, key: isModal ? 'may ' : keyOf(lower) }]
  })
  const all = [...numbers, ...words].sort((a, b) => a.range.start - b.range.start)
  return shareUnits(plain, all)
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']

/** Of "first" 1; undefined for other words. */
export function readOrdinal({ lower }: WordToken): number | undefined {
  const at = ordinals.indexOf(lower)
  return at < 0 ? undefined : at + 1
}

const digits = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?'

const numberPattern = new RegExp(
  `(?<comparator>[<>≤≥]=?\\s*|(?:at least|at most|(?:no )?(?:more|less|fewer) than|up to|over|above|below|under)\\s+)?` +
    `(?<![\\p{L}\\d.,][-/]?|\\d[:–])(?<sign>[-−–](?=[\\d\\p{Sc}]))?(?<money>${currencySigns}\\s?)?(?:(?<digits>${digits})|\\b(?<words>${numberWordsPattern})\\b)` +
    `(?!\\d|[:]\\d)(?:\\s?(?<scale>thousand|million|billion|m|bn|k)\\b(?!²))?` +
    `(?:\\s?(?<coin>${currencyWords})(?!\\s?\\d))?` +
    `(?:\\s?-?(?<unit>%|percentage points?|per ?cent|pence|pennies|[µu]g|mcg|mg|kg|ml|mL|°C)(?![\\p{L}\\d]))?`,
  'giu',
)

/** What stands before a number, without the code of its currency: "rose from" of "rose from EUR 5 million". */
export function textBefore(text: string, { range }: Pick<NumberToken, 'range'>): string {
  return text.slice(0, range.start).replace(codeAtEnd, '')
}

const codeAtEnd = new RegExp(`${currencySigns}\\s?$`, 'u')

const scales: Readonly<Record<string, number>> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
}

function readNumber(match: RegExpMatchArray): NumberToken | undefined {
  const {
    comparator = '',
    sign,
    money,
    coin,
    digits: told,
    words,
    scale,
    unit,
  } = match.groups ?? {}
  // a code is a word that may name the column as well
  const lead = comparator.length + (/^\p{L}+\s?$/u.test(money ?? '') ? (money ?? '').length : 0)
  const start = (match.index ?? 0) + lead
  const plain =
    told?.replaceAll(',', '') ?? String(words === undefined ? '' : readNumberWords(words))
  const own = Number(plain)
  if (plain === '' || Number.isNaN(own)) return undefined
  const factor =
    (money === undefined && /^[mk]$/i.test(scale ?? '')
      ? undefined
      : scales[(scale ?? '').toLowerCase()]) ?? 1
  const isPercent = /^(?:%|per ?cent|percentage)/i.test(unit ?? '')
  const measure = unit === undefined || isPercent ? undefined : findUnit(unit)
  const value = Number((own * factor * (sign === undefined ? 1 : -1)).toPrecision(15))
  const decimals = /\.(\d+)/.exec(plain)?.[1]?.length ?? 0
  return {
    kind: 'number',
    range: { start, end: (match.index ?? 0) + match[0].length },
    value,
    step: factor * 10 ** -decimals,
    isPercent,
    isScaled: factor > 1,
    unit: isPercent ? '%' : (measure?.base ?? (unit ?? '').toLowerCase()),
    key: keyOfNumber(value, measure),
    isYear: /^(?:19|20)\d\d$/.test([told, money, unit, scale].join('')),
    comparator: comparator.trim(),
    money: readCurrency(money ?? coin ?? '') ?? '',
  }
}

function keyOfNumber(
  value: number,
  measure: { readonly base: string; readonly factor: number } | undefined,
): string {
  if (!measure) return `#${String(value)}`
  return `#${String(value)} ${measure.base} ${String(measure.factor)}`
}

/** "The 3, 6 and 12 µg arms": the unit is that of all. */
function shareUnits(text: string, tokens: readonly TieToken[]): readonly TieToken[] {
  const shared = [...tokens]
  for (let at = shared.length - 2; at >= 0; at -= 1) {
    const [one, next] = [shared[at], shared[at + 1]]
    const last = next?.kind === 'word' && /^(?:and|or|to)$/.test(next.lower) ? shared[at + 2] : next
    if (one?.kind !== 'number' || last?.kind !== 'number' || one.unit !== '' || last.unit === '')
      continue
    if (
      !/^(?:\s*,\s*|\s*,?\s+(?:and|or|to)\s+(?:the\s+)?)$/.test(
        text.slice(one.range.end, last.range.start),
      )
    )
      continue
    if (one.isYear || one.isScaled) continue
    const { isPercent } = last
    const key = `#${String(one.value)}${last.key.slice(`#${String(last.value)}`.length)}`
    shared[at] = { ...one, unit: last.unit, isPercent, key }
  }
  return shared
}

const same: Readonly<Record<string, string>> = {
  women: 'female',
  woman: 'female',
  females: 'female',
  female: 'female',
  men: 'male',
  man: 'male',
  males: 'male',
  male: 'male',
}

function keyOf(lower: string): string {
  const month = readMonth(lower)
  const own =
    same[lower] ?? (month === undefined ? undefined : monthNames[month - 1]?.toLowerCase())
  return own ?? toSynonym(stem(lower))
}

/** Forms of one word, "seroconversion" and "seroconverted"; a creditor is no credit. */
export function areForms(a: string, b: string): boolean {
  if (a === b) return true
  // "PO-1007" is no form of "PO-1008"
  if (/\d/.test(a) || /\d/.test(b)) return false
  if (/(?:or|ee)$/.test(a) !== /(?:or|ee)$/.test(b)) return false
  let shared = 0
  while (shared < a.length && a[shared] === b[shared]) shared += 1
  return (
    shared >= 6 &&
    Math.max(a.length, b.length) - shared <= 3 &&
    shared >= 0.7 * Math.max(a.length, b.length)
  )
}
