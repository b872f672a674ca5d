import type { SourceText } from '../../../shared/model/source-text.ts'
import { containsRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { listFilledTables } from '../evidence-tables.ts'
import { viewTable } from '../table-view.ts'
import { readAskedTable, type AskedTable } from './table-rows.ts'

/** The tables of the sources, as questions are held against them; none for an empty layout. */
export function listAskedTables(sources: readonly EvidenceSource[]): AskedTable[] {
  return sources.flatMap((source) => {
    const tables = tablesOf.get(source.sourceText) ?? readTables(source)
    tablesOf.set(source.sourceText, tables)
    // what is known of a source may change, its text may not
    return tables.map((one) => ({ ...one, place: { ...one.place, source } }))
  })
}

/** A text never changes, and to read its tables takes longer than to answer. */
const tablesOf = new WeakMap<SourceText, readonly AskedTable[]>()

function readTables(source: EvidenceSource): AskedTable[] {
  return listFilledTables(source).map((place) => {
    const { range } = place.table
    const passage = source.passages.find((one) =>
      containsRange(one.range, { ...range, end: range.start + 1 }),
    )
    const view = viewTable(source.sourceText, place.table)
    return readAskedTable(place, view, passage?.headingPath ?? [])
  })
}
