import type { TextRange } from '../../../shared/text/range.ts'
import type { NumberToken } from '../verify/cell-values.ts'
import { isNamedNumber } from '../verify/named-number.ts'
import type { ComparedCell } from './compared-cell.ts'
import {
  everybody,
  findCell,
  isOfCounts,
  writeAll,
  type Form,
  type Orient,
  type Outcome,
} from './form.ts'
import { isOfPart } from './read-shares.ts'
import { before, listMentions, oneMention, type ComparedSentence } from './sentence.ts'
import type { Series } from './series.ts'

type Item = { readonly party: string; readonly number: NumberToken }

const points = '(?:\\s+points?)?'
const ofOne = new RegExp(
  `^${points}\\s+${before}(?:(?:patients|subjects)\\s+)?${before}(?<who>${oneMention})`,
  'iu',
)
const atOne = new RegExp(
  `(?<who>${oneMention})(?:\\s+(?:patients|subjects|groups?))?\\s*(?:,|\\(|:|=|was|were|of|by|a|mean|average|median|an|had|rose|fell|increased|decreased|\\s)*$`,
  'iu',
)

/**
 * "Rose by a mean of 2.5 points on §0··, 2.0 on §1·· and 1.5 on §2··": a mean or median for each group that is
 * named, of everybody where none is. Where a cell gives another one it stays open: no other number was computed.
 */
export function readMeasures(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions, tokens, text } = sentence
  const numbers = tokens.filter(
    (token, at): token is NumberToken =>
      token.kind === 'number' && !isNamedNumber(tokens, at, text),
  )
  const items = numbers.flatMap((number): readonly Item[] => {
    const party = findParty(sentence, number)
    return party === undefined ? [] : [{ party, number }]
  })
  const parties = items.map(({ party }) => party)
  const areOne = mentions.every(({ spread }) => spread === 'one')
  const isEach = new Set(parties).size === items.length
  const named = new Set(mentions.flatMap((one) => one.parties))
  const isAll = items.length === numbers.length && (named.size === 0 || named.size === items.length)
  if (items.length === 0 || !areOne || !isEach || !isAll || isOfPart(masked)) return []
  if (numbers.some(({ quantity }) => quantity.comparator !== '')) return []
  const lead = masked.slice(0, numbers[0]?.range.start)
  return [
    {
      consumed: [...numbers.map(({ range }) => range), ...listPoints(masked)],
      stake: numbers[0]?.range ?? { start: 0, end: text.length },
      kind: 'number',
      focus: undefined,
      parties,
      units: numbers.flatMap(({ range }) => readUnit(text, range)),
      fits: (series) =>
        series.axis === 'groups' &&
        isMeasured(series, text) &&
        (!series.isChange || (byHowMuch.test(lead) && !toWhat.test(lead))),
      judge: (series, orient) => judgeItems(series, items, orient),
    },
  ]
}

/** "Rose by", "a fall of"; of "rose to a mean of" the number is no change. */
const byHowMuch =
  /\b(?:by|of|was|were|averaged)\s+(?:only\s+)?(?:an?\s+)?(?:(?:mean|median|average)\s+(?:of\s+)?)?$/i
const toWhat = /\bto\s+(?:an?\s+|the\s+)?(?:\p{L}+\s+){0,2}of\s+$/iu

/** Whoever stands behind a number, else before it; everybody where nobody is named. */
function findParty(sentence: ComparedSentence, { range }: NumberToken): string | undefined {
  const { masked, mentions } = sentence
  if (mentions.length === 0) return everybody
  const behind = ofOne.exec(masked.slice(range.end))?.groups?.who
  const ahead = atOne.exec(masked.slice(0, range.start))?.groups?.who
  const [one] = listMentions(sentence, behind ?? ahead ?? '')
  if (one) return one.parties[0]
  const [only, ...others] = new Set(mentions.flatMap(({ parties }) => parties))
  return others.length === 0 ? only : undefined
}

function listPoints(masked: string) {
  return Array.from(masked.matchAll(/(?<=\d\s+)points?\b/gi), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }))
}

/** The first value of "Mean (SD)" and of "Median (Range)" is the mean or the median. */
function isMeasured(series: Series, text: string): boolean {
  const { statistics, title, isChange } = series
  const last = title.split(', ').at(-1) ?? ''
  const told = /\bmedian\b/i.test(text) ? 'median' : 'mean'
  const isOwn = new RegExp(`^${told}\\b`, 'i').test(last) && statistics.includes(told)
  return (
    isOwn &&
    !statistics.includes('adjusted') &&
    !isOfCounts(series) &&
    (isChange || !turned.test(text))
  )
}

const turned =
  /\b(?:increas\w*|decreas\w*|rose|risen|rises?|fell|fallen|falls?|dropped|declined?|gone (?:up|down)|went (?:up|down)|reduc\w*|gain\w*|lost|loss|chang\w*)\b/i

function judgeItems(series: Series, items: readonly Item[], orient: Orient): Outcome | undefined {
  const cells = items.map(({ party, number }) => {
    const cell = findCell(series, party)
    return cell && isOf(cell, number, orient) ? [cell] : []
  })
  const own = cells.flat()
  if (own.length < items.length) return undefined
  return { holds: true, cells: own, words: `${series.title}: ${writeAll(own)}.`, rival: undefined }
}

/** A fall is told without its sign. */
function isOf(cell: ComparedCell, { quantity: { decimal } }: NumberToken, orient: Orient): boolean {
  return (orient === -1 ? `-${decimal}` : decimal) === cell.decimal
}

/** The unit that a sentence writes behind a number; none for a bare one. */
export function readUnit(text: string, { start, end }: TextRange): readonly string[] {
  return /(?<=\d\s*)[\p{L}%°µ][^\s\d]*$/u.exec(text.slice(start, end)) ?? []
}
