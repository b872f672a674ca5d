import type { SourceText } from '../../../shared/model/source-text.ts'
import { createGone, createNew, type Change } from './change.ts'
import { diffCells, listPieces } from './diff-cells.ts'
import { diffProse } from './diff-prose.ts'
import { pairTables } from './pair-tables.ts'
import { listProsePieces } from './prose-pieces.ts'
import { readTablePieces, type TablePieces } from './table-pieces.ts'

/**
 * What became of every piece of the old text, and what is new: each sentence outside of tables and
 * each cell with words stands in exactly one change. Cells are compared by address (table, row,
 * column), sentences by words and order; never one with the other.
 */
export function diffSourceTexts(old: SourceText, now: SourceText): Change[] {
  return [
    ...diffProse(listProsePieces(old), listProsePieces(now)),
    ...diffTables(listTables(old), listTables(now)),
  ]
}

function diffTables(old: readonly TablePieces[], now: readonly TablePieces[]): Change[] {
  const pairs = new Map(pairTables(old, now))
  const held = new Set(pairs.values())
  return [
    ...old.flatMap((table, index) => {
      const other = now[pairs.get(index) ?? -1]
      return other ? diffCells(table, other) : listPieces(table).map(createGone)
    }),
    ...now.flatMap((table, index) => (held.has(index) ? [] : listPieces(table).map(createNew))),
  ]
}

function listTables(sourceText: SourceText): TablePieces[] {
  return sourceText.blocks.flatMap((table, block) =>
    table.kind === 'table' ? [readTablePieces(sourceText, block, table)] : [],
  )
}
