import { countFiniteAhead, hasFiniteAhead, isFiniteWord } from './clause-openers.ts'
import { skipBack, type FiniteForm, type FinitePlace } from './finite-place.ts'
import { isParticipleForm, listBases } from './inflect.ts'
import { isIrregularPastOnly } from './irregular-verbs.ts'
import { nounNumber } from './noun-number.ts'
import { readSubject } from './subject.ts'
import type { Token } from './tokens.ts'
import { findThirdPerson, isBaseVerb } from './verb-lexicon.ts'
import { isAdverb, isConjunction, isDeterminer, isPreposition } from './word-classes.ts'

/** "receives", "receive", "took" where they carry the tense of a clause. */
export function findLexical(place: FinitePlace, lower: string): FiniteForm | undefined {
  if (isPast(place, lower)) return { kind: 'past', base: '' }
  const third = findThirdPerson(lower)
  if (third) {
    return isThird(place, third.sureness) ? { kind: 'lexical', base: third.base } : undefined
  }
  const sureness = isBaseVerb(lower)
  if (sureness === 'no') return findUnknown(place, lower)
  return isPlural(place, sureness) ? { kind: 'lexical', base: lower } : undefined
}

/** "who enrolled", "whether the status changed": a form on -ed that no other verb comes after. */
function isPast(place: FinitePlace, lower: string): boolean {
  const { line, at, waiting, region } = place
  if (isIrregularPastOnly(lower)) {
    return !!waiting && region.length > 0 && !isPreposition(line[at - 1]?.lower ?? '')
  }
  if (!waiting || waiting === 'main' || !isParticipleForm(lower)) return false
  const before = line[skipBack(line, at)]?.lower ?? ''
  if (/^(?:who|which|that|they|he|she|it)$/.test(before)) return true
  const isBlocked = isDeterminer(before) || isPreposition(before) || isConjunction(before)
  const next = line[at + 1]?.lower ?? ''
  const isNoun = line[at + 1]?.kind === 'word' && !isPreposition(next) && !isFiniteWord(next)
  const isNeeded = countFiniteAhead(line, at + 1) < place.waitingCount && !place.hasNested
  return waiting !== 'relative' && !isBlocked && !isNoun && isNeeded
}

/** "if they qualify", "who seroconverts": behind these stands a verb, known or not. */
function findUnknown({ line, at, waiting }: FinitePlace, lower: string): FiniteForm | undefined {
  const before = line[skipBack(line, at)]?.lower ?? ''
  if (!waiting || !/^(?:they|we|who)$/.test(before) || !/^[a-z]{3,}$/.test(lower)) return undefined
  const isClosed = isAdverb(lower) || isPreposition(lower) || isDeterminer(lower)
  if (isClosed || isConjunction(lower) || /(?:ing|ed)$/.test(lower)) return undefined
  const [base = lower] = before === 'who' ? listBases(lower) : []
  return { kind: 'lexical', base }
}

function isThird(place: FinitePlace, sureness: 'sure' | 'maybe'): boolean {
  const { line, at, waiting, region } = place
  const before = line[skipBack(line, at)]?.lower ?? ''
  const isSure =
    sureness === 'sure' || takesObject(line, at) || isOnlyVerb(place) || isMainVerb(place)
  if (isBlockedBy(before, sureness)) return false
  if (waiting && /^(?:who|which|that|what|it|he|she)$/.test(before)) return true
  if (isConjunction(before)) return isThirdJoined(place, sureness)
  if (!waiting || region.length === 0 || !isSure) return false
  return waiting === 'condition' || readSubject(region).number !== 'plural'
}

/** Behind an article or a preposition stands a noun; "any of the following applies" is none. */
function isBlockedBy(before: string, sureness: 'sure' | 'maybe'): boolean {
  if (before === 'following' && sureness === 'sure') return false
  return isPreposition(before) || (isDeterminer(before) && before !== 'that')
}

/** "took 30 minutes and involves": no infinitive ends in -s. */
function isThirdJoined({ line, at, mood }: FinitePlace, sureness: 'sure' | 'maybe'): boolean {
  if (sureness === 'sure') return mood === 'singular' || mood === 'base'
  return mood === 'singular' && takesObject(line, at)
}

/** In a clause that must have a verb, the last word that can be one is. */
function isOnlyVerb({ line, at, waiting, waitingCount, hasNested }: FinitePlace): boolean {
  if (!waiting || waiting === 'main' || waiting === 'relative' || hasNested) return false
  if (hasFiniteAhead(line, at + 1)) return false
  const opensSentence = waiting === 'condition' && waitingCount > 1
  return opensSentence || countFiniteAhead(line, at + 1) < waitingCount
}

/** "The board reviews unblinded data": no other verb comes, and the next word is its object. */
function isMainVerb({ line, at, waiting, region, hasNested }: FinitePlace): boolean {
  const [first, next] = [region[0]?.lower ?? '', line[at + 1]?.lower ?? '']
  const isOpen = waiting === 'main' && !hasNested && !hasFiniteAhead(line, at + 1)
  return isOpen && /^(?:the|this|each|an?)$/.test(first) && /^(?:un|all|any|no)[a-z]*$/.test(next)
}

function isPlural(place: FinitePlace, sureness: 'sure' | 'maybe'): boolean {
  const { line, at, mood, waiting, region } = place
  const word = line[skipBack(line, at)]?.lower ?? ''
  const isSure = sureness === 'sure' || takesObject(line, at) || isOnlyVerb(place)
  if (waiting && /^(?:they|we|you|who)$/.test(word)) return true
  if (waiting && /^(?:which|that)$/.test(word)) {
    return (isSure || !takesNoun(line, at)) && isPluralBefore(line, at)
  }
  if (isBlockedBy(word, sureness) || word === 'that') return false
  if (isConjunction(word)) return mood === 'plural' && isSure
  if (!waiting || region.length === 0 || !isSure) return false
  const isPluralSubject = readSubject(region).number === 'plural'
  return isPluralSubject && (waiting === 'condition' || line[at + 1]?.kind === 'word')
}

/** "that study drug": a noun behind a word that may be one makes a compound of both. */
function takesNoun(line: readonly Token[], at: number): boolean {
  const next = line[at + 1]
  const isOther = isConjunction(next?.lower ?? '') || isPreposition(next?.lower ?? '')
  return next?.kind === 'word' && !isOther && !isAdverb(next.lower)
}

/** "events that start": the noun before the pronoun is plural. */
function isPluralBefore(line: readonly Token[], at: number): boolean {
  const noun = line.slice(0, skipBack(line, at)).findLast(({ text }) => text !== ',')
  return !!noun && (nounNumber(noun.text) === 'plural' || noun.lower === 'those')
}

/** An article, a possessive or "whether" behind a word that may be a noun makes a verb of it. */
function takesObject(line: readonly Token[], at: number): boolean {
  const next = line[at + 1]?.lower ?? ''
  return /^(?:the|a|an|any|all|each|this|these|their|its|his|her|no|whether)$/.test(next)
}
