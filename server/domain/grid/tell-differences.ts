import { holdsValue, isOfCounted, isOfUnit, isRescaled, isTold, scaleTo, wordsOf } from './holds.ts'
import { findOne } from './place-values.ts'
import { dimensions, findCellAt, type Dimension, type Place } from './read-grid.ts'
import type { Value } from './read-values.ts'
import type { Said } from './said.ts'
import { matchesOf, rangeOf, valueAt, writeNumber, type Tell, type Telling } from './telling.ts'

const relation =
  /\b(?:(?<up>more|higher|greater|larger|longer|above|over)|(?<down>fewer|less|lower|smaller|shorter|below|under))\b/gi

/** "29 falls fewer than §", "EUR 55 million higher than in 2024": the difference of two values. */
export const tellDifferences: Tell = (said) => {
  const told = matchesOf(said.masked, relation).filter(
    ({ index }) => !said.values.some(({ whole }) => whole.start <= index && index < whole.end),
  )
  const [one, ...others] = told
  if (!one || others.length > 0) return []
  const way = one.groups?.up === undefined ? -1 : 1
  const behind = one.index + one[0].length
  const than = /\bthan\b/i.exec(said.masked.slice(one.index))
  const from = /^(?:above|below|over|under)$/i.test(one[0])
    ? behind
    : one.index + (than?.index ?? NaN)
  if (Number.isNaN(from)) return []
  const consumed = [rangeOf(one)]
  return dimensions.flatMap((dimension) =>
    tellOf(said, { dimension, way, from, at: one.index, consumed }),
  )
}

type Relation = {
  readonly dimension: Dimension
  readonly way: number
  /** Where whom it is compared with begins. */
  readonly from: number
  readonly at: number
  readonly consumed: Telling['consumed']
}

function tellOf(said: Said, relation: Relation): readonly Telling[] {
  const sides = findSides(said, relation)
  const places = sides && placeSides(said, relation.dimension, sides)
  if (!places) return []
  const [own, other] = places
  const [a, b] = [valueAt(said.grid, own), valueAt(said.grid, other)]
  if (a === undefined || b === undefined) return []
  const mains = said.values.filter(({ role }) => role === 'main')
  const [difference, ...others] = mains.filter((one) => isDifference(said, one, relation))
  const rest = mains.filter((one) => one !== difference)
  if (others.length > 0 || said.values.length > mains.length || !difference) return []
  const isBefore = rest.every(({ range }) => range.end <= difference.range.start)
  if (rest.length > 1 || !isBefore) return []
  const words = wordsOf(said.grid, own)
  const cell = findCellAt(said.grid, own)
  if (!cell || /\b(?:frequent\w*|often|common\w*|likely)\b/i.test(said.text)) return []
  const heads = [words, ...cell.reference.columnPath].join(' | ')
  if (!isOfCounted(said, difference, cell, heads)) return []
  const holds =
    Math.sign(a - b) === relation.way &&
    holdsDifference(said, difference, { a, b, words }) &&
    rest.every((one) => holdsValue(said, one, own))
  const computed = `${writeNumber(a)} - ${writeNumber(b)} = ${writeNumber(a - b)}`
  return [{ places, consumed: relation.consumed, holds, computed }]
}

/** Who is compared, and with whom: the one before "than", and the one behind it. */
function findSides(
  said: Said,
  { dimension, from }: Relation,
): readonly [number, number] | undefined {
  const mentions = said.mentions[dimension]
  const other = [
    ...new Set(mentions.filter(({ range }) => range.start >= from).map(({ at }) => at)),
  ]
  const own = [...new Set(mentions.filter(({ range }) => range.start < from).map(({ at }) => at))]
  const [second, ...more] = other
  if (second === undefined || more.length > 0 || own.length > 1) return undefined
  const first = own[0] ?? findLater(said, dimension, second)
  return first === undefined || first === second ? undefined : [first, second]
}

/** "Than in 2024": of two years the other, later one is meant. */
function findLater({ grid }: Said, dimension: Dimension, second: number): number | undefined {
  const labels = grid.labels[dimension]
  const times = labels.flatMap(({ time }, at) => (time === undefined ? [] : [{ time, at }]))
  const [earlier, later] = times.toSorted((a, b) => (a.time < b.time ? -1 : 1))
  return times.length === 2 && earlier?.at === second ? later?.at : undefined
}

function placeSides(
  said: Said,
  dimension: Dimension,
  [own, other]: readonly [number, number],
): readonly [Place, Place] | undefined {
  const rest = dimensions
    .filter((one) => one !== dimension)
    .map((one) => [one, findOne(said, one)] as const)
  if (rest.some(([, at]) => at === undefined)) return undefined
  const shared = Object.fromEntries(rest) as Omit<Place, Dimension>
  return [own, other].map(
    (at) => ({ ...shared, [dimension]: at }) as Place,
  ) as unknown as readonly [Place, Place]
}

/** "29 falls fewer", "EUR 55 million higher": the number before the relation, with no other name between. */
function isDifference({ masked, values }: Said, value: Value, { at }: Relation): boolean {
  const between = masked.slice(value.range.end, at)
  const isLast = !values.some(({ range }) => range.start > value.range.start && range.start < at)
  return (
    value.range.end <= at &&
    isLast &&
    /^[^.,;:()§]*$/.test(between) &&
    between.split(/\s+/).length <= 5
  )
}

function holdsDifference(
  said: Said,
  value: Value,
  { a, b, words }: { readonly a: number; readonly b: number; readonly words: string },
): boolean {
  if (value.isNone) return false
  const areShares = /%|\bper ?cent/i.test(`${words}\n${said.grid.table.block.title}`)
  if (/^(?:per ?cent(?:age )?points?|pp)$/i.test(value.unit))
    return areShares && isTold(value, Math.abs(a - b), true)
  if (/^(?:%|per ?cent)$/.test(value.unit))
    return !areShares && b > 0 && isTold(value, (Math.abs(a - b) / b) * 100, true)
  const scaled = scaleTo(said, value, Math.abs(a - b), words)
  const isRough = isRescaled(said.grid, value, words)
  const isExact = Number.isInteger(a) && Number.isInteger(b) && !isRough
  return (
    scaled !== undefined && isOfUnit(said.grid, value, words) && isTold(value, scaled, !isExact)
  )
}
