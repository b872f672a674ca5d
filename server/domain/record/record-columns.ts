import { readDate } from '../../../shared/text/dates.ts'
import { isStopWord } from '../../../shared/text/terms.ts'
import { readCurrency, readTokens, type WordToken } from '../tie/sentence-tokens.ts'
import type { RecordField, RecordList } from '../tie/record-list.ts'

/** What a column of a list says of each record. */
export type RecordColumn = {
  readonly at: number
  readonly kind: 'date' | 'number' | 'text'
  /** What a sentence has to say of its head, without "date" of dates and "name" of names. */
  readonly head: readonly WordToken[]
  /** Each record has its own. */
  readonly isOwn: boolean
  /** Of dates with strokes the day stands first; undefined where none of them says so. */
  readonly isDayFirst: boolean | undefined
  /** What its head says its amounts are in; '' where it says nothing. */
  readonly currency: string
  /** Its head says that its numbers are thousands, percentages or of another measure. */
  readonly isMeasured: boolean
}

export function readColumns(list: RecordList): readonly RecordColumn[] {
  return list.heads.map(({ text }, at) => {
    const fields = list.records.flatMap((record) => record[at] ?? [])
    const isDayFirst = findDayFirst(fields)
    const kind = findKind(fields, isDayFirst)
    const distinct = new Set(fields.map(({ lower }) => lower))
    return {
      at,
      kind,
      head: readHead(text, kind),
      isOwn: fields.length === list.records.length && distinct.size === fields.length,
      isDayFirst,
      currency: findCurrency(text),
      isMeasured: /%|['’]?0{3}\b|thousand|million|\bm\b/i.test(text),
    }
  })
}

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
  const plain = words.replace(/^[£$€]\s?/, '')
  return plainNumber.test(plain) ? Number(plain.replaceAll(',', '')) : undefined
}

const plainNumber = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/

const withStrokes = /^(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)$/

const wholeDate = /^(?:\d{4}-\d\d-\d\d|\d{1,2}[ -]\p{L}{3,9}[ -]\d{4})$/u

function findDayFirst(fields: readonly RecordField[]): boolean | undefined {
  const parts = fields.flatMap(({ words }) => withStrokes.exec(words) ?? [])
  const dates = fields.flatMap(({ words }) => {
    const found = withStrokes.exec(words)
    return found ? [[Number(found[1]), Number(found[2])] as const] : []
  })
  if (parts.length === 0) return undefined
  const [isDay, isMonth] = [0, 1].map((at) => dates.some((date) => (date[at] ?? 0) > 12))
  return isDay === isMonth ? undefined : isDay
}

function findKind(
  fields: readonly RecordField[],
  isDayFirst: boolean | undefined,
): RecordColumn['kind'] {
  const isMostly = (test: (field: RecordField) => boolean): boolean =>
    fields.length > 0 && fields.every(test)
  if (isMostly((field) => readFieldDate(field, isDayFirst) !== undefined)) return 'date'
  return isMostly((field) => readFieldNumber(field) !== undefined) ? 'number' : 'text'
}

function findCurrency(head: string): string {
  const found = /[£$€]|\b(?:EUR|USD|GBP|CHF)\b/.exec(head)?.[0]
  return found === undefined ? '' : readCurrency(found)
}

/** Words that say only of which kind the values are. */
const plainHeads: Readonly<Record<RecordColumn['kind'], RegExp>> = {
  date: /^(?:dates?|days?)$/,
  number: /^(?:eur|usd|gbp|chf)$/,
  text: /^(?:names?|ids?|nos?|numbers?|refs?|references?|codes?)$/,
}

/** True for a word that says only of which kind the values of a column are: "date" of dates. */
export function saysKind(kind: RecordColumn['kind'], lower: string): boolean {
  return plainHeads[kind].test(lower)
}

function readHead(text: string, kind: RecordColumn['kind']): readonly WordToken[] {
  const words = readTokens(text.replace(/\([^()]*\)/g, ' ')).flatMap((token) =>
    token.kind === 'word' && !isStopWord(token.lower) ? [token] : [],
  )
  const telling = words.filter(({ lower }) => !saysKind(kind, lower))
  return telling.length > 0 ? telling : words
}
