import type { CellValue, NumberToken, PairedValue } from './cell-values.ts'
import { findPeriod } from './periods.ts'
import { listOtherTimes } from './table-values.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * Without what is told in words before it stands in brackets: "two samples (2)", where the values have it
 * less often.
 */
export function dropSpelledTwice(
  numbers: readonly NumberToken[],
  text: string,
  values: readonly CellValue[],
): readonly NumberToken[] {
  const countOf = (decimal: string): number =>
    values.filter(({ token }) => token.quantity.decimal === decimal).length
  const left = new Map<string, number>()
  for (const { quantity } of numbers)
    left.set(quantity.decimal, (left.get(quantity.decimal) ?? 0) + 1)
  return numbers.filter(({ range, quantity: { decimal } }) => {
    const isWord = /^[\p{L}-]+$/u.test(text.slice(range.start, range.end))
    const isAgain = numbers.some(
      (one) => one.quantity.decimal === decimal && text.charAt(one.range.start - 1) === '(',
    )
    const count = left.get(decimal) ?? 0
    if (!isWord || !isAgain || count <= countOf(decimal)) return true
    left.set(decimal, count - 1)
    return false
  })
}

/** "At the 5% level": `range` is of the number, or of the word. */
export function isLevelOfTest(text: string, range: TextRange): boolean {
  return Array.from(text.matchAll(levelOfTest)).some(
    ({ index, 0: { length } }) => index <= range.start && range.end <= index + length,
  )
}

/** The level that what is called significant is held against. */
const levelOfTest =
  /(?<![\d.])(?:5\s?%|0?\.05)[\s-](?:significance )?level\b|\blevel of (?:5\s?%|0?\.05)(?![\d.]*\d)/gi

/** "At most 0.23" tells a maximum of 0.23; who counts "at least 60" does so of 60 as well. */
export function withoutBound(token: NumberToken, values: readonly CellValue[]): NumberToken {
  const { comparator, decimal, unit } = token.quantity
  const head = comparator === '≤' ? greatest : comparator === '≥' ? smallest : undefined
  const isBound =
    head !== undefined &&
    values.some(
      ({ token: own, headers }) =>
        own.quantity.decimal === decimal &&
        own.quantity.comparator === '' &&
        (unit === own.quantity.unit || headers.some((one) => head.test(one))),
    )
  return isBound ? { ...token, quantity: { ...token.quantity, comparator: '' } } : token
}

export const greatest = /\b(?:max(?:imum)?|highest|longest|largest|most|greatest|peak)\b/i
export const smallest = /\b(?:min(?:imum)?|lowest|shortest|smallest|least|fewest)\b/i

/**
 * True for a number that the values bring with them though no cell gives it: all of whom a value is a
 * part ("136 of the 254 subjects"), and what it takes to be counted ("at least one of the events was
 * reported for 17 (19.8%) subjects"), and how long lies between the times of two values ("three months before").
 */
export function isBroughtAlong(
  token: NumberToken,
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  return (
    isWhole(token, text, paired) ||
    leadsWhole(token, text, paired, evidence) ||
    isLeast(token, text, paired) ||
    isBetween(token, text, evidence) ||
    hasExtreme(token, text, paired)
  )
}

/** "One delivery took as long as 60 days" below "Longest": one at least did. */
function hasExtreme({ range }: NumberToken, text: string, paired: readonly PairedValue[]): boolean {
  const isOne = range.start === 0 && /^one \p{Ll}+/iu.test(text)
  const [only] = paired
  return (
    isOne && paired.length === 1 && only?.value.headers.some((one) => greatest.test(one)) === true
  )
}

/** In months, of the days that the heads of cells name. */
function isBetween(
  { range, quantity }: NumberToken,
  text: string,
  evidence: readonly ClaimEvidence[],
): boolean {
  if (
    quantity.unit !== 'month' ||
    !/^\s+(?:before|earlier|previously)\b/i.test(text.slice(range.end))
  )
    return false
  const told = evidence.flatMap(({ cell }) => (cell ? [findPeriod(cell.reference)] : []))
  const others = evidence.flatMap((one) => listOtherTimes(one).map(({ period }) => period))
  // a sentence that gives the earlier value alone stands beside one of the newest
  const newest = new Set(told).size === 1 ? [others.toSorted().at(-1) ?? ''] : []
  const months = [...told, ...newest].flatMap((period) => {
    const day = /^(\d{4})-(\d\d)-\d\d$/.exec(period)
    return day ? [Number(day[1]) * 12 + Number(day[2])] : []
  })
  const between = Math.max(...months) - Math.min(...months)
  return between > 0 && between === Number(quantity.decimal) * quantity.factor
}

const people = '(?:subjects|patients|participants|people|persons|individuals)'
const ofAll = /\bof\s+(?:all\s+)?(?:the\s+)?$/i
const whom = new RegExp(`^\\s+(?:randomi[sz]ed\\s+|treated\\s+)?${people}\\b`, 'i')

/** As many as the column of the value before it counts: "(N=254)". */
function isWhole(
  { range, quantity }: NumberToken,
  text: string,
  paired: readonly PairedValue[],
): boolean {
  if (!ofAll.test(text.slice(0, range.start)) || !whom.test(text.slice(range.end))) return false
  const part = paired.findLast(({ claim }) => claim.range.end <= range.start)
  return part !== undefined && countColumn(part.value.headers) === quantity.decimal
}

/** "Of 254 subjects, 118 completed and 136 stopped": each is a share of them, as its cell has it. */
function leadsWhole(
  { range, quantity }: NumberToken,
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  if (!/^of\s+(?:all\s+)?(?:the\s+)?$/i.test(text.slice(0, range.start))) return false
  const isPart = ({ value }: PairedValue): boolean => {
    const quote = evidence[value.index]?.quote ?? ''
    const [, count, share] = /^\s*(\d+)\s*\(\s*(\d+(?:\.\d+)?)\s*%\s*\)\s*$/.exec(quote) ?? []
    const places = share?.split('.')[1]?.length ?? 0
    const error = Math.abs((100 * Number(count)) / Number(quantity.decimal) - Number(share))
    return countColumn(value.headers) === quantity.decimal && error <= 0.5 * 10 ** -places + 1e-6
  }
  return whom.test(text.slice(range.end)) && paired.length > 0 && paired.every(isPart)
}

/** How many a column is of: "(N=254)". */
export function countColumn(headers: readonly string[]): string | undefined {
  return headers.flatMap((head) => /\(\s*N\s*=\s*(\d+)\s*\)/i.exec(head)?.[1] ?? []).at(-1)
}

/** Who is counted with a share of all has had one or more of what the row names. */
function isLeast({ range }: NumberToken, text: string, paired: readonly PairedValue[]): boolean {
  const spelled = text.slice(range.start, range.end)
  const counts = paired.filter(({ value }) => value.token.quantity.unit !== '%')
  return (
    /^(?:at least )?one$/i.test(spelled) &&
    /\bat least $/i.test(`${text.slice(0, range.start)}${spelled.replace(/one$/i, '')}`) &&
    counts.length > 0 &&
    counts.every(({ value }) => value.headers.some((head) => /^n\s?\(\s?%\s?\)$/i.test(head)))
  )
}
