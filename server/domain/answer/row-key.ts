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

/** What the rows are called, in words. */
export function nameRows(keys: readonly string[]): string {
  const names = keys.map((key) => (JSON.parse(key) as RowKey)[2].at(-1) ?? '')
  const more = names.length - mostNamed
  const named = names.slice(0, mostNamed).join(', ')
  return more > 0 ? `${named} and ${more} more` : named
}

const mostNamed = 4

type RowKey = [sourceTextId: string, number: string, path: readonly string[]]

function writeKey(sourceTextId: string, number: string, path: readonly string[]): string {
  return JSON.stringify([sourceTextId, number, path])
}
