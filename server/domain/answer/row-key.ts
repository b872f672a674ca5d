import type { StoredAnswer } from '../../../shared/model/conversation.ts'
import type { AskedRow, AskedTable } from './table-rows.ts'

/** Names a row of a table of a text. */
export function nameRowKey({ place }: AskedTable, { path }: AskedRow): string {
  return writeKey(place.source.sourceTextId, place.table.number, path)
}

/** The rows whose cells an answer gives, each once; none where it gives other things as well. */
export function listRowKeys({ sentences }: Pick<StoredAnswer, 'sentences'>): readonly string[] {
  const cited = sentences.flatMap(({ citations }) => citations)
  return [
    ...new Set(
      cited.flatMap(({ sourceTextId, cell }) =>
        cell ? [writeKey(sourceTextId, cell.tableNumber, cell.rowPath)] : [],
      ),
    ),
  ]
}

function writeKey(sourceTextId: string, number: string, path: readonly string[]): string {
  return JSON.stringify([sourceTextId, number, path])
}
