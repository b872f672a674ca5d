import { readDataDate } from '../../../shared/text/dates.ts'
import type { Quantity } from '../../../shared/text/quantities.ts'
import { foldText, mapRangeBack } from '../../../shared/text/fold.ts'
import { rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { stem } from '../../../shared/text/stem.ts'
import { isStopWord } from '../../../shared/text/terms.ts'
import { listWords, type WrittenWord } from '../../../shared/text/words.ts'
import { rememberTexts } from '../remember-texts.ts'
import type { ArmFinder } from './arms.ts'
import { findCounts, startsFraction } from './find-counts.ts'
import { findRole, isCarrier, toSynonym, type Role } from './lexicon.ts'

/** A telling part of a statement, in the order of its text. `key` is equal where two say the same. */
export type Token =
  | {
      readonly kind: 'number'
      readonly key: string
      readonly range: TextRange
      readonly quantity: Quantity
    }
  | {
      readonly kind: 'date' | 'negation' | 'arm' | 'name' | 'word'
      readonly key: string
      readonly range: TextRange
    }
  | {
      readonly kind: 'direction'
      readonly key: string
      readonly range: TextRange
      readonly role: Direction
    }
  | { readonly kind: 'modality' | 'mark'; readonly key: string; readonly range: TextRange }

/** A text and what it says. */
export type Statement = { readonly text: string; readonly tokens: readonly Token[] }

export type Direction = Extract<Role, { kind: 'direction' }>

/**
 * What a text says, as tokens; words that only carry a sentence are left out. The same texts are read
 * again and again: a claim beside each of its evidences, a heading for each sentence below it.
 */
export const readStatement: (text: string, findArms: ArmFinder) => readonly Token[] = rememberTexts(
  readTokens,
  1000,
)

function readTokens(text: string, findArms: ArmFinder): readonly Token[] {
  const fold = foldText(text)
  const arms = listArms(fold.folded, findArms)
  // the dose that names an arm is no amount: "the 5 mg group"
  const marks = listMarks(fold.folded)
  const quantities = listQuantities(fold.folded).filter(
    ({ range }) => ![...arms, ...marks].some((one) => rangesOverlap(one.range, range)),
  )
  const taken: Token[] = [...quantities, ...arms, ...marks]
  const ranges = taken.map(({ range }) => range)
  const words = listWords(fold.folded, ranges).flatMap((word) => splitWord(word, fold.folded))
  const all = [...taken, ...words].sort((a, b) => a.range.start - b.range.start)
  return joinBounds(all, fold.folded).map((token) => ({
    ...token,
    range: mapRangeBack(fold, token.range),
  }))
}

/** "No more than 5" denies nothing: it is at most 5. */
function joinBounds(tokens: readonly Token[], text: string): readonly Token[] {
  return tokens.flatMap((token, at) => {
    const before = tokens[at - 1]
    if (isBoundOf(token, tokens[at + 1], text)) return []
    if (token.kind !== 'number' || !before || !isBoundOf(before, token, text)) return [token]
    const { decimal, unit, comparator: told } = token.quantity
    const comparator = told === '>' ? '≤' : '≥'
    const key = `${comparator}${decimal} ${unit}`
    const range = { start: before.range.start, end: token.range.end }
    return [{ ...token, key, range, quantity: { ...token.quantity, comparator } }]
  })
}

function isBoundOf({ kind, range }: Token, next: Token | undefined, text: string): boolean {
  return (
    kind === 'negation' &&
    next?.kind === 'number' &&
    /^[<>]$/.test(next.quantity.comparator) &&
    /^not?$/i.test(text.slice(range.start, range.end)) &&
    /^\s+$/.test(text.slice(range.end, next.range.start))
  )
}

/** What a note stands under is no quantity: "[1] Fisher's exact test". */
function listMarks(text: string): readonly Token[] {
  const found = /^\s*\[(\w{1,2})\](?=\s*\p{L})/u.exec(text)
  if (!found) return []
  return [{ kind: 'mark', key: `mark ${found[1]}`, range: { start: 0, end: found[0].length } }]
}

function listQuantities(text: string): readonly Token[] {
  return findCounts(text).map((one): Token => {
    if (one.kind === 'date') return { kind: 'date', key: one.date, range: one.range }
    const { comparator, decimal, unit } = one
    return {
      kind: 'number',
      key: `${comparator}${decimal} ${unit}`,
      range: one.range,
      quantity: one,
    }
  })
}

function listArms(text: string, findArms: ArmFinder): readonly Token[] {
  return findArms(text).map(({ arm, range }) => ({ kind: 'arm', key: `arm ${arm}`, range }))
}

/** Compounds are their parts, but identifiers are whole. */
function splitWord({ spelled, range }: WrittenWord, text: string): readonly Token[] {
  if (/\d/.test(spelled) && /\p{L}.*\d|\d-\d+\.\d|\d\p{Lu}/u.test(spelled)) {
    const date = readDataDate(spelled)
    if (date !== undefined) return [{ kind: 'date', key: date, range }]
    return [{ kind: 'name', key: spelled.toLowerCase(), range }]
  }
  return Array.from(spelled.matchAll(/[\p{L}\p{N}']+/gu)).flatMap((part) =>
    readWord(part[0], range.start + part.index, text),
  )
}

function readWord(spelled: string, start: number, text: string): readonly Token[] {
  const lower = spelled.toLowerCase().replace(/'s$/, '')
  const range = { start, end: start + spelled.length }
  const planned = isPlanned(lower, text.slice(range.end, range.end + 24))
  if (planned) return [{ kind: 'modality', key: 'planned', range }]
  const role = /n't$/.test(lower) ? ({ kind: 'negation' } as const) : findRole(lower)
  // "Amendment no. 2" denies nothing
  if (lower === 'no' && /^\.\s?\d/.test(text.slice(range.end))) return []
  const isTerm =
    (lower === 'least' && /^[\s-]+squares?\b/i.test(text.slice(range.end))) ||
    (lower === 'ended' &&
      /\b(?:years?|months?|weeks?|quarters?|periods?)\s$/i.test(text.slice(0, start)))
  if (role && !isTerm) return [fromRole(role, lower, range)]
  if (/^\d/.test(lower)) return [{ kind: 'name', key: lower, range }]
  const quarter = readQuarter(lower, range, text)
  if (quarter) return quarter
  if (isCarrier(lower) || isStopWord(lower)) return []
  if (lower === 'one' && startsFraction(text.slice(range.end))) return []
  const isName = /^\p{Lu}{2}/u.test(spelled)
  return [{ kind: isName ? 'name' : 'word', key: toSynonym(stem(lower)), range }]
}

/** "The third quarter" is what tables call "Q3". */
function readQuarter(word: string, range: TextRange, text: string): readonly Token[] | undefined {
  if (quarters.includes(word) && /^\s+quarters?\b/i.test(text.slice(range.end))) return []
  const told = /\b(first|second|third|fourth)\s+$/i.exec(text.slice(0, range.start))
  if (!/^quarters?$/.test(word) || !told) return undefined
  const number = quarters.indexOf((told[1] ?? '').toLowerCase()) + 1
  return [{ kind: 'name', key: `q${number}`, range }]
}

const quarters = ['first', 'second', 'third', 'fourth']

/** "were to be randomized" tells of a plan. */
function isPlanned(word: string, rest: string): boolean {
  return (
    /^(?:was|were|is|are)$/.test(word) &&
    /^(?:\s+(?:not|only|also|all|each))?\s+to\s+\p{Ll}/u.test(rest)
  )
}

function fromRole(role: Role, lower: string, range: TextRange): Token {
  if (role.kind === 'negation') return { kind: 'negation', key: 'not', range }
  if (role.kind === 'modality') return { kind: 'modality', key: role.force, range }
  return { kind: 'direction', key: stem(lower), range, role }
}
