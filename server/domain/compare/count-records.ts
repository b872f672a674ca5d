import { isDerived } from '../verify/judge-naming.ts'
import { isPlacingWord, isReportingWord } from '../verify/lexicon.ts'
import { nameKey } from '../verify/names-of-cells.ts'
import type { Token } from '../verify/statement.ts'
import type { ComparedCell } from './compared-cell.ts'
import type { Outcome } from './form.ts'
import { readWords, tellsWords, type Column, type Field, type RecordTable } from './read-records.ts'

/** Where a sentence has the words of a field, all of them together. */
type Found = {
  readonly column: number
  /** In lower case. */
  readonly words: string
  /** Indexes of its tokens. */
  readonly from: number
  readonly to: number
}

type Counting = {
  /** "Of the four findings": how many there are. */
  readonly whole: number | undefined
  readonly counts: readonly { readonly at: number; readonly told: number }[]
}

/**
 * "Two of the four findings are rated High, one Medium and one Low": how many records say so. Undefined where
 * a word of the sentence is neither theirs nor a head's nor one that only joins; `doubt` where another number
 * was counted.
 */
export function countRecords(text: string, table: RecordTable): Outcome | 'doubt' | undefined {
  const tokens = countOnes(text, readWords(text))
  const found = findFields(tokens, table)
  const counting = readCounting(text, tokens, found)
  if (!found || found.length === 0 || !counting) return undefined
  if (!areWordsKnown(text, tokens, found, table)) return undefined
  if (!namesKind(text, tokens, found, counting, table)) return undefined
  const told = readTold(found, counting)
  if (!told) return undefined
  const { common, counted } = told
  const all = table.records.filter((record) => common.every((one) => says(record, one)))
  const matched = counted.map((one) => all.filter((record) => says(record, one)))
  const isWhole = counting.whole === undefined || counting.whole === all.length
  const isRight = matched.every((some, at) => some.length === counting.counts[at]?.told)
  if (!isWhole || !isRight) return 'doubt'
  return conclude(table, counted, matched, all.length)
}

/** "One Low", "only one of the five actions": here it is a number. */
function countOnes(text: string, tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token) => {
    const { key, range } = token
    const isCount = /^\s+(?:\p{Lu}|of\s+(?:all\s+)?(?:the\s+)?(?:\d|\p{L}+\s))/u.test(
      text.slice(range.end),
    )
    if (token.kind !== 'word' || key !== 'one' || !isCount) return token
    const quantity = {
      kind: 'number',
      range,
      decimal: '1',
      comparator: '',
      unit: '',
      factor: 1,
    } as const
    return { kind: 'number', key: '1 ', range, quantity }
  })
}

function says(record: readonly (Field | undefined)[], { column, words }: Found): boolean {
  return record[column]?.words.toLowerCase() === words
}

/** The longest that stand in each place; undefined where two columns have the same words. */
function findFields(tokens: readonly Token[], table: RecordTable): readonly Found[] | undefined {
  const found = table.columns.flatMap((_, column) => {
    const fields = table.records.flatMap((record) => record[column] ?? []).filter(tellsWords)
    return [...new Set(fields.map(({ words }) => words.toLowerCase()))].flatMap((words) =>
      findWords(tokens, readWords(words)).map((from): Found => {
        return { column, words, from, to: from + readWords(words).length }
      }),
    )
  })
  const longest = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other.from <= one.from && one.to <= other.to && other.to - other.from > one.to - one.from,
      ),
  )
  const ordered = longest.toSorted((a, b) => a.from - b.from)
  const isOpen = ordered.some((one, at) => at > 0 && one.from < (ordered[at - 1]?.to ?? 0))
  return isOpen ? undefined : ordered
}

function findWords(tokens: readonly Token[], words: readonly Token[]): readonly number[] {
  if (words.length === 0) return []
  return tokens.flatMap((_, from) =>
    words.every((word, at) => {
      const token = tokens[from + at]
      return token?.kind === word.kind && token.key === word.key
    })
      ? [from]
      : [],
  )
}

function readCounting(
  text: string,
  tokens: readonly Token[],
  found: readonly Found[] | undefined,
): Counting | undefined {
  const numbers = tokens.flatMap((token, at) => {
    const isField = found?.some(({ from, to }) => from <= at && at < to)
    return token.kind === 'number' && isField !== true ? [{ token, at }] : []
  })
  const isCount = numbers.every(
    ({ token: { quantity } }) =>
      quantity.unit === '' && quantity.comparator === '' && /^\d+$/.test(quantity.decimal),
  )
  const isWhole = ({ token }: (typeof numbers)[number]): boolean =>
    /\bof\s+(?:all\s+)?(?:the\s+)?$/i.test(text.slice(0, token.range.start))
  const wholes = numbers.filter(isWhole)
  const counts = numbers.filter((one) => !isWhole(one))
  if (!isCount || wholes.length > 1 || counts.length === 0) return undefined
  const read = ({ token, at }: (typeof numbers)[number]) => ({
    at,
    told: Number(token.quantity.decimal),
  })
  return { whole: wholes[0] && read(wholes[0]).told, counts: counts.map(read) }
}

/** Which words are counted, each by its number, and which are of all that are. */
function readTold(
  found: readonly Found[],
  { whole, counts }: Counting,
): { readonly common: readonly Found[]; readonly counted: readonly Found[] } | undefined {
  const [first, ...more] = counts
  if (!first) return undefined
  const last = found.at(-1)
  const counted = more.length === 0 ? (last ? [last] : []) : listInOrder(found, counts)
  const common = found.filter((one) => !counted.includes(one))
  const columns = [...common, ...counted.slice(0, 1)].map(({ column }) => column)
  const isEach = new Set(columns).size === columns.length
  // "of the four findings" is of all of them
  const isOfAll = whole === undefined || common.every(({ from }) => from > first.at)
  return counted.length === counts.length && isEach && isOfAll ? { common, counted } : undefined
}

/** "Two … High, one Medium and one Low": behind each number the next of one column. */
function listInOrder(found: readonly Found[], counts: Counting['counts']): readonly Found[] {
  const own = counts.flatMap(({ at }, index) => {
    const end = counts[index + 1]?.at ?? Infinity
    const behind = found.filter(({ from }) => from > at && from < end)
    return behind.slice(-1)
  })
  const [first] = own
  const isOneColumn = own.every(({ column }) => column === first?.column)
  return isOneColumn && new Set(own.map(({ words }) => words)).size === own.length ? own : []
}

/** Records are counted by what they are called, or by what they say: "three duplicate payments". */
function namesKind(
  text: string,
  tokens: readonly Token[],
  found: readonly Found[],
  { counts, whole }: Counting,
  { kinds }: RecordTable,
): boolean {
  const [first] = counts
  // "of the four findings, two are rated High"
  const isOfWhole = /^\s+(?:is|are|was|were)\s/i.test(text.slice(tokens[first?.at ?? 0]?.range.end))
  if (whole !== undefined && isOfWhole) return true
  const behind = tokens.findIndex(({ kind }, at) => at > (first?.at ?? 0) && kind !== 'number')
  const next = tokens[behind]
  if (!next) return false
  return kinds.has(nameKey(next)) || found.some(({ from }) => from === behind)
}

function areWordsKnown(
  text: string,
  tokens: readonly Token[],
  found: readonly Found[],
  { around, columns }: RecordTable,
): boolean {
  const isOther = tokens.some((token, at) => {
    if (token.kind === 'number' || found.some(({ from, to }) => from <= at && at < to)) return false
    const key = nameKey(token)
    if (around.has(key) || isDerived(key, around) || namesHead(key, columns)) return false
    if (token.kind !== 'word') return true
    if (key === 'onli') return tokens[at + 1]?.kind !== 'number'
    return !(isReportingWord(key) || isPlacingWord(key))
  })
  return !isOther && found.every((one) => isRelated(text, tokens, one, columns))
}

/** "Owns" of an "Owner". */
function namesHead(key: string, columns: readonly Column[]): boolean {
  return key === 'own' && columns.some(({ keys }) => keys.has('owner'))
}

/** Who did something is told by a head, else a field is what the record is. */
function isRelated(
  text: string,
  tokens: readonly Token[],
  { from, column }: Found,
  columns: readonly Column[],
): boolean {
  const keys = columns[column]?.keys ?? new Set()
  const own = tokens.map(nameKey)
  const isHeaded = own.some((key) => keys.has(key) || isDerived(key, new Set(keys as Set<string>)))
  const isOwner = own.includes('own') && keys.has('owner')
  return (
    isHeaded || isOwner || !/\bby\s+(?:the\s+)?$/i.test(text.slice(0, tokens[from]?.range.start))
  )
}

/** More cells than this tell the reader nothing. */
const mostCells = 12

function conclude(
  { columns }: RecordTable,
  counted: readonly Found[],
  matched: readonly (readonly (readonly (Field | undefined)[])[])[],
  all: number,
): Outcome {
  const cells = matched.flatMap((records, at) =>
    records.flatMap((record) => {
      const own = record[counted[at]?.column ?? -1]
      const cited = own?.reference ? own : record.find((one) => one?.reference)
      return cited?.reference ? [toCell(cited, cited.reference)] : []
    }),
  )
  const words = counted.map(({ column, words: told }, at) => {
    const head = columns[column]?.head ?? ''
    return `${String(matched[at]?.length)} of ${String(all)} have “${told}” below “${head}”`
  })
  return {
    holds: true,
    cells: cells.slice(0, mostCells),
    words: `${words.join(', ')}.`,
    rival: undefined,
  }
}

function toCell({ range, words }: Field, reference: CellReferenceOf): ComparedCell {
  return { range, reference, words, decimal: '', value: 0, percent: undefined, size: undefined }
}

type CellReferenceOf = NonNullable<Field['reference']>
