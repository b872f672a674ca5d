import type { TextEvidence } from '../../../shared/model/citation.ts'
import type { TableBlock } from '../../../shared/model/source-text.ts'
import { containsRange, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { createLabel } from '../table-label.ts'
import { createSameCellFinder, groupBy, type SameCell } from './same-cells.ts'

/** A cited cell, whole, and those that stand at its address in other sources. */
export type TwinCells = { readonly own: SameCell; readonly others: readonly SameCell[] }

/**
 * Finds the cells at the address of a cited cell in other sources' tables of the same number and title:
 * "Table 1" alone is a name that every file gives.
 */
export function createTwinCellFinder(
  sources: readonly EvidenceSource[],
): (evidence: TextEvidence) => TwinCells | undefined {
  const tables = sources.flatMap((source) =>
    listTables(source).map((table) => ({ source, table, name: nameTable(table) })),
  )
  const byName = groupBy(tables, ({ name }) => name)
  const shared = [...byName.values()].filter(
    (same) => new Set(same.map(({ source }) => source.documentId)).size > 1,
  )
  if (shared.length === 0) return () => undefined
  const find = createSameCellFinder(sources)
  return ({ sourceTextId, range, cell }) => {
    const same = shared.find((all) => all.some((one) => isIn(one, sourceTextId, range)))
    const title = same?.[0]?.table.title ?? ''
    if (!same || !cell || title === '') return undefined
    const { rowPath, columnPath } = cell
    const { number } = same[0]?.table ?? { number: '' }
    const cells = find({ tableNumber: number, tableTitle: title, rowPath, columnPath }).filter(
      (one) => same.some((table) => isIn(table, one.source.sourceTextId, one.range)),
    )
    const own = cells.find(
      (one) => one.source.sourceTextId === sourceTextId && containsRange(one.range, range),
    )
    const others = cells.filter(({ source }) => source.documentId !== own?.source.documentId)
    return own && { own, others }
  }
}

type Placed = { readonly source: EvidenceSource; readonly table: TableBlock }

function isIn({ source, table }: Placed, sourceTextId: string, range: TextRange): boolean {
  return source.sourceTextId === sourceTextId && containsRange(table.range, range)
}

function listTables({ sourceText }: EvidenceSource): TableBlock[] {
  return sourceText.blocks.filter(
    (block): block is TableBlock => block.kind === 'table' && !block.isShell,
  )
}

function nameTable({ number, title, population }: TableBlock): string {
  return JSON.stringify([number, createLabel(title).folded, createLabel(population).folded])
}
