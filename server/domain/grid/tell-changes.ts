import { rangesOverlap } from '../../../shared/text/range.ts'
import { readFractions } from './fractions.ts'
import { isOfUnit, isRescaled, isTold, scaleTo, wordsOf } from './holds.ts'
import { findOne } from './place-values.ts'
import { dimensions, type Dimension, type Place } from './read-grid.ts'
import type { Value } from './read-values.ts'
import type { Said } from './said.ts'
import { matchesOf, rangeOf, valueAt, writeNumber, type Tell, type Telling } from './telling.ts'

const up =
  'rose|rises?|risen|rising|grew|grows?|grown|increased?|increases|climbed|went up|(?:was|were) up|(?<!\\bma[dk]es? )up|gained|improved from'
const down =
  'fell|falls?|fallen|decreased?|decreases|declined?|dropped|went down|(?:was|were) down|down|shrank|sank'
const same = '(?:was|were|remained|stayed) (?:unchanged|the same|stable|flat|constant)|unchanged'
const turns = new RegExp(`\\b(?:(?<up>${up})|(?<down>${down})|(?<same>${same}))\\b`, 'gi')
const nouns =
  /\b(?:an?|the) (?:(?<up>increase|rise|gain)|(?<down>decrease|fall|decline|drop|reduction)) of\b/gi

/** "Rose by 8.4 % to EUR 1,842 million", "fell from 80 to 68": what one value was at two times. */
export const tellChanges: Tell = (said) => {
  const more = matchesOf(said.masked, nouns)
  const found = matchesOf(said.masked, turns).filter(
    (one) => !more.some((other) => rangesOverlap(rangeOf(one), rangeOf(other))),
  )
  const ways = [...found, ...more].map(readWay)
  const [way, ...others] = ways
  if (way === undefined || found.length !== 1 || others.some((one) => one !== way)) return []
  const consumed = [...found, ...more].map(rangeOf)
  return listTimes(said).flatMap((times) => tellChange(said, way, times, consumed))
}

function readWay({ groups }: RegExpExecArray): number {
  return groups?.up !== undefined ? 1 : groups?.down !== undefined ? -1 : 0
}

type Times = {
  readonly dimension: Dimension
  readonly from: number
  readonly to: number
  readonly consumed: readonly { readonly start: number; readonly end: number }[]
}

/** The two times that a sentence names, or the only two that a table has. */
function listTimes(said: Said): readonly Times[] {
  return (['column', 'row'] as const).flatMap((dimension): readonly Times[] => {
    const labels = said.grid.labels[dimension]
    const times = labels.flatMap(({ time }, at) => (time === undefined ? [] : [{ time, at }]))
    if (times.length < 2) return []
    const mentioned = [...new Set(said.mentions[dimension].map(({ at }) => at))]
    const ordered = times.toSorted((a, b) => (a.time < b.time ? -1 : 1))
    const named = ordered.filter(({ at }) => mentioned.includes(at))
    if (named.length !== mentioned.length && dimension === 'column') return []
    const pair = named.length === 2 ? named : times.length === 2 ? ordered : undefined
    const [from, to] = pair ?? []
    if (!from || !to || from.time === to.time) return []
    if (!isInOrder(said, dimension, from.at)) return []
    if (named.length === 1 && named[0]?.at !== to.at && !isSince(said, dimension)) return []
    const phrases = matchesOf(
      said.text,
      /\b(?:over|during|in|within) the (?:half-?year|year|period)\b|\bbetween\b|\byear[- ]on[- ]year\b/gi,
    )
    return [{ dimension, from: from.at, to: to.at, consumed: phrases.map(rangeOf) }]
  })
}

/** "From T1 to T2", but "to b in T2 from a in T1". */
function isInOrder({ masked, mentions }: Said, dimension: Dimension, from: number): boolean {
  const [first, ...others] = mentions[dimension]
  if (!first || others.length === 0) return true
  if (others.length > 1 || others[0]?.at === first.at) return false
  const between = masked.slice(first.range.end, others[0]?.range.start)
  const isTurned = /\bfrom\b|\bcompared (?:with|to)\b|\bagainst\b/i.test(between)
  return isTurned ? first.at !== from : first.at === from
}

/** "Since 2024", "compared with 2024". */
function isSince({ text, mentions }: Said, dimension: Dimension): boolean {
  const [first] = mentions[dimension]
  return /\b(?:since|from|compared (?:with|to)|than in|against|on)\s+$/i.test(
    text.slice(0, first?.range.start),
  )
}

function tellChange(
  said: Said,
  way: number,
  { dimension, from, to, consumed: more }: Times,
  consumed: Telling['consumed'],
): readonly Telling[] {
  const place = dimensions.reduce<Partial<Place> | undefined>((rest, one) => {
    const at = one === dimension ? to : findOne(said, one)
    return rest && at !== undefined ? { ...rest, [one]: at } : undefined
  }, {})
  if (!place) return []
  const after = place as Place
  const before: Place = { ...after, [dimension]: from }
  const [old, now] = [valueAt(said.grid, before), valueAt(said.grid, after)]
  if (old === undefined || now === undefined) return []
  const fractions = readFractions(said.text)
  const mains = [...said.values.filter(({ role }) => role === 'main'), ...fractions]
  if (said.values.length > mains.length || mains.length === 0) return []
  const words = wordsOf(said.grid, after)
  const holds =
    Math.sign(now - old) === way && mains.every((one) => holdsIn(said, one, { old, now, words }))
  const sign = now < old ? '-' : '+'
  const computed = `${sign}${writeNumber(Math.abs(now - old))}${old === 0 ? '' : ` (${sign}${writeNumber(Math.abs(Math.round(((now - old) / old) * 1000) / 10))}%)`}`
  return [
    {
      places: [before, after],
      consumed: [...consumed, ...more, ...fractions.map((one) => one.whole)],
      holds,
      computed,
    },
  ]
}

type Course = { readonly old: number; readonly now: number; readonly words: string }

/** "From a", "to b", "by d", "d %": by the word before it. */
function holdsIn(said: Said, value: Value, { old, now, words }: Course): boolean {
  const ahead = said.text.slice(0, value.whole.start)
  const isShare = /^(?:%|per ?cent)$/.test(value.unit)
  const isPoints = /^(?:per ?cent(?:age )?points?|pp)$/i.test(value.unit)
  const areShares = /%|\bper ?cent/i.test(`${words}\n${said.grid.table.block.title}`)
  const told = (given: number, isComputed: boolean): boolean => {
    if (isShare || isPoints) return areShares && isTold(value, given, isComputed)
    const scaled = scaleTo(said, value, given, words)
    const isRough = isComputed || isRescaled(said.grid, value, words)
    return (
      scaled !== undefined && isOfUnit(said.grid, value, words) && isTold(value, scaled, isRough)
    )
  }
  if (/\bfrom\s+$/i.test(ahead)) return told(old, false)
  if (/\b(?:to|at|reaching|reached)\s+$/i.test(ahead)) return told(now, false)
  const isOfChange =
    /\b(?:by|of|rose|grew|increased|climbed|gained|fell|decreased|declined|dropped|up|down)\s+$/i.test(
      ahead,
    )
  if (!isOfChange) return false
  const change = Math.abs(now - old)
  if (isShare && !areShares) return old > 0 && isTold(value, (change / old) * 100, true)
  return (!isShare || isPoints) && told(change, true)
}
