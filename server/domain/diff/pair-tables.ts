import { foldTableNumber } from '../cell-address.ts'
import type { IndexPair } from './align-sequences.ts'
import { measureLikeness } from './likeness.ts'
import { pairKeys, type Keyed } from './pair-keys.ts'
import { nameLabel, type TablePieces } from './table-pieces.ts'
import type { Token } from './tokens.ts'

/**
 * Pairs the tables of two texts: by number and title, else by title and heads, else by number where
 * the names in them are alike, else by heads and the names of rows.
 */
export function pairTables(old: readonly TablePieces[], now: readonly TablePieces[]): IndexPair[] {
  const pairs = pairKeys(old.map(nameTable), now.map(nameTable))
  const [left, right] = [pairs.map(([from]) => from), pairs.map(([, to]) => to)].map(
    (indexes) => new Set(indexes),
  )
  const candidates = old.flatMap((table, from) =>
    left?.has(from) ? [] : listCandidates(table, from, now, right ?? new Set()),
  )
  for (const { from, to } of candidates.toSorted((a, b) => b.likeness - a.likeness)) {
    if (left?.has(from) || right?.has(to)) continue
    left?.add(from)
    right?.add(to)
    pairs.push([from, to])
  }
  return pairs.sort(([a], [b]) => a - b)
}

/** Share of names in common from which tables of one number are versions of one. */
const leastLikeness = 0.5

/** As above, for tables that no number says to be one. */
const leastLikenessUnnumbered = 0.75

function listCandidates(
  table: TablePieces,
  from: number,
  now: readonly TablePieces[],
  taken: ReadonlySet<number>,
) {
  return now.flatMap((other, to) => {
    if (taken.has(to)) return []
    const [a, b] = [table, other].map(({ table: { number } }) => foldTableNumber(number))
    const isOne = a !== '' && a === b
    // two numbers are two tables, unless title and heads said otherwise
    if (!isOne && a !== '' && b !== '') return []
    const likeness = isOne ? measureNames(table, other) : measureRows(table, other)
    return likeness > 0 ? [{ from, to, likeness: likeness + (isOne ? 1 : 0) }] : []
  })
}

function nameTable(pieces: TablePieces): Keyed {
  const { number, title } = pieces.table
  const [folded = '', words = ''] = [foldTableNumber(number), nameLabel([title])[1]]
  const columns = joinNames(pieces.columns)
  const rows = joinNames(pieces.rows)
  return {
    names: [
      folded !== '' && words !== '' ? JSON.stringify([folded, words]) : '',
      words !== '' ? JSON.stringify([words, columns]) : '',
      folded === '' ? JSON.stringify(['heads', columns, rows]) : '',
    ],
    content: pieces.rows.map(({ content }) => content).join('\n'),
  }
}

function joinNames(keyed: readonly Keyed[]): string {
  return keyed.map(({ names }) => names.at(-1) ?? '').join('\n')
}

function measureNames(a: TablePieces, b: TablePieces): number {
  const [left, right] = [a, b].map((table) => [...listHeads(table), ...listRowNames(table)])
  return measureLikeness(left ?? [], right ?? [], leastLikeness)
}

/** Tables of one kind share their heads: what they are about, their rows say. */
function measureRows(a: TablePieces, b: TablePieces): number {
  const least = leastLikenessUnnumbered
  const heads = measureLikeness(listHeads(a), listHeads(b), least)
  const areHeadless = listHeads(a).length + listHeads(b).length === 0
  return heads > 0 || areHeadless ? measureLikeness(listRowNames(a), listRowNames(b), least) : 0
}

function listHeads({ others }: TablePieces): readonly Token[] {
  return others.flatMap(({ tokens }) => tokens)
}

function listRowNames({ rows }: TablePieces): readonly Token[] {
  return rows.flatMap(({ cells }) =>
    cells.flatMap((piece) => (piece?.cell?.columnPath.length === 0 ? piece.tokens : [])),
  )
}
