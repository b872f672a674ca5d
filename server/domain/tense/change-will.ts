import type { TextRange } from '../../../shared/text/range.ts'
import type { Edit } from '../edit.ts'
import type { FiniteVerb } from './clauses.ts'
import { isConditional, type TenseMode } from './decide-mode.ts'
import { isParticipleForm, pastTense } from './inflect.ts'
import { findJoinedVerbs } from './joined-verbs.ts'
import { rangeAt } from './left-words.ts'
import { isPerson, type GrammaticalNumber } from './noun-number.ts'
import { readPhrase } from './noun-phrase.ts'
import { studyCloseness } from './study-things.ts'
import { readSubject } from './subject.ts'
import type { Token } from './tokens.ts'
import { findGroup, skipAside, type VerbGroup } from './verb-group.ts'
import { isAdverb, isPreposition, isResultAdjective } from './word-classes.ts'

/** A "will" in its sentence: the line of tokens, the verb, and where the next finite verb begins. */
export type WillPlace = {
  readonly sentence: string
  readonly line: readonly Token[]
  readonly verb: FiniteVerb
  readonly before: FiniteVerb | undefined
  readonly end: number
  /** Whether the line has a verb of its own beside clauses below. */
  readonly hasMain: boolean
}

/** The edits that put the past for a "will"; undefined where that can't be done for sure. */
export function changeWill(place: WillPlace, mode: TenseMode): readonly Edit[] | undefined {
  const { line, verb, before } = place
  const previous = line[verb.at - 1]?.lower ?? ''
  if (previous === 'as' || previous === 'so') return changeEllipsis(place, mode)
  if (/^(?:nor|neither)$/.test(previous) || noTime.test(wordsBefore(line, verb.at))) {
    return changeInversion(place, mode)
  }
  if (verb.isJoined && !before) return undefined
  const group = findGroup(line, verb.at)
  const speaker = verb.subject.head.toLowerCase()
  if (!group || speaker === 'i' || speaker === 'you') return undefined
  if (verb.clause === 'complement' || verb.clause === 'purpose' || isExpectation(place)) {
    return [{ ...rangeAt(line, verb.at), text: 'would' }]
  }
  if (isPrediction(line, group) || isGeneralReason(verb)) return undefined
  return mode === 'done' ? changeDone(place, group) : changePlanned(place, group)
}

/**
 * "a caregiver who is in contact and who will accompany the patient": what is expected of somebody,
 * not an event of the study; so is the "will" of a criterion that is no whole sentence.
 */
function isExpectation({ verb, before, hasMain }: WillPlace): boolean {
  if (verb.clause !== 'relative' || verb.isJoined) return false
  const isCriterion = !hasMain && isPerson(verb.subject.head)
  return (
    isCriterion || (before?.clause === 'relative' && before.subject.words === verb.subject.words)
  )
}

/** False where a word may be one more verb of the "will": then only "were to …" is sure to be right. */
export function hasSureVerbs({ line, verb, end }: WillPlace): boolean {
  const group = findGroup(line, verb.at)
  if (!group) return true
  const joined = findJoinedVerbs(line, group.verbAt, end)
  return !!joined && (joined.length === 0 || !group.isNegated || group.verb.lower !== 'be')
}

const noTime = /\b(?:at no time|in no case|under no circumstances?|only then|not only)$/

function wordsBefore(line: readonly Token[], at: number): string {
  return line
    .slice(Math.max(0, at - 3), at)
    .map(({ lower }) => lower)
    .join(' ')
}

/** "will be significant": no past of it would be anything but a result. */
function isPrediction(line: readonly Token[], { verb, verbAt }: VerbGroup): boolean {
  if (verb.lower !== 'be') return false
  const next = skipAside(line, verbAt + 1)
  const isGraded = /^(?:more|most|less|as|of)$/.test(line[next]?.lower ?? '')
  return isResultAdjective(line[isGraded ? next + 1 : next]?.lower ?? '')
}

/** "since equal efficacy will preclude approval": how the world is, not what the study plans. */
function isGeneralReason({ clause, subject: { head } }: FiniteVerb): boolean {
  const isOther = studyCloseness(head) === 'other' && !/^(?:|there|they|it|this|these)$/i.test(head)
  return clause === 'reason' && isOther
}

function changePlanned(place: WillPlace, group: VerbGroup): readonly Edit[] | undefined {
  const { line } = place
  const { verb: base, verbAt } = group
  const next = line[verbAt + 1]?.lower ?? ''
  const isDuty = (base.lower === 'have' || base.lower === 'need') && next === 'to'
  if (isDuty && !group.isNegated) return [replaceGroup(place, group, pastTense(base.lower))]
  const was = findWas(place, group)
  if (!was) return undefined
  const unplanned = group.isNegated && !isConditional(place.sentence) && findUnplanned(place, group)
  if (unplanned) return [{ ...unplanned, text: `${was} not planned` }]
  if (base.lower === 'be' && next === 'required' && line[verbAt + 2]?.lower === 'to') {
    return [replaceGroup(place, group, '', was)]
  }
  return [replaceGroup(place, group, `to ${base.text}`, was)]
}

/** "will not be performed": an analysis that "was not to be performed" would be forbidden. */
function findUnplanned(
  { line, verb }: WillPlace,
  { verb: base, verbAt }: VerbGroup,
): TextRange | undefined {
  const isPlain = base.lower === 'be' && verbAt === verb.at + 2
  const isCarriedOut = line[verbAt + 1]?.lower === 'carried' && line[verbAt + 2]?.lower === 'out'
  const last = isCarriedOut ? verbAt + 2 : verbAt + 1
  const isDoing = /^(?:performed|conducted|done|undertaken)$/.test(line[last]?.lower ?? '')
  const next = line[last + 1]?.lower ?? ''
  const isWhole = next === '' || /^(?:[.,;:]|for|at|during|in|on)$/.test(next)
  if (!isPlain || !(isDoing || isCarriedOut) || !isWhole) return undefined
  return { start: rangeAt(line, verb.at).start, end: rangeAt(line, last).end }
}

function changeDone(place: WillPlace, group: VerbGroup): readonly Edit[] | undefined {
  const main = changeVerb(place, group)
  const joined = group.isNegated ? [] : (findJoinedVerbs(place.line, group.verbAt, place.end) ?? [])
  const others = joined.map((at) => changeJoined(place, at))
  return main && others.every((one) => one !== undefined) ? [main, ...others] : undefined
}

function changeVerb(place: WillPlace, group: VerbGroup): Edit | undefined {
  const { line } = place
  const base = group.verb.lower
  if (base === 'be') {
    const was = findWas(place, group)
    return was ? replaceGroup(place, group, '', was) : undefined
  }
  const next = line[skipAside(line, group.verbAt + 1)]?.lower ?? ''
  if (base === 'have' && group.isNegated && isParticipleForm(next)) {
    return replaceGroup(place, group, '', 'had')
  }
  return group.isNegated
    ? withoutSplit(replaceGroup(place, group, group.verb.text, 'did'))
    : replaceGroup(place, group, pastTense(base))
}

/** "did often not alter" → "often did not alter". */
function withoutSplit(edit: Edit): Edit {
  return { ...edit, text: edit.text.replace(/^did ([a-z ]+?) not /, '$1 did not ') }
}

function changeJoined(place: WillPlace, at: number): Edit | undefined {
  const token = place.line[at]
  if (!token) return undefined
  const text = token.lower === 'be' ? wasFor(place.verb.subject.number) : pastTense(token.lower)
  return text === undefined ? undefined : { start: token.start, end: token.end, text }
}

/**
 * "will then be" with the auxiliary first and the verb last, either of which may be nothing: "were
 * then", "were then to be", "then received".
 */
function replaceGroup(
  { sentence, line, verb }: WillPlace,
  { verb: base, verbAt }: VerbGroup,
  last: string,
  first = '',
): Edit {
  const will = line[verb.at]
  const between = line.slice(verb.at + 1, verbAt)
  const start = will?.start ?? 0
  const opens = between[0]
  const words = opens ? sentence.slice(will?.end, base.start).trim() : ''
  const negated = will?.lower === 'won’t' ? 'not' : ''
  const text = [first, negated, words, last].filter((part) => part !== '').join(' ')
  const isAside = words.startsWith(',')
  const from = isAside && first === '' ? (line[verb.at - 1]?.end ?? start) : start
  return { start: from, end: base.end, text: text.replace(/ ,/g, ',') }
}

function findWas(place: WillPlace, { verb, verbAt }: VerbGroup): string | undefined {
  const { line, end, verb: will } = place
  if (will.subject.head.toLowerCase() === 'there' && verb.lower === 'be') {
    return wasFor(readComplement(line, verbAt + 1, end))
  }
  return wasFor(will.subject.number)
}

/** "There will be three arms": the number of what stands behind. */
function readComplement(
  line: readonly Token[],
  from: number,
  to: number,
): GrammaticalNumber | undefined {
  const words = line.slice(from, to)
  const amount = words.find(({ lower }) => !isAdverb(lower))
  if (amount?.kind === 'number') return amount.text === '1' ? 'singular' : 'plural'
  const stop = words.findIndex(({ kind, isQuoted }) => kind === 'mark' && !isQuoted)
  return readPhrase(stop < 0 ? words : words.slice(0, stop)).number
}

function wasFor(number: GrammaticalNumber | undefined): string | undefined {
  return number && (number === 'plural' ? 'were' : 'was')
}

/** "…, as will laboratory assessments": the verb stands before, the subject behind. */
function changeEllipsis(place: WillPlace, mode: TenseMode): readonly Edit[] | undefined {
  const { line, verb, before } = place
  if (before?.kind !== 'will') return undefined
  const group = findGroup(line, before.at)
  if (mode === 'done' && group && group.verb.lower !== 'be') {
    return [{ ...rangeAt(line, verb.at), text: 'did' }]
  }
  const words = line.slice(verb.at + 1, place.end)
  const stop = words.findIndex(({ text }) => /^[,;.]$/.test(text))
  const was = wasFor(readPhrase(stop < 0 ? words : words.slice(0, stop)).number)
  return was ? [{ ...rangeAt(line, verb.at), text: was }] : undefined
}

/** "nor will patients be told": the subject stands between. */
function changeInversion(place: WillPlace, mode: TenseMode): readonly Edit[] | undefined {
  const { line, verb, end } = place
  const beAt = line.findIndex(({ lower }, at) => lower === 'be' && at > verb.at && at < end)
  const be = line[beAt]
  if (!be || beAt - verb.at > 10) return undefined
  const subject = line.slice(verb.at + 1, beAt)
  const was = wasFor(
    isPreposition(subject[0]?.lower ?? '') ? undefined : readSubject(subject).number,
  )
  if (!was) return undefined
  const behind = line[beAt + 1]
  const removed = { start: be.start, end: behind?.start ?? be.end, text: '' }
  const rest = mode === 'planned' ? { start: be.start, end: be.end, text: 'to be' } : removed
  return [{ ...rangeAt(line, verb.at), text: was }, rest]
}
