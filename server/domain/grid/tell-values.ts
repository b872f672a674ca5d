import { holdsValue } from './holds.ts'
import { placeValues } from './place-values.ts'
import { dimensions, type Place } from './read-grid.ts'
import type { Value } from './read-values.ts'
import type { Said } from './said.ts'
import { isPartOf } from './parts-of.ts'
import { isWhole } from './tell-parts.ts'
import type { Tell } from './telling.ts'

/** "At Week 12 the mean was 2.34 L (SD 0.49) on §": each number is what one cell gives. */
export const tellValues: Tell = (said) => {
  const mains = said.values.filter(({ role }) => role === 'main')
  if (mains.length === 0 || mains.some((one) => isShareOf(said, one))) return []
  const places = placeValues(said, mains) ?? placeOne(said, mains)
  if (!places || !areOfOne(said, mains, places) || !areApart(places)) return []
  const told = mains.map((main, at) => ({
    main,
    all: listCompanions(said, main, mains[at + 1]),
  }))
  const holds = places.every((place, at) => {
    const own = told[Math.min(at, told.length - 1)]
    return (
      own !== undefined &&
      holdsValue(said, own.main, place) &&
      own.all.every((one) => holdsCompanion(said, one, place))
    )
  })
  const ofP = places.flatMap((place, at) =>
    (told[at]?.all ?? []).some(({ role }) => role === 'p') ? (findP(said, place) ?? []) : [],
  )
  return [{ places: [...places, ...ofP], consumed: [], holds, computed: '' }]
}

/** One cell is told once. */
function areApart(places: readonly Place[]): boolean {
  return new Set(places.map((one) => JSON.stringify(one))).size === places.length
}

/** "Of the 35 men, 12 were Black": of two rows nothing tells how many are in both. */
function areOfOne(said: Said, mains: readonly Value[], places: readonly Place[]): boolean {
  const isOfThem = mains.every((main, at) => {
    const [all, part] = [places[at - 1], places[at]]
    return !all || !part || !tellsPart(said, main) || isPartOf(said.grid, all, part)
  })
  if (!isOfThem) return false
  return mains.every((main, at) => {
    const whole = places[at]
    return (
      !whole || !isWhole(said, main) || places.every((part) => isPartOf(said.grid, whole, part))
    )
  })
}

/** "Six of them", "of whom six". */
function tellsPart({ text }: Said, { range }: Value): boolean {
  const them = '(?:them|whom|which|these|those)'
  return (
    new RegExp(`^\\s*(?:\\([^()]*\\)\\s*)?(?:of|among) ${them}\\b`, 'i').test(
      text.slice(range.end),
    ) || new RegExp(`\\b(?:of|among) ${them}\\s+$`, 'i').test(text.slice(0, range.start))
  )
}

/** The numbers behind a value that belong to it. */
export function listCompanions(
  { values }: Said,
  main: Value,
  next: Value | undefined,
): readonly Value[] {
  return values.filter(
    ({ role, range }) =>
      role !== 'main' &&
      range.start > main.range.start &&
      (next === undefined || range.start < next.range.start),
  )
}

export function holdsCompanion(said: Said, value: Value, place: Place): boolean {
  if (value.role !== 'p') return holdsValue(said, value, place)
  const found = findP(said, place)
  return found !== undefined && holdsValue(said, value, found)
}

/** The p-value that stands in the column of a value, below the same name. */
function findP({ grid }: Said, place: Place): Place | undefined {
  const found = (['row', 'column'] as const).flatMap((dimension) => {
    const labels = grid.labels[dimension]
    const above = labels[place[dimension]]?.path.slice(0, -1).join('\n')
    return labels.flatMap((label, at) => {
      const isOfSame = dimension === 'column' || label.path.slice(0, -1).join('\n') === above
      const own = { ...place, [dimension]: at }
      const isGiven = grid.cells.has(`${own.group} ${own.row} ${own.column}`)
      return label.measures.has('p') && isOfSame && isGiven ? [own] : []
    })
  })
  return found.length === 1 ? found[0] : undefined
}

/** "No major deviations at sites 102 and 205": of each of them. */
function placeOne(said: Said, mains: readonly Value[]): readonly Place[] | undefined {
  const [main, ...others] = mains
  if (!main || others.length > 0) return undefined
  const isOfEach = main.isNone || /\b(?:each|both|either)\b/i.test(said.text)
  const several = dimensions.filter(
    (one) => new Set(said.mentions[one].map(({ at }) => at)).size > 1,
  )
  const [own, ...more] = several
  if (!isOfEach || own === undefined || more.length > 0) return undefined
  const mentions = said.mentions[own]
  const isList = mentions.every(
    ({ range }, at) =>
      at === 0 ||
      /^(?:,|\s|\band\b|\bor\b|\bat\b|\bin\b|\bon\b)+$/.test(
        said.text.slice(mentions[at - 1]?.range.end, range.start),
      ),
  )
  if (!isList) return undefined
  const places = mentions.map(({ at }) => {
    const one = {
      ...said,
      mentions: { ...said.mentions, [own]: said.mentions[own].filter((other) => other.at === at) },
    }
    return placeValues(one, mains)?.[0]
  })
  return places.every((one) => one !== undefined) ? places : undefined
}

/** "3% of early terminations" tells what it is a share of. */
function isShareOf({ text }: Said, { whole, unit }: Value): boolean {
  return unit === '%' && /^\s*of\s/i.test(text.slice(whole.end))
}
