import type { RecordField, RecordList } from '../tie/record-list.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import { fieldOf, indexRecords, type RecordIndex } from './record-index.ts'
import { readFieldNumber, type RecordColumn } from './record-columns.ts'
import { isFormOf, matchHead, otherForms, readItems, type Item } from './record-words.ts'
import { readTelling, type Scene, type Telling } from './read-telling.ts'

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
  /** The column of the key. */
  readonly called: RecordColumn
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
  const read = listSubjects(text, items, index).flatMap((subject) => {
    const scene = { text, items, index, record: subject.record, key: subject.called }
    const told = readTold(scene, subject)
    const fields = told?.map((one) => toField(scene, one)) ?? []
    return fields.length === 0 || fields.includes(undefined)
      ? []
      : [
          {
            list,
            key: subject.key,
            called: subject.called,
            told: fields.flatMap((one) => one ?? []),
          },
        ]
  })
  const [own, ...others] = read
  return others.length === 0 ? own : undefined
}

function readTold(scene: Scene, { column, end }: Subject): readonly Telling[] | undefined {
  const told: Telling[] = []
  let at = end
  if (column) {
    const first = readTelling(scene, at, column)
    if (!first) return undefined
    told.push(first)
    at = first.end
  }
  while (!isEnd(scene.items, at)) {
    const next = readTelling(scene, told.length > 0 ? skipJoin(scene.items, at) : at)
    if (!next) return undefined
    told.push(next)
    at = next.end
  }
  return told
}

type Subject = {
  readonly record: number
  readonly key: RecordField
  /** The column of the key. */
  readonly called: RecordColumn
  /** What is told first of it: "The status of PO-1002". */
  readonly column: RecordColumn | undefined
  readonly end: number
}

/** Several where two heads say the same: "value" and "value date". */
function listSubjects(
  text: string,
  items: readonly Item[],
  index: RecordIndex,
): readonly Subject[] {
  const start = isWord(items[0], /^the$/) ? 1 : 0
  const own = readKey(text, items, start, index)
  if (own) return [{ ...own, column: undefined }]
  return index.columns.flatMap((column) => {
    const end = matchNoun(items, start, column)
    if (end === undefined || !isWord(items[end], /^(?:of|for)$/)) return []
    const from = isWord(items[end + 1], /^the$/) ? end + 2 : end + 1
    const key = readKey(text, items, from, index)
    return key ? [{ ...key, column }] : []
  })
}

/** A head as it stands: a trainee is no trainer, and "the valid of" is no way to tell one. */
function matchNoun(
  items: readonly Item[],
  start: number,
  column: RecordColumn,
): number | undefined {
  if (column.preposition !== '') return undefined
  const isCount = isWord(items[start], /^number$/) && isWord(items[start + 1], /^of$/)
  const isOfCounts = isCount && column.kind === 'number' && column.currency === ''
  const from = isOfCounts ? start + 2 : start
  const end = matchHead(items, from, column)
  const forms = otherForms(items.slice(from, end ?? from), column)
  const isOther = forms.some((form) => !column.head.some(({ lower }) => isPlural(lower, form)))
  return isOther ? undefined : end
}

function isPlural(one: string, other: string): boolean {
  return `${one}s` === other || `${other}s` === one
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
  const { record, column } = found
  const key = fieldOf(index, record, column)
  return key && isCalled(items.slice(from, at), column, index)
    ? { record, key, called: column, end: at + 1 }
    : undefined
}

type Key = { readonly record: number; readonly column: RecordColumn }

function findByField(text: string, item: Item, index: RecordIndex): Key | undefined {
  if (item.kind !== 'field') return undefined
  // who has a record may stand in others, too
  const own = item.places.find((place) => isKeyColumn(place.column, index))
  const [record] = own?.records ?? []
  if (!own || record === undefined) return undefined
  const key = fieldOf(index, record, own.column)
  const told = text.slice(item.range.start, item.range.end)
  return key && isKey(told, key) ? { record, column: own.column } : undefined
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
export function isKeyColumn({ at, isOwn }: RecordColumn, { columns }: RecordIndex): boolean {
  const [first] = columns
  return isOwn && (at === 0 || (at === 1 && first?.isOwn === true && first.kind === 'number'))
}

/** A name without a digit has to be written as the list has it. */
function isKey(told: string, { words }: RecordField): boolean {
  return /\d/.test(words) || (words.length > 3 && told === words)
}

/** "Order", "deviation no.": the last word of the head above the key, or what the list is called in the plural. */
export function isCalled(
  items: readonly Item[],
  { head }: RecordColumn,
  { list }: RecordIndex,
): boolean {
  const kinds = items.filter((one) => !isNumbering(one))
  const [last] = kinds.slice(-1)
  if (!last) return true
  if (last.kind !== 'word') return false
  const { word } = last
  const [noun] = head.slice(-1)
  if (noun && isFormOf(noun, word) && kinds.length <= head.length) {
    const before = head.slice(-kinds.length)
    return kinds.every((one, at) => {
      const own = before[at]
      return one.kind === 'word' && own !== undefined && isFormOf(own, one.word)
    })
  }
  // a loan may have several drawdowns
  const isPart = head.some((one) => isFormOf(one, word))
  return !isPart && kinds.length === 1 && isInTitle(list, `${word.lower}s`)
}

function isNumbering(item: Item): boolean {
  if (item.kind === 'mark') return item.mark === '.'
  return item.kind === 'word' && /^(?:no|nos|nr|number|id)$/.test(item.word.lower)
}

/** "Findings" of "Findings of audits"; of audits it is no list. */
function isInTitle({ around }: RecordList, plural: string): boolean {
  return around.some((one, at) => {
    if (one.kind !== 'word' || one.lower !== plural) return false
    const before = around[at - 1]
    return before?.kind !== 'word' || !/^(?:of|by|for|in|at|from|to|per|with)$/.test(before.lower)
  })
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
