import { rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { readWords, type Field, type RecordTable } from '../compare/read-records.ts'
import { stem } from '../../../shared/text/stem.ts'
import { isPlacingWord, isReportingWord } from '../verify/lexicon.ts'
import { nameKey } from '../verify/names-of-cells.ts'
import type { Token } from '../verify/statement.ts'
import {
  findFieldMentions,
  isAmong,
  keysOfColumn,
  says,
  type FieldMention,
} from './record-mentions.ts'
import { toNumber } from './read-grid.ts'

type Record = readonly (Field | undefined)[]

/** What a sentence says of records, and the fields that bear it out. */
export type ToldOfRecords = {
  readonly holds: boolean
  readonly fields: readonly Field[]
  /** For the reader. */
  readonly words: string
}

type Reading = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly table: RecordTable
  readonly mentions: readonly FieldMention[]
  /** That say all that the sentence names. */
  readonly matched: readonly Record[]
}

/**
 * "Order 4711 was placed with § on 3 May", "the eight orders came to EUR …": what the fields of one record say,
 * or how many records there are and what their amounts add up to. Undefined unless every word is theirs, a head's
 * or says no more than that it was so.
 */
export function tellRecords(text: string, table: RecordTable): ToldOfRecords | undefined {
  if (limits.test(text.replace(inAll, ' '))) return undefined
  const joined = Array.from(text.matchAll(inAll), ({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
  }))
  const tokens = readWords(text).filter(
    ({ range }) => !joined.some((one) => rangesOverlap(one, range)),
  )
  const mentions = findFieldMentions(text, tokens, table)
  if (!mentions) return undefined
  const matched = table.records.filter((record) => mentions.every((one) => says(record, one)))
  const reading = { text, tokens, table, mentions, matched }
  const left = tokens.filter(
    ({ range }) => !mentions.some((one) => rangesOverlap(one.range, range)),
  )
  const told = left.filter(({ kind }) => kind === 'number' || kind === 'date')
  if (matched.length === 0 || mentions.length + told.length < 2) return undefined
  if (!left.every((token) => told.includes(token) || isKnown(reading, token))) return undefined
  if (!namesKind(reading, left)) return undefined
  const [record, ...others] = matched
  if (record && others.length === 0 && mentions.length > 0) return tellOne(reading, record, told)
  return tellSeveral(reading, told)
}

const inAll = /\bin (?:all|total)\b/gi

/** What a sentence says by these is more than its fields do. */
const limits =
  /\b(?:only|not|no|never|none|without|before|after|since|until|more|less|fewer|than|most|least|largest|smallest|highest|lowest|first|last|latest|earliest|all|every|each|except|if|would|will|should|late|early|about|nearly|almost|between|to (?:be|\p{L}+ed))\b/iu

function isKnown({ table }: Reading, token: Token): boolean {
  if (token.kind !== 'word' && token.kind !== 'name' && token.kind !== 'direction') return false
  const key = nameKey(token)
  if (table.around.has(key) || table.around.has(token.key)) return true
  return token.kind === 'word' && (isReportingWord(key) || isPlacingWord(key) || plain.has(key))
}

const plain: ReadonlySet<string> = new Set(
  'place made took place cost worth total sum went go left leav cover date issu supplier'
    .split(' ')
    .map(stem),
)

/** By its number, or by what the records are: the travel expenses of a list of exceptions are not all of them. */
function namesKind({ table, mentions }: Reading, left: readonly Token[]): boolean {
  return (
    mentions.some(({ words }) => /\d/.test(words)) ||
    left.some(({ kind, key }) => {
      const isThing = kind === 'word' && !isReportingWord(key) && !ofMoney.test(key)
      return isThing && table.kinds.has(key)
    })
  )
}

function tellOne(
  reading: Reading,
  record: Record,
  told: readonly Token[],
): ToldOfRecords | undefined {
  if (told.length === 0 && !isToldWell(reading)) return undefined
  const fields = told.map((token) => {
    const column =
      token.kind === 'date' ? findDate(reading, token) : findNumber(reading, record, token)
    return column === undefined ? undefined : { token, field: record[column] }
  })
  if (fields.some((one) => !one?.field)) return undefined
  const found = fields.flatMap((one) =>
    one?.field ? [{ token: one.token, field: one.field }] : [],
  )
  const holds = found.every(({ token, field }) => isSame(token, field))
  const named = reading.mentions.flatMap(({ column }) => record[column] ?? [])
  const all = [...new Set([...named, ...found.map(({ field }) => field)])]
  return { holds, fields: all, words: `${all.map(({ words }) => words).join(', ')}.` }
}

/** A record with its fields in words alone: each behind the words that place it. */
function isToldWell({ text, mentions }: Reading): boolean {
  return mentions.every(({ range }, at) => {
    if (at === 0) return true
    const before = text.slice(mentions[at - 1]?.range.end, range.start)
    return /\b(?:is|was|were|are|for|from|with|at|by|of|to|has been|had been)\s+(?:an?\s+|the\s+)?$/i.test(
      before,
    )
  })
}

/** Of several columns of dates the one whose head the sentence has last before the date. */
function findDate({ text, tokens, table, mentions }: Reading, date: Token): number | undefined {
  const columns = table.columns.flatMap((_, column) =>
    table.records.some((record) => readWords(record[column]?.words ?? '')[0]?.kind === 'date')
      ? [column]
      : [],
  )
  const [only, ...others] = columns
  const before = tokens.filter(
    (token) =>
      token.range.end <= date.range.start &&
      (token.kind === 'word' || token.kind === 'direction' || token.kind === 'name'),
  )
  const found = before.toReversed().flatMap((token) => {
    const own = columns.filter((column) => isAmong(keysOfColumn(table, column), token))
    return own.length === 1 && own[0] !== undefined ? [{ column: own[0], token }] : []
  })[0]
  const column = others.length === 0 && isHeadTold(table, only, tokens) ? only : found?.column
  if (column === undefined) return undefined
  // "was paid on 3 May" tells the day of the payment
  const isOfState = mentions.some(
    ({ range }) =>
      range.start < date.range.start &&
      range.start > (found?.token.range.end ?? -1) &&
      /\b(?:is|was|were|are|been)\s+$/i.test(text.slice(0, range.start)),
  )
  return isOfState ? undefined : column
}

/** The day on which a system was "last recertified" is no day on which it had leavers. */
function isHeadTold(
  table: RecordTable,
  column: number | undefined,
  tokens: readonly Token[],
): boolean {
  const keys = column === undefined ? [] : [...keysOfColumn(table, column)]
  return keys
    .filter((key) => !ofDay.has(key))
    .every((key) => tokens.some((token) => token.key === key || nameKey(token) === key))
}

const ofDay: ReadonlySet<string> = new Set('date day on when'.split(' ').map(stem))

/** The column whose money it is, whose head stands beside it, or that counts what is named behind it. */
function findNumber(
  { text, tokens, table, mentions }: Reading,
  record: Record,
  number: Token,
): number | undefined {
  if (number.kind !== 'number' || number.quantity.comparator !== '') return undefined
  const columns = table.columns.flatMap((column, at) =>
    record[at] && /^-?[\d,]+(?:\.\d+)?$/.test(record[at].words)
      ? [{ at, head: column.head, keys: column.keys }]
      : [],
  )
  const [, money] =
    currency.exec(text.slice(Math.max(0, number.range.start - 4), number.range.end)) ?? []
  const own = columns.filter(({ head }) =>
    money === undefined ? !currency.test(head) : head.includes(money),
  )
  if (money !== undefined) {
    const [only, ...others] = own
    // the amount of the exceptions is none of the invoices
    const isTold =
      only &&
      [...only.keys].every((key) => ofMoney.test(key) || tokens.some((one) => nameKey(one) === key))
    return isTold && others.length === 0 ? only.at : undefined
  }
  const next = mentions.find(
    ({ range }) =>
      /^\s*$/.test(text.slice(number.range.end, range.start)) && range.start >= number.range.end,
  )
  const counting = own.filter(({ head }) =>
    /\b(?:quantity|qty|number|count|pieces|units)\b/i.test(head),
  )
  if (next && counting.length === 1) return counting[0]?.at
  const named = own.filter(({ keys }) => isHeadBeside(text, tokens, keys, number))
  return named.length === 1 ? named[0]?.at : undefined
}

/** "Seven findings open" of "Open findings", "12 days" of "Days to report" where the report is named as well. */
function isHeadBeside(
  text: string,
  tokens: readonly Token[],
  keys: ReadonlySet<string>,
  { range: { start, end } }: Token,
): boolean {
  const near = tokens
    .filter(({ kind }) => kind === 'word' || kind === 'direction')
    .filter(
      ({ range }) => range.start >= end && !/[,;.]|\band\b/.test(text.slice(end, range.start)),
    )
  const unit = readWords(text.slice(start, end).replace(/^[\d.,\s]+/, ''))
  const telling = [...keys].filter((key) => !isReportingWord(key))
  const isUnit = unit.some((one) => isAmong(keys, one))
  const told = [...(isUnit ? tokens : near), ...unit].map(nameKey)
  return telling.length > 0 && telling.every((key) => told.includes(key))
}

const ofMoney = /^(?:eur|usd|gbp|chf|amount|valu|price|cost|total|sum)$/
const currency = /(EUR|USD|GBP|CHF|€|\$|£)/

function isSame(token: Token, { words }: Field): boolean {
  if (token.kind === 'date') {
    const own = readWords(words)[0]
    return own?.kind === 'date' && own.key === token.key
  }
  return token.kind === 'number' && Number(token.quantity.decimal) === toNumber(words)
}

/** How many records say what is named, and what one column of theirs adds up to. */
function tellSeveral(reading: Reading, told: readonly Token[]): ToldOfRecords | undefined {
  const { text, matched } = reading
  const counts = told.filter((token) => isCountOfRecords(reading, token))
  const [amount, ...others] = told.filter((token) => !counts.includes(token))
  const [count, ...more] = counts
  if (others.length > 0 || more.length > 0 || (!amount && !count)) return undefined
  // a list of some of them says nothing of all
  if (!count && reading.mentions.length === 0) return undefined
  const isCounted = count?.kind !== 'number' || Number(count.quantity.decimal) === matched.length
  const keys = matched.flatMap((record) => record[0] ?? [])
  if (!amount) return undefined
  const column = matched[0] && findNumber(reading, matched[0], amount)
  const fields = column === undefined ? [] : matched.flatMap((record) => record[column] ?? [])
  if (fields.length !== matched.length || amount.kind !== 'number') return undefined
  if (!sums.test(text) && !/\b(?:left|leaving)\b/i.test(text)) return undefined
  const sum = fields.reduce((all, { words }) => all + toNumber(words), 0)
  const holds = isCounted && Math.abs(sum - Number(amount.quantity.decimal)) < 1e-6
  const words = `${fields.map((one) => one.words).join(' + ')} = ${sum}, of ${matched.length} records.`
  return { holds, fields: [...keys, ...fields], words }
}

const sums =
  /\b(?:came to|come to|amount(?:ed|s)? to|total(?:led|s)?|worth|cost|in (?:all|total)|together|altogether|add(?:ed|s)? up to)\b/i

/** "The eight orders". */
function isCountOfRecords({ text, table }: Reading, token: Token): boolean {
  if (token.kind !== 'number' || token.quantity.unit !== '') return false
  const [next] = readWords(/^\s+\p{L}+/u.exec(text.slice(token.range.end))?.[0] ?? '')
  return next !== undefined && table.kinds.has(nameKey(next))
}

export type { TextRange }
