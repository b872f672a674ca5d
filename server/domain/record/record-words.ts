import { datePattern, readDate } from '../../../shared/text/dates.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import { rangesOverlap } from '../../../shared/text/range.ts'
import {
  areForms,
  readCurrency,
  readTokens,
  type NumberToken,
  type WordToken,
} from '../tie/sentence-tokens.ts'
import { saysKind, type RecordColumn } from './record-columns.ts'
import type { Placed, RecordIndex } from './record-index.ts'

/** What a sentence is made of, in its order: what fields of the list say, dates, numbers, and all other words. */
export type Item =
  | { readonly kind: 'field'; readonly range: TextRange; readonly places: readonly Placed[] }
  | { readonly kind: 'date'; readonly range: TextRange; readonly date: string }
  | { readonly kind: 'number'; readonly range: TextRange; readonly number: NumberToken }
  | { readonly kind: 'word'; readonly range: TextRange; readonly word: WordToken }
  | { readonly kind: 'mark'; readonly range: TextRange; readonly mark: string }

/** Reads a sentence by what one list has; longest first, so that "Visit window" is no "window". */
export function readItems(text: string, index: RecordIndex): readonly Item[] {
  const fields = findFields(text, index)
  const isFree = (taken: readonly Item[]) => (range: TextRange) =>
    !taken.some((one) => rangesOverlap(one.range, range))
  const dates = findDates(text).filter(({ range }) => isFree(fields)(range))
  const tokens = readTokens(text)
  const numbers = tokens.flatMap((token): Item[] =>
    token.kind === 'number' && isFree([...fields, ...dates])(token.range)
      ? [{ kind: 'number', range: token.range, number: token }]
      : [],
  )
  const taken = [...fields, ...dates, ...numbers]
  const words = tokens.flatMap((token): Item[] =>
    token.kind === 'word' && isFree(taken)(token.range)
      ? [{ kind: 'word', range: token.range, word: token }]
      : [],
  )
  const all = [...taken, ...words].toSorted((a, b) => a.range.start - b.range.start)
  return withMarks(text, joinCurrencies(text, all))
}

/** A field's words stand whole in the sentence, between blanks or marks. */
function findFields(text: string, index: RecordIndex): readonly Item[] {
  const words = Array.from(text.matchAll(/[\p{L}\p{N}]+(?:[-/.'’&][\p{L}\p{N}]+)*/gu), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const found: Item[] = []
  for (let at = 0; at < words.length; at += 1) {
    const longest = words
      .slice(at, at + mostWords)
      .map(({ end }) => ({ start: words[at]?.start ?? 0, end }))
      .flatMap((range): Item[] => {
        const places = index.find(text.slice(range.start, range.end).toLowerCase())
        return places.length > 0 ? [{ kind: 'field', range, places }] : []
      })
      .at(-1)
    if (!longest) continue
    found.push(longest)
    while ((words[at + 1]?.start ?? Infinity) < longest.range.end) at += 1
  }
  return found
}

const mostWords = 8

function findDates(text: string): readonly Item[] {
  return Array.from(text.matchAll(new RegExp(datePattern, 'gi'))).flatMap((match): Item[] => {
    const date = readDate(match[0])
    const range = { start: match.index, end: match.index + match[0].length }
    // a month alone is no day
    return date?.length === 10 ? [{ kind: 'date', range, date }] : []
  })
}

/** "GBP 31,500": the code belongs to its number, whatever else it stands for. */
function joinCurrencies(text: string, items: readonly Item[]): readonly Item[] {
  const joined: Item[] = []
  for (const item of items) {
    const before = joined.at(-1)
    const code = before ? text.slice(before.range.start, before.range.end) : ''
    const isMoney = item.kind === 'number' && item.number.money === '' && isCode.test(code)
    const isNext = before && text.slice(before.range.end, item.range.start).trim() === ''
    if (!isMoney || !isNext) joined.push(item)
    else {
      const range = { start: before.range.start, end: item.range.end }
      joined[joined.length - 1] = {
        kind: 'number',
        range,
        number: { ...item.number, money: readCurrency(code) },
      }
    }
  }
  return joined
}

const isCode = /^(?:EUR|USD|GBP|CHF)$/

/** What stands between two items and is no blank. */
function withMarks(text: string, items: readonly Item[]): readonly Item[] {
  let from = 0
  const all: Item[] = []
  const add = (end: number): void => {
    const mark = text.slice(from, end).replace(/\s+/g, '')
    if (mark !== '') all.push({ kind: 'mark', range: { start: from, end }, mark })
  }
  for (const item of items) {
    add(item.range.start)
    all.push(item)
    from = item.range.end
  }
  add(text.length)
  return all
}

/** Words of a head, in any order and next to each other but for "of" and "the"; where they end, else undefined. */
export function matchHead(
  items: readonly Item[],
  from: number,
  { head, kind }: RecordColumn,
): number | undefined {
  const left = [...head]
  let at = from
  for (; left.length > 0; at += 1) {
    const item = items[at]
    if (item?.kind !== 'word') return undefined
    const own = left.findIndex((one) => isFormOf(one, item.word))
    if (own >= 0) left.splice(own, 1)
    else if (left.length === head.length || !isJoining(item)) return undefined
  }
  const behind = items[at]
  return behind?.kind === 'word' && saysKind(kind, behind.word.lower) ? at + 1 : at
}

function isJoining(item: Item): boolean {
  return item.kind === 'word' && /^(?:of|the)$/.test(item.word.lower)
}

/** "Supplied" of "Supplier". */
export function isOtherForm(items: readonly Item[], { head, kind }: RecordColumn): boolean {
  return items.some(
    (item) =>
      item.kind === 'word' &&
      !isJoining(item) &&
      !saysKind(kind, item.word.lower) &&
      !head.some(({ lower }) => lower === item.word.lower),
  )
}

export function isFormOf(a: WordToken, b: WordToken): boolean {
  return a.lower === b.lower || a.key === b.key || areForms(a.key, b.key)
}
