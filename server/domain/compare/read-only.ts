import type { TextRange } from '../../../shared/text/range.ts'
import {
  findCells,
  isOfCounts,
  readCount,
  write,
  writeAll,
  type Form,
  type Outcome,
} from './form.ts'
import {
  before,
  listMentions,
  listParties,
  mentionList,
  oneMention,
  rangeOf,
  type ComparedSentence,
} from './sentence.ts'
import type { Entry, Series } from './series.ts'
import { readShare } from './compared-cell.ts'

const onlyWho = [
  new RegExp(
    `(?<who>${oneMention})(?:\\s+group)?\\s+was\\s+the\\s+only\\s+(?:one|group|arm|cohort)(?:\\s+(?:in\\s+which|where|with))?`,
    'gi',
  ),
  new RegExp(`\\bonly\\s+${before}(?<who>${oneMention})`, 'gi'),
  new RegExp(`(?<who>${oneMention})(?:\\s+group)?\\s+(?:only|alone)(?=\\s*[.,;)]|\\s*$)`, 'gi'),
]

/** "Only on §0··": there, and nowhere else; or a majority there, and nowhere else. */
export function readOnly(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  if ((masked.match(/\b(?:only|alone)\b/gi) ?? []).length !== 1) return []
  const told = onlyWho.flatMap((pattern) => [...masked.matchAll(pattern)])[0]
  const [who] = told ? listMentions(sentence, told.groups?.who ?? '') : []
  if (!told || who?.spread !== 'one' || mentions.length > 1) return []
  const limit = readLimit(masked)
  const majority = /\b(?:in the majority|more than half|the majority)\b/i.exec(masked)
  const own = rangeOf(told)
  return [
    {
      consumed: [own, ...(majority ? [rangeOf(majority)] : []), ...(limit ? [limit.range] : [])],
      stake: own,
      kind: 'direction',
      focus: who.parties[0],
      fits: ({ axis }) => axis !== 'times',
      judge: (series) =>
        limit
          ? judgeOnlyBeyond(series, who.parties[0] ?? '', limit)
          : judgeOnly(series, who.parties[0] ?? '', majority !== null),
    },
  ]
}

type Limit = { readonly range: TextRange; readonly isBelow: boolean; readonly decimal: string }

/** "Below 75%"; what is told in another unit is left as it is. */
function readLimit(masked: string): Limit | undefined {
  const told =
    /\b(?:(?<below>below|under|less than)|above|over|more than)\s+(?<percent>\d+(?:\.\d+)?)\s?%/i.exec(
      masked,
    )
  const { below, percent } = told?.groups ?? {}
  if (!told || percent === undefined) return undefined
  return { range: rangeOf(told), isBelow: below !== undefined, decimal: percent }
}

/** Who alone lies beyond a limit: shares, or values of a column of these. */
function judgeOnlyBeyond(series: Series, party: string, limit: Limit): Outcome | undefined {
  const { entries, title } = series
  const own = entries.find((one) => one.party === party)
  const isInPercent = !isOfCounts(series) && /%|\bpercent/i.test(title)
  const read = ({ cell }: Entry): number | undefined => (isInPercent ? cell.value : cell.percent)
  if (!own || entries.some((one) => read(one) === undefined)) return undefined
  const isBeyond = (one: Entry): boolean => {
    const value = read(one) ?? 0
    return limit.isBelow ? value < Number(limit.decimal) : value > Number(limit.decimal)
  }
  const wrong = entries.find((one) => isBeyond(one) !== (one === own))
  const others = entries.filter((one) => one !== own).map(({ cell }) => cell)
  const beyond = `${limit.isBelow ? 'below' : 'above'} ${limit.decimal}%`
  if (wrong) {
    const words = `${write(wrong.cell)} (${wrong.label}) is ${wrong === own ? 'not ' : ''}${beyond}.`
    return { holds: false, cells: [own.cell, ...others], words, rival: wrong.cell }
  }
  const words = `${write(own.cell)} is ${beyond}, ${writeAll(others)} ${others.length > 1 ? 'are' : 'is'} not.`
  return { holds: true, cells: [own.cell, ...others], words, rival: undefined }
}

function judgeOnly(series: Series, party: string, isMajority: boolean): Outcome | undefined {
  const { entries } = series
  const own = entries.find((one) => one.party === party)
  if (!own || !isOfCounts(series)) return undefined
  const tell = ({ cell }: Entry): boolean | undefined => {
    if (!isMajority) return cell.value > 0
    const share = readShare(cell)
    return share === undefined ? undefined : share > 0.5
  }
  const told = entries.map((entry) => ({ entry, isSo: tell(entry) }))
  if (told.some(({ isSo }) => isSo === undefined)) return undefined
  const wrong = told.find(({ entry, isSo }) => isSo !== (entry === own))
  const others = entries.filter((one) => one !== own).map(({ cell }) => cell)
  const cells = [own.cell, ...others]
  const than = isMajority ? 'more than half' : 'more than 0'
  if (wrong) {
    const words = `${write(wrong.entry.cell)} (${wrong.entry.label}) is ${wrong.isSo === true ? '' : 'not '}${than}.`
    return { holds: false, cells, words, rival: wrong.entry.cell }
  }
  const words = `${write(own.cell)} is ${than}, ${writeAll(others)} ${others.length > 1 ? 'are' : 'is'} not.`
  return { holds: true, cells, words, rival: undefined }
}

const none =
  /\b(?:none of the(?: (?<size>\d[\d,]*|\p{L}+)(?= ))?|not (?:a single|one)|no)\b(?:\s+(?:reports?|cases?|occurrences?)\s+of\b)?/giu

/** "None on §0·· or on §1··". */
export function readNone(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  const [told, ...others] = masked.matchAll(none)
  if (!told || others.length > 0 || /\b(?:nor|neither|never|without|than|other)\b/i.test(masked))
    return []
  const lists = [...masked.matchAll(new RegExp(mentionList, 'gi'))]
  if (lists.length > 1) return []
  const parties = listParties(mentions)
  const size = readCount(told.groups?.size ?? '')
  return [
    {
      consumed: [size === undefined ? wordsOf(told) : rangeOf(told)],
      stake: rangeOf(told),
      kind: 'negation',
      // "27 subjects had no event" is of the others
      focus: undefined,
      fits: ({ axis, isRecord }) =>
        axis === 'groups' || (axis === 'rows' && isRecord && parties.length > 0),
      judge: (series) => judgeNone(series, parties, size),
    },
  ]
}

/** Where no group is named, of all of them. */
function judgeNone(
  series: Series,
  parties: readonly string[],
  size: number | undefined,
): Outcome | undefined {
  if (!isOfCounts(series)) return undefined
  const all = series.entries.map(({ party }) => party)
  const cells = findCells(series, parties.length === 0 ? all : parties)
  if (!cells) return undefined
  const whole = cells.length === 1 ? cells[0]?.size : series.total?.size
  if (size !== undefined && size !== whole) return undefined
  const rival = cells.find(({ value }) => value !== 0)
  const words = rival
    ? `${write(rival)} is not 0.`
    : `${cells.length > 1 ? 'All values are' : 'The value is'} 0.`
  return { holds: rival === undefined, cells, words, rival }
}

/** "None of the subjects": what stands in the place of a number is a word of its own. */
function wordsOf(told: RegExpMatchArray) {
  const { start, end } = rangeOf(told)
  const { size } = told.groups ?? {}
  return { start, end: size === undefined ? end : end - size.length }
}
