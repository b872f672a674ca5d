import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import { findQuantities, type Quantity } from '../../../shared/text/quantities.ts'
import { findCounted } from '../verify/counted.ts'
import type { NumberToken } from '../verify/cell-values.ts'
import { isNamedNumber } from '../verify/named-number.ts'
import { findCounts } from '../verify/find-counts.ts'
import { findCells, isOfCounts, write, type Form, type Outcome } from './form.ts'
import {
  before,
  listMentions,
  listParties,
  mentionList,
  oneMention,
  rangeOf,
  together,
  type ComparedSentence,
} from './sentence.ts'
import type { Series } from './series.ts'

/** "83 patients in the two groups": the sum of several values. */
export function readSum(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  const lists = [...masked.matchAll(new RegExp(mentionList, 'gi'))]
  const joined = together.exec(masked)
  const parties = listParties(mentions)
  // "both groups had 5" may be each of them
  const [first] = mentions
  const isPlural = mentions.length === 1 && first?.spread === 'plural'
  const isTold = isPlural && !/^(?:both|all)\b/i.test(sentence.text.slice(first.range.start))
  const isTogether = joined !== null || isTold
  if (lists.length !== 1 || parties.length < 2 || !isTogether) return []
  if (mentions.some(({ spread }) => spread === 'each') || /\b(?:each|or)\b/i.test(masked)) return []
  return listSums(masked).map((told): Form => {
    const consumed = [told.range, ...(joined ? [rangeOf(joined)] : [])]
    const judge = (series: Series) => judgeSum(series, parties, Number(told.decimal))
    return {
      consumed,
      stake: told.range,
      kind: 'number',
      focus: undefined,
      fits: isOfPeople,
      judge,
    }
  })
}

/** "Ten were minimally or moderately improved": of rows that share out all that there are. */
export function readEither(sentence: ComparedSentence): readonly Form[] {
  const { mentions, tokens, text, groups } = sentence
  const [either, ...others] = mentions
  const [told, ...more] = tokens.filter(
    (token, at) => token.kind === 'number' && !isNamedNumber(tokens, at, text),
  )
  const isOfOne = groups.every(({ spread }) => spread === 'one') && groups.length < 2
  if (either?.spread !== 'either' || others.length > 0 || !isOfOne) return []
  if (told?.kind !== 'number' || more.length > 0 || !countsPeople(text, told)) return []
  const number = Number(told.quantity.decimal)
  return [
    {
      consumed: [told.range],
      stake: told.range,
      kind: 'number',
      focus: undefined,
      fits: ({ axis }) => axis === 'rows',
      judge: (series) => judgeSum(series, either.parties, number),
    },
  ]
}

function countsPeople(text: string, { range, quantity }: NumberToken): boolean {
  const { decimal, unit, comparator } = quantity
  const isWhole = /^\d+$/.test(decimal) && unit === '' && comparator === ''
  return isWhole && findCounted(text, range) === 'people'
}

/** At several times the same ones are counted again. */
function isOfPeople({ axis }: Series): boolean {
  return axis !== 'times'
}

/** Whole numbers that count something. */
function listSums(masked: string): readonly Quantity[] {
  return findCounts(masked).filter(
    (one): one is Quantity =>
      one.kind === 'number' &&
      one.unit === '' &&
      one.comparator === '' &&
      /^\d+$/.test(one.decimal) &&
      !/§$/.test(masked.slice(0, one.range.start)) &&
      /^\s+(?:of the\s+)?\p{L}/u.test(masked.slice(one.range.end)),
  )
}

function judgeSum(series: Series, parties: readonly string[], told: number): Outcome | undefined {
  const cells = findCells(series, parties)
  if (!cells || !isOfCounts(series) || !addsUp(series)) return undefined
  const sum = cells.reduce((total, { value }) => total + value, 0)
  const addition = `${cells.map(({ decimal }) => decimal).join(' + ')} = ${String(sum)}`
  const holds = sum === told
  return {
    holds,
    cells,
    words: holds ? `${addition}.` : `${addition}, not ${String(told)}.`,
    // no cell holds the sum that the sentence has wrong
    rival: undefined,
  }
}

/**
 * Who is in one group is in no other one, but who had one event may have had another as well: rows are
 * added only where the table's total says that they may be.
 */
function addsUp({ axis, entries, total, base }: Series): boolean {
  if (axis === 'groups') return true
  return (total ?? base)?.value === entries.reduce((sum, { cell }) => sum + cell.value, 0)
}

/** "Three patients: one on §0·· and two on §1··": all that there were, and whose they were. */
export function readParts(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  const at = masked.indexOf(':')
  const [head, list] = [masked.slice(0, at), masked.slice(at + 1)]
  if (at < 0 || /§/.test(head)) return []
  const [whole, ...others] = findCounts(head).filter((one) => one.kind === 'number')
  const parts = listPartsOf(sentence, list, at + 1)
  if (!whole || others.length > 0 || parts.length < 2 || parts.length < mentions.length) return []
  const told = Number(whole.decimal)
  return [
    {
      consumed: [whole.range, ...parts.map(({ range }) => range)],
      stake: whole.range,
      kind: 'number',
      focus: undefined,
      fits: ({ axis }) => axis === 'groups',
      judge: (series) => judgeParts(series, told, parts),
    },
  ]
}

type Part = {
  readonly party: string
  readonly count: number
  readonly range: { readonly start: number; readonly end: number }
}

function listPartsOf(sentence: ComparedSentence, list: string, from: number): readonly Part[] {
  const pattern = new RegExp(
    `(?<![\\p{L}\\d])(${numberWordsPattern}|\\d+)\\s+${before}(${oneMention})`,
    'giu',
  )
  return Array.from(list.matchAll(pattern)).flatMap((match): readonly Part[] => {
    const [, words = '', who = ''] = match
    const [count] = words.toLowerCase() === 'one' ? [one] : findQuantities(words)
    const [mention] = listMentions(sentence, who)
    if (count?.kind !== 'number' || mention?.spread !== 'one') return []
    const start = from + match.index
    const range = { start, end: start + words.length }
    return [{ party: mention.parties[0] ?? '', count: Number(count.decimal), range }]
  })
}

const one = { kind: 'number', decimal: '1' } as const

function judgeParts(series: Series, told: number, parts: readonly Part[]): Outcome | undefined {
  if (!isOfCounts(series)) return undefined
  const named = findCells(
    series,
    parts.map(({ party }) => party),
  )
  if (!named) return undefined
  const all = series.entries.map(({ cell }) => cell)
  const wrong = named.find(({ value }, at) => value !== parts[at]?.count)
  if (wrong)
    return {
      holds: false,
      cells: all,
      words: `${write(wrong)} is not ${String(parts[named.indexOf(wrong)]?.count)}.`,
      rival: wrong,
    }
  const sum = all.reduce((total, { value }) => total + value, 0)
  const addition = `${all.map(({ decimal }) => decimal).join(' + ')} = ${String(sum)}`
  const holds = sum === told
  const rival = holds ? undefined : all.find((cell) => !named.includes(cell))
  if (!holds && !rival) return undefined
  return {
    holds,
    cells: all,
    words: holds ? `${addition}.` : `${addition}, not ${String(told)}.`,
    rival,
  }
}
