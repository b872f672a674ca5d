import type { TextRange } from '../../../shared/text/range.ts'
import { holdsValue } from './hold-value.ts'
import type { RecordColumn } from './record-columns.ts'
import type { RecordIndex } from './record-index.ts'
import { isOtherForm, matchHead, type Item } from './record-words.ts'

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
}

/**
 * One thing that is told of the record, from an item on. Undefined where the words don't name one column, or stand
 * otherwise to its value than a head does.
 * @param column what the words before have named already: "The status of PO-1002"
 */
export function readTelling(scene: Scene, at: number, column?: RecordColumn): Telling | undefined {
  if (column) return readValue(scene, skip(scene, at, isOrWas), column)
  const from = skip(scene, skip(scene, at, auxiliary), auxiliary)
  const found = [
    ...readByHead(scene, from),
    ...[
      readByState(scene, at),
      readByAmount(scene, from),
      readByDate(scene, from),
      readByPlace(scene, from),
    ].flatMap((one) => one ?? []),
  ]
  const [own, ...others] = found
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
  const isBehind = /^(?:of|at|in|from|for|with)$/.test(wordAt(scene, at))
  const start = skip(scene, isBehind ? at + 1 : skip(scene, at, occurring), /^the$/)
  const from = !isBehind && start > at ? skip(scene, start, /^(?:at|in|on)$/) : start
  return scene.index.columns.flatMap((column) => {
    const end = matchHead(scene.items, from, column)
    if (end === undefined) return selfNamed(scene, from, column, isBehind) ?? []
    const isForm = isOtherForm(scene.items.slice(from, end), column)
    const connector = wordAt(scene, end)
    const isJoined = connectors(column, isForm, scene).test(connector)
    if (connector !== '' && !isJoined) return []
    if (connector === '' && (isForm || column.kind === 'date')) return []
    return readValue(scene, isJoined ? end + 1 : end, column) ?? []
  })
}

const occurring = /^(?:occurred|happened|arose)$/

/** What may stand between a head and its value without turning it: "approved by", "ordered on", "amounted to". */
function connectors({ kind, at, head }: RecordColumn, isForm: boolean, { index }: Scene): RegExp {
  // "delivered on" says more than a delivery date, "increased to" something else than an increase
  if (kind === 'date') return isForm ? nothing : /^(?:on|is|was)$/
  if (kind === 'number') {
    const isAmount = head.every(({ lower }) => /^(?:amount|total)s?$/.test(lower))
    return isForm ? (isAmount ? /^to$/ : nothing) : /^(?:is|was|of)$/
  }
  if (/\bby\b/i.test(index.list.heads[at]?.text ?? '')) return /^by$/
  if (!isForm) return /^(?:is|was|as|of)$/
  // an assignee has assigned nothing
  const isAgent = head.length === 1 && /(?:[^e]er|or|ist)s?$/.test(head[0]?.lower ?? '')
  return isAgent ? /^by$/ : /^as$/
}

const nothing = /(?!)/

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

/** "Is open": a word that sorts the records stands below one head alone. */
function readByState(scene: Scene, at: number): Telling | undefined {
  const item = scene.items[at + 1]
  if (!isOrWas.test(wordAt(scene, at)) || item?.kind !== 'field') return undefined
  const [place, ...others] = item.places
  if (!place || others.length > 0 || place.column.isOwn) return undefined
  return readValue(scene, at + 1, place.column)
}

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
  const [column, ...others] = scene.index.columns.filter(({ kind }) => kind === 'date')
  const isPlain = column?.head.every(({ lower }) => /^(?:dates?|dated)$/.test(lower))
  return column && others.length === 0 && isPlain ? readValue(scene, at + 1, column) : undefined
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
  return holds === undefined
    ? undefined
    : { column, range: item?.range ?? none, holds, end: at + 1 }
}

const none = { start: 0, end: 0 }
