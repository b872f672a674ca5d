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
}

/** A row of a source's table with what its cells are called. */
export type RowUnit = {
  readonly kind: 'row'
  readonly cells: readonly RowCell[]
  /** Terms of the row's cells. */
  readonly terms: readonly Term[]
  /** Terms of heads, groups, caption and headings above them. */
  readonly context: ReadonlySet<string>
}

export type RowCell = {
  readonly range: TextRange
  readonly terms: readonly Term[]
  /** Terms of the column's heads. */
  readonly heads: ReadonlySet<string>
  readonly reference: CellReference
}

/** What of a passage can be cited: sentences, and rows of tables that are no shells. */
export function listUnits(sourceText: SourceText, passage: Passage): (SentenceUnit | RowUnit)[] {
  const { text, blocks } = sourceText
  const { start, end } = passage.range
  return blocks
    .filter(({ range }) => range.start < end && start < range.end)
    .flatMap((block): (SentenceUnit | RowUnit)[] => {
      if (block.kind === 'table') return listRows(sourceText, block, passage)
      if (block.kind === 'heading' || block.kind === 'contents') return []
      return splitSentences(text, block.range)
        .filter((range) => start <= range.start && range.start < end)
        .map((range) => ({ kind: 'sentence', range, terms: findTermsIn(text, range) }))
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
  const above = [...row.path, passage.caption, ...passage.headingPath].join(' ')
  const context = new Set([...listTerms(above), ...cells.flatMap(({ heads }) => [...heads])])
  return { kind: 'row', cells, terms: cells.flatMap(({ terms }) => terms), context }
}

function findTermsIn(text: string, range: TextRange): Term[] {
  return findTerms(sliceRange(text, range)).map(({ term, range: found }) => ({
    term,
    range: shiftRange(found, range.start),
  }))
}
