import { rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { readWords, type Field, type RecordTable } from '../compare/read-records.ts'
import { stem } from '../../../shared/text/stem.ts'
import { nameKey } from '../verify/names-of-cells.ts'
import type { Token } from '../verify/statement.ts'

/** Where a sentence has the words of a field. */
export type FieldMention = {
  readonly column: number
  /** In lower case. */
  readonly words: string
  readonly range: TextRange
}

/**
 * The fields that a sentence names: those in words, by all of their words together, and numbers that name
 * something, behind what heads their column ("site 103", "order 4711"). Undefined where one place has two meanings.
 */
export function findFieldMentions(
  text: string,
  tokens: readonly Token[],
  table: RecordTable,
): readonly FieldMention[] | undefined {
  const found = table.columns.flatMap((_, column) =>
    listValues(table, column).flatMap((words) =>
      findPlaces(text, tokens, table, column, words).map((range) => ({ column, words, range })),
    ),
  )
  const longest = found.filter(
    (one) =>
      !found.some(
        (other) => rangesOverlap(other.range, one.range) && lengthOf(other) > lengthOf(one),
      ),
  )
  const ordered = longest.toSorted((a, b) => a.range.start - b.range.start)
  const isOpen = ordered.some(
    (one, at) => at > 0 && one.range.start < (ordered[at - 1]?.range.end ?? 0),
  )
  return isOpen ? undefined : ordered
}

function lengthOf({ range }: FieldMention): number {
  return range.end - range.start
}

function listValues({ records }: RecordTable, column: number): readonly string[] {
  const all = records.flatMap((record) => record[column]?.words.toLowerCase() ?? [])
  return [...new Set(all)]
}

function findPlaces(
  text: string,
  tokens: readonly Token[],
  table: RecordTable,
  column: number,
  words: string,
): readonly TextRange[] {
  const own = readWords(words)
  if (/^\d+$/.test(words)) return findNumbers(text, tokens, table, column, words)
  if (own.length === 0 || own.some(({ kind }) => kind === 'date')) return []
  if (own.every(({ kind }) => kind === 'number')) return []
  return tokens.flatMap((first, from) => {
    const isAll = own.every((word, at) => {
      const token = tokens[from + at]
      return token?.key === word.key && (token.kind === word.kind || isWord(token) === isWord(word))
    })
    const last = tokens[from + own.length - 1]
    return isAll && last ? [{ start: first.range.start, end: last.range.end }] : []
  })
}

/** "AG" is a name in capitals alone. */
function isWord({ kind }: Token): boolean {
  return kind === 'word' || kind === 'name'
}

/** "Site 103": the head of its column stands before it. */
function findNumbers(
  text: string,
  tokens: readonly Token[],
  { columns }: RecordTable,
  column: number,
  words: string,
): readonly TextRange[] {
  const head = new Set((columns[column]?.head.toLowerCase().match(/\p{L}+/gu) ?? []).map(stem))
  return tokens.flatMap(({ kind, range }) => {
    if (kind !== 'number' || text.slice(range.start, range.end) !== words) return []
    const [, before = ''] = /(\p{L}+)(?:\s+no\.?)?\s+$/u.exec(text.slice(0, range.start)) ?? []
    return head.has(stem(before.toLowerCase())) ? [range] : []
  })
}

export function says(
  record: readonly (Field | undefined)[],
  { column, words }: FieldMention,
): boolean {
  return record[column]?.words.toLowerCase() === words
}

/** Keys of what heads a column. */
export function keysOfColumn({ columns }: RecordTable, column: number): ReadonlySet<string> {
  return columns[column]?.keys ?? new Set()
}

export function isAmong(keys: ReadonlySet<string>, token: Token): boolean {
  return keys.has(nameKey(token)) || keys.has(token.key)
}
