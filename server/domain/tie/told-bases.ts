import type { Tie, TiedSentence } from './tie-numbers.ts'
import type { TiedTable } from './tied-table.ts'
import type { ToldSentence } from './told-sentence.ts'

/**
 * Indexes of the numbers that are told as a part of others than their cell is: "of the 33 men, 41 were white". A
 * number told of a whole is right where the table's percentage is of that whole, or its row stands below it.
 */
export function listOtherWholes(
  told: ToldSentence,
  { ties, table }: TiedSentence,
): readonly number[] {
  return ties.flatMap((tie, at) => {
    const base = findBase(told, ties, at)
    if (!base?.cell || !tie.cell || tie === base || tie.told.number.isPercent) return []
    const share = ties.slice(at + 1, at + 2).find((one) => one.told.number.isPercent)
    return isPartOf(tie, base, share, table) ? [] : [tie.told.at]
  })
}

/** The number before it that is told as a whole: "of the 217", "217, of whom". */
function findBase({ text }: ToldSentence, ties: readonly Tie[], at: number): Tie | undefined {
  const own = ties[at]
  if (!own || own.told.toldAs !== 'value') return undefined
  const bases = ties.slice(0, at).filter(({ told }) => !told.number.isPercent)
  const base = bases.findLast(({ told }) => told.toldAs === 'base')
  const last = bases.at(-1)
  const isWhom = /\bof\s+(?:wh(?:om|ich)|them|these)\s+[^,;\d]*$/i.test(
    text.slice(0, own.told.number.range.start),
  )
  return base ?? (isWhom ? last : undefined)
}

function isPartOf(
  tie: Tie,
  base: Tie,
  share: Tie | undefined,
  { rows, columns }: TiedTable,
): boolean {
  const { cell } = tie
  if (!cell || !base.cell) return false
  const [part, whole] = [tie.told.number.value, base.told.number.value]
  const percent = share?.told.number ?? cell.values.find(({ isPercent }) => isPercent)
  if (part > whole || whole === 0) return false
  if (percent && Math.abs((100 * part) / whole - percent.value) <= (percent.step / 2) * (1 + 1e-6))
    return true
  const own = rows[cell.row]?.path ?? []
  const above = rows[base.cell.row]?.path ?? []
  const isBelow = own.length > above.length && above.every((name, at) => own[at] === name)
  const isTotal = rows[base.cell.row]?.isWhole === true || /^total\b/i.test(above.at(-1) ?? '')
  const isOfColumn = cell.row === base.cell.row && columns[base.cell.column]?.isWhole === true
  return share === undefined && (isBelow || (!percent && isTotal) || isOfColumn)
}
