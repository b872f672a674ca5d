import { monthNamePattern } from '../../../shared/text/months.ts'
import { listCurrencies } from '../../../shared/text/currencies.ts'
import { isStopWord } from '../../../shared/text/terms.ts'
import { findUnit } from '../../../shared/text/units.ts'
import { indexLabels, type LabelIndex } from './label-index.ts'
import { readTokens, type TieToken } from './sentence-tokens.ts'

/** One name of a row or column. */
export type Label = {
  readonly text: string
  /** What a sentence has to have of it; none of these stands in every label beside it. */
  readonly core: readonly TieToken[]
  /** All of its words, those in brackets as well: they may be told. */
  readonly all: readonly TieToken[]
  /** What may stand for it: what its brackets hold. */
  readonly other: readonly (readonly TieToken[])[]
  /** It names a row of values itself, and not only the rows below it. */
  readonly hasValues: boolean
}

/** What a row or column tells by its statistic. */
type Statistic = 'value' | 'share' | 'p' | 'interval' | 'difference' | 'spread'

/** A row or a column by what it is called, group first. */
export type Line = {
  readonly path: readonly string[]
  /** Without those that name a statistic, all or any. */
  readonly labels: readonly Label[]
  readonly statistic: Statistic
  /** False for a row that only names those below it. */
  readonly hasValues: boolean
  /** "Total", "All", "Any", or no name at all beside what it counts. */
  readonly isWhole: boolean
  /** Four digits, of a column or row of a year. */
  readonly year: number | undefined
}

/** Reads the names of all rows, or of all columns. */
export function readLines(
  paths: readonly (readonly string[])[],
  hasValues: (index: number) => boolean,
): readonly Line[] {
  const last = new Set(
    paths.filter((_, at) => hasValues(at)).map((path) => plainOf(path.at(-1) ?? '')),
  )
  const texts = [...new Set(paths.flat().map(plainOf))].filter((text) => !isGeneric(text))
  const read = new Map(texts.map((text) => [text, readTokens(withoutBrackets(expand(text)))]))
  const isOfYear = findYears(paths)
  const shared = listShared(
    texts.filter((text) => !isOfYear(text)).map((text) => read.get(text) ?? []),
  )
  const leaves = indexLabels(
    [...read].filter(([text]) => last.has(text) && !isOfTest(readStatistic(text))),
  )
  const labels = new Map(
    texts.map((text) => [
      text,
      readLabel(text, read.get(text) ?? [], leaves, shared, last.has(text)),
    ]),
  )
  return paths.map((path, at) => {
    const plain = path.map(plainOf)
    const years = plain.filter(isOfYear)
    return {
      path,
      labels: plain.filter((text) => !isOfYear(text)).flatMap((text) => labels.get(text) ?? []),
      statistic: readStatistic(plain.join(', ')),
      hasValues: hasValues(at),
      isWhole: plain.every(isGeneric) || wholeNames.test(plain.at(-1) ?? ''),
      year: years.length === 1 ? readYear(years[0] ?? '') : undefined,
    }
  })
}

function isOfTest(statistic: Statistic): boolean {
  return statistic === 'p' || statistic === 'interval' || statistic === 'difference'
}

/** Names that are told apart by their years alone: "2025", "Year ended 30 June 2025" beside the same of 2024. */
function findYears(paths: readonly (readonly string[])[]): (text: string) => boolean {
  const texts = [...new Set(paths.flat().map(plainOf))].filter(
    (text) => readYear(text) !== undefined,
  )
  const bare = texts.filter((text) => /^(?:FY\s?)?(?:19|20)\d\d$/.test(text))
  const without = (text: string): string => text.replace(/(?:19|20)\d\d/, '')
  const told = new Map<string, Set<number | undefined>>()
  for (const text of texts) {
    const known = told.get(without(text)) ?? new Set()
    told.set(without(text), known.add(readYear(text)))
  }
  const alike = texts.filter((text) => (told.get(without(text))?.size ?? 0) > 1)
  const years = new Set([...(bare.length > 1 ? bare : []), ...alike])
  return (text) => years.has(text)
}

function readYear(text: string): number | undefined {
  const found = text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? []
  return found.length === 1 ? Number(found[0]) : undefined
}

/** Short forms that any reader knows. */
function expand(text: string): string {
  return text
    .replace(/\bTEAE(s?)\b/g, 'treatment emergent adverse event$1')
    .replace(/\bSAE(s?)\b/g, 'serious adverse event$1')
    .replace(/\bAE(s?)\b/g, 'adverse event$1')
}

const wholeNames = /^(?:(?:grand )?total|all|overall|any|combined)\b(?!.*\p{L}{3}.*\p{L}{3})/iu

/** Without the size of a group, marks and what it is counted in. */
function plainOf(text: string): string {
  return text
    .replace(/\(\s*N\s*=\s*[\d,]+\s*\)|\bN\s*=\s*[\d,]+/g, ' ')
    .replace(/,?\s*(?:n\/N|n)\s*\(\s*%\s*\)\s*$/i, ' ')
    .replace(/\s*\(row \d+\)\s*/, ' ')
    .replace(/[*†‡§]+\s*$/, '')
    .replace(/\s+/g, ' ')
    .replace(/:\s*$/, '')
    .trim()
}

/** True for what names a statistic, everybody or nothing. */
function isGeneric(text: string): boolean {
  return generic.test(text) || /^(?:total|all|overall|any|column \d+)$/i.test(text) || text === ''
}

const generic =
  /^(?:n|n\/N|no\.?|number|%|n\s*\(%\)|count|values?|results?|amount|mean(?:\s*\(SD\))?|median|SD|range|min,? ?max|(?:95% )?CI|p[- ]?values?|difference from .*)$/i

function readStatistic(text: string): Statistic {
  if (/\bp[- ]?value/i.test(text)) return 'p'
  if (/\bCI\b|confidence/i.test(text)) return 'interval'
  if (/\bdifference\b/i.test(text)) return 'difference'
  if (/\b(?:SD|median|min|max|range)\b/i.test(text)) return 'spread'
  return /%|\bper ?cent|\bproportion|\brate\b(?!.*\bper\b)|\bshare\b/i.test(text)
    ? 'share'
    : 'value'
}

function withoutBrackets(text: string): string {
  const plain = text.replace(/\([^()]*\)/g, ' ').trim()
  return /\p{L}|\d/u.test(plain) ? plain : text
}

/** Keys of what stands in every one of several labels: "TLX" of all arms. */
function listShared(labels: readonly (readonly TieToken[])[]): ReadonlySet<string> {
  const [first, ...others] = labels
  if (!first || others.length === 0) return new Set()
  return new Set(
    first
      .map(({ key }) => key)
      .filter((key) => others.every((one) => one.some((token) => token.key === key))),
  )
}

function readLabel(
  text: string,
  tokens: readonly TieToken[],
  leaves: LabelIndex,
  shared: ReadonlySet<string>,
  hasValues: boolean,
): Label {
  const apart = tokens.filter((token) => tells(token) && !shared.has(token.key))
  const words = apart.filter((token) => token.kind === 'word' && !isMonth.test(token.key))
  // a date or a visit tells no more where the words alone tell it from the others
  const isUnique = leaves.isApart(words, text)
  const doses = apart.filter((token) => token.kind === 'number' && token.unit !== '')
  const isDose = doses.length > 0 && leaves.isApart(doses, text)
  const core = isDose
    ? doses
    : words.length > 0 && isUnique
      ? withoutTotal(words, (own) => leaves.isApart(own, text))
      : withoutNeighbours(apart, tokens)
  const other = Array.from(text.matchAll(/\(([^()]*)\)/g), ([, words = '']) => words)
    .filter(
      (words) =>
        /\p{L}{3}/u.test(words) &&
        !/^(?:of|to|at|from|see|primary|exploratory)\b/i.test(words) &&
        // "USD" of "Dividend per share (USD)" names no row
        listCurrencies(words).length === 0 &&
        !findUnit(words.trim()),
    )
    .map((words) => readTokens(words).filter(tells))
    .filter((one) => one.length > 0 && one.every(({ kind }) => kind === 'word'))
  const own = core.length > 0 ? core : tokens.filter(tells)
  return { text, core: own, all: readTokens(expand(text)), other, hasValues }
}

/** Of "After dose 1" the number: it has to stand beside its word anyway. */
function withoutNeighbours(
  apart: readonly TieToken[],
  tokens: readonly TieToken[],
): readonly TieToken[] {
  const numbers = apart.filter(({ kind }) => kind === 'number')
  const beside = numbers.map((one) => tokens[tokens.indexOf(one) - 1])
  const own = apart.filter(
    (token) =>
      !beside.includes(token) &&
      !(token.kind === 'word' && /^(?:after|before|at)$/.test(token.lower)),
  )
  return numbers.length > 0 ? own : apart
}

/** "Current assets" are their total. */
function withoutTotal(
  words: readonly TieToken[],
  isOwn: (words: readonly TieToken[]) => boolean,
): readonly TieToken[] {
  const others = words.filter(({ key }) => key !== 'total')
  return others.length > 0 && isOwn(others) ? others : words
}

export const isMonth = new RegExp(`^(?:${monthNamePattern.toLowerCase()})$`)

/** False for words that only join others. */
export function tells(token: TieToken): boolean {
  return (
    token.kind === 'number' ||
    isMonth.test(token.key) ||
    !(isStopWord(token.lower) || joins.test(token.lower))
  )
}

const joins = /^(?:other|than|no|not|per|each|within|only)$/
