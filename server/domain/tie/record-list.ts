import type { CellReference } from '../../../shared/model/citation.ts'
import type { TableBlock } from '../../../shared/model/source-text.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import type { TableView } from '../table-view.ts'
import { readTokens, type TieToken } from './sentence-tokens.ts'

/** What a record has below one head. */
export type RecordField = {
  readonly range: TextRange
  readonly words: string
  readonly lower: string
  /** Undefined for what names the record. */
  readonly reference: CellReference | undefined
}

/** A table whose rows are records of one kind: cases, orders, deviations. */
export type RecordList = {
  readonly source: EvidenceSource
  readonly heads: readonly { readonly text: string; readonly tokens: readonly TieToken[] }[]
  /** Parallel to the heads. */
  readonly records: readonly (readonly (RecordField | undefined)[])[]
  /** Words of its title, its file's name and the headings above: what its records are. */
  readonly around: readonly TieToken[]
}

/** Undefined for a table that groups its rows, has no heads, or tells nothing in words. */
export function readRecordList(
  source: EvidenceSource,
  { table, rows, columns, headColumns }: TableView,
  around: readonly TieToken[],
): RecordList | undefined {
  if (table.headerRowCount === 0 || rows.length < leastRecords || rows.length > mostRecords)
    return undefined
  if (rows.some(({ isGroup }) => isGroup)) return undefined
  const { text } = source.sourceText
  const heads = [
    ...headColumns.map((column) => readHead(text, table, column)),
    ...columns.map(({ path }) => path.join(' ')),
  ]
  const records = rows.map(({ heads: own, cells, path }) => [
    ...own.map((cell) => toField(text, cell?.range, undefined)),
    ...cells.map((cell, at) =>
      toField(text, cell?.range, {
        tableNumber: table.number,
        rowPath: path,
        columnPath: columns[at]?.path ?? [],
        part: 'whole',
      }),
    ),
  ])
  const isInWords = heads.some((_, at) => isClassed(records.map((one) => one[at]?.lower ?? '')))
  if (!isInWords) return undefined
  return {
    source,
    heads: heads.map((head) => ({ text: head, tokens: readTokens(head) })),
    records,
    around,
  }
}

function toField(
  text: string,
  range: TextRange | undefined,
  reference: CellReference | undefined,
): RecordField | undefined {
  if (!range || range.start >= range.end) return undefined
  const words = sliceRange(text, range).trim()
  return { range, words, lower: words.toLowerCase(), reference }
}

const leastRecords = 4

/** More of them nobody counts in a sentence. */
const mostRecords = 2000

/** Words that several records have: what sorts them. */
function isClassed(fields: readonly string[]): boolean {
  const words = fields.filter((one) => /\p{L}/u.test(one) && !/\d/.test(one))
  return words.length * 2 > fields.length && new Set(words).size < words.length
}

function readHead(text: string, { cells, headerRowCount }: TableBlock, column: number): string {
  return cells
    .filter((cell) => cell.row < headerRowCount && cell.column === column)
    .map(({ range }) => sliceRange(text, range))
    .join(' ')
}
