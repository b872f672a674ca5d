import type { PairedValue } from './cell-values.ts'
import { findMove } from './house-shown.ts'
import { isNotOfHouse, readWording, type HouseClaim } from './house-words.ts'
import { nameScale } from './lexicon.ts'
import type { Token } from './statement.ts'
import {
  listColumn,
  listOtherTimes,
  listRowValues,
  listRowsOf,
  readOwnValue,
} from './table-values.ts'
import { greatest, smallest } from './told-numbers.ts'
import type { ClaimEvidence } from './verdict.ts'

type DirectionToken = Extract<Token, { kind: 'direction' }>

type Way = DirectionToken['role']['way'] | 'same'

/**
 * True for a direction of the template's own sentence that compares nothing which the sentence gives, where
 * the table bears it out: the row's newest value, its other values, the rows beside it.
 */
export function holdsInTable(token: DirectionToken, house: HouseClaim): boolean {
  const { claim, findArms } = house
  const isOwn = readWording(claim, findArms).some(
    (one) => one.kind === 'direction' && one.key === token.key,
  )
  if (!isOwn || isNotOfHouse(house, token) || nameScale(token.role) === 'name') return false
  const place = findPlace(token, house)
  if (token.role.scale === 'presence')
    return place.word === 'present' && (valueOf(place.own) ?? 0) > 0
  if (token.role.scale === 'quality') return isBetter(token, house)
  if (token.role.scale === 'time') return isEarlier(place)
  if (token.role.scale !== 'amount') return false
  if (!comparing.test(place.word)) return true
  return isLabel(place) || findWay(place) === token.role.way
}

/** Words of an amount; the others of its scale tell causes: "lack of capacity", "loss of power". */
const comparing =
  /^(?:increas|ris|ros|rais|elevat|high|great|more|larg|above|exceed|gr[eo]w|gain|long|most|strong|old|max|heav|climb|jump|peak|upper|decreas|fall|fell|low|few|less|small|below|reduc|declin|diminish|short|least|weak|young|min|light|drop|slip|shr[aiu]nk)/

/** A direction with what stands around it. */
type Place = {
  readonly word: string
  readonly before: string
  readonly after: string
  /** The next value, else the last one before. */
  readonly own: ClaimEvidence | undefined
  readonly next: PairedValue | undefined
  readonly last: PairedValue | undefined
  readonly house: HouseClaim
}

function findPlace({ range }: DirectionToken, house: HouseClaim): Place {
  const { claim, paired, evidence } = house
  const next = paired.find((one) => one.claim.range.start >= range.end)
  const last = paired.findLast((one) => one.claim.range.end <= range.start)
  const own = next ?? last
  return {
    word: claim.text.slice(range.start, range.end).toLowerCase(),
    before: claim.text.slice(0, range.start),
    after: claim.text.slice(range.end),
    own: own && evidence[own.value.index],
    next,
    last,
    house,
  }
}

function valueOf(cited: ClaimEvidence | undefined): number | undefined {
  return cited && readOwnValue(cited)
}

/** "One year earlier, it had stood at 14.8%": of a value that is not the newest of its row. */
function isEarlier({ word, next, own }: Place): boolean {
  if (!/^(?:earlier|before|prior)$/.test(word) || !own || !next || next.value.period === '')
    return false
  return listOtherTimes(own).some(({ period }) => period > next.value.period)
}

/**
 * "Improved", "worse": what the heads name is of a kind that is better with less, or with more, and it went
 * that way. Of other things no table tells which way is good.
 */
function isBetter(token: DirectionToken, house: HouseClaim): boolean {
  const cells = house.evidence.flatMap(({ cell, context }) =>
    cell ? [...cell.headers, context.split('\n')[0] ?? ''] : [],
  )
  const [isLess, isMore] = [lessIsBetter, moreIsBetter].map((kind) => kind.test(cells.join(' | ')))
  const move = findMove(token, house)
  if (isLess === isMore || move === undefined || move === 0) return false
  return move < 0 === (isLess === (token.role.way === 'up'))
}

const lessIsBetter =
  /\b(?:complain|loss|defect|incident|error|failure|emission|turbidity|late\b|delay|reject|burst|exceed|non-?conform|mortality|deaths?\b|cost|impairment)/i
const moreIsBetter =
  /\b(?:on[ -]time|compliance|complied|profit|income\b|return on|recovery|satisf|capital|coverage|savings)/i

/** "A minimum requirement of 3%" below "Requirement", "20,000 or more" below "Minimum quantity". */
function isLabel({ word, before, after, own, last }: Place): boolean {
  const noun = /^(?:min|max)imum$/.test(word) ? /^\s+(\p{L}{4,})/u.exec(after)?.[1] : undefined
  const heads = own?.cell?.headers ?? []
  if (noun !== undefined)
    return heads.some((head) => head.toLowerCase().includes(noun.toLowerCase()))
  const bound = word === 'more' ? smallest : greatest
  const isBound = /\d\s+or\s+$/.test(before) && /^(?:more|less|fewer)$/.test(word)
  return isBound && last !== undefined && last.value.headers.some((head) => bound.test(head))
}

function findWay(place: Place): Way | undefined {
  return findChange(place) ?? findBound(place) ?? findStrongest(place) ?? findLevel(place)
}

function wayOf(from: number | undefined, to: number | undefined): Way | undefined {
  if (from === undefined || to === undefined) return undefined
  return to > from ? 'up' : to < from ? 'down' : 'same'
}

/** "Contributed 330 to this growth" below "Change". */
function findChange({ own }: Place): Way | undefined {
  const { rowPath, columnPath } = own?.cell?.reference ?? { rowPath: [], columnPath: [] }
  const isChange = [rowPath, columnPath].some((path) => changeHead.test(path.at(-1) ?? ''))
  return isChange ? wayOf(0, valueOf(own)) : undefined
}

const changeHead = /^(?:(?:absolute|net) )?(?:change|difference|growth|variance|movement)\b/i

/**
 * "Lower than the 57.0 of the second quarter", "fell short of its target of 96%": what the row has now
 * against the one value that the sentence gives of it. Of several things together one row shows nothing.
 */
function findBound({ word, after, next, last, own, house }: Place): Way | undefined {
  const isBound = /^(?:above|below|exceed(?:s|ed)?)$/.test(word) || /^\s+than\b/.test(after)
  const isShort = /^(?:fell|falls?)$/.test(word) && /^\s+short\s+of\b/.test(after)
  if (!(isBound || isShort) || !next || !own || several.test(house.claim.text)) return undefined
  const isOfRow = !last || last.value.token.quantity.unit !== next.value.token.quantity.unit
  const now = isOfRow ? findNow(own, next) : undefined
  return wayOf(valueOf(own), now)
}

const several = /\b(?:both|all|each|every|neither|none)\b/i

/** The row's newest value of the same unit; of a limit else its only other one. */
function findNow(cited: ClaimEvidence, { value }: PairedValue): number | undefined {
  const { unit } = value.token.quantity
  const row = listRowValues(cited).filter((one) => one.unit === unit)
  const dated = row.filter(({ period }) => period !== '')
  const [newest] = dated.toSorted((a, b) => (a.period < b.period ? 1 : -1))
  if (value.period !== '') {
    return newest && newest.period > value.period ? newest.value : undefined
  }
  if (!limitHead.test(cited.cell?.reference.columnPath.at(-1) ?? '')) return undefined
  const others = row.filter(({ isOwn }) => !isOwn)
  return newest?.value ?? (others.length === 1 ? others[0]?.value : undefined)
}

const limitHead = /\b(?:limit|target|requirement|threshold|agreed|claimed)\b/i

/** "The strongest growth: 1,270, after 985": of all rows between the same two columns. */
function findStrongest({ word, after, house: { paired, evidence } }: Place): Way | undefined {
  const isOfChange = /^\s+(?:growth|increase|rise|decrease|decline|drop)\b/.test(after)
  const [one, other] = paired
  const cells = [one, other].map((pair) => pair && evidence[pair.value.index])
  const [first, second] = cells
  if (!isOfChange || !first || !second || paired.length !== 2 || !/est$/.test(word))
    return undefined
  const rows = listRowsOf(first, second)
  const own = rows.find(({ isOwn }) => isOwn)
  if (!own || rows.length < 2 || own.values[0] === own.values[1]) return undefined
  const toShare = ([to, from]: readonly [number, number]) => (to - from) / Math.abs(from)
  const shares = rows.map(({ values }) => toShare(values))
  const amounts = rows.map(({ values: [to, from] }) => to - from)
  const [share, amount] = [toShare(own.values), own.values[0] - own.values[1]]
  const isFirst = share === Math.max(...shares) || amount === Math.max(...amounts)
  const isLast = share === Math.min(...shares) || amount === Math.min(...amounts)
  const isRise = /^\s+(?:growth|increase|rise)/.test(after)
  return isRise
    ? isFirst && amount > 0
      ? 'up'
      : undefined
    : isLast && amount < 0
      ? 'up'
      : undefined
}

/** "Considerably higher, at 3.8%", "at 1.4% … remained low": beside most of the other rows. */
function findLevel({ word, before, after, next, last, house }: Place): Way | undefined {
  if (!/^(?:high|low|higher|lower|large|larger|small|smaller|great|greater)$/.test(word))
    return undefined
  const { text } = house.claim
  const gap = next ? text.slice(text.length - after.length, next.claim.range.start) : undefined
  const isNext =
    gap !== undefined &&
    /^,?(?: \p{L}+)?,? (?:\(|(?:at|of|with|is|was|were|are) (?:only )?(?:EUR |USD )?)$/u.test(gap)
  const isStated =
    /\b(?:is|was|are|were|be(?:en)?|remain(?:s|ed)?|stay(?:s|ed)?)(?: \p{L}+ly)? $/u.test(before)
  const own = isNext ? next : isStated && /^[.,;]|^$/.test(after) ? last : undefined
  const cited = own && house.evidence[own.value.index]
  const value = valueOf(cited)
  if (!cited || value === undefined) return undefined
  const column = listColumn(cited)
  const others = column.toSpliced(column.indexOf(value), 1)
  if (others.length < 2) return undefined
  const above = others.filter((one) => value > one).length
  const below = others.filter((one) => value < one).length
  if (above * 2 > others.length) return 'up'
  return below * 2 > others.length ? 'down' : undefined
}
