import { textBefore, type NumberToken, type TieToken } from './sentence-tokens.ts'
import type { ToldSentence } from './told-sentence.ts'
import type { TiedTable } from './tied-table.ts'

/** Which year each number is told of. */
export type YearMention = {
  readonly year: number
  readonly at: number
  readonly own: readonly number[]
}

/** Years of a table's columns or rows, newest first; none where it has no two. */
export function listYears({ rows, columns }: TiedTable): readonly number[] {
  const years = [...new Set([...rows, ...columns].flatMap(({ year }) => year ?? []))]
  return years.length < 2 ? [] : years.toSorted((a, b) => b - a)
}

/** "In 2024", "(2024: …)", "in the year before", of a table that has both. */
export function listYearMentions(
  { text, tokens }: ToldSentence,
  years: readonly number[],
): readonly YearMention[] {
  const spelled = tokens.flatMap((token, at): readonly YearMention[] => {
    const year = readYear(token)
    const before = tokens[at - 1]
    const isFiscal = before?.kind === 'word' && before.lower === 'fy'
    const isOwn = year !== undefined && years.includes(year)
    return isOwn ? [{ year, at, own: isFiscal ? [at - 1, at] : [at] }] : []
  })
  const [newest, before] = years
  if (newest === undefined || before !== newest - 1) return spelled
  const told = Array.from(text.matchAll(yearBefore)).map((match): YearMention => {
    const end = match.index + match[0].length
    const own = tokens.flatMap(({ range }: TieToken, at) =>
      range.start >= match.index && range.end <= end ? [at] : [],
    )
    return { year: before, at: own[0] ?? 0, own }
  })
  return [...spelled, ...told].toSorted((a, b) => a.at - b.at)
}

/** Of "2024" and of "FY2024"; "FY24" as well. */
function readYear(token: TieToken): number | undefined {
  if (token.kind === 'number') return token.isYear ? token.value : undefined
  const [, digits = ''] = /^fy(\d\d|(?:19|20)\d\d)$/.exec(token.lower) ?? []
  if (digits === '') return undefined
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}

const yearBefore =
  /\b(?:in |than |of )?(?:the |a )?(?:(?:year|twelve months) (?:before|earlier)|(?:previous|prior|preceding|last) (?:financial )?year)\b/gi

/**
 * The year of each number: the one that is told with it, else the newest; of "from A to B" and of "B, up from A" that
 * of A is the one before that of B, where it is not told.
 */
export function assignYears(
  told: ToldSentence,
  numbers: readonly number[],
  mentions: readonly YearMention[],
  years: readonly number[],
): readonly (number | undefined)[] {
  const [newest] = years
  if (newest === undefined) return numbers.map(() => undefined)
  const ends = numbers.map((_, index) => findEndYear(told, numbers, index, mentions) ?? newest)
  return numbers.map((at, index) => {
    const token = told.tokens[at]
    if (token?.kind !== 'number' || !isFrom(told, token)) return ends[index]
    const own = findBeside(at, mentions, numbers[index + 1])
    if (own) return own.year
    const span = findSpan(numbers, mentions)
    if (span) return span.from
    const partner = ends[index + (numbers[index + 1] === undefined ? -1 : 1)] ?? newest
    return years.includes(partner - 1) ? partner - 1 : years[years.indexOf(partner) + 1]
  })
}

/** Of any number but one behind "from". */
function findEndYear(
  told: ToldSentence,
  numbers: readonly number[],
  index: number,
  mentions: readonly YearMention[],
): number | undefined {
  const [before, at] = [numbers[index - 1], numbers[index]]
  const start = before === undefined ? undefined : told.tokens[before]
  if (at === undefined) return undefined
  if (before === undefined || start?.kind !== 'number' || !isFrom(told, start)) {
    return findOwn(told, at, mentions, numbers)?.year
  }
  // "from 139.2 in 2024 to 148.6": the year is that of the first
  const taken = findBeside(before, mentions, at)
  const left = mentions.filter((one) => one !== taken)
  const own = findOwn(told, at, left, numbers)
  if (own) return own.year
  return findSpan(numbers, mentions)?.to ?? (taken && taken.year + 1)
}

/** "Between 2022 and 2024", before all numbers. */
function findSpan(
  numbers: readonly number[],
  mentions: readonly YearMention[],
): { readonly from: number; readonly to: number } | undefined {
  const [from, to, ...others] = [...new Set(mentions.map(({ year }) => year))].toSorted(
    (a, b) => a - b,
  )
  const areFirst = mentions.every(({ at }) => at < (numbers[0] ?? 0))
  return areFirst && from !== undefined && to !== undefined && others.length === 0
    ? { from, to }
    : undefined
}

const mostBeside = 3

function findBeside(
  at: number,
  mentions: readonly YearMention[],
  next = Infinity,
): YearMention | undefined {
  return mentions.find((one) => one.at > at && one.at < next && one.at - at <= mostBeside)
}

/** Behind it before the next number, or before it with no number between; one that opens a sentence is of all. */
function findOwn(
  { text, tokens }: ToldSentence,
  at: number,
  mentions: readonly YearMention[],
  numbers: readonly number[],
): YearMention | undefined {
  const next = numbers.find((one) => one > at) ?? Infinity
  const last = numbers.findLast((one) => one < at) ?? -1
  const behind = mentions.find((one) => one.at > at && one.at < next)
  const before = mentions.findLast((one) => one.at < at && one.at > last)
  const isIn = (one: YearMention): boolean => {
    const between = text.slice(tokens[at]?.range.end, tokens[one.at]?.range.start)
    return !/[(;]/.test(between)
  }
  if (before) return before
  if (behind && isIn(behind)) return behind
  const first = mentions[0]
  const names = new Set(mentions.map(({ year }) => year))
  return names.size === 1 && first && first.at < (numbers[0] ?? 0) ? first : undefined
}

/** "From", "from a loss of": what was before stands next. */
const fromBefore = /\bfrom\s+(?:an?\s+(?:\p{L}+\s+){1,3}of\s+)?[£$€]?$/iu

export function isFrom({ text }: ToldSentence, number: NumberToken): boolean {
  return fromBefore.test(textBefore(text, number))
}
