import { isTold, holdsValue } from './holds.ts'
import { findOne } from './place-values.ts'
import { dimensions, findCellAt, type Dimension, type Place } from './read-grid.ts'
import { isPartOf } from './parts-of.ts'
import type { Value } from './read-values.ts'
import { findTotal, type Said } from './said.ts'
import { valueAt, writeNumber, type Tell, type Telling } from './telling.ts'

/**
 * "Of the 172 falls, 20 were injurious, that is 12%", "20 of the 24 (83%)": a count, what it is a part of, and
 * the share that they make.
 */
export const tellParts: Tell = (said) => {
  const numbers = said.values.filter((one) => !isShare(one))
  const shares = said.values.filter(isShare)
  const [whole, ...wholes] = numbers.filter((one) => isWhole(said, one))
  const [part, ...parts] = numbers.filter((one) => one !== whole)
  if (!whole || !part || wholes.length > 0 || parts.length > 0 || shares.length > 1) return []
  const places = placePart(said, whole, part)
  if (!places) return []
  const [own, all] = places
  if (all && !isPartOf(said.grid, all, own)) return []
  const [a, b] = [
    valueAt(said.grid, own),
    all ? valueAt(said.grid, all) : findCellAt(said.grid, own)?.size,
  ]
  if (a === undefined || b === undefined || b <= 0) return []
  const holds =
    holdsValue(said, part, own) &&
    (all ? holdsValue(said, whole, all) : whole.told === b) &&
    shares.every((one) => isTold(one, (a / b) * 100, true)) &&
    a <= b
  const computed = `${writeNumber(a)} of ${writeNumber(b)} is ${writeNumber(Math.round((a / b) * 1000) / 10)}%`
  return [{ places: all ? [own, all] : [own], consumed: [], holds, computed }]
}

export function isShare({ unit }: Value): boolean {
  return /^(?:%|per ?cent)$/.test(unit)
}

/** "Of the 172 falls", "20 of the 24". */
export function isWhole({ text }: Said, { range, isNone }: Value): boolean {
  return !isNone && /\b(?:of|among) (?:all )?(?:the )?$/i.test(text.slice(0, range.start))
}

/** The cells of a part and of its whole; the whole is undefined where it is the size of the group. */
function placePart(
  said: Said,
  whole: Value,
  part: Value,
): readonly [Place, Place | undefined] | undefined {
  const sides = dimensions.map((one) => splitDimension(said, one, whole, part))
  if (sides.some((one) => one === undefined)) return undefined
  const [group, row, column] = sides as readonly (readonly [number, number])[]
  const at = (side: 0 | 1): Place => ({
    group: group?.[side] ?? -1,
    row: row?.[side] ?? -1,
    column: column?.[side] ?? -1,
  })
  const [own, all] = [at(0), at(1)]
  const differs = dimensions.filter((one) => own[one] !== all[one])
  if (differs.length === 1) return [own, all]
  if (differs.length > 1) return undefined
  return findWholeOf(said, own)
}

/** Of a row the row of totals; of a group how many it has. */
export function findWholeOf(
  said: Said,
  own: Place,
): readonly [Place, Place | undefined] | undefined {
  const { grid, mentions } = said
  if (mentions.group.length === 1 && findCellAt(grid, own)?.size !== undefined)
    return [own, undefined]
  const dimension = (['row', 'column'] as const).find(
    (one) => mentions[one].some(({ at }) => at === own[one]) && findTotal(grid, one) !== undefined,
  )
  const total = dimension && findTotal(grid, dimension)
  if (dimension === undefined || total === undefined || total === own[dimension]) return undefined
  return [own, { ...own, [dimension]: total }]
}

/** The labels of the part and of the whole in one dimension, which may be one. */
function splitDimension(
  said: Said,
  dimension: Dimension,
  whole: Value,
  part: Value,
): readonly [number, number] | undefined {
  const mentions = said.mentions[dimension]
  const named = [...new Set(mentions.map(({ at }) => at))]
  if (named.length < 2) {
    const one = findOne(said, dimension)
    return one === undefined ? undefined : [one, one]
  }
  const next = mentions.find(
    ({ range }) =>
      range.start >= whole.range.end &&
      !said.values.some(
        (one) => one.range.start > whole.range.end && one.range.start < range.start,
      ),
  )
  const isNear = next && /^[^.,;:]{0,40}$/.test(said.text.slice(whole.range.end, next.range.start))
  const others = mentions.filter(({ at }) => at !== next?.at)
  const [own, ...more] = [...new Set(others.map(({ at }) => at))]
  const isOfPart = others.every(
    ({ range }) => range.start > whole.range.end || range.end < part.range.start,
  )
  return next && isNear && own !== undefined && more.length === 0 && isOfPart
    ? [own, next.at]
    : undefined
}

export type { Telling }
