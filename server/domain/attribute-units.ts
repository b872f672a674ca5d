import type { CellReference } from '../../shared/model/citation.ts'
import type { Passage } from '../../shared/model/passage.ts'
import type { SourceText, TableBlock, TableCell } from '../../shared/model/source-text.ts'
import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import { findTerms, listTerms, type Term } from '../../shared/text/terms.ts'
import { viewTable, type TableView, type ViewRow } from './table-view.ts'

/** A sentence of a source. */
export type SentenceUnit = {
  readonly kind: 'sentence'
  readonly range: TextRange
  readonly terms: readonly Term[]
  readonly context: Context
}

/** Terms that stand above, with the share of a word beside that each says. */
export type Context = ReadonlyMap<string, number>

/** A row of a source's table with what its cells are called. */
export type RowUnit = {
  readonly kind: 'row'
  readonly cells: readonly RowCell[]
  /** Terms of the row's cells. */
  readonly terms: readonly Term[]
  readonly context: Context
}

export type RowCell = {
  readonly range: TextRange
  readonly terms: readonly Term[]
  /** Terms of the column's heads. */
  readonly heads: ReadonlySet<string>
  readonly reference: CellReference
}

/** A heading says what its section is about, not what each sentence says. */
const headingShare = 0.5

/** A head says as much as a word beside the value, nearly. */
const headShare = 0.9

/** What of a passage can be cited: sentences, and rows of tables that are no shells. */
export function listUnits(sourceText: SourceText, passage: Passage): (SentenceUnit | RowUnit)[] {
  const { text, blocks } = sourceText
  const { start, end } = passage.range
  const context = toContext(passage.headingPath, headingShare)
  return blocks
    .filter(({ range }) => range.start < end && start < range.end)
    .flatMap((block): (SentenceUnit | RowUnit)[] => {
      if (block.kind === 'table') return listRows(sourceText, block, passage)
      if (block.kind === 'heading' || block.kind === 'contents') return []
      return splitSentences(text, block.range)
        .filter((range) => start <= range.start && range.start < end)
        .map((range) => ({ kind: 'sentence', range, terms: findTermsIn(text, range), context }))
    })
}

function listRows(sourceText: SourceText, table: TableBlock, passage: Passage): RowUnit[] {
  if (table.isShell) return []
  const { start, end } = passage.range
  const view = viewTable(sourceText, table)
  const isHere = (cell: TableCell | undefined) =>
    cell !== undefined && start <= cell.range.start && cell.range.start < end
  return view.rows
    .filter(({ isGroup, cells }) => !isGroup && cells.some(isHere))
    .map((row) => describeRow(sourceText.text, view, row, passage))
}

function describeRow(text: string, view: TableView, row: ViewRow, passage: Passage): RowUnit {
  const cells = row.cells.flatMap((cell, index): RowCell[] => {
    const columnPath = view.columns[index]?.path ?? []
    if (!cell || cell.range.start >= cell.range.end) return []
    const { number: tableNumber } = view.table
    return [
      {
        range: cell.range,
        terms: findTermsIn(text, cell.range),
        heads: new Set(listTerms(columnPath.join(' '))),
        reference: { tableNumber, rowPath: row.path, columnPath, part: 'whole' },
      },
    ]
  })
  const context = new Map([
    ...toContext(passage.headingPath, headingShare),
    ...toContext([...row.path, passage.caption], headShare),
    ...cells.flatMap(({ heads }) => [...heads].map((term) => [term, headShare] as const)),
  ])
  return { kind: 'row', cells, terms: cells.flatMap(({ terms }) => terms), context }
}

function toContext(above: readonly string[], share: number): Context {
  return new Map(listTerms(above.join(' ')).map((term) => [term, share]))
}

function findTermsIn(text: string, range: TextRange): Term[] {
  return findTerms(sliceRange(text, range)).map(({ term, range: found }) => ({
    term,
    range: shiftRange(found, range.start),
  }))
}
