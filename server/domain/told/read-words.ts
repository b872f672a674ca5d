import { findCurrency, readCurrency, type FoundCurrency } from '../../../shared/text/currencies.ts'
import { readDataDate } from '../../../shared/text/dates.ts'
import { foldText, mapRangeBack } from '../../../shared/text/fold.ts'
import { rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { listWords, type WrittenWord } from '../../../shared/text/words.ts'
import { isParticipleForm } from '../tense/inflect.ts'
import { isIrregularPastOnly } from '../tense/irregular-verbs.ts'
import { findThirdPerson, isBaseVerb } from '../tense/verb-lexicon.ts'
import { findCounts } from '../verify/find-counts.ts'
import { listKeys } from './equivalents.ts'
import { findPhrases, isCarrying, readLimit, readSmallWord, type WordKind } from './phrases.ts'

/** A telling word of a sentence, in the order of its text. */
export type ToldWord = {
  readonly kind: WordKind
  /** Two words say the same where they share one. */
  readonly keys: readonly string[]
  readonly range: TextRange
  /** What a value is one of: "date", a unit, a currency; '' for what is none. */
  readonly sort: string
  /** The preposition of its phrase: "to", "by", "of"; '' where it stands in none. */
  readonly preposition: string
  readonly isVerb: boolean
  /** "Was closed": who does it is not its subject. */
  readonly isPassive: boolean
  /** Of a verb that is told as done, or as what is so; '' for what is neither, and for other words. */
  readonly tense: Tense
  /** Spelled with a capital inside of a sentence. */
  readonly isProper: boolean
  /** Inside of brackets, or between commas behind what it describes. */
  readonly isAside: boolean
}

type Tense = 'past' | 'present' | ''

/** What a sentence of a report says, word by word; what only joins words is left out. */
export function readWords(text: string): readonly ToldWord[] {
  const fold = foldText(text)
  const { folded } = fold
  const values = listValues(folded)
  const phrases = findPhrases(folded)
    .filter(({ range }) => !values.some((one) => rangesOverlap(one.range, range)))
    .map((one) =>
      one.kind === 'word'
        ? { ...plainWord(one.kind, listKeys(one.key), one.range), isVerb: one.key === 'replace' }
        : plainWord(one.kind, [one.key], one.range),
    )
  const told = [...values, ...phrases]
  const taken = [...told, ...listMoney(folded, values)].map(({ range }) => range)
  const others = listWords(folded, taken).flatMap((word) => readOne(word, folded))
  const all = [...told, ...others].sort((a, b) => a.range.start - b.range.start)
  return placeWords(all.filter(({ keys }) => keys[0] !== '').map(forbid), folded).map((word) => ({
    ...word,
    range: mapRangeBack(fold, word.range),
  }))
}

/** "May not" is "must not". */
function forbid(one: ToldWord, at: number, all: readonly ToldWord[]): ToldWord {
  const isForbidden = one.kind === 'modal' && one.keys[0] === 'may' && all[at + 1]?.kind === 'not'
  return isForbidden ? { ...one, keys: ['must'] } : one
}

function plainWord(kind: WordKind, keys: readonly string[], range: TextRange): ToldWord {
  const none = { sort: '', preposition: '', tense: '', isVerb: false, isPassive: false } as const
  return { kind, keys, range, ...none, isProper: false, isAside: false }
}

function listValues(text: string): readonly ToldWord[] {
  return findCounts(text).flatMap((one): readonly ToldWord[] => {
    if (one.kind === 'date') {
      return [{ ...plainWord('value', [one.date], one.range), sort: 'date' }]
    }
    const words = text.slice(one.range.start, one.range.end)
    const sort = `${findCurrency(text, one.range)?.code ?? ''}${one.unit}`
    const amount = one.factor === 1 ? one.decimal : `${Number(one.decimal) * one.factor}`
    const value = { ...plainWord('value', [`${amount} ${sort}`], one.range), sort }
    if (one.comparator === '') return [value]
    const limit = readLimit(one.comparator)
    const lead = /^[^\d\p{Sc}]*?(?=\s*\p{Sc}?\s?\d|\s\p{L}+$)/u.exec(words)?.[0].length ?? 0
    return [
      plainWord('strict', [limit], { start: one.range.start, end: one.range.start + lead }),
      value,
    ]
  })
}

/** The currencies that values are told in: each is part of its value. */
function listMoney(text: string, values: readonly ToldWord[]): readonly FoundCurrency[] {
  return values.flatMap(({ range }) => findCurrency(text, range) ?? [])
}

function readOne({ spelled, range }: WrittenWord, text: string): readonly ToldWord[] {
  if (/\d/.test(spelled)) {
    const date = readDataDate(spelled)
    if (date !== undefined) return [{ ...plainWord('value', [date], range), sort: 'date' }]
    return [{ ...plainWord('name', [spelled.toLowerCase()], range), isProper: true }]
  }
  return Array.from(spelled.matchAll(/\p{L}[\p{L}']*/gu)).flatMap((part) =>
    readPart(part[0], range.start + part.index, text),
  )
}

function readPart(spelled: string, start: number, text: string): readonly ToldWord[] {
  const lower = spelled.toLowerCase().replace(/'s$|s'$/, (end) => (end === "s'" ? 's' : ''))
  const range = { start, end: start + spelled.length }
  if (/^nos?$/.test(lower) && /^\.?\s*\d/.test(text.slice(range.end))) return []
  if (isLetter(spelled, text.slice(0, start))) {
    return [{ ...plainWord('name', [lower], range), isProper: true }]
  }
  const small = readSmallWord(lower)
  if (small) return [plainWord(small.kind, [small.key], range)]
  if (isCarrying(lower) || lower.length < 2) return []
  const isFirst = /^[\s"“(]*$/.test(text.slice(0, start)) || /[.:;]\s*$/.test(text.slice(0, start))
  const isProper = /^\p{Lu}/u.test(spelled) && !isFirst
  const before = text.slice(Math.max(0, start - 80), start)
  const after = text.slice(range.end)
  const isPassive =
    isParticipleForm(lower) &&
    (passive.test(before) ||
      joined.test(before) ||
      (/^\s+by\s/.test(after) && !/\b(?:has|have|had)\s+$/i.test(before)))
  const isVerb = isPassive || (!isProper && isVerbAt(lower, before, after))
  const tense = isVerb ? readTense(lower, before) : ''
  const own = { isProper, isPassive, isVerb, tense }
  return [{ ...plainWord('word', [...listKeys(lower), ...listCodes(lower)], range), ...own }]
}

/** "In euros" is "in EUR". */
function listCodes(lower: string): readonly string[] {
  const code = readCurrency(lower)
  return code === undefined ? [] : [code]
}

/** "Facility A", "Part I": the letter names which one; at the start of a sentence "A" and "I" are words. */
function isLetter(spelled: string, before: string): boolean {
  return /^\p{Lu}$/u.test(spelled) && /[\p{L}\d]\s$/u.test(before)
}

function readTense(lower: string, before: string): Tense {
  const helper = (helping.exec(before) ?? joined.exec(before))?.[1]?.toLowerCase()
  if (helper !== undefined)
    return pastHelpers.test(helper) ? 'past' : presentHelpers.test(helper) ? 'present' : ''
  return isParticipleForm(lower) || isIrregularPastOnly(lower) ? 'past' : 'present'
}

const pastHelpers = /^(?:was|were|has|have|had|did)\b/
const presentHelpers = /^(?:is|are)\b/

const adverb = '(?:(?:not|also|only|now|then|already|still|been|being|\\p{L}+ly)\\s+){0,3}'
const passive = new RegExp(`\\b(?:is|are|was|were|be|been|being)\\s+${adverb}$`, 'iu')
/** "Is not amortised but tested" */
const joined =
  /\b(is|are|was|were)\s+(?:\p{L}+\s+){0,2}\p{L}+(?:ed|en|wn)\b[^,;.]{0,40}\b(?:and|but|or)\s+(?:\p{L}+ly\s+)?$/iu
const active = new RegExp(
  `\\b(?:shall|must|may|can|will|should|would|could|might|has|have|had|did|does|do|to)\\s+${adverb}$`,
  'iu',
)

const helping = new RegExp(
  `\\b(was|were|(?:has|have|had)(?: been)?|did|is|are|(?:shall|must|may|can|will|should|would|could|might|to)(?: be| have been)?|be|being)\\s+${adverb}$`,
  'iu',
)

const opensObject = /^\s+(?:the|an?|its|their|that|no|all|each|any|[£$€]?\d|\p{Lu})/u

function isVerbAt(lower: string, before: string, after: string): boolean {
  if (active.test(before) && !/^(?:\s+(?:of)\b)/.test(after)) {
    return !/\bto\s+$/i.test(before) || isBaseVerb(lower) !== 'no'
  }
  if (isIrregularPastOnly(lower)) return true
  if (/\b(?:the|a|an|any|no|its|their|of|in|on|for|with|this|each)\s+$/i.test(before)) return false
  // "of the 27 cases reviewed, …"
  if (isParticipleForm(lower)) {
    if (/^\s*[,)]/.test(after) || /(?:^|[.:;])\s*$/.test(before)) return false
    return !/\d\s*$/.test(before) || opensObject.test(after)
  }
  if (/\b(?:is|are|was|were)\s+$/i.test(before) && /ing$/.test(lower)) return true
  // "the auditors visit"
  if (/\p{Ll}s\s+$/u.test(before) && isBaseVerb(lower) !== 'no') return true
  const third = findThirdPerson(lower)?.sureness
  return third === 'sure' || (third === 'maybe' && opensObject.test(after))
}

/** The phrase of each word, and whether it stands aside. */
function placeWords(words: readonly ToldWord[], text: string): readonly ToldWord[] {
  let last = 0
  let preposition = ''
  let depth = 0
  return words.map((one) => {
    const between = text.slice(last, Math.max(last, one.range.start))
    last = Math.max(last, one.range.end)
    for (const sign of between) depth += sign === '(' ? 1 : sign === ')' ? -1 : 0
    if (/[,;:()]/.test(between)) preposition = ''
    const found = Array.from(between.matchAll(prepositions)).at(-1)?.[1]?.toLowerCase()
    if (found !== undefined) preposition = isBare(found, one, text) ? '' : found
    else if (/\b(?:the|an?)\s+$/i.test(between)) preposition = ''
    else if (one.isVerb || /\b(?:is|are|was|were|has|have|had)\b/i.test(between)) preposition = ''
    const placed = { ...one, preposition, isAside: depth > 0 }
    if (one.kind === 'strict' || one.kind === 'modal' || one.kind === 'not') preposition = ''
    return placed
  })
}

const prepositions =
  /\b(as|of|in|on|at|for|with|under|by|to|from|against|during|into|per|through)\b/gi

/** Before an infinitive, and in "limited to £5". */
function isBare(preposition: string, { isVerb, range }: ToldWord, text: string): boolean {
  return (
    preposition === 'to' &&
    (isVerb || /\blimit(?:ed|s)?\s+to\s+$/i.test(text.slice(0, range.start)))
  )
}
