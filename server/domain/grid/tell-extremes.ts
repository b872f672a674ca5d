import { holdsValue } from './holds.ts'
import { findOne } from './place-values.ts'
import { dimensions, type Dimension, type Place } from './read-grid.ts'
import type { Said } from './said.ts'
import { matchesOf, rangeOf, valueAt, type Tell } from './telling.ts'

const extremes =
  /\b(?:(?<most>(?:the )?(?:highest|largest|greatest|longest|oldest)|(?<!\bby )the most|most(?= (?:often|frequent|common)))|(?<least>(?:the )?(?:lowest|fewest|least|smallest|shortest|youngest)))\b(?! (?:of|one of)\b)|\b(?:(?<more>more|higher|larger|longer)|(?<less>fewer|less|lower|smaller|shorter))\b(?=.*\bthan (?:in |at |on |for )?(?:any|all|every)(?: of the| the)? ?(?:other)?)/gi
const others =
  /\bthan (?:in |at |on |for )?(?:any|all|every)(?: of the| the)? others?(?: \p{L}+)?/giu

/** "With 0.40%, § had the lowest rate", "§ had fewer than any other ward": one value beside all the others. */
export const tellExtremes: Tell = (said) => {
  const found = matchesOf(said.masked, extremes)
  const [one, ...more] = found
  if (!one || more.length > 0) return []
  const way = one.groups?.most !== undefined || one.groups?.more !== undefined ? 1 : -1
  const consumed = [...found, ...matchesOf(said.masked, others)].map(rangeOf)
  const isOfOthers = one.groups?.more !== undefined || one.groups?.less !== undefined
  if (isOfOthers && (matchesOf(said.masked, others).length !== 1 || said.values.length > 0))
    return []
  if (/\b(?:together|combined)\b/i.test(said.text)) return []
  if (said.values.length > 1 || said.values.some(({ role, isNone }) => role !== 'main' || isNone))
    return []
  return (['row', 'group'] as const).flatMap((dimension) => tellOf(said, dimension, way, consumed))
}

function tellOf(
  said: Said,
  dimension: Dimension,
  way: number,
  consumed: ReturnType<typeof rangeOf>[],
) {
  const labels = said.grid.labels[dimension]
  const rest = dimensions
    .filter((one) => one !== dimension)
    .map((one) => [one, findOne(said, one)] as const)
  const named = [...new Set(said.mentions[dimension].map(({ at }) => at))]
  const [own, ...more] = named
  if (own === undefined || more.length > 0 || rest.some(([, at]) => at === undefined)) return []
  const shared = Object.fromEntries(rest) as Partial<Place>
  const at = (label: number): Place => ({ ...shared, [dimension]: label }) as Place
  const compared = labels.flatMap((label, index) =>
    index === own || label.isTotal || label.arm === ' total' ? [] : [index],
  )
  const value = valueAt(said.grid, at(own))
  const values = compared.map((index) => valueAt(said.grid, at(index)))
  const isOneKind =
    compared.length > 1 &&
    labels.every(({ measures, time }) => measures.size === 0 && time === undefined) &&
    values.every((one) => one !== undefined)
  if (value === undefined || !isOneKind || (dimension === 'row' && !isRecord(said))) return []
  const holds =
    values.every((one) => Math.sign(value - (one ?? NaN)) === way) &&
    said.values.every((one) => holdsValue(said, one, at(own)))
  return [{ places: [own, ...compared].map(at), consumed, holds, computed: '' }]
}

/** Rows beside groups are of many kinds. */
function isRecord({ grid }: Said): boolean {
  return grid.labels.group.length === 1 && grid.labels.row.every(({ path }) => path.length === 1)
}
