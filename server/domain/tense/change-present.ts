import type { Edit } from '../edit.ts'
import type { FiniteVerb } from './clauses.ts'
import type { TenseMode } from './decide-mode.ts'
import { isParticipleForm, pastTense } from './inflect.ts'
import { isPerson } from './noun-number.ts'
import { isStudyModifier, studyCloseness } from './study-things.ts'
import type { Token } from './tokens.ts'
import { skipAside } from './verb-group.ts'
import {
  isPlanningWord,
  isProcedureParticiple,
  isResultVerb,
  isStativeParticiple,
  isStativeVerb,
} from './verb-lexicon.ts'
import { isAdverb, isDeterminer } from './word-classes.ts'

/**
 * True when a present tense speaks of the study, so that it is past in the report. What is true in
 * general stays: a drug's pharmacology, what a disease or an adverse event is. `isPlan` says that
 * the sentence holds a "will": then values, events and tests in it are the study's too; behind the
 * "will" (`isBehindPlan`) whatever is done is.
 */
export function movesToPast(
  line: readonly Token[],
  verb: FiniteVerb,
  isPlan: boolean,
  isBehindPlan: boolean,
): boolean {
  if (verb.kind === 'have' && isPerfect(line, verb)) return verb.clause !== 'main'
  const closeness = studyCloseness(verb.subject.head)
  const isProcedure = verb.kind === 'be' && namesProcedure(line, verb)
  switch (verb.clause) {
    case 'condition':
      return true
    case 'relative':
    case 'reason':
    case 'purpose':
    case 'complement':
      return closeness !== 'other' || isProcedure || refersBack(verb)
    case 'main':
      if (pointsToPlace(line, verb)) return false
      return (
        movesMain(line, verb, isPlan || isBehindPlan, closeness) ||
        isProcedure ||
        (isBehindPlan && isPassive(line, verb))
      )
  }
}

function movesMain(
  line: readonly Token[],
  verb: FiniteVerb,
  isPlan: boolean,
  closeness: 'own' | 'near' | 'other',
): boolean {
  const { head, words } = verb.subject
  if (isResultVerb(verb.base) || isGenericDefinition(line, verb)) return false
  if (isLikelihood(line, verb) || (!isPlan && isForAnyReason(line))) return false
  if (/^(?:associated|related|correlated)$/.test(behind(line, verb)?.lower ?? '')) return isPlan
  if (/^(?:act|process|term|ability)$/.test(namedAs(line, verb))) return false
  if (closeness === 'own') return isPlan || !isPerson(head) || isStudyPerson(verb)
  if (closeness === 'near') {
    return isPlan || isPlanned(line, verb) || words.some(({ lower }) => isStudyModifier(lower))
  }
  if (isPassive(line, verb) && namesStudyTime(line, verb)) return true
  const pronoun = head.toLowerCase()
  if (pronoun === 'we') return isPlanningWord(verb.base)
  if (pronoun === 'it' || pronoun === 'this') return isPlanned(line, verb) || namesStudy(line, verb)
  return pronoun === 'there' && (isPlan || namesStudyThing(line, verb))
}

/** "are more likely to have a stroke": known before the study, and no result of it. */
function isLikelihood(line: readonly Token[], { kind, at }: FiniteVerb): boolean {
  return (
    kind === 'be' && line.slice(at + 1, at + 4).some(({ lower }) => /^(?:un)?likely$/.test(lower))
  )
}

/** "The sponsor stops participation for any reason": what may come, in a list of such things. */
function isForAnyReason(line: readonly Token[]): boolean {
  return line.some(
    ({ lower }, at) =>
      lower === 'for' && line[at + 1]?.lower === 'any' && line[at + 2]?.lower === 'reason',
  )
}

/** "… are permitted during the study". */
function namesStudyTime(line: readonly Token[], { at }: FiniteVerb): boolean {
  return line.slice(at).some(({ lower }, index, rest) => {
    const opens = /^(?:during|throughout|in)$/.test(lower)
    const isThis = /^(?:the|this)$/.test(rest[index + 1]?.lower ?? '')
    const near = rest.slice(index + 2, index + 5)
    return opens && isThis && near.some((one) => /^(?:study|trial)$/.test(one.lower))
  })
}

/** "they", "there", and a clause without a noun: of the sentence's own things. */
function refersBack({ subject: { head } }: FiniteVerb): boolean {
  return (
    isPerson(head) || /^(?:|it|they|these|this|those|there|he|she|one)$/.test(head.toLowerCase())
  )
}

/** "is given in Section 5.1": of the document, not of the study. */
function pointsToPlace(line: readonly Token[], verb: FiniteVerb): boolean {
  const at = skipAside(line, verb.at + 1)
  const [first, second, third] = [line[at], line[at + 1], line[at + 2]]
  const isPlace =
    /^(?:section|table|appendix|figure|attachment|part|listing|chapter|annex|protocol|the)$/
  return (
    !!first &&
    isParticipleForm(first.lower) &&
    /^(?:in|by)$/.test(second?.lower ?? '') &&
    isPlace.test(third?.lower ?? '') &&
    (third?.lower !== 'the' || /^(?:protocol|table|appendix)$/.test(line[at + 3]?.lower ?? ''))
  )
}

function isPassive(line: readonly Token[], verb: FiniteVerb): boolean {
  return verb.kind === 'be' && isParticipleForm(behind(line, verb)?.lower ?? '')
}

/** The edits that put the present of a verb into the past. */
export function changePresent(
  line: readonly Token[],
  verb: FiniteVerb,
  mode: TenseMode,
): readonly Edit[] {
  const token = line[verb.at]
  if (!token) return []
  const isEvent = verb.clause === 'main' && mode === 'planned' && isEventful(line, verb)
  if (isEvent) return [planEvent(line, verb, token)]
  return [{ start: token.start, end: token.end, text: pastOf(verb, token.lower) }]
}

function pastOf({ kind, base }: FiniteVerb, word: string): string {
  if (kind === 'be') return word === 'are' ? 'were' : 'was'
  if (kind === 'have') return 'had'
  return kind === 'do' ? 'did' : pastTense(base)
}

/** "are randomized" → "were to be randomized", "receive" → "were to receive". */
function planEvent(line: readonly Token[], verb: FiniteVerb, token: Token): Edit {
  const isSingular = verb.kind === 'be' ? token.lower === 'is' : token.lower !== verb.base
  const was = isSingular ? 'was' : 'were'
  if (verb.kind === 'lexical') {
    const text = verb.isJoined ? verb.base : `${was} to ${verb.base}`
    return { start: token.start, end: token.end, text }
  }
  const between = line.slice(verb.at + 1, skipAside(line, verb.at + 1))
  const manner = between.findIndex(({ lower }) => /ly$/.test(lower) && lower !== 'only')
  const idle = manner < 0 ? between : between.slice(0, manner)
  const text = [was, ...idle.map((one) => one.text), 'to be'].join(' ').replace(/ ,/g, ',')
  return { start: token.start, end: idle.at(-1)?.end ?? token.end, text }
}

/** Something that happens, so that its past tense would say that it did. */
function isEventful(line: readonly Token[], verb: FiniteVerb): boolean {
  if (verb.kind === 'lexical') return !isStativeVerb(verb.base)
  const next = behind(line, verb)?.lower ?? ''
  if (isPlanned(line, verb)) return false
  const isCompound = next.includes('-') && !/^(?:re|un|co)-/.test(next)
  return verb.kind === 'be' && isParticipleForm(next) && !isCompound && !isStativeParticiple(next)
}

function behind(line: readonly Token[], { at }: FiniteVerb): Token | undefined {
  return line[skipAside(line, at + 1)]
}

function isPerfect(line: readonly Token[], verb: FiniteVerb): boolean {
  const next = behind(line, verb)?.lower ?? ''
  return isParticipleForm(next) || next === 'been'
}

/** "is randomized", "is to be signed". */
function namesProcedure(line: readonly Token[], verb: FiniteVerb): boolean {
  const at = skipAside(line, verb.at + 1)
  const [first, second] = [line[at]?.lower ?? '', line[at + 1]?.lower ?? '']
  return isProcedureParticiple(first) || (first === 'to' && second === 'be')
}

/** "An adverse event is any …", "a drug overdose is …": what a word means everywhere. */
function isGenericDefinition(line: readonly Token[], verb: FiniteVerb): boolean {
  const first = verb.subject.words.find(({ lower }) => !isAdverb(lower))?.lower ?? ''
  const next = behind(line, verb)?.lower ?? ''
  return verb.kind === 'be' && /^an?$/.test(first) && /^(?:any|an?|defined|serious)$/.test(next)
}

/** "Screening is the act of …". */
function namedAs(line: readonly Token[], { at }: FiniteVerb): string {
  return line[at + 1]?.lower === 'the' ? (line[at + 2]?.lower ?? '') : ''
}

/** Not "patients with Alzheimer’s disease", all such patients; nor "patient has …", a score's wording. */
function isStudyPerson({ subject }: FiniteVerb): boolean {
  const [first] = subject.words
  const isBare = subject.number === 'singular' && !isDeterminer(first?.lower ?? '')
  const isAny = subject.words.some(({ lower }) => /^(?:with|suffering|most|many|some)$/.test(lower))
  return !isBare && !isAny
}

/** "it is planned that", "this is expected", "the calculation assumes". */
function isPlanned(line: readonly Token[], verb: FiniteVerb): boolean {
  const word = verb.kind === 'be' ? behind(line, verb)?.lower : verb.base
  return isPlanningWord(word ?? '')
}

/** "This is a multicentre, randomized study in adults". */
function namesStudy(line: readonly Token[], verb: FiniteVerb): boolean {
  const next = behind(line, verb)?.lower ?? ''
  if (verb.kind !== 'be' || !/^an?$/.test(next)) return false
  return line
    .slice(verb.at, verb.at + 25)
    .some(({ lower }) => /^(?:study|trial|substudy)$/.test(lower))
}

/** "There are two treatment arms". */
function namesStudyThing(line: readonly Token[], verb: FiniteVerb): boolean {
  return line.slice(verb.at + 1, verb.at + 9).some(({ text }) => studyCloseness(text) === 'own')
}
