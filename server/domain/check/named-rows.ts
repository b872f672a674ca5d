import type { ArmFinder } from '../verify/arms.ts'
import { nameKey, readTelling } from '../verify/names-of-cells.ts'
import type { Token } from '../verify/statement.ts'

/** What a row of a table is called, read once for all sentences. */
export type RowName = {
  /** Group → row. */
  readonly path: readonly string[]
  /** Equal for cells of one row. */
  readonly key: string
  /** Keys of the last name that names a thing. */
  readonly own: readonly string[]
  readonly groups: readonly string[]
  readonly statistics: readonly Statistic[]
}

/** A row of a table whose name a sentence has, and where. */
type NamedRow = {
  readonly key: string
  /** Index of the first token of the sentence that names it. */
  readonly place: number
}

/** @param paths of the rows that have values */
export function readRowNames(
  paths: readonly (readonly string[])[],
  findArms: ArmFinder,
): readonly RowName[] {
  return paths.map((path) => readRowName(path, findArms))
}

export function keyOfRow(path: readonly string[]): string {
  return path.join(' | ')
}

/**
 * The rows that a sentence names: by most words of their own name, by the groups that tell rows of one
 * name apart, and by the statistic that it speaks of. A row is left out where another one's name has all
 * that the sentence has of its own, and more.
 */
export function findNamedRows(
  text: string,
  tokens: readonly Token[],
  rows: readonly RowName[],
): readonly NamedRow[] {
  const places = new Map(
    tokens.toReversed().map((token) => [nameKey(token), tokens.indexOf(token)]),
  )
  const told = listStatistics(text)
  const read = rows
    .filter(({ statistics }) => isOfStatistic(statistics, told))
    .map((row) => holdRow(row, places))
    .filter(({ share }) => share >= leastShare)
  if (read.length === 0) return rows.filter(isOfAll).map(({ key }) => ({ key, place: 0 }))
  return read
    .filter((row) => !read.some((other) => isBetter(other, row)))
    .map(({ key, place }) => ({ key, place }))
}

/** "Any adverse event", "Total": a sentence that names no row is of all that the table counts. */
function isOfAll({ path }: RowName): boolean {
  return /^(?:any|total|all|overall)\b/i.test(path.at(-1)?.trim() ?? '')
}

/** Share of the words of a row's own name that a sentence must have. */
const leastShare = 0.5

type HeldRow = NamedRow & {
  readonly own: string
  readonly held: ReadonlySet<string>
  readonly share: number
  readonly groupShare: number
}

function readRowName(path: readonly string[], findArms: ArmFinder): RowName {
  const last = (path.at(-1) ?? '').trim()
  const names = (path.length > 1 && isStatisticAlone(last, findArms) ? path.slice(0, -1) : path)
    .map((part) => readTelling([part], findArms).filter(({ kind }) => kind !== 'arm'))
    .map((name) => [...new Set(name.map(nameKey))])
    .filter((name) => name.length > 0)
  return {
    path,
    key: keyOfRow(path),
    own: names.at(-1) ?? [],
    groups: names.slice(0, -1).flat(),
    // how many were measured is hardly told, but the p-value of a group of rows stands in this one
    statistics: path.length > 1 && /^n$/i.test(last) ? ['p'] : readStatistics(last),
  }
}

function holdRow(
  { path, key, own, groups }: RowName,
  places: ReadonlyMap<string, number>,
): HeldRow {
  const held = own.filter((word) => places.has(word))
  const inGroups = groups.filter((word) => places.has(word))
  return {
    key,
    place: Math.min(places.size, ...held.map((word) => places.get(word) ?? 0)),
    own: own.join(' '),
    held: new Set(held),
    share: Math.max(
      own.length === 0 ? 0 : held.length / own.length,
      selfTelling.test(path.at(-1) ?? '') ? leastShare : 0,
    ),
    groupShare: groups.length === 0 ? 0 : inGroups.length / groups.length,
  }
}

/** "Min, Max" and "95% CI" name no thing; "Mean daily dose" does. */
function isStatisticAlone(name: string, findArms: ArmFinder): boolean {
  return (
    (/^n$/i.test(name) || rowStatistics.some(([, pattern]) => pattern.test(name))) &&
    !readTelling([name], findArms).some(
      ({ kind, key }) => (kind === 'word' || kind === 'name') && key !== 'rang',
    )
  )
}

/** Of these a sentence that speaks of the statistic needs no other name: "p-value (drug - placebo)". */
const selfTelling = /\bp-?values?\b|\bci\b|\bconfidence\b|\bdiff(?:erence)?\b/i

function isBetter(other: HeldRow, row: HeldRow): boolean {
  if (other === row) return false
  if (other.own === row.own) return other.groupShare > row.groupShare
  const hasAll = [...row.held].every((key) => other.held.has(key))
  const isMore = other.share > row.share
  return hasAll && (isMore || (other.share === row.share && other.held.size > row.held.size))
}

export type Statistic =
  'mean' | 'adjusted' | 'median' | 'deviation' | 'least' | 'most' | 'difference' | 'interval' | 'p'

/** What a row's last name says of how its values are summed up. */
const rowStatistics: readonly (readonly [Statistic, RegExp])[] = [
  ['difference', /\bdiff(?:erence)?\.?\b/i],
  ['mean', /^means?\b/i],
  ['adjusted', /^(?:ls|least squares|adjusted)\b/i],
  ['median', /^median\b/i],
  ['deviation', /^(?:mean \()?(?:sd|std|se|standard)\b/i],
  ['least', /^min(?:imum)?\b|\bmin\b|\brange\b/i],
  ['most', /^max(?:imum)?\b|\bmax\b|\brange\b/i],
  ['interval', /\bci\b|\bconfidence\b/i],
  ['p', /\bp-?values?\b/i],
]

export function readStatistics(name: string): readonly Statistic[] {
  return rowStatistics.flatMap(([statistic, pattern]) => (pattern.test(name) ? [statistic] : []))
}

const sentenceStatistics: readonly (readonly [readonly Statistic[], RegExp])[] = [
  [['mean', 'difference'], /\b(?:mean|means|average)\b/i],
  [['adjusted'], /\b(?:LS|least[- ]squares?|adjusted)\b/i],
  [['median'], /\bmedian\b/i],
  [['deviation'], /\b(?:SD|SE|standard (?:deviation|error))\b/i],
  [
    ['least', 'most'],
    /\b(?:rang(?:e|es|ed|ing)|minimum|maximum|youngest|oldest)\b|\b(?:between|from) -?\d|\b(?:aged?|was|were) -?\d[\d.]* (?:to|–) \d/i,
  ],
  [['difference'], /\bdiffer\w*\b/i],
  [['interval'], /\b(?:CI|confidence)\b/i],
  [['p'], /\bp\s*[=<>]|\bp-values?\b|\bsignifican/i],
]

/** "Ranged from 51 to 89": a least and a greatest value. */
export function tellsRange(text: string): boolean {
  return /\d/.test(text) && listStatistics(text).has('least')
}

/** What a sentence says of how its values are summed up. */
export function listStatistics(text: string): ReadonlySet<Statistic> {
  return new Set(sentenceStatistics.flatMap(([all, words]) => (words.test(text) ? all : [])))
}

/** Of a mean, a sentence that speaks of the median says nothing, nor one that names no statistic. */
function isOfStatistic(own: readonly Statistic[], told: ReadonlySet<Statistic>): boolean {
  return own.length === 0 || own.some((statistic) => told.has(statistic))
}
