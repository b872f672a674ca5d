import type { DraftCitation, Transformation } from '../../../shared/model/citation.ts'
import type { TableCell } from '../../../shared/model/source-text.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { EvidenceTable } from '../evidence-tables.ts'
import type { TableView, ViewRow } from '../table-view.ts'

/** The cell that names a row, as evidence; undefined for a row without a name. */
export function citeRowHead(
  table: EvidenceTable,
  row: ViewRow,
  transformations: readonly Transformation[] = [],
): DraftCitation | undefined {
  const cell = row.heads.findLast((head) => head !== undefined)
  return cell && citeHead(table, cell, transformations)
}

/** The cell that names a row's group: one of the row's own heads, or that of a row above it. */
export function findGroupHead(view: TableView, row: ViewRow): TableCell | undefined {
  const group = row.path.slice(0, -1)
  const own = row.heads.filter((head) => head !== undefined).at(-2)
  if (own && view.grid.textOf(own) === group.at(-1)) return own
  const above = view.rows.slice(0, view.rows.indexOf(row))
  const key = JSON.stringify(group)
  const named = above.findLast(({ path }) => JSON.stringify(path) === key)
  return named?.heads.findLast((head) => head !== undefined)
}

export function citeHead(
  { source }: EvidenceTable,
  cell: TableCell,
  transformations: readonly Transformation[] = [],
): DraftCitation {
  const { sourceTextId } = source
  const quote = sliceRange(source.sourceText.text, cell.range)
  return {
    evidence: { kind: 'text', sourceTextId, range: cell.range, quote, cell: null },
    transformations,
    formula: '',
  }
}
