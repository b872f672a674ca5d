import { createLabel } from '../table-label.ts'
import { createChanged, createGone, createNew, type Change, type Piece } from './change.ts'
import { pairKeys } from './pair-keys.ts'
import type { TablePieces } from './table-pieces.ts'

/**
 * What became of each cell of a table that both sides have: cells of the rows and columns of the
 * same names are compared, never those that merely stand in the same place.
 */
export function diffCells(old: TablePieces, now: TablePieces): Change[] {
  const rows = new Map(pairKeys(old.rows, now.rows))
  const columns = new Map(pairKeys(old.columns, now.columns))
  const partners = new Map<Piece, Piece>()
  for (const [at, row] of old.rows.entries()) {
    for (const [column, piece] of row.cells.entries()) {
      const other = now.rows[rows.get(at) ?? -1]?.cells[columns.get(column) ?? -1]
      const isOne = piece && other && isOneCell(piece, other, old.columns[column]?.isNamed ?? false)
      if (isOne) partners.set(piece, other)
    }
  }
  for (const [piece, other] of pairHeads(old, now, partners)) partners.set(piece, other)
  const held = new Set(partners.values())
  return [
    ...listPieces(old).map((piece) => compare(piece, partners.get(piece))),
    ...listPieces(now)
      .filter((piece) => !held.has(piece))
      .map(createNew),
  ]
}

/** Every cell with words. */
export function listPieces({ rows, others }: TablePieces): Piece[] {
  const cells = rows.flatMap((row) => row.cells).filter((piece) => piece !== undefined)
  return [...cells, ...others]
}

/** Other words in a column that nothing names may be the next entry of a list. */
function isOneCell(old: Piece, now: Piece, isNamed: boolean): boolean {
  return isNamed || old.key === now.key || isNameOfRow(old) || isValue(old)
}

function isNameOfRow({ cell }: Piece): boolean {
  return cell?.columnPath.length === 0
}

/** "12 (8%)", "< 0.001" and "-2.3", but not "Type 2 diabetes". */
function isValue({ key }: Piece): boolean {
  return /^[^\p{L}\p{N}]*\p{N}/u.test(key)
}

/** Words that are their own name: heads, and entries of columns without one, wherever they stand. */
function pairHeads(
  old: TablePieces,
  now: TablePieces,
  partners: ReadonlyMap<Piece, Piece>,
): (readonly [Piece, Piece])[] {
  const held = new Set(partners.values())
  const left = listHeads(old).filter((piece) => !partners.has(piece))
  const right = listHeads(now).filter((piece) => !held.has(piece))
  return pairKeys(left.map(nameHead), right.map(nameHead)).flatMap(([from, to]) => {
    const [piece, other] = [left[from], right[to]]
    return piece && other ? [[piece, other] as const] : []
  })
}

function listHeads({ rows, columns, others }: TablePieces): Piece[] {
  const entries = rows.flatMap(({ cells }) =>
    cells.filter((piece, at) => piece && columns[at]?.isNamed === false && !isValue(piece)),
  )
  return [...others, ...entries.filter((piece) => piece !== undefined)]
}

function nameHead({ key }: Piece) {
  // twins of one text are alike, whichever of them went
  return { names: [key, createLabel(key).folded], content: key }
}

function compare(old: Piece, now: Piece | undefined): Change {
  if (!now) return createGone(old)
  return old.key === now.key ? { state: 'same', old, new: now } : createChanged(old, now)
}
