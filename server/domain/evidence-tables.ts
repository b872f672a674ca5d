import type { TableBlock } from '../../shared/model/source-text.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import { containsRange } from '../../shared/text/range.ts'
import { foldTableNumber } from './cell-address.ts'
import type { ChosenEvidence } from '../../shared/model/outline.ts'
import type { EvidenceSource, SearchedEvidence } from './evidence.ts'
import { viewTable, type TableView } from './table-view.ts'

export type EvidenceTable = { readonly source: EvidenceSource; readonly table: TableBlock }

/** Sources of the roles, the first role first. */
export function listSources(
  evidence: SearchedEvidence,
  roles: readonly SourceRole[],
): readonly EvidenceSource[] {
  return roles.flatMap((role) => evidence.sources.filter((source) => source.role === role))
}

export type TableSearch = {
  /** All tables of that number in the first source that has one. */
  readonly tables: readonly EvidenceTable[]
  /** Sources that have an empty shell of that number. */
  readonly shells: readonly EvidenceSource[]
}

export function findTables(
  evidence: SearchedEvidence,
  roles: readonly SourceRole[],
  number: string,
): TableSearch {
  const wanted = foldTableNumber(number)
  const all = listSources(evidence, roles)
    .flatMap(listTables)
    .filter(({ table }) => table.number !== '' && foldTableNumber(table.number) === wanted)
  const filled = all.filter(({ table }) => !table.isShell)
  return {
    tables: filled.filter(({ source }) => source === filled[0]?.source),
    shells: [...new Set(all.filter(({ table }) => table.isShell).map(({ source }) => source))],
  }
}

/** Tables that lie in chosen evidence, in its order. */
export function listChosenTables(
  evidence: SearchedEvidence,
  chosen: readonly ChosenEvidence[],
): readonly EvidenceTable[] {
  return chosen.flatMap(({ sourceTextId, range }) =>
    evidence.sources
      .filter((source) => source.sourceTextId === sourceTextId)
      .slice(0, 1)
      .flatMap(listTables)
      .filter(({ table }) => !table.isShell && containsRange(range, table.range)),
  )
}

export function chooseTable({ source, table }: EvidenceTable): ChosenEvidence {
  return { sourceTextId: source.sourceTextId, range: table.range }
}

/** Views each table once, however many addresses ask for it. */
export function createTableViewer(): (table: EvidenceTable) => TableView {
  const views = new Map<TableBlock, TableView>()
  return ({ source, table }) => {
    const view = views.get(table) ?? viewTable(source.sourceText, table)
    views.set(table, view)
    return view
  }
}

function listTables(source: EvidenceSource): readonly EvidenceTable[] {
  return source.sourceText.blocks.flatMap((table) =>
    table.kind === 'table' ? [{ source, table }] : [],
  )
}
