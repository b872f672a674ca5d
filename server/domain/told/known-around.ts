import type { GivenSentence } from './hold-clause.ts'
import type { ToldWord } from './read-words.ts'
import { saysSame } from './says-same.ts'
import type { Clause } from './split-clauses.ts'
import type { Pair } from './structure.ts'

/** A name or noun that the headings have, or the sentence before where this one goes on from it. */
export function isKnownAround(
  one: ToldWord,
  given: GivenSentence,
  pairs: readonly Pair[],
): boolean {
  if (one.kind === 'value') return isOfWhole(one, given)
  if ((one.kind !== 'word' && one.kind !== 'name') || one.isVerb) return false
  if (roles.has(one.preposition) || hasRival(one, given.words, pairs)) return false
  if (given.above.some((other) => saysSame(one, other))) return true
  const [before] = given.before
  if (!before) return false
  if (/\s(?:it|them)\b/i.test(given.text) && isSubject(one, before)) return true
  if (!goesOn.test(given.text)) return false
  if (ofThem.test(given.text)) return before.some((other) => saysSame(one, other))
  return isBesideSame(one, given, before) || (pronoun.test(given.text) && isSubject(one, before))
}

/** By whom, to whom or for what it was done the sentence has to say itself. */
const roles: ReadonlySet<string> = new Set(['by', 'to', 'from', 'with', 'for', 'against', 'under'])

/** "The closure" of "decided to shut the Tarn Street depot": it names a thing again. */
function isBesideSame(
  one: ToldWord,
  { words: [first], text }: GivenSentence,
  before: readonly ToldWord[],
): boolean {
  if (!first || !/^\s*(?:\d+(?:\.\d+)*\s+)?(?:the|this|that|these|those|such)\b/i.test(text))
    return false
  const at = before.findIndex((other) => saysSame(first, other))
  const near = before.slice(Math.max(0, at - reach), at + reach + 1)
  return at >= 0 && near.some((other) => saysSame(one, other))
}

const reach = 3

/** What a pronoun stands for is what the sentence before speaks of, not what that did it to. */
function isSubject(one: ToldWord, words: readonly ToldWord[]): boolean {
  const verb = words.findIndex(({ isVerb, kind }) => isVerb || kind === 'modal')
  const subject = verb < 0 ? words.slice(0, 2) : words.slice(0, verb)
  return subject.some(
    (other) =>
      (other.preposition === '' || (other.preposition === 'of' && one.preposition === 'of')) &&
      saysSame(one, other),
  )
}

const pronoun =
  /^\s*(?:\d+(?:\.\d+)*\s+)?(?:it|its|they|their|he|she|his|her|this|these|those|none|both|all|one|two|three|four|five|six|each|some|neither|\d+)\b/i

const ofThem = /\b\d+ of (?:them|these|those)\b/i

/** "Of the 27 cases, 19 …" of "27 cases were reviewed. In 19 of them …". */
function isOfWhole(one: ToldWord, { text, before }: GivenSentence): boolean {
  return (
    one.preposition === 'of' &&
    /\bof (?:them|these|those|whom|which)\b/i.test(text) &&
    (before[0] ?? []).some((other) => saysSame(one, other))
  )
}

/** It speaks of what was named before. */
const goesOn =
  /^\s*(?:\d+(?:\.\d+)*\s+)?(?:(?:in|of|for|on|at|by|to|from|with|during|after|before)\s+)?(?:\d+\s+of\s+)?(?:it|its|they|their|them|he|she|his|her|this|that|these|those|such|the|no|none|one|two|three|four|five|six|both|all|each|some|neither|\d+)\b/i

/** Another name in its place: what is said of S-15 is not said of S-16. */
function hasRival(
  { isProper, keys }: ToldWord,
  words: readonly ToldWord[],
  pairs: readonly Pair[],
): boolean {
  if (!isProper) return false
  const isCode = /\d/.test(keys[0] ?? '')
  return words.some(
    (other) =>
      other.isProper &&
      /\d/.test(other.keys[0] ?? '') === isCode &&
      !pairs.some(([, paired]) => paired === other),
  )
}

/** "It was acquired by B" says that B acquired it: what the pronoun stands for is no more than that. */
export function keepsPronoun(
  { words }: Clause,
  given: GivenSentence,
  pairs: readonly Pair[],
  known: readonly ToldWord[],
): boolean {
  if (!subjectPronoun.test(given.text)) return true
  const verbs = pairs.find(([one, other]) => one.isVerb && other.isVerb)
  const [verb, its] = verbs ?? []
  if (!verb || !its) return true
  const isTurned = verb.isPassive !== its.isPassive
  return words.every(
    (one) =>
      !known.includes(one) ||
      one.preposition !== '' ||
      one.range.start < verb.range.start !== isTurned,
  )
}

const subjectPronoun = /^\s*(?:\d+(?:\.\d+)*\s+)?(?:it|they|he|she)\b/i
