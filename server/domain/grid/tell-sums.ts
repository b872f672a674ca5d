import { isOfUnit, isTold, scaleTo, wordsOf } from './holds.ts'
import { findOne } from './place-values.ts'
import { dimensions, findCellAt, type Dimension, type Place } from './read-grid.ts'
import type { Value } from './read-values.ts'
import { findTotal, type Said } from './said.ts'
import { isShare, isWhole } from './tell-parts.ts'
import { matchesOf, rangeOf, valueAt, writeNumber, type Tell } from './telling.ts'
import { findCounted } from '../verify/counted.ts'
import { isSumOfAll } from './parts-of.ts'

const together = /\b(?:together|combined|between them|taken together|jointly)\b/gi

/** "Sites 101 and 103 together account for 55 of the 100": the sum of several values, and what it is a part of. */
export const tellSums: Tell = (said) => {
  const consumed = matchesOf(said.text, together).map(rangeOf)
  if (consumed.length !== 1) return []
  const several = dimensions.filter((one) => namedIn(said, one).length > 1)
  const [dimension, ...others] = several
  if (dimension === undefined || others.length > 0) return []
  const rest = dimensions
    .filter((one) => one !== dimension)
    .map((one) => [one, findOne(said, one)] as const)
  if (rest.some(([, at]) => at === undefined)) return []
  const shared = Object.fromEntries(rest) as Partial<Place>
  const at = (label: number): Place => ({ ...shared, [dimension]: label }) as Place
  const places = namedIn(said, dimension).map(at)
  const values = places.map((place) => valueAt(said.grid, place))
  if (
    !areApart(said, dimension, places) ||
    !areCounts(said, values) ||
    !isList(
      said,
      said.mentions[dimension].map(({ range }) => range),
    )
  )
    return []
  const sum = values.reduce<number>((all, one) => all + (one ?? 0), 0)
  const total = findTotal(said.grid, dimension)
  const whole = total === undefined ? undefined : valueAt(said.grid, at(total))
  const words = wordsOf(said.grid, places[0] ?? at(-1))
  const holds = said.values.every((one) => holdsSum(said, one, { sum, whole, words }))
  const ofWhole = said.values.some((one) => isShare(one) || isWhole(said, one))
  const all = ofWhole && total !== undefined ? [...places, at(total)] : places
  const computed = `${values.map((one) => writeNumber(one ?? NaN)).join(' + ')} = ${writeNumber(sum)}`
  return said.values.length > 0 ? [{ places: all, consumed, holds, computed }] : []
}

function holdsSum(
  said: Said,
  value: Value,
  { sum, whole, words }: { sum: number; whole: number | undefined; words: string },
): boolean {
  if (value.isNone || value.role !== 'main') return false
  if (isShare(value))
    return whole !== undefined && whole > 0 && isTold(value, (sum / whole) * 100, true)
  if (isWhole(said, value)) return value.told === whole
  const scaled = scaleTo(said, value, sum, words)
  const isGiven = scaled !== undefined && isOfUnit(said.grid, value, words)
  return isGiven && isTold(value, scaled, value.scale > 1)
}

function namedIn({ mentions }: Said, dimension: (typeof dimensions)[number]): readonly number[] {
  return [...new Set(mentions[dimension].map(({ at }) => at))]
}

/** Whoever has two things is counted twice: rows and columns are added up where their total is their sum. */
function areApart(said: Said, dimension: Dimension, places: readonly Place[]): boolean {
  const { grid, text, values } = said
  const [first] = places
  const cells = places.map((place) => findCellAt(grid, place))
  if (!first || dimension === 'group') return first !== undefined
  const total = findTotal(grid, dimension)
  if (total !== undefined) return isSumOfAll(grid, dimension, { ...first, [dimension]: total })
  const isOfPeople = values.some(({ range }) => findCounted(text, range) === 'people')
  return (
    !isOfPeople && cells.every((cell) => cell?.size === undefined && cell?.brackets.length === 0)
  )
}

/** What is no count or amount can't be added up: rates, means. */
function areCounts({ grid, measures }: Said, values: readonly (number | undefined)[]): boolean {
  const isRate = /%|\bper\b|\brates?\b|\bmean|\bmedian/i.test(grid.table.block.title)
  return !isRate && measures.size === 0 && values.every((one) => one !== undefined && one >= 0)
}

function isList(
  { text }: Said,
  ranges: readonly { readonly start: number; readonly end: number }[],
): boolean {
  return ranges.every(
    ({ start }, at) =>
      at === 0 || /^(?:[^.;:\d]{0,24})$/.test(text.slice(ranges[at - 1]?.end, start)),
  )
}
