import type { DraftCitation, Transformation } from '../../../shared/model/citation.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { EvidenceTable } from '../evidence-tables.ts'
import type { ViewRow } from '../table-view.ts'

/** The cell that names a row, as evidence; undefined for a row without a name. */
export function citeRowHead(
  { source }: EvidenceTable,
  row: ViewRow,
  transformations: readonly Transformation[] = [],
): DraftCitation | undefined {
  const cell = row.heads.findLast((head) => head !== undefined)
  if (!cell) return undefined
  const { sourceTextId } = source
  const quote = sliceRange(source.sourceText.text, cell.range)
  return {
    evidence: { kind: 'text', sourceTextId, range: cell.range, quote, cell: null },
    transformations,
    formula: '',
  }
}
