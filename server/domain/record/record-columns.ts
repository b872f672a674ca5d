import { readDate } from '../../../shared/text/dates.ts'
import type { RecordField, RecordList } from '../tie/record-list.ts'
import { readHead, type RecordHead } from './record-head.ts'

/** What a column of a list says of each record. */
export type RecordColumn = RecordHead & {
  readonly at: number
  readonly kind: 'date' | 'number' | 'text'
  /** Each record has its own. */
  readonly isOwn: boolean
  /** Of dates with strokes the day stands first; undefined where none of them says so. */
  readonly isDayFirst: boolean | undefined
}

export function readColumns(list: RecordList): readonly RecordColumn[] {
  const isScaled = list.around.some((one) => one.kind === 'word' && scales.test(one.lower))
  return list.heads.map(({ text }, at) => {
    const fields = list.records.flatMap((record) => record[at] ?? [])
    const isDayFirst = findDayFirst(fields)
    const kind = findKind(fields, isDayFirst)
    const distinct = new Set(fields.map(({ lower }) => lower))
    const head = readHead(text, kind)
    return {
      ...head,
      isMeasured: head.isMeasured || isScaled,
      at,
      kind,
      isOwn: fields.length === list.records.length && distinct.size === fields.length,
      isDayFirst,
    }
  })
}

/** A title or a file's name that says so speaks of all its amounts. */
const scales = /^(?:thousands?|millions?|billions?|[tk](?:eur|gbp|usd|chf))$/

/** Undefined for what is no date; a day with strokes only where its column says which part is the day. */
export function readFieldDate(
  { words }: Pick<RecordField, 'words'>,
  isDayFirst: boolean | undefined,
): string | undefined {
  const parts = withStrokes.exec(words)
  if (!parts) return wholeDate.test(words) ? readDate(words) : undefined
  if (isDayFirst === undefined) return undefined
  const [, first = '', second = '', year = ''] = parts
  const [day, month] = isDayFirst ? [first, second] : [second, first]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** Undefined for what is more than one plain number. */
export function readFieldNumber({ words }: Pick<RecordField, 'words'>): number | undefined {
  const plain = words.replace(/^\p{Sc}\s?/u, '')
  return plainNumber.test(plain) ? Number(plain.replaceAll(',', '')) : undefined
}

const plainNumber = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/

const withStrokes = /^(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)$/

const wholeDate = /^(?:\d{4}-\d\d-\d\d|\d{1,2}[ -]\p{L}{3,9}[ -]\d{4})$/u

function findDayFirst(fields: readonly RecordField[]): boolean | undefined {
  const dates = fields.flatMap(({ words }) => {
    const found = withStrokes.exec(words)
    return found ? [[Number(found[1]), Number(found[2])] as const] : []
  })
  const [isDay, isMonth] = [0, 1].map((at) => dates.some((date) => (date[at] ?? 0) > 12))
  return isDay === isMonth ? undefined : isDay
}

function findKind(
  fields: readonly RecordField[],
  isDayFirst: boolean | undefined,
): RecordColumn['kind'] {
  const isEach = (test: (field: RecordField) => boolean): boolean =>
    fields.length > 0 && fields.every(test)
  if (isEach((field) => readFieldDate(field, isDayFirst) !== undefined)) return 'date'
  return isEach((field) => readFieldNumber(field) !== undefined) ? 'number' : 'text'
}
