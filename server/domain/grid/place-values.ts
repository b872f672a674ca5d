import type { Mention } from './find-labels.ts'
import { fitsMeasures } from './find-labels.ts'
import { dimensions, type Dimension, type Place } from './read-grid.ts'
import { findTotal, type Said } from './said.ts'
import type { Value } from './read-values.ts'

/**
 * The cells that the numbers of a sentence are told of, by what it names and whatever they hold; undefined
 * where its order leaves it open which number goes with which name.
 */
export function placeValues(said: Said, values: readonly Value[]): readonly Place[] | undefined {
  const [groups, rows, columns] = dimensions.map((one) => assign(said, one, values))
  if (!groups || !rows || !columns) return undefined
  return values.map((_, at) => ({
    group: groups[at] ?? -1,
    row: rows[at] ?? -1,
    column: columns[at] ?? -1,
  }))
}

/** Of all numbers the same label, where a sentence names one, or none of several. */
export function findOne(
  said: Said,
  dimension: Dimension,
  mentions: readonly Mention[] = said.mentions[dimension],
): number | undefined {
  const named = [...new Set(mentions.map(({ at }) => at))]
  if (named.length > 1) return undefined
  const labels = said.grid.labels[dimension]
  return named[0] ?? (labels.length === 1 ? 0 : findUnnamed(said, dimension))
}

function assign(
  said: Said,
  dimension: Dimension,
  values: readonly Value[],
): readonly number[] | undefined {
  const mentions = said.mentions[dimension]
  const apart = assignInBrackets(said, dimension, values) ?? assignOfThem(said, dimension, values)
  if (apart) return apart
  const one = findOne(said, dimension)
  if (one !== undefined) return values.map(() => one)
  if (mentions.length === 0) return undefined
  return pair(said.text, mentions, values) ?? pairByClause(said.text, mentions, values)
}

/** "EUR 290 million (2024: EUR 245 million)": of the last year, and in brackets of the one before. */
function assignInBrackets(
  said: Said,
  dimension: Dimension,
  values: readonly Value[],
): readonly number[] | undefined {
  const { grid, mentions, text } = said
  const [one, ...others] = mentions[dimension]
  const labels = grid.labels[dimension]
  const times = labels.flatMap(({ time }, at) => (time === undefined ? [] : [{ time, at }]))
  const [earlier, later] = times.toSorted((a, b) => (a.time < b.time ? -1 : 1))
  if (!one || others.length > 0 || times.length !== 2 || !earlier || !later) return undefined
  const isBefore = /\((?:in )?$/i.test(text.slice(0, one.range.start)) && one.at === earlier.at
  if (!isBefore || !/^:?\s/.test(text.slice(one.range.end)) || values.length !== 2) return undefined
  const [first, second] = values
  const isInOrder =
    first && second && first.range.end < one.range.start && one.range.end < second.range.start
  return isInOrder ? [later.at, earlier.at] : undefined
}

/** "Site 103 had 26 deviations, five of which were major": the first is of all of them. */
function assignOfThem(
  said: Said,
  dimension: Dimension,
  values: readonly Value[],
): readonly number[] | undefined {
  const { text, mentions } = said
  const part = /\bof (?:them|which|whom|these)\b/i.exec(text)
  const [own, ...others] = [...new Set(mentions[dimension].map(({ at }) => at))]
  const [first, second, ...more] = values
  if (!part || own === undefined || others.length > 0 || !first || !second || more.length > 0)
    return undefined
  const isBehind = mentions[dimension].every(
    ({ range }) => range.start > first.range.end && range.start > part.index,
  )
  const isPart =
    Math.abs(part.index - second.range.end) <= 3 ||
    /^[^\d]{0,4}$/.test(text.slice(part.index + part[0].length, second.range.start))
  if (!isBehind || !isPart) return undefined
  const all = findUnnamed(said, dimension)
  return all === undefined || all === own ? undefined : [all, own]
}

/** "On § 41 patients had it, compared with 22 on §": each number with the name in its part of the sentence. */
function pairByClause(
  text: string,
  mentions: readonly Mention[],
  values: readonly Value[],
): readonly number[] | undefined {
  const cuts = Array.from(
    text.matchAll(
      /\b(?:compared (?:with|to)|as against|against|versus|vs\.?|while|whereas|but|and)\s/gi,
    ),
    ({ index }) => index,
  )
  const clauseOf = (start: number): number => cuts.filter((cut) => cut <= start).length
  const clauses = [...new Set([...mentions, ...values].map(({ range }) => clauseOf(range.start)))]
  const isOne = clauses.every(
    (clause) =>
      mentions.filter(({ range }) => clauseOf(range.start) === clause).length === 1 &&
      values.filter(({ range }) => clauseOf(range.start) === clause).length === 1,
  )
  if (!isOne) return undefined
  return values.map(
    ({ range }) =>
      mentions.find((one) => clauseOf(one.range.start) === clauseOf(range.start))?.at ?? -1,
  )
}

/** What a sentence means that names nothing: what its heading names, what needs no name, all of them. */
function findUnnamed(said: Said, dimension: Dimension): number | undefined {
  const { grid, headings } = said
  const labels = grid.labels[dimension]
  const usable = labels.flatMap((label, at) =>
    fitsMeasures(label, labels, said) ? [{ label, at }] : [],
  )
  const byHeading = usable.filter(
    ({ label: { keys } }) => keys.length > 0 && keys.every((key) => headings.has(key)),
  )
  if (byHeading.length > 0) return byHeading.length === 1 ? byHeading[0]?.at : undefined
  const nameless = usable.filter(
    ({ label: { keys, isTotal, arm, measures } }) =>
      dimension !== 'group' &&
      keys.length === 0 &&
      !isTotal &&
      arm === '' &&
      !measures.has('p') &&
      !measures.has('difference'),
  )
  if (nameless.length > 0) return nameless.length === 1 ? nameless[0]?.at : undefined
  return findReported(said, dimension) ?? findTotal(grid, dimension)
}

/** Of a report on 2025 its last year, where a sentence names no time. */
function findReported({ grid, tokens }: Said, dimension: Dimension): number | undefined {
  const labels = grid.labels[dimension]
  const years = labels.flatMap(({ time }, at) =>
    time !== undefined && /^\d{4}$/.test(time) ? [{ time, at }] : [],
  )
  const last = years.toSorted((a, b) => Number(b.time) - Number(a.time))[0]
  if (!last || years.length < labels.length || tokens.some(({ kind }) => kind === 'date'))
    return undefined
  const isReported = new RegExp(
    `\\b(?:report|statements?|accounts?|review|figures|year)\\b[^\\n]{0,30}\\b${last.time}\\b`,
    'i',
  )
  return isReported.test(grid.words) ? last.at : undefined
}

/**
 * "§ 4, § 7", "4 on §, 7 on §", "§ 74, 11": each number with the name that it stands beside, always on the
 * same side of it.
 */
function pair(
  text: string,
  mentions: readonly Mention[],
  values: readonly Value[],
): readonly number[] | undefined {
  const events = [
    ...mentions.map(({ at, range }) => ({ at, start: range.start })),
    ...values.map(({ range }) => ({ at: undefined, start: range.start })),
  ].toSorted((a, b) => a.start - b.start)
  const isNamed = events.map(({ at }) => at !== undefined)
  const order = mentions.map(({ at }) => at)
  const alternates = isNamed.every((one, at) => at === 0 || one !== isNamed[at - 1])
  if (alternates && mentions.length === values.length) return order
  if (isListed(text, mentions, values)) return order
  const ends = isNamed.every((one, at) => !one || isNamed[at + 1] === false)
  if (isNamed[0] !== true || !ends) return undefined
  return values.map(({ range }) => {
    const before = mentions.filter((one) => one.range.start < range.start)
    return before.at(-1)?.at ?? -1
  })
}

/** "A, B and C had 1, 2 and 3". */
function isListed(text: string, mentions: readonly Mention[], values: readonly Value[]): boolean {
  const [first, last] = [values[0], mentions.at(-1)]
  if (!first || !last || mentions.length !== values.length) return false
  const isList = (ranges: readonly { readonly start: number; readonly end: number }[]): boolean =>
    ranges.every(
      ({ start }, at) =>
        at === 0 ||
        /^[^.;:]{0,14}?(?:,|\band\b)[^.;:]{0,14}$/.test(text.slice(ranges[at - 1]?.end, start)),
    )
  const isApart = last.range.end <= first.range.start
  return (
    isApart &&
    isList(mentions.map(({ range }) => range)) &&
    isList(values.map(({ whole }) => whole))
  )
}
