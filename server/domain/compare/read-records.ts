import type { CellReference } from '../../../shared/model/citation.ts'
import type { TableBlock } from '../../../shared/model/source-text.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { viewTable, type TableView } from '../table-view.ts'
import { createArmFinder } from '../verify/arms.ts'
import { nameKey } from '../verify/names-of-cells.ts'
import { readStatement, type Token } from '../verify/statement.ts'

/** What a record says below one head. */
export type Field = {
  readonly range: TextRange
  readonly words: string
  /** Undefined for what names the record. */
  readonly reference: CellReference | undefined
}

export type Column = { readonly head: string; readonly keys: ReadonlySet<string> }

/** A table whose rows are records: findings, actions, exceptions, each with what it is in words. */
export type RecordTable = {
  readonly source: EvidenceSource
  readonly columns: readonly Column[]
  /** Parallel to the columns. */
  readonly records: readonly (readonly (Field | undefined)[])[]
  /** Keys of what its records are called. */
  readonly kinds: ReadonlySet<string>
  /** Keys of everything that stands above it or heads its columns. */
  readonly around: ReadonlySet<string>
}

const findNoArms = createArmFinder([])

/** The telling tokens of words that name no groups. */
export function readWords(words: string): readonly Token[] {
  return readStatement(words, findNoArms)
}

/** Undefined for a table that groups its rows, or has no column that says something in words. */
export function readRecordTable(
  source: EvidenceSource,
  block: TableBlock,
  headings: readonly string[],
): RecordTable | undefined {
  if (block.isShell || block.headerRowCount === 0) return undefined
  const view = viewTable(source.sourceText, block)
  if (view.rows.some(({ isGroup }) => isGroup)) return undefined
  const columns = listColumns(source, view)
  const records = listRecords(source, view)
  const isTold = columns.some((_, at) => records.every((one) => tellsWords(one[at])))
  if (records.length < 2 || records.length > mostRecords || !isTold) return undefined
  const areDistinct = (at: number): boolean =>
    new Set(records.map((one) => one[at]?.words.toLowerCase())).size === records.length
  const named = columns.filter((_, at) => at === 0 || areDistinct(at))
  // "incidents by customer" are no customers
  const title = keysOf([block.title.replace(/\sby\s.*$/is, '')])
  const around = keysOf([block.title, ...headings])
  return {
    source,
    columns,
    records,
    kinds: new Set([...title, ...named.flatMap(({ keys }) => [...keys])]),
    around: new Set([...around, ...columns.flatMap(({ keys }) => [...keys])]),
  }
}

/** More of them nobody counts in a sentence. */
const mostRecords = 200

export function tellsWords(field: Field | undefined): boolean {
  return field !== undefined && /\p{L}{2}/u.test(field.words) && !/\d/.test(field.words)
}

function keysOf(names: readonly string[]): ReadonlySet<string> {
  // "No." denies nothing
  const telling = names.flatMap(readWords).filter(({ kind }) => kind !== 'negation')
  return new Set(telling.map(nameKey))
}

function listColumns({ sourceText }: EvidenceSource, view: TableView): readonly Column[] {
  const { table, headColumns, columns } = view
  const corners = headColumns.map((column) =>
    table.cells
      .filter((cell) => cell.row < table.headerRowCount && cell.column === column)
      .map(({ range }) => sliceRange(sourceText.text, range))
      .join(' '),
  )
  return [...corners, ...columns.map(({ path }) => path.join(' '))].map((head) => ({
    head: head.trim(),
    keys: keysOf([head]),
  }))
}

function listRecords(
  { sourceText }: EvidenceSource,
  { rows, columns, table }: TableView,
): RecordTable['records'] {
  const read = (range: TextRange | undefined, reference?: CellReference): Field | undefined =>
    range && range.end > range.start
      ? { range, words: sliceRange(sourceText.text, range).trim(), reference }
      : undefined
  return rows
    .filter(({ path }) => !/^(?:grand )?total\b/i.test(path[0]?.trim() ?? ''))
    .map(({ path: rowPath, heads, cells }) => [
      ...heads.map((cell) => read(cell?.range)),
      ...cells.map((cell, at) =>
        read(cell?.range, {
          tableNumber: table.number,
          rowPath,
          columnPath: columns[at]?.path ?? [],
          part: 'whole',
        }),
      ),
    ])
}
