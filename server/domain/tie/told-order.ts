import { tells, type Line } from './read-line.ts'
import { textBefore, type TieToken } from './sentence-tokens.ts'
import type { TiedTable } from './tied-table.ts'
import type { HeldNumber } from './told-fit.ts'
import type { ToldSentence } from './told-sentence.ts'
import { isFrom } from './year-mentions.ts'

/**
 * Numbers that stand the other way round than the names of their columns, or rows: "413 in the North and 249 in the
 * South" of a North with 249. Of one line nothing tells two values apart but their order.
 */
export function listSwapped(
  told: ToldSentence,
  held: readonly HeldNumber[],
  table: TiedTable,
): readonly number[] {
  return held.flatMap((one, index) =>
    held
      .slice(index + 1)
      .flatMap((other) =>
        isSwapped(told, one, other, table) || isMoreThanWhole(told, one, other)
          ? [one.told.at, other.told.at]
          : [],
      ),
  )
}

function isSwapped(
  told: ToldSentence,
  one: HeldNumber,
  other: HeldNumber,
  { rows, columns }: TiedTable,
): boolean {
  if ([one, other].some(({ told: { number } }) => isFrom(told, number))) return false
  const isOneRow = one.cell.row === other.cell.row && one.cell.column !== other.cell.column
  const isOneColumn = one.cell.row !== other.cell.row && one.cell.column === other.cell.column
  if (!isOneRow && !isOneColumn) return false
  const [first, second] = isOneRow
    ? [columns[one.cell.column], columns[other.cell.column]]
    : [rows[one.cell.row], rows[other.cell.row]]
  const taken = [one.told.at, other.told.at]
  const places = listPlaces(told, first, second, taken)
  const others = listPlaces(told, second, first, taken)
  // the numbers stand in this order: the names have to, too
  return places.length > 0 && others.length > 0 && Math.min(...places) > Math.max(...others)
}

/** Where the words stand that a line has and another one does not. */
function listPlaces(
  told: ToldSentence,
  line: Line | undefined,
  other: Line | undefined,
  taken: readonly number[],
): readonly number[] {
  const all = (of: Line | undefined): readonly TieToken[] =>
    of?.labels.flatMap((label) => label.all.filter(tells)) ?? []
  const shared = new Set(all(other).map(({ key }) => key))
  return all(line)
    .filter(({ key }) => !shared.has(key))
    .flatMap((token) => told.find(token))
    .filter((at) => !taken.includes(at))
}

/** "249 of the limit of 201": no part is more than its whole. */
function isMoreThanWhole({ text }: ToldSentence, one: HeldNumber, other: HeldNumber): boolean {
  const [part, whole] = [one.told.number, other.told.number]
  const between = textBefore(text, whole).slice(part.range.end)
  return !part.isPercent && !whole.isPercent && ofWhole.test(between) && part.value > whole.value
}

const ofWhole =
  /^\s+(?:out\s+)?of\s+(?:(?:the|an?|its|their|all)\s+)?(?:\p{L}+\s+){0,3}(?:of\s+)?$/u
