import { foldText, mapRangeBack } from './fold.ts'
import type { TextRange } from './range.ts'
import { stem } from './stem.ts'

/** A word, number or identifier as search and attribution compare it, and where it stands. */
export type Term = { readonly term: string; readonly range: TextRange }

/** The terms of a text in order, with repetition; stop words are left out. */
export function listTerms(text: string): string[] {
  return findTerms(text).map(({ term }) => term)
}

/**
 * Terms with their ranges in `text`. Words are in lower case and stemmed; numbers are spelled one
 * way ("1,234" as 1234, ".05" as 0.05); an identifier ("14-3.01", "AB1-CD-EFGH") is one term, and
 * its parts of letters are terms of their own inside its range.
 */
export function findTerms(text: string): Term[] {
  const fold = foldText(text, { ignoreCase: true })
  const terms: Term[] = []
  // a text repeats its words: each is split and stemmed once
  const known = new Map<string, readonly Piece[]>()
  for (const match of fold.folded.matchAll(token)) {
    const pieces = known.get(match[0]) ?? splitToken(match[0])
    known.set(match[0], pieces)
    for (const { term, start, end } of pieces) {
      const range = { start: match.index + start, end: match.index + end }
      terms.push({ term, range: mapRangeBack(fold, range) })
    }
  }
  return terms
}

/** True for the terms of plain numbers: "75.1", "0.05", "1234". */
export function isNumberTerm(term: string): boolean {
  return /^\d+(?:\.\d+)?$/.test(term)
}

/** True for words that say nothing of what a text is about; `word` is in lower case. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word)
}

/** A stretch of letters and digits; a point, hyphen or comma belongs to it between two of them. */
const token =
  /(?<![\p{L}\p{N}])\.\d+|[\p{L}\p{N}_]+(?:(?:[.'-]|(?<=\d),(?=\d{3}(?!\d)))[\p{L}\p{N}_]+)*/gu

const stopWords = new Set(
  (
    'a an and are as at be been being but by can could did do does eg for from had has have how i ie if in ' +
    'into is it its may me my of on or our shall should such than that the their them then there ' +
    'these they this those to us was we were what when where which while who whom whose why will ' +
    'with would you your'
  ).split(' '),
)

type Piece = { readonly term: string; readonly start: number; readonly end: number }

function splitToken(token: string): Piece[] {
  const whole = { start: 0, end: token.length }
  const number = readNumber(token)
  if (number !== undefined) return [{ term: number, ...whole }]
  if (/^(?:\p{L}\.)+\p{L}$/u.test(token)) return listAcronym(token)
  if (/^[\p{L}']+$/u.test(token)) return listWord(token, 0, token.length)
  const parts = splitParts(token)
  if (!isIdentifier(token)) return parts
  return [{ term: token, ...whole }, ...parts.filter(({ term }) => term !== token)]
}

function readNumber(token: string): string | undefined {
  if (!/^(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/.test(token)) return undefined
  const plain = token.replaceAll(',', '').replace(/^0+(?=\d)/, '')
  return plain.startsWith('.') ? `0${plain}` : plain
}

/** Letters and digits mixed ("ly246708", "14-3.01"); neither "26-week" nor "54mg" nor "double-blind". */
function isIdentifier(token: string): boolean {
  if (!/\p{N}/u.test(token)) return /_/.test(token)
  const parts = token.split('-')
  if (parts.length > 1 && parts.every((part) => isAmount(part) || /^\p{L}+$/u.test(part))) {
    return parts.every(isAmount)
  }
  return !isAmount(token)
}

/** A number with or without its unit: "54", "54mg", "2.5ml", "24th". */
function isAmount(token: string): boolean {
  return /^\d+(?:\.\d+)?\p{L}*$/u.test(token)
}

/** The words of a compound token; its numbers only where it is no table number ("14-3.01"). */
function splitParts(token: string): Piece[] {
  const skipsNumbers = /\d\.\d/.test(token) && /^[\d.-]+$/.test(token)
  if (skipsNumbers) return []
  return Array.from(token.matchAll(/[^-_]+/g)).flatMap((match) => splitPart(match[0], match.index))
}

function splitPart(part: string, start: number): Piece[] {
  const amount = /^(\d+(?:\.\d+)?)(\p{L}*)$/u.exec(part)
  if (amount) {
    const [, digits = '', unit = ''] = amount
    const at = start + digits.length
    const isOrdinal = /^(?:st|nd|rd|th)$/.test(unit)
    const words = isOrdinal ? [] : listWord(unit, at, at + unit.length)
    return [{ term: readNumber(digits) ?? digits, start, end: at }, ...words]
  }
  return Array.from(part.matchAll(/\p{L}[\p{L}\p{N}']*/gu)).flatMap((match) => {
    const at = start + match.index
    const isOneLetter = match[0].length === 1
    return isOneLetter ? [] : listWord(match[0], at, at + match[0].length)
  })
}

/** "u.s" is a term, though "us" is a stop word. */
function listAcronym(token: string): Piece[] {
  const term = token.replaceAll('.', '')
  return /^(?:eg|ie)$/.test(term) ? [] : [{ term, start: 0, end: token.length }]
}

function listWord(word: string, start: number, end: number): Piece[] {
  if (word === '' || stopWords.has(word)) return []
  return [{ term: stem(withoutAccents(word)), start, end }]
}

function withoutAccents(word: string): string {
  return /^[a-z']*$/.test(word) ? word : word.normalize('NFD').replace(/\p{M}/gu, '')
}
