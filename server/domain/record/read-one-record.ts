import type { RecordField, RecordList } from '../tie/record-list.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import { fieldOf, indexRecords, type RecordIndex } from './record-index.ts'
import { readFieldNumber, type RecordColumn } from './record-columns.ts'
import { isFormOf, matchHead, readItems, type Item } from './record-words.ts'
import { readTelling, type Telling } from './read-telling.ts'

/** What a sentence tells of one record below one head. */
export type ToldField = {
  readonly column: RecordColumn
  readonly range: TextRange
  readonly field: RecordField
  readonly holds: boolean
}

/** A sentence that tells of one record of a list, and of nothing else. */
export type OneRecord = {
  readonly list: RecordList
  readonly key: RecordField
  readonly told: readonly ToldField[]
}

/**
 * "Order PO-1002 was approved by K. Moen and amounted to GBP 31,500", "The status of PO-1002 is open". Undefined for
 * every sentence that has more in it than a record, by what no other record has, and what it has below heads that
 * the words around it name.
 */
export function readOneRecord(text: string, list: RecordList): OneRecord | undefined {
  const index = indexRecords(list)
  const items = readItems(text, index)
  const subject = readSubject(text, items, index)
  if (!subject) return undefined
  const scene = { text, items, index, record: subject.record }
  const told: Telling[] = []
  let at = subject.end
  if (subject.column) {
    const first = readTelling(scene, at, subject.column)
    if (!first) return undefined
    told.push(first)
    at = first.end
  }
  while (!isEnd(items, at)) {
    const next = readTelling(scene, told.length > 0 ? skipJoin(items, at) : at)
    if (!next) return undefined
    told.push(next)
    at = next.end
  }
  const fields = told.map((one) => toField(scene, one))
  if (told.length === 0 || fields.includes(undefined)) return undefined
  return { list, key: subject.key, told: fields.flatMap((one) => one ?? []) }
}

type Subject = {
  readonly record: number
  readonly key: RecordField
  /** What is told first of it: "The status of PO-1002". */
  readonly column: RecordColumn | undefined
  readonly end: number
}

function readSubject(
  text: string,
  items: readonly Item[],
  index: RecordIndex,
): Subject | undefined {
  const start = isWord(items[0], /^the$/) ? 1 : 0
  const own = readKey(text, items, start, index)
  if (own) return { ...own, column: undefined }
  for (const column of index.columns) {
    const end = matchHead(items, start, column)
    if (end === undefined || !isWord(items[end], /^(?:of|for)$/)) continue
    const from = isWord(items[end + 1], /^the$/) ? end + 2 : end + 1
    const key = readKey(text, items, from, index)
    if (key) return { ...key, column }
  }
  return undefined
}

/** "Order PO-1002", "site 101": what it is called, and what it alone has. */
function readKey(
  text: string,
  items: readonly Item[],
  from: number,
  index: RecordIndex,
): Omit<Subject, 'column'> | undefined {
  const at = items.findIndex(
    ({ kind }, place) => place >= from && (kind === 'field' || kind === 'number'),
  )
  const item = items[at]
  if (!item || at > from + mostKindWords) return undefined
  const found = findByField(text, item, index) ?? findByNumber(item, items[at - 1], index)
  if (!found) return undefined
  const isCalled = items.slice(from, at).every((one) => isKind(one, found.column, index))
  const key = fieldOf(index, found.record, found.column)
  return isCalled && key ? { record: found.record, key, end: at + 1 } : undefined
}

type Key = { readonly record: number; readonly column: RecordColumn }

function findByField(text: string, item: Item, index: RecordIndex): Key | undefined {
  if (item.kind !== 'field') return undefined
  const [record, ...others] = new Set(item.places.flatMap((place) => place.records))
  const column = item.places.map((place) => place.column).find((one) => isKeyColumn(one, index))
  if (!column || record === undefined || others.length > 0) return undefined
  const key = fieldOf(index, record, column)
  const told = text.slice(item.range.start, item.range.end)
  return key && isKey(told, key) ? { record, column } : undefined
}

/** A number alone names nothing: its head stands before it. */
function findByNumber(
  item: Item,
  before: Item | undefined,
  { columns: [column], list }: RecordIndex,
): Key | undefined {
  if (item.kind !== 'number' || before?.kind !== 'word') return undefined
  if (column?.kind !== 'number' || !column.isOwn) return undefined
  if (!column.head.some((one) => one.lower === before.word.lower)) return undefined
  const { value, step, money, unit, comparator } = item.number
  if (step !== 1 || money !== '' || unit !== '' || comparator !== '') return undefined
  const record = list.records.findIndex((one) => one[0] && readFieldNumber(one[0]) === value)
  return record < 0 ? undefined : { record, column }
}

const mostKindWords = 3

/** What stands first in each record, or first behind its number: a supplier of one order is no order. */
function isKeyColumn({ at, isOwn }: RecordColumn, { columns }: RecordIndex): boolean {
  const [first] = columns
  return isOwn && (at === 0 || (at === 1 && first?.isOwn === true && first.kind === 'number'))
}

/** A name without a digit has to be written as the list has it. */
function isKey(told: string, { words }: RecordField): boolean {
  return /\d/.test(words) || (words.length > 3 && told === words)
}

/** "Order", "deviation": the head above the key, or what the list is called in the plural. */
function isKind(item: Item, key: RecordColumn, { list }: RecordIndex): boolean {
  if (item.kind !== 'word') return item.kind === 'mark' && item.mark === '.'
  const { word } = item
  if (/^(?:no|nos|nr|number|id)$/.test(word.lower)) return true
  if (key.head.some((one) => isFormOf(one, word))) return true
  return list.around.some((one) => one.kind === 'word' && one.lower === `${word.lower}s`)
}

function isEnd(items: readonly Item[], at: number): boolean {
  const item = items[at]
  return (
    item === undefined || (item.kind === 'mark' && item.mark === '.' && at === items.length - 1)
  )
}

function skipJoin(items: readonly Item[], at: number): number {
  const isComma = items[at]?.kind === 'mark' && items[at].mark === ','
  const from = isComma ? at + 1 : at
  return isWord(items[from], /^and$/) ? from + 1 : from
}

function isWord(item: Item | undefined, pattern: RegExp): boolean {
  return item?.kind === 'word' && pattern.test(item.word.lower)
}

function toField(
  { index, record }: { readonly index: RecordIndex; readonly record: number },
  { column, range, holds }: Telling,
): ToldField | undefined {
  const field = fieldOf(index, record, column)
  return field && { column, range, field, holds }
}
