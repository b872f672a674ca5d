import { findOpener, type ClauseKind } from './clause-openers.ts'
import { findFinite, skipBack, type FiniteForm } from './finite.ts'
import { isParticipleForm } from './inflect.ts'
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

/** What form a verb joined by "and" would take: that of the verb before it. */
export type Mood = 'none' | 'base' | 'singular' | 'plural' | 'past'

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
  const opened = findOpener(line, at)
  if (opened) {
    reading.pending.push({ ...opened, opener: at, start: at + 1, nested: [] })
    return
  }
  const waiting = reading.pending.at(-1)
  const region = waiting ? line.slice(waiting.start, at) : []
  const form = findFinite({ line, at, mood, isWaiting: !!waiting, region })
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
  const last = verbs.at(-1)
  const before = skipBack(line, at)
  const isJoined = !!last && isConjunction(line[before]?.lower ?? '') && last.at < before
  const place = isJoined
    ? { clause: last.clause, subject: last.subject }
    : pending.length > 0
      ? closePending(reading, at)
      : openAnew(reading, at)
  if (isJoined) noteNested(pending, at)
  verbs.push({ ...form, at, ...place, isJoined })
  reading.mood = moodOf(form, line[at])
}

function moodOf({ kind, base }: FiniteForm, token: Token | undefined): Mood {
  if (kind === 'will' || kind === 'modal') return 'base'
  if (kind === 'past') return 'past'
  if (kind === 'lexical') return token?.lower === base ? 'plural' : 'singular'
  return /^(?:is|has|does)$/.test(token?.lower ?? '') ? 'singular' : 'plural'
}

function noteNested(pending: readonly Pending[], at: number): void {
  const nested = pending.at(-1)?.nested.at(-1)
  if (nested) nested.verbAt = at
}

function closePending({ line, verbs, pending }: Reading, at: number): Pick<FiniteVerb, 'clause' | 'subject'> {
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
  const pronoun = line[waiting.opener]?.lower ?? ''
  return { clause, subject: twin?.subject ?? readAntecedent(line.slice(0, waiting.opener), pronoun) }
}

/** The words of the subject: before its own relative clause, behind a condition that introduces it. */
function findRegion(line: readonly Token[], { start, nested }: Pending, at: number): readonly Token[] {
  let from = start
  for (const { opener, verbAt } of nested) {
    if (opener < from) continue
    const before = line.slice(from, opener)
    if (holdsSubject(before)) return before
    from = findCommaBehind(line, verbAt, at) + 1 || verbAt + 1
  }
  return line.slice(from, at)
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
  const words = from < 0 ? [] : line.slice(from + 1, at)
  return { clause: 'main', subject: readSubject(words) }
}

function findJointBehind(line: readonly Token[], from: number, to: number): number {
  const places = Array.from({ length: Math.max(0, to - from - 1) }, (_, step) => from + 1 + step)
  const joints = places.filter((at) => isConjunction(line[at]?.lower ?? ''))
  const marked = joints.filter((at) => line[at - 1]?.text === ',')
  const direct = joints.find((at) => isParticipleForm(line[at - 1]?.lower ?? ''))
  const comma = places.findLast((at) => line[at]?.text === ',')
  return marked.at(-1) ?? direct ?? joints.at(-1) ?? comma ?? -1
}
