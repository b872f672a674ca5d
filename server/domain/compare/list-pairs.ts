import type { ComparedTable } from './read-table.ts'
import type { Series } from './series.ts'

/** Two columns of a record that count one thing: "Invoices planned" beside "Invoices tested". */
export function listByPairs(
  { arms }: ComparedTable,
  columns: readonly Series[],
): readonly Series[] {
  if (arms.size > 0) return []
  return columns.flatMap((first, at) =>
    columns.slice(at + 1).flatMap((second) => pairColumns(first, second) ?? []),
  )
}

/** Undefined where nothing tells that both are of one thing and in one unit, or which is which. */
function pairColumns(first: Series, second: Series): Series | undefined {
  const shared = [...first.named].filter((key) => second.named.has(key))
  const [own, other] = [first, second].map((one) => one.own.filter((key) => !shared.includes(key)))
  if (shared.length === 0 || !own || !other || own.length === 0 || other.length === 0)
    return undefined
  if (first.entries.length !== second.entries.length || unitOf(first) !== unitOf(second))
    return undefined
  return {
    ...first,
    axis: 'pairs',
    total: undefined,
    own: [...new Set([...first.own, ...second.own])],
    named: new Set([...first.named, ...second.named]),
    pair: [
      { keys: own, cells: listCells(first) },
      { keys: other, cells: listCells(second) },
    ],
    title: `${first.title}, ${second.title}`,
  }
}

function listCells({ entries }: Series) {
  return new Map(entries.map(({ party, cell }) => [party, cell]))
}

function unitOf({ title }: Series): string {
  return /\(([^()]*)\)/.exec(title)?.[1] ?? ''
}
