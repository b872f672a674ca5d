import type { TextRange } from '../../../shared/text/range.ts'
import { connectors, mayStandBare, mayStandBehind } from './head-connectors.ts'
import { holdsValue } from './hold-value.ts'
import type { RecordColumn } from './record-columns.ts'
import type { RecordIndex } from './record-index.ts'
import { matchHead, otherForms, type Item } from './record-words.ts'

/** A value of one record that a sentence names by a head. */
export type Telling = {
  readonly column: RecordColumn
  readonly range: TextRange
  readonly holds: boolean
  /** Index of the item behind it. */
  readonly end: number
}

export type Scene = {
  readonly text: string
  readonly items: readonly Item[]
  readonly index: RecordIndex
  readonly record: number
  /** The column that says what the record is called. */
  readonly key: RecordColumn
}

/**
 * One thing that is told of the record, from an item on. Undefined where the words don't name one column, or stand
 * otherwise to its value than a head does.
 * @param column what the words before have named already: "The status of PO-1002"
 */
export function readTelling(scene: Scene, at: number, column?: RecordColumn): Telling | undefined {
  if (column) {
    const from = skip(scene, at, isOrWas)
    const isOn = column.kind === 'date' && column.preposition === '' && from > at
    return readValue(scene, isOn ? skip(scene, from, /^on$/) : from, column)
  }
  const from = skip(scene, skip(scene, at, auxiliary), auxiliary)
  const found = [
    ...readByHead(scene, from),
    ...[
      readByState(scene, at),
      readByAmount(scene, from),
      readByDate(scene, from),
      readByPlace(scene, from),
      readByAge(scene, from),
    ].flatMap((one) => one ?? []),
  ]
  // "closed on 15 April" tells more than "closed"
  const last = Math.max(...found.map(({ end }) => end))
  const [own, ...others] = found.filter(({ end }) => end === last)
  return own && others.every((other) => other.column === own.column) ? own : undefined
}

const isOrWas = /^(?:is|was|are|were)$/
const auxiliary = /^(?:is|was|are|were|has|had|been|a|an|the)$/

function skip({ items }: Scene, at: number, words: RegExp): number {
  const item = items[at]
  const isColon = item?.kind === 'mark' && item.mark === ':'
  return isColon || (item?.kind === 'word' && words.test(item.word.lower)) ? at + 1 : at
}

function wordAt({ items }: Scene, at: number): string {
  const item = items[at]
  return item?.kind === 'word' ? item.word.lower : ''
}

/** "Was approved by K. Moen", "has the status open", "at site 1207". */
function readByHead(scene: Scene, at: number): readonly Telling[] {
  const behind = /^(?:of|at|in|from|for|with)$/.exec(wordAt(scene, at))?.[0] ?? ''
  const start = skip(scene, behind === '' ? skip(scene, at, occurring) : at + 1, /^the$/)
  const from = behind === '' && start > at ? skip(scene, start, /^(?:at|in|on)$/) : start
  const lead = behind || leadOf(scene, at)
  return scene.index.columns.flatMap((column) => {
    if (!mayStandBehind(behind, column)) return []
    const end = matchHead(scene.items, from, column)
    if (end === undefined) return selfNamed(scene, from, column, behind !== '') ?? []
    const forms = otherForms(scene.items.slice(from, end), column)
    if (isActive(scene, at, column)) return []
    const connector = wordAt(scene, end)
    const isJoined = connectors(column, forms, lead).test(connector)
    if (!isJoined && (connector !== '' || !mayStandBare(column, forms, lead))) return []
    return readValue(scene, isJoined ? end + 1 : end, column) ?? []
  })
}

/** "Is" of "is the deputy". */
function leadOf(scene: Scene, at: number): string {
  const before = wordAt(scene, at - 1)
  return /^(?:an?|the)$/.test(before) ? wordAt(scene, at - 2) : before
}

const occurring = /^(?:occurred|happened|arose)$/

/** "Ida Falk trained on 3 May": somebody who has done it, where the list may tell what was done to her. */
function isActive(
  { index, record, key, items }: Scene,
  at: number,
  { head }: RecordColumn,
): boolean {
  const isNamed = !/\d/.test(index.list.records[record]?.[key.at]?.words ?? '')
  const before = items[at - 1]
  const isPassive = before?.kind === 'word' && auxiliary.test(before.word.lower)
  return (
    isNamed && !isPassive && /(?:ed|paid|drawn|lent|sent|sold|held)$/.test(head.at(-1)?.lower ?? '')
  )
}

/** "Of Supplier 12": the value has its head in it. */
function selfNamed(
  scene: Scene,
  at: number,
  column: RecordColumn,
  isBehind: boolean,
): Telling | undefined {
  const item = scene.items[at]
  if (!isBehind || item?.kind !== 'field') return undefined
  const words = scene.text.slice(item.range.start, item.range.end).toLowerCase()
  const isNamed = column.head.length > 0 && column.head.every(({ lower }) => words.includes(lower))
  return isNamed ? readValue(scene, at, column) : undefined
}

/** "Is open", "is a pump": a word that sorts the records. */
function readByState(scene: Scene, at: number): Telling | undefined {
  if (!isOrWas.test(wordAt(scene, at))) return undefined
  const from = skip(scene, at + 1, /^an?$/)
  const item = scene.items[from]
  if (item?.kind !== 'field') return undefined
  const [own, ...others] = item.places.filter(({ column }) => isState(column))
  if (!own || others.length > 0 || own.column.isOwn) return undefined
  const told = readValue(scene, from, own.column)
  // what it is not by its status, it may have been by another one
  const isElsewhere = item.places.some((one) => one !== own && one.records.includes(scene.record))
  return told?.holds === false && isElsewhere ? undefined : told
}

/** What a record is, and neither was before nor is to be, nor what was done about it. */
export function isState({ head }: RecordColumn): boolean {
  const [own, ...others] = head
  return others.length === 0 && states.test(own?.lower ?? '')
}

const states =
  /^(?:status|state|stage|phase|class|category|type|severity|seriousness|intensity|grade|priority|condition|outcome)$/

/** "Was for GBP 31,500" of a list with one column of amounts. */
function readByAmount(scene: Scene, at: number): Telling | undefined {
  const item = scene.items[at + 1]
  const isFor = /^(?:for|worth|totalled|cost)$/.test(wordAt(scene, at))
  if (!isFor || item?.kind !== 'number' || item.number.money === '') return undefined
  const amounts = scene.index.columns.filter(({ kind, head }) => {
    return (
      kind === 'number' &&
      head.some(({ lower }) => /^(?:amounts?|prices?|costs?|values?|totals?)$/.test(lower))
    )
  })
  const [column, ...others] = amounts
  // an estimated cost is none
  const isOnly = column?.head.length === 1 && others.length === 0
  return column && isOnly ? readValue(scene, at + 1, column) : undefined
}

/** "Is dated 1 October 2024" of a list with one date, that has no other name. */
function readByDate(scene: Scene, at: number): Telling | undefined {
  if (wordAt(scene, at) !== 'dated') return undefined
  const dates = scene.index.columns.filter(({ kind }) => kind === 'date')
  const [column, ...others] = dates
  const isPlain = column?.head.every(({ lower }) => /^(?:dates?|dated)$/.test(lower))
  if (column && others.length === 0 && isPlain) return readValue(scene, at + 1, column)
  // "Invoice date" of a list of invoices
  const kinds = scene.key.head.map(({ lower }) => lower)
  const own = dates.find(({ head, preposition }) => {
    return (
      preposition === '' &&
      head.length === kinds.length &&
      head.every(({ lower }) => kinds.includes(lower))
    )
  })
  return own && readValue(scene, at + 1, own)
}

/** "In Spain". */
function readByPlace(scene: Scene, at: number): Telling | undefined {
  const item = scene.items[at + 1]
  if (wordAt(scene, at) !== 'in' || item?.kind !== 'field') return undefined
  const [place, ...others] = item.places
  const head = place && (scene.index.list.heads[place.column.at]?.text ?? '')
  if (
    !place ||
    others.length > 0 ||
    !/^(?:country|region|county|city|town|state)$/i.test(head ?? '')
  )
    return undefined
  return readValue(scene, at + 1, place.column)
}

function readValue(scene: Scene, at: number, column: RecordColumn): Telling | undefined {
  const item = scene.items[at]
  const holds = item && holdsValue(scene, item, column)
  if (!item || holds === undefined) return undefined
  return { column, range: item.range, holds, end: isUnit(scene, at, column) ? at + 2 : at + 1 }
}

/** "45 days" below "Duration (days)". */
function isUnit(scene: Scene, at: number, { kind, unit }: RecordColumn): boolean {
  const told = wordAt(scene, at + 1)
  return kind === 'number' && unit !== '' && (told === unit || `${told}s` === unit)
}

/** "Is 64 years old", "was aged 64". */
function readByAge(scene: Scene, at: number): Telling | undefined {
  const isAged = wordAt(scene, at) === 'aged'
  const behind = [1, 2, 3].map((by) => wordAt(scene, at + by)).join(' ')
  const length = isAged
    ? 0
    : behind.startsWith('years old')
      ? 2
      : behind === 'years of age'
        ? 3
        : -1
  const column = scene.index.columns.find(({ kind, head }) => {
    const [own, ...others] = head
    return kind === 'number' && own?.lower === 'age' && others.length === 0
  })
  if (length < 0 || !column) return undefined
  const told = readValue(scene, isAged ? at + 1 : at, column)
  return told && { ...told, end: told.end + length }
}
