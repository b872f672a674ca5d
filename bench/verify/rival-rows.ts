import { viewTable, type TableView } from '../../server/domain/table-view.ts'
import type { ClaimEvidence } from '../../server/domain/verify/verdict.ts'
import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { containsRange, sliceRange } from '../../shared/text/range.ts'

/** Another row of a cited cell's table, and what it has in the cell's column. */
export type RivalRow = { readonly path: readonly string[]; readonly value: string }

/** Rows that have another value than the cited one: to name them instead is not true. */
export function listRivalRows(
  sourceText: SourceText | undefined,
  { cell, range }: ClaimEvidence,
): readonly RivalRow[] {
  const table = sourceText?.blocks.find(
    (block): block is TableBlock => block.kind === 'table' && containsRange(block.range, range),
  )
  if (!cell || !sourceText || !table) return []
  const view = views.get(table) ?? viewTable(sourceText, table)
  views.set(table, view)
  const column = view.columns.findIndex(
    ({ path }) => path.join('|') === cell.reference.columnPath.join('|'),
  )
  const rows = view.rows.flatMap(({ path, cells }) => {
    const own = cells[column]
    return own ? [{ path, value: sliceRange(sourceText.text, own.range), own }] : []
  })
  const cited = rows.find(({ own }) => containsRange(own.range, range))
  return rows.filter(({ value }) => value !== cited?.value)
}

const views = new WeakMap<TableBlock, TableView>()
