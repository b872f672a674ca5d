import { hasFiniteAhead, isFiniteWord, type ClauseKind } from './clause-openers.ts'
import { nounNumber } from './noun-number.ts'
import { readSubject } from './subject.ts'
import type { Token } from './tokens.ts'
import { findThirdPerson, isBaseVerb } from './verb-lexicon.ts'
import { isIrregularPastOnly } from './irregular-verbs.ts'
import { isAdverb, isConjunction, isDeterminer, isModal, isPreposition } from './word-classes.ts'

/** What form a verb joined by "and" would take: that of the verb before it. */
export type Mood = 'none' | 'base' | 'singular' | 'plural' | 'past'

export type FiniteForm = {
  readonly kind: 'will' | 'modal' | 'past' | 'be' | 'have' | 'do' | 'lexical'
  /** Base form of a lexical verb; '' else. */
  readonly base: string
}

export type FinitePlace = {
  readonly line: readonly Token[]
  readonly at: number
  readonly mood: Mood
  /** The clause that waits for its verb, and its words so far. */
  readonly waiting: ClauseKind | undefined
  readonly region: readonly Token[]
  /** Whether clauses with verbs of their own stand in these words. */
  readonly hasNested: boolean
}

/** What finite verb the word is; undefined for any other word, for infinitives and participles. */
export function findFinite(place: FinitePlace): FiniteForm | undefined {
  const { line, at } = place
  const token = line[at]
  if (!token || token.kind !== 'word') return undefined
  const { lower } = token
  if (lower === 'will' || lower === 'won’t')
    return isNounWill(line, at) ? undefined : { kind: 'will', base: '' }
  if (isModal(lower)) return isMonth(token, at, line) ? undefined : { kind: 'modal', base: '' }
  if (isFiniteWord(lower)) return findAuxiliary(place, lower)
  if (isBare(line, at)) return undefined
  if (isIrregularPastOnly(lower) && !isPreposition(line[at - 1]?.lower ?? '')) {
    return place.waiting && place.region.length > 0 ? { kind: 'past', base: '' } : undefined
  }
  return findLexical(place, lower)
}

/** The index before `at`, back over adverbs, "not" and asides between commas. */
export function skipBack(line: readonly Token[], at: number): number {
  let before = at - 1
  while (before >= 0 && isAdverb(line[before]?.lower ?? '')) before -= 1
  if (line[before]?.text !== ',') return before
  const opening = line.findLastIndex(({ text }, index) => text === ',' && index < before)
  const isAside = opening >= 0 && before - opening <= 12
  const joint = line[opening - 1]?.lower ?? ''
  return isAside && (isConjunction(joint) || joint === 'will' || isModal(joint))
    ? opening - 1
    : before
}

/** "at will", "the will". */
function isNounWill(line: readonly Token[], at: number): boolean {
  const before = line[at - 1]?.lower ?? ''
  return (
    /^(?:at|free|good|ill|own|a|his|her|their|living)$/.test(before) || (before === 'the' && at > 0)
  )
}

/** "May 1997", "in May". */
function isMonth({ text }: Token, at: number, line: readonly Token[]): boolean {
  return text === 'May' && (at > 0 || line[at + 1]?.kind === 'number')
}

function findAuxiliary({ line, at, mood }: FinitePlace, lower: string): FiniteForm | undefined {
  if (/^(?:was|were|had|did)$/.test(lower)) return { kind: 'past', base: '' }
  if (line[at - 1]?.lower === 'that' && line[at + 1]?.text === ',') return undefined
  if (/^(?:is|are|am)$/.test(lower)) return { kind: 'be', base: '' }
  if (/n’t$/.test(lower)) return { kind: 'modal', base: '' }
  const isBase = lower === 'have' || lower === 'do'
  if (isBase && (isBare(line, at) || (mood === 'base' && isJoined(line, at)))) return undefined
  return { kind: lower.startsWith('ha') ? 'have' : 'do', base: '' }
}

function isJoined(line: readonly Token[], at: number): boolean {
  return isConjunction(line[skipBack(line, at)]?.lower ?? '')
}

/** Behind "to", "will" and modals stands a base form, which carries no tense. */
function isBare(line: readonly Token[], at: number): boolean {
  const before = line[skipBack(line, at)]?.lower ?? ''
  return (
    before === 'to' || before === 'will' || isModal(before) || /^(?:do|does|did|let)$/.test(before)
  )
}

function findLexical(place: FinitePlace, lower: string): FiniteForm | undefined {
  const third = findThirdPerson(lower)
  if (third)
    return isThird(place, third.sureness) ? { kind: 'lexical', base: third.base } : undefined
  const sureness = isBaseVerb(lower)
  if (sureness === 'no') return undefined
  return isPlural(place, sureness) ? { kind: 'lexical', base: lower } : undefined
}

function isThird(place: FinitePlace, sureness: 'sure' | 'maybe'): boolean {
  const { line, at, waiting, region } = place
  const before = line[skipBack(line, at)]?.lower ?? ''
  const isSure =
    sureness === 'sure' || takesObject(line, at) || isOnlyVerb(place) || isMainVerb(place)
  const isBlocked = isPreposition(before) && before !== 'following'
  if (isBlocked || (isDeterminer(before) && before !== 'that')) return false
  if (waiting && /^(?:who|which|that|it|he|she)$/.test(before)) return true
  if (isConjunction(before)) return isThirdJoined(place, sureness)
  if (!waiting || region.length === 0 || !isSure) return false
  return waiting === 'condition' || readSubject(region).number !== 'plural'
}

/** "took 30 minutes and involves": no infinitive ends in -s. */
function isThirdJoined({ line, at, mood }: FinitePlace, sureness: 'sure' | 'maybe'): boolean {
  if (sureness === 'sure') return mood === 'singular' || mood === 'base'
  return mood === 'singular' && takesObject(line, at)
}

/** In a clause that must have a verb, the last word that can be one is. */
function isOnlyVerb({ line, at, waiting, hasNested }: FinitePlace): boolean {
  const needsVerb = waiting === 'condition' || waiting === 'reason'
  return needsVerb && !hasNested && !hasFiniteAhead(line, at + 1)
}

/** "The board reviews unblinded data": no other verb comes, and the next word is its object. */
function isMainVerb({ line, at, waiting, region, hasNested }: FinitePlace): boolean {
  const [first, next] = [region[0]?.lower ?? '', line[at + 1]?.lower ?? '']
  const isOpen = waiting === 'main' && !hasNested && !hasFiniteAhead(line, at + 1)
  return isOpen && /^(?:the|this|each|an?)$/.test(first) && /^(?:un|all|any|no)[a-z]*$/.test(next)
}

function isPlural(place: FinitePlace, sureness: 'sure' | 'maybe'): boolean {
  const { line, at, mood, waiting, region } = place
  const before = line[skipBack(line, at)]
  const word = before?.lower ?? ''
  const isSure = sureness === 'sure' || takesObject(line, at) || isOnlyVerb(place)
  if (waiting && /^(?:they|we|you|who)$/.test(word)) return true
  if (waiting && /^(?:which|that)$/.test(word)) {
    return (isSure || !takesNoun(line, at)) && isPluralBefore(line, at)
  }
  const isBlocked = isPreposition(word) && word !== 'following'
  if (isBlocked || isDeterminer(word)) return false
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
  const noun = line[skipBack(line, at) - 1]
  return !!noun && (nounNumber(noun.text) === 'plural' || noun.lower === 'those')
}

/** An article, a possessive or "whether" behind a word that may be a noun makes a verb of it. */
function takesObject(line: readonly Token[], at: number): boolean {
  const next = line[at + 1]?.lower ?? ''
  return /^(?:the|a|an|any|all|each|this|these|their|its|his|her|no|whether|that)$/.test(next)
}
