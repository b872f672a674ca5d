import type { TextEvidence } from '../../shared/model/citation.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { containsRange } from '../../shared/text/range.ts'

/** The table that quoted words stand in; the paths are empty for what is no value, as the head of a row. */
export type TablePlace = {
  readonly number: string
  readonly rowPath: readonly string[]
  readonly columnPath: readonly string[]
}

/** Null for words outside all tables. */
export function findTablePlace(
  { blocks }: Pick<SourceText, 'blocks'>,
  { range, cell }: Pick<TextEvidence, 'range' | 'cell'>,
): TablePlace | null {
  if (cell) return { number: cell.tableNumber, rowPath: cell.rowPath, columnPath: cell.columnPath }
  const table = blocks.find((block) => block.kind === 'table' && containsRange(block.range, range))
  return table?.kind === 'table' ? { number: table.number, rowPath: [], columnPath: [] } : null
}
