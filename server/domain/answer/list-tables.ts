import { containsRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { listFilledTables } from '../evidence-tables.ts'
import { viewTable } from '../table-view.ts'
import { readAskedTable, type AskedTable } from './table-rows.ts'

/** The tables of the sources, as questions are held against them; none for an empty layout. */
export function listAskedTables(sources: readonly EvidenceSource[]): AskedTable[] {
  return sources.flatMap((source) =>
    listFilledTables(source).map((place) => {
      const { range } = place.table
      const passage = source.passages.find((one) =>
        containsRange(one.range, { ...range, end: range.start + 1 }),
      )
      const view = viewTable(source.sourceText, place.table)
      return readAskedTable(place, view, passage?.headingPath ?? [])
    }),
  )
}
