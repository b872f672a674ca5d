import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { nameKey, readTelling } from './names-of-cells.ts'
import type { Token } from './statement.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * True where the rows that a claim's values come from are one, or are named in it in the order of their
 * values, by turns with them or each nearest to its own: "of 241 screened, 182 were randomized". A pair
 * that is swapped has another order.
 */
export function isEachNamed(
  text: string,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): boolean {
  if (isTurnedRange(text, paired)) return false
  const rows = listRows(evidence)
  if (rows.size < 2) return true
  const values = listPlaces(tokens, paired, evidence)
  const mentions = isRange(text, [...rows.values()], values)
    ? values
    : findMentions(tokens, rows, paired, findArms)
  const [told, given] = [collapse(mentions), collapse(values)]
  return (
    told.length === given.length &&
    told.every(({ row }, at) => row === given[at]?.row) &&
    (alternates(mentions, values) || values.every((value) => isNearest(value, mentions)))
  )
}

/** "57 about the battery and 142 about the display": each row is told once, and in another order than its value. */
export function isSwapped(
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): boolean {
  const rows = listRows(evidence)
  if (rows.size < 2) return false
  // a count and its share are one place
  const given = collapse(listPlaces(tokens, paired, evidence))
  const told = collapse(findMentions(tokens, rows, paired, findArms))
  const isOnce = [given, told].every(
    (places) =>
      places.length === rows.size && new Set(places.map(({ row }) => row)).size === rows.size,
  )
  return isOnce && told.some(({ row }, at) => row !== given[at]?.row)
}

function listRows(evidence: readonly ClaimEvidence[]): ReadonlyMap<string, readonly string[]> {
  const paths = evidence.map(({ cell }) => cell?.reference.rowPath ?? [])
  return new Map(paths.map((path) => [JSON.stringify(path), path]))
}

function listPlaces(
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly Place[] {
  return paired.map(({ claim, value }) => ({
    row: JSON.stringify(evidence[value.index]?.cell?.reference.rowPath ?? []),
    at: tokens.indexOf(claim),
  }))
}

type Place = { readonly row: string; readonly at: number }

/** Words that name one row and none of the others; a value names no row "1". */
function findMentions(
  tokens: readonly Token[],
  rows: ReadonlyMap<string, readonly string[]>,
  paired: readonly PairedValue[],
  findArms: ArmFinder,
): readonly Place[] {
  const own = [...rows.values()].map((path) => [...readKeys(path.slice(-1), findArms)].join(' '))
  const names = [...rows].map(([row, path], at) => {
    const isAlone = own[at] !== '' && own.indexOf(own[at] ?? '') === own.lastIndexOf(own[at] ?? '')
    return { row, keys: readKeys(isAlone ? path.slice(-1) : path, findArms) }
  })
  const values = new Set<Token>(paired.map(({ claim }) => claim))
  return tokens.flatMap((token, at) => {
    if (values.has(token)) return []
    const named = names.filter(({ keys }) => keys.has(nameKey(token)))
    const [only] = named
    return only && named.length === 1 ? [{ row: only.row, at }] : []
  })
}

/** Of all parts that a row needs to be told from others, and of the last one its statistic as well: it tells "Mean" from "Median". */
function readKeys(path: readonly string[], findArms: ArmFinder): ReadonlySet<string> {
  const telling = path.flatMap((part) => readTelling([part], findArms))
  const last = path.at(-1) ?? ''
  const told = statistics.flatMap(([name, keys]) => (name.test(last) ? keys : []))
  return new Set([...telling.map(nameKey), ...told])
}

/** Stems by which a sentence names them. */
const statistics: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:ls )?means?\b/i, ['mean', 'averag']],
  [/^median\b/i, ['median']],
  [/^(?:sd|std|standard deviation)\b/i, ['sd', 'deviat']],
  [/^(?:se|sem|standard error)\b/i, ['se', 'error']],
  [/\bdiff(?:erence)?\b/i, ['differ']],
  [/\bci\b|\bconfidence\b/i, ['ci', 'confid']],
  [/\bp-?values?\b/i, ['p']],
]

/** "From 26 to 73", "between 26 and 73" of a least and a greatest value. */
function isRange(
  text: string,
  paths: readonly (readonly string[])[],
  values: readonly Place[],
): boolean {
  const [low, high] = values
  const group = (path: readonly string[]) => JSON.stringify(path.slice(0, -1))
  return (
    paths.length === 2 &&
    values.length === 2 &&
    new Set(paths.map(group)).size === 1 &&
    /\b(?:between|from|rang\w+)\b[^.;]*\d[^.;]*\b(?:and|to)\s+\d/i.test(text) &&
    /\bmin(?:imum)?\b[^[\]]*\]$/i.test(low?.row ?? '') &&
    /\bmax(?:imum)?\b[^[\]]*\]$/i.test(high?.row ?? '')
  )
}

/** "Between 73 and 26": the least comes first. */
function isTurnedRange(text: string, paired: readonly PairedValue[]): boolean {
  return paired.some(({ claim }, at) => {
    const next = paired[at + 1]?.claim
    if (!next || Number(claim.quantity.decimal) <= Number(next.quantity.decimal)) return false
    const between = text.slice(claim.range.end, next.range.start)
    return opensRange.test(text.slice(0, claim.range.start)) && /^\s+(?:and|to)\s+$/.test(between)
  })
}

const opensRange = /\b(?:between|rang\w+ from)\s+$/i

function collapse(places: readonly Place[]): readonly Place[] {
  return places.filter(({ row }, at) => row !== places[at - 1]?.row)
}

/** A name and its value by turns, whichever comes first. */
function alternates(mentions: readonly Place[], values: readonly Place[]): boolean {
  const all = [
    ...mentions.map((one) => ({ ...one, isValue: false })),
    ...values.map((one) => ({ ...one, isValue: true })),
  ].sort((a, b) => a.at - b.at)
  const turns = all.filter(
    ({ row, isValue }, at) => row !== all[at - 1]?.row || isValue !== all[at - 1]?.isValue,
  )
  return turns.every(({ row, isValue }, at) => {
    const pair = turns[at - (at % 2)]
    return row === pair?.row && isValue === (turns[at % 2]?.isValue ?? false)
  })
}

function isNearest({ row, at }: Place, mentions: readonly Place[]): boolean {
  const distance = (some: readonly Place[]): number =>
    Math.min(...some.map((one) => Math.abs(one.at - at)))
  const own = distance(mentions.filter((one) => one.row === row))
  return own <= distance(mentions.filter((one) => one.row !== row))
}
