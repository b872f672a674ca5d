import { rangesOverlap } from '../../../shared/text/range.ts'
import { findCounted } from '../verify/counted.ts'
import type { NumberToken } from '../verify/cell-values.ts'
import { isNamedNumber } from '../verify/named-number.ts'
import { ofSome } from '../verify/taken-rightly.ts'
import { findOtherWhole } from '../verify/told-wholes.ts'
import type { ComparedCell } from './compared-cell.ts'
import { everybody, findCell, isOfCounts, write, type Form, type Outcome } from './form.ts'
import { comparesAsWell, listLimits } from './other-words.ts'
import { readUnit } from './read-measures.ts'
import { isOfPart } from './read-shares.ts'
import { listParties, rangeOf, type ComparedSentence } from './sentence.ts'
import type { Series } from './series.ts'

/** The numbers that a sentence gives of one cell. */
type Told = {
  /** "Of the 84 patients": of how many. */
  readonly whole: NumberToken | undefined
  readonly value: NumberToken | undefined
  readonly share: NumberToken | undefined
}

/**
 * "Of the 84 patients on §0··, 44 (52%)": what one cell gives, of everybody where no group is named. Where
 * the cell gives anything else it stays open: no other number was computed.
 */
export function readValues(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions, text } = sentence
  const [party = everybody, ...others] = listParties(mentions)
  const told = readTold(sentence)
  if (!told || others.length > 0 || mentions.some(({ spread }) => spread !== 'one')) return []
  if (isOfPart(masked) || ofSome.test(text) || ofEffect.test(text)) return []
  if (comparesAsWell(text)) return []
  const arms = mentions.map(({ range }) => range)
  if (told.share && arms.length > 0 && findOtherWhole(text, told.share.range, arms)) return []
  // one group alone is not each of several
  if (/\b(?:each|every|both|alone)\b/i.test(text)) return []
  const bases = Array.from(masked.matchAll(/\b(?:at least one|one or more)\b/gi), rangeOf)
  const outs = Array.from(masked.matchAll(/\bout(?=\s+of\b)/gi), rangeOf)
  const own = [told.whole, told.value, told.share].flatMap((one) => one ?? [])
  const stake = told.value ?? told.share
  return [
    {
      consumed: [...own.map(({ range }) => range), ...bases, ...outs],
      stake: stake?.range ?? { start: 0, end: text.length },
      kind: 'number',
      focus: undefined,
      units: told.value ? readUnit(text, told.value.range) : [],
      fits: (series) =>
        series.axis === 'groups' &&
        !series.isChange &&
        (bases.length === 0 || series.isOfAll) &&
        (isOfCounts(series) || isMeasured(series)),
      judge: (series) => judgeValue(series, party, told, text),
    },
  ]
}

/** Whoever terminated early, or had an event, is a smaller whole than the group. */
const ofEffect =
  /(?<!\b(?:because|lack|part) )\b(?:of|among)\s+(?:(?!(?:patients|subjects|participants)\b)[\p{L}\d-]+\s+){0,4}?(?:terminat|discontinu|withdr|complet|events?\b|reactions?\b)|\b(?:patients|subjects|participants)\s+\p{L}+ing\b/iu

function readTold({ tokens, text }: ComparedSentence): Told | undefined {
  const limits = listLimits(text)
  const numbers = tokens.filter(
    (token, at): token is NumberToken =>
      token.kind === 'number' &&
      !isNamedNumber(tokens, at, text) &&
      !isBase(text, token) &&
      !limits.some(({ range }) => rangesOverlap(range, token.range)),
  )
  const wholes = numbers.filter((one) => isWhole(text, one))
  const shares = numbers.filter(({ quantity }) => quantity.unit === '%')
  const values = numbers.filter((one) => !wholes.includes(one) && !shares.includes(one))
  const [whole, value, share] = [wholes[0], values[0], shares[0]]
  const isOne = [wholes, values, shares].every((some) => some.length <= 1)
  if (!isOne || (!value && !share)) return undefined
  if (numbers.some(({ quantity }) => quantity.comparator !== '')) return undefined
  if (value && share && !isBehind(text, value, share)) return undefined
  if (!value && share && !isOfPeople(text, share)) return undefined
  return { whole, value, share }
}

/** "One or more adverse events" counts nothing. */
function isBase(text: string, { range: { start, end } }: NumberToken): boolean {
  return /\bat least one$/i.test(text.slice(0, end)) || /^one or more\b/i.test(text.slice(start))
}

function isWhole(text: string, { range, quantity }: NumberToken): boolean {
  return (
    quantity.unit === '' &&
    /\b(?:of|among)\s+(?:all\s+)?(?:the\s+)?$/i.test(text.slice(0, range.start)) &&
    findCounted(text, range) === 'people'
  )
}

/** "44 (52%)", "44 patients (52%)". */
function isBehind(text: string, value: NumberToken, share: NumberToken): boolean {
  const between = text.slice(value.range.end, share.range.start)
  return /^[\p{L} -]*\($/u.test(between)
}

/** "52% of the low-dose patients". */
function isOfPeople(text: string, { range }: NumberToken): boolean {
  return /^\s+of\b/.test(text.slice(range.end)) && findCounted(text, range) === 'people'
}

function isMeasured({ statistics }: Series): boolean {
  const [own, ...others] = statistics
  return others.length === 0 && (own === 'mean' || own === 'median')
}

function judgeValue(series: Series, party: string, told: Told, text: string): Outcome | undefined {
  const cell = findCell(series, party)
  if (!cell || !isOf(cell, series, told, text)) return undefined
  const size = told.whole ? ` of ${String(cell.size)}` : ''
  return {
    holds: true,
    cells: [cell],
    words: `${series.title}: ${write(cell)}${size}.`,
    rival: undefined,
  }
}

function isOf(
  cell: ComparedCell,
  series: Series,
  { whole, value, share }: Told,
  text: string,
): boolean {
  if (whole && Number(whole.quantity.decimal) !== cell.size) return false
  if (share && (!isOfCounts(series) || cell.percent !== Number(share.quantity.decimal)))
    return false
  if (!value) return true
  if (value.quantity.decimal !== cell.decimal) return false
  if (!isOfCounts(series)) return value.quantity.decimal.includes('.')
  const isOfWhole = whole !== undefined && !ofEvents.test(text.slice(value.range.end))
  const isOfPeople = isOfWhole || findCounted(text, value.range) === 'people'
  return isOfPeople && value.quantity.unit === ''
}

/** "Of the 50 patients, 62 adverse events …" */
const ofEvents =
  /^\s*(?:\([^()]*\)\s*)?(?:(?:(?:non-?)?serious|severe|mild|moderate|fatal|treatment|emergent|treatment[- ]emergent|adverse|(?:drug[- ])?related)\s+)*(?:events?|(?:TE|S)?AEs?|reactions?|episodes?|cases)\b/i
