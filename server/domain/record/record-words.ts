import { readCurrency } from '../../../shared/text/currencies.ts'
import { datePattern, readDate } from '../../../shared/text/dates.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import { rangesOverlap } from '../../../shared/text/range.ts'
import {
  areForms,
  readTokens,
  type NumberToken,
  type TieToken,
  type WordToken,
} from '../tie/sentence-tokens.ts'
import type { RecordColumn } from './record-columns.ts'
import { saysKind } from './record-head.ts'
import type { Placed, RecordIndex } from './record-index.ts'

/** What a sentence is made of, in its order: what fields of the list say, dates, numbers, and all other words. */
export type Item =
  | {
      readonly kind: 'field'
      readonly range: TextRange
      readonly places: readonly Placed[]
      /** "Closed" may be a status or stand for a head. */
      readonly word: WordToken | undefined
    }
  | { readonly kind: 'date'; readonly range: TextRange; readonly date: string }
  | { readonly kind: 'number'; readonly range: TextRange; readonly number: NumberToken }
  | { readonly kind: 'word'; readonly range: TextRange; readonly word: WordToken }
  | { readonly kind: 'mark'; readonly range: TextRange; readonly mark: string }

/** Reads a sentence by what one list has; longest first, so that "Visit window" is no "window". */
export function readItems(text: string, index: RecordIndex): readonly Item[] {
  const tokens = readTokens(text)
  const fields = findFields(text, index, tokens)
  const isFree = (taken: readonly Item[]) => (range: TextRange) =>
    !taken.some((one) => rangesOverlap(one.range, range))
  const dates = findDates(text).filter(({ range }) => isFree(fields)(range))
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
function findFields(
  text: string,
  index: RecordIndex,
  tokens: readonly TieToken[],
): readonly Item[] {
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
        const word = tokens.find((one) => one.kind === 'word' && isSameRange(one.range, range))
        const own = word?.kind === 'word' ? word : undefined
        return places.length > 0 ? [{ kind: 'field', range, places, word: own }] : []
      })
      .at(-1)
    if (!longest) continue
    found.push(longest)
    while ((words[at + 1]?.start ?? Infinity) < longest.range.end) at += 1
  }
  return found
}

const mostWords = 8

function isSameRange(a: TextRange, b: TextRange): boolean {
  return a.start === b.start && a.end === b.end
}

function wordOf(item: Item | undefined): WordToken | undefined {
  return item?.kind === 'word' || item?.kind === 'field' ? item.word : undefined
}

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
    const isMoney = item.kind === 'number' && item.number.money === readCurrency(code)
    const isNext = before && text.slice(before.range.end, item.range.start).trim() === ''
    if (!isMoney || !isNext) joined.push(item)
    else {
      const range = { start: before.range.start, end: item.range.end }
      joined[joined.length - 1] = { ...item, range }
    }
  }
  return joined
}

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

/** Words of a head in its order, or around "of": "cost of transport". Where they end, else undefined. */
export function matchHead(
  items: readonly Item[],
  from: number,
  { head, kind }: RecordColumn,
): number | undefined {
  if (head.length === 0) return undefined
  const order = [
    head,
    ...head.slice(1).map((_, at) => [...head.slice(at + 1), ...head.slice(0, at + 1)]),
  ]
  const ends = order.flatMap((words, turn) => matchWords(items, from, words, turn) ?? [])
  const [at] = ends
  if (at === undefined) return undefined
  const behind = items[at]
  return behind?.kind === 'word' && saysKind(kind, behind.word.lower) ? at + 1 : at
}

/** @param turn how many words of the head stand behind "of" instead of first */
function matchWords(
  items: readonly Item[],
  from: number,
  words: readonly WordToken[],
  turn: number,
): number | undefined {
  let at = from
  for (const [place, word] of words.entries()) {
    const isBehind = place === words.length - turn
    const before = at
    if (place > 0) while (isJoining(items[at])) at += 1
    if (isBehind && turn > 0 && before === at) return undefined
    const told = wordOf(items[at])
    if (!told || !(isFormOf(word, told) || isDoneBy(word, told))) return undefined
    at += 1
  }
  return at
}

function isJoining(item: Item | undefined): boolean {
  return item?.kind === 'word' && /^(?:of|the)$/.test(item.word.lower)
}

/** "Supplied" of "Supplier": words of a head that are told in another form than it has them. */
export function otherForms(
  items: readonly Item[],
  { head, kind }: RecordColumn,
): readonly string[] {
  return items.flatMap((item) => {
    const lower = wordOf(item)?.lower
    if (lower === undefined || isJoining(item)) return []
    const isOwn = saysKind(kind, lower) || head.some((one) => one.lower === lower)
    return isOwn ? [] : [lower]
  })
}

/** "Owned" of an owner, "supplied" of a supplier; "customised" of no customer. */
export function isDoneBy({ lower }: WordToken, told: Pick<WordToken, 'lower'>): boolean {
  const base = /^(\p{L}{2,})[eo]rs?$/u.exec(lower)?.[1]
  return base !== undefined && told.lower === `${base}ed`
}

export function isFormOf(a: WordToken, b: WordToken): boolean {
  return a.lower === b.lower || a.key === b.key || areForms(a.key, b.key)
}
