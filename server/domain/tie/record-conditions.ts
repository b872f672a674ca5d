import { listCurrencies } from '../../../shared/text/currencies.ts'
import type { RecordField, RecordList } from './record-list.ts'
import { countryOf } from './country-codes.ts'
import { tells } from './read-line.ts'
import { isReportWord } from './report-words.ts'
import { readTokens, type NumberToken, type TieToken, type WordToken } from './sentence-tokens.ts'
import type { ToldSentence } from './told-sentence.ts'

/** What a sentence says of records by words or numbers that one column has. */
export type Condition = {
  readonly column: number
  /** Indexes of the tokens that say it, ascending. */
  readonly own: readonly number[]
  readonly holds: (field: RecordField | undefined) => boolean
}

/** Everything that a sentence says of the records of a list, in its order. */
export function listConditions(told: ToldSentence, list: RecordList): readonly Condition[] {
  const found = list.heads.flatMap((head, column) => {
    const values = [...new Set(list.records.flatMap((one) => one[column]?.lower ?? []))]
    if (values.length > 0 && values.every((one) => /^(?:y|n|yes|no|-|–)$/.test(one))) {
      return readMark(told, head.tokens, column)
    }
    return [
      ...values.flatMap((value) => readValue(told, value, head.text, column)),
      ...readLimits(told, head.text, column),
    ]
  })
  const longest = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other !== one &&
          other.own.length > one.own.length &&
          one.own.every((at) => other.own.includes(at)),
      ),
  )
  return longest.toSorted((a, b) => (a.own[0] ?? 0) - (b.own[0] ?? 0))
}

/** "Serious" of a column of Y and N, "not closed" as well. */
function readMark(
  told: ToldSentence,
  head: readonly TieToken[],
  column: number,
): readonly Condition[] {
  const words = head.flatMap((token) => (token.kind === 'word' ? spellOut(told, token) : []))
  const core = words.filter((token) => tells(token) && !isReportWord(token.key))
  const own = findTogether(told, core)
  if (core.length === 0 || !own) return []
  const start = own[0] ?? 0
  const isDenied = told.tokens
    .slice(Math.max(0, start - 3), start)
    .findIndex((token) => token.kind === 'word' && /^(?:not|no|never)$/.test(token.lower))
  const all = isDenied < 0 ? own : [Math.max(0, start - 3) + isDenied, ...own]
  const pattern = isDenied < 0 ? /^y(?:es)?$/ : /^no?$/
  return [{ column, own: all, holds: (field) => pattern.test(field?.lower ?? '') }]
}

/** "PPS", where the sentence says what it stands for. */
function spellOut(told: ToldSentence, token: WordToken): readonly WordToken[] {
  const long = told.find(token).length === 0 ? (told.short.get(token.lower) ?? []) : []
  return long.length === 0 ? [token] : long.map((key) => ({ ...token, lower: key, key }))
}

function readValue(
  told: ToldSentence,
  value: string,
  head: string,
  column: number,
): readonly Condition[] {
  if (!/\p{L}{2}/u.test(value) || /^\d{4}-\d\d/.test(value)) return []
  const name = /\bcountr/i.test(head) ? (countryOf(value) ?? value) : value
  const all = readTokens(name).filter(tells)
  const doses = all.filter((token) => token.kind === 'number' && token.unit !== '')
  const core = doses.length > 0 && all.length <= 3 ? doses : all
  if (core.length === 0 || core.every((one) => one.kind === 'word' && isReportWord(one.key)))
    return []
  const own = findTogether(told, core)
  return own ? [{ column, own, holds: (field) => field?.lower === value }] : []
}

/** "400 mg" below "Daily dose (mg)", "65 years or older" below "Age", "above £25,000" below a price. */
function readLimits(told: ToldSentence, head: string, column: number): readonly Condition[] {
  return told.tokens.flatMap((token, at): readonly Condition[] => {
    if (token.kind !== 'number' || token.isYear) return []
    const limit = readLimit(told, token, at, head)
    if (!limit) return []
    const holds = (field: RecordField | undefined): boolean => {
      const plain = (field?.words ?? '').replaceAll(',', '')
      return /^\d+(?:\.\d+)?$/.test(plain) && limit.holds(Number(plain))
    }
    return [{ column, own: [at, ...limit.words], holds }]
  })
}

type Limit = { readonly words: readonly number[]; readonly holds: (value: number) => boolean }

function readLimit(
  { text, tokens }: ToldSentence,
  number: NumberToken,
  at: number,
  head: string,
): Limit | undefined {
  const { value, unit, money, comparator } = number
  const behind = /^\s*(?:years?\s+)?(?:or|and)\s+(older|over|above|more|younger|under)\b/i.exec(
    text.slice(number.range.end),
  )
  if (/^age\b/i.test(head) && (behind || /^\s+years\b/i.test(text.slice(number.range.end)))) {
    const end = number.range.end + (behind?.[0].length ?? 6)
    const words = tokens.flatMap(({ range }, index) =>
      index > at && range.end <= end ? [index] : [],
    )
    const isBelow = /younger|under/i.test(behind?.[1] ?? '')
    return {
      words,
      holds: (own) => (behind ? (isBelow ? own <= value : own >= value) : own === value),
    }
  }
  const isAmount =
    money !== '' && (/price|amount|cost|value|paid/i.test(head) || listCurrencies(head).length > 0)
  if (isAmount && /^(?:above|over|more than|>)$/i.test(comparator))
    return { words: [], holds: (own) => own > value }
  if (isAmount && /^(?:below|under|less than|<)$/i.test(comparator))
    return { words: [], holds: (own) => own < value }
  const isOfUnit =
    unit !== '' &&
    unit !== '%' &&
    new RegExp(
      `\\(${text.slice(number.range.start, number.range.end).replace(/^[\d.,\s]+/, '')}\\)`,
      'i',
    ).test(head)
  return isOfUnit && comparator === '' ? { words: [], holds: (own) => own === value } : undefined
}

/** Where all of the words stand near each other; undefined where they don't. */
function findTogether(
  told: ToldSentence,
  core: readonly TieToken[],
): readonly number[] | undefined {
  const places = core.map((token) => told.find(token))
  const [first] = places
  if (!first || places.some((one) => one.length === 0)) return undefined
  return first
    .map((at) =>
      places
        .map((some) => some.toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at))[0] ?? at)
        .toSorted((a, b) => a - b),
    )
    .find(
      (own) =>
        own.every((at, index) => index === 0 || at - (own[index - 1] ?? at) <= mostApart) &&
        new Set(own).size === own.length,
    )
}

const mostApart = 3
