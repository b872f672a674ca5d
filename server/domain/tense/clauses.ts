import { findOpener, isFiniteWord, type ClauseKind } from './clause-openers.ts'
import { findFinite } from './finite.ts'
import { skipBack, type FiniteForm, type Mood } from './finite-place.ts'
import { isParticipleForm } from './inflect.ts'
import type { GrammaticalNumber } from './noun-number.ts'
import type { Subject } from './noun-phrase.ts'
import { holdsSubject, readAntecedent, readSubject } from './subject.ts'
import type { Token } from './tokens.ts'
import { isBaseVerb } from './verb-lexicon.ts'
import { isAdverb, isConjunction, isDeterminer } from './word-classes.ts'

/** A verb that carries the tense of its clause; `at` is the index of its first word in the line. */
export type FiniteVerb = FiniteForm & {
  readonly at: number
  readonly clause: ClauseKind
  readonly subject: Subject
  /** True for the second of "was given and will be returned": the subject is the first one's. */
  readonly isJoined: boolean
}

/** A clause whose verb has not come yet; `nested` are clauses inside it that have theirs. */
type Pending = {
  readonly kind: ClauseKind
  readonly opener: number
  readonly start: number
  readonly nested: { readonly opener: number; verbAt: number }[]
}

type Reading = {
  readonly line: readonly Token[]
  readonly verbs: FiniteVerb[]
  pending: Pending[]
  mood: Mood
}

/** The finite verbs of a line of tokens, in order, each with its clause and its subject. */
export function readVerbs(line: readonly Token[]): readonly FiniteVerb[] {
  const reading: Reading = { line, verbs: [], pending: [mainFrom(0)], mood: 'none' }
  for (const at of line.keys()) readToken(reading, at)
  return reading.verbs
}

function mainFrom(start: number): Pending {
  return { kind: 'main', opener: start - 1, start, nested: [] }
}

function readToken(reading: Reading, at: number): void {
  const { line, mood } = reading
  const token = line[at]
  if (!token || token.isQuoted) return
  if (/^[;:—]$/.test(token.text)) {
    reading.pending = [mainFrom(at + 1)]
    reading.mood = 'none'
    return
  }
  const opened = findOpener(line, at, reading.pending.length)
  if (opened) {
    reading.pending.push({ ...opened, opener: at, start: at + 1, nested: [] })
    return
  }
  const waiting = reading.pending.at(-1)
  const region = waiting ? line.slice(waiting.start, at) : []
  const hasNested = !!waiting && waiting.nested.length > 0
  const waitingCount = reading.pending.length
  const place = { line, at, mood, waiting: waiting?.kind, waitingCount, region, hasNested }
  const form = findFinite(place)
  if (form) record(reading, at, form)
  else if (opensInfinitive(line, at)) reading.mood = 'base'
}

function opensInfinitive(line: readonly Token[], at: number): boolean {
  if (line[at]?.lower !== 'to') return false
  const next = line.slice(at + 1).find(({ lower }) => !isAdverb(lower))
  if (!next) return false
  return /^(?:be|have|do)$/.test(next.lower) || isBaseVerb(next.lower) !== 'no'
}

function record(reading: Reading, at: number, form: FiniteForm): void {
  const { line, verbs, pending } = reading
  const before = skipBack(line, at)
  const last = findPartner(verbs, form)
  const isJoined = isConjunction(line[before]?.lower ?? '') || isListed(reading, at, form)
  const place = isJoined
    ? { clause: last?.clause ?? 'main', subject: last?.subject ?? unknownSubject }
    : pending.length > 0 && !staysInside(reading, at)
      ? closePending(reading, at, form)
      : openAnew(reading, at)
  if (isJoined || place.clause !== 'main') noteNested(pending, at)
  verbs.push({ ...form, at, ...place, isJoined })
  reading.mood = moodOf(form, line[at])
}

/** "if they withdraw, are lost, or die": the second of a list of verbs. */
function isListed({ line, verbs, pending }: Reading, at: number, { kind }: FiniteForm): boolean {
  const isBehindComma = line[skipBack(line, at)]?.text === ',' && verbs.length > 0
  const isPresent = kind === 'be' || kind === 'have' || kind === 'lexical'
  return isBehindComma && isPresent && pending.length === 0
}

const unknownSubject: Subject = { number: undefined, head: '', words: [] }

/** The verb that one behind "and" shares its subject with: a second "will" goes with the first. */
function findPartner(verbs: readonly FiniteVerb[], { kind }: FiniteForm): FiniteVerb | undefined {
  const last = verbs.at(-1)
  if (kind !== 'will' || last?.kind === 'will') return last
  return verbs.findLast(({ clause }) => clause === 'main') ?? last
}

function moodOf({ kind, base }: FiniteForm, token: Token | undefined): Mood {
  if (kind === 'will' || kind === 'modal') return 'base'
  if (kind === 'past') return 'past'
  if (kind === 'lexical') return token?.lower === base ? 'plural' : 'singular'
  return /^(?:is|has|does)$/.test(token?.lower ?? '') ? 'singular' : 'plural'
}

/** "If the pressure is low and the dose is high, …": the second "is" belongs below, too. */
function staysInside({ line, verbs, pending }: Reading, at: number): boolean {
  const nested = pending.at(-1)?.nested.at(-1)
  if (!nested || !/^(?:condition|reason)$/.test(verbs.at(-1)?.clause ?? '')) return false
  const between = line.slice(nested.verbAt, at)
  const hasJoint = between.some(({ lower }) => isConjunction(lower))
  return hasJoint && between.every(({ text }) => text !== ',') && hasCommaThenFinite(line, at)
}

function hasCommaThenFinite(line: readonly Token[], at: number): boolean {
  const comma = line.findIndex(({ text }, index) => index > at && text === ',')
  return comma > 0 && line.slice(comma).some(({ lower }) => isFiniteWord(lower))
}

function numberOf(form: FiniteForm, token: Token | undefined): GrammaticalNumber | undefined {
  const mood = moodOf(form, token)
  return mood === 'singular' || mood === 'plural' ? mood : undefined
}

function noteNested(pending: readonly Pending[], at: number): void {
  const nested = pending.at(-1)?.nested.at(-1)
  if (nested) nested.verbAt = at
}

function closePending(
  { line, verbs, pending }: Reading,
  at: number,
  form: FiniteForm,
): Pick<FiniteVerb, 'clause' | 'subject'> {
  const waiting = pending.pop()
  if (!waiting) throw new Error('no clause waits for its verb')
  for (const outer of pending) outer.nested.push({ opener: waiting.opener, verbAt: at })
  const region = line.slice(waiting.start, at)
  const isEmpty = region.every(({ lower }) => isAdverb(lower) || lower === ',')
  const clause = waiting.kind
  if (clause !== 'relative' || !isEmpty) {
    return { clause, subject: readSubject(findRegion(line, waiting, at)) }
  }
  const isTwin = isConjunction(line[waiting.opener - 1]?.lower ?? '')
  const twin = isTwin ? verbs.findLast((verb) => verb.clause === 'relative') : undefined
  const number = numberOf(form, line[at])
  const pronoun = line[waiting.opener]?.lower ?? ''
  return {
    clause,
    subject: twin?.subject ?? readAntecedent(line.slice(0, waiting.opener), pronoun, number),
  }
}

/** The words of the subject: before its own relative clause, behind a condition that introduces it. */
function findRegion(
  line: readonly Token[],
  { start, nested }: Pending,
  at: number,
): readonly Token[] {
  let from = start
  for (const { opener, verbAt } of nested) {
    if (opener < from) continue
    const before = line.slice(from, opener)
    if (holdsSubject(before)) return withoutQuantifier(before)
    from = findCommaBehind(line, verbAt, at) + 1 || verbAt + 1
  }
  return line.slice(from, at)
}

/** Of "three experts, each of (whom …)" the experts. */
function withoutQuantifier(words: readonly Token[]): readonly Token[] {
  const comma = words.findLastIndex(({ text }) => text === ',')
  const isQuantified = words.at(-1)?.lower === 'of' && comma > 0 && words.length - comma < 5
  return isQuantified ? words.slice(0, comma) : words
}

/** The comma that ends an introducing clause: the first with an article behind it, else the last that fits. */
function findCommaBehind(line: readonly Token[], from: number, to: number): number {
  const commas = Array.from({ length: to - from }, (_, step) => from + step).filter(
    (at) => line[at]?.text === ',',
  )
  const next = (at: number) => line[at + 1]?.lower ?? ''
  const fitting = commas.filter((at) => !isConjunction(next(at)) && at + 1 < to)
  return fitting.find((at) => isDeterminer(next(at))) ?? fitting.at(-1) ?? -1
}

/** A verb without a waiting clause begins a new one: behind the last mark or joint. */
function openAnew({ line, verbs }: Reading, at: number): Pick<FiniteVerb, 'clause' | 'subject'> {
  const last = verbs.at(-1)?.at ?? -1
  const from = findJointBehind(line, last, at)
  const isAside = line[at - 1]?.text === ','
  const words = from < 0 || isAside ? [] : line.slice(from + 1, at)
  const before = verbs.at(-1)?.clause
  const isBelow = isConjunction(line[from]?.lower ?? '') && line[from - 1]?.text !== ','
  const clause = isBelow && before && before !== 'relative' ? before : 'main'
  return { clause, subject: readSubject(words) }
}

function findJointBehind(line: readonly Token[], from: number, to: number): number {
  const places = Array.from({ length: Math.max(0, to - from - 1) }, (_, step) => from + 1 + step)
  const joints = places.filter((at) => isConjunction(line[at]?.lower ?? ''))
  const marked = joints.filter((at) => line[at - 1]?.text === ',')
  const direct = joints.find((at) => isParticipleForm(line[at - 1]?.lower ?? ''))
  const comma = places.findLast((at) => line[at]?.text === ',')
  return marked.at(-1) ?? direct ?? joints.at(-1) ?? comma ?? -1
}
