import { isParticipleForm } from './inflect.ts'
import { nounNumber } from './noun-number.ts'
import type { Token } from './tokens.ts'
import { findThirdPerson, isBaseVerb, isThinkingWord } from './verb-lexicon.ts'
import { isAdverb, isConjunction, isDeterminer, isModal, isPreposition } from './word-classes.ts'

export type ClauseKind = 'main' | 'relative' | 'condition' | 'reason' | 'purpose' | 'complement'

/**
 * The clause that the word at `at` opens, if a verb of its own follows: "who …", "if …", "that …".
 * `waiting` is how many clauses before it still wait for theirs.
 */
export function findOpener(
  line: readonly Token[],
  at: number,
  waiting: number,
): { readonly kind: ClauseKind } | undefined {
  const word = line[at]?.lower ?? ''
  const kind =
    word === 'that' ? readThat(line, at) : (sureOpeners.get(word) ?? readDual(line, at, waiting))
  if (!kind) return undefined
  const isLoose = word === 'whether' && /^(?:or|not)$/.test(line[at + 1]?.lower ?? '')
  const needsLook = isLoose || /^(?:where|what|how|why|wherever)$/.test(word)
  if (needsLook && !hasFiniteAhead(line, at + 1)) return undefined
  const isWhole = kind === 'relative' || word === 'that' || !isReduced(line, at)
  return isWhole ? { kind } : undefined
}

/** is, are, has, will … : words that are a finite verb wherever they stand. */
export function isFiniteWord(word: string): boolean {
  return finiteWords.has(word) || isModal(word)
}

const finiteWords = new Set(
  'will would is are am was were has have had does do did isn’t aren’t doesn’t don’t'.split(' '),
)

const sureOpeners: ReadonlyMap<string, ClauseKind> = new Map(
  Object.entries({
    who: 'relative',
    whom: 'relative',
    whose: 'relative',
    which: 'relative',
    whichever: 'relative',
    where: 'relative',
    whereby: 'relative',
    wherein: 'relative',
    if: 'condition',
    when: 'condition',
    whenever: 'condition',
    wherever: 'condition',
    unless: 'condition',
    because: 'reason',
    although: 'reason',
    though: 'reason',
    whereas: 'reason',
    whether: 'complement',
    what: 'complement',
    how: 'complement',
    why: 'complement',
  }),
)

const duals: ReadonlyMap<string, ClauseKind> = new Map(
  Object.entries({
    after: 'condition',
    before: 'condition',
    until: 'condition',
    till: 'condition',
    once: 'condition',
    while: 'condition',
    provided: 'condition',
    providing: 'condition',
    case: 'condition',
    since: 'reason',
    as: 'condition',
  }),
)

/** "after enrollment" has no verb, "after they have completed" has. */
function readDual(line: readonly Token[], at: number, waiting: number): ClauseKind | undefined {
  const word = line[at]?.lower ?? ''
  const kind = duals.get(word)
  const [before, next] = [line[at - 1]?.lower ?? '', line[at + 1]?.lower ?? '']
  if (!kind || next === 'that' || !hasFiniteAhead(line, at + 1)) return undefined
  if (countFiniteAhead(line, at + 1) <= waiting) return undefined
  if (word === 'once' && /^(?:daily|a|per|every|monthly|weekly|in|or)$/.test(next)) return undefined
  if (word === 'case' && (before !== 'in' || next === 'of')) return undefined
  if (word === 'as' && !isClauseAs(before, next)) return undefined
  if (/^provid/.test(word) && !isClauseProvided(before, next)) return undefined
  return kind
}

function isClauseAs(before: string, next: string): boolean {
  if (/^(?:such|well|same)$/.test(before)) return false
  return (
    /^(?:soon|long)$/.test(before) ||
    /^(?:the|they|it|these|this|he|she|we|patients|subjects)$/.test(next)
  )
}

function isClauseProvided(before: string, next: string): boolean {
  const isVerb = /^(?:is|are|was|were|be|been|being|not|has|have)$/.test(before)
  return !isVerb && !isAdverb(before) && !isPreposition(next) && !isConjunction(next)
}

/** "that" of a clause; undefined where it is "that study" or stands alone. */
function readThat(line: readonly Token[], at: number): ClauseKind | undefined {
  const before = line[at - 1]?.lower ?? ''
  const isJoint = /^(?:so|such|except|in|event|case|provided|providing|given|and|or|but)$/.test(
    before,
  )
  if (at === 0 || ((isPreposition(before) || isConjunction(before)) && !isJoint)) return undefined
  if (before === 'those') return 'relative'
  if (before === 'then') return undefined
  const next = line[at + 1]?.lower ?? ''
  const isFar = isPreposition(next) || sureOpeners.has(next)
  if (isFar ? countFiniteAhead(line, at + 1) === 0 : !hasFiniteAhead(line, at + 1)) return undefined
  if (/^(?:so|such)$/.test(before) || before === 'order') return 'purpose'
  if (/^(?:event|case|except|provided|providing)$/.test(before)) return 'condition'
  if (isFinite(line, nextWord(line, at))) return 'relative'
  const words = line.slice(Math.max(0, at - 5), at)
  return isConjunction(before) ||
    words.some(({ lower }) => isThinkingWord(lower)) ||
    !isNounLike(before)
    ? 'complement'
    : 'relative'
}

function isNounLike(word: string): boolean {
  return (
    /^[\p{L}-]+$/u.test(word) &&
    !isParticipleForm(word) &&
    !isAdverb(word) &&
    isBaseVerb(word) !== 'sure' &&
    findThirdPerson(word)?.sureness !== 'sure'
  )
}

function nextWord(line: readonly Token[], at: number): number {
  const step = line.slice(at + 1).findIndex(({ lower }) => !isAdverb(lower))
  return step < 0 ? line.length : at + 1 + step
}

/** How many finite verbs come that no clause opened after `from` takes for itself. */
export function countFiniteAhead(line: readonly Token[], from: number): number {
  const stop = line.findIndex(({ text }, at) => at >= from && /^[;:—]$/.test(text))
  const end = stop < 0 ? line.length : stop
  const places = Array.from({ length: Math.max(0, end - from) }, (_, step) => from + step)
  const opened = places.filter(
    (at) => sureOpeners.has(line[at]?.lower ?? '') && !isReduced(line, at),
  )
  return places.filter((at) => isFinite(line, at)).length - opened.length
}

/** True when a finite verb stands before the next comma or mark; commas between numbers do not count. */
export function hasFiniteAhead(line: readonly Token[], from: number): boolean {
  for (let at = from; at < line.length; at += 1) {
    const token = line[at]
    if (!token || (/^[;:—]$/.test(token.text) && !token.isQuoted)) return false
    if (token.text === ',' && !joinsNumbers(line, at)) return false
    if (isFinite(line, at)) return true
  }
  return false
}

function joinsNumbers(line: readonly Token[], comma: number): boolean {
  const next = line[comma + 1]
  const second = isConjunction(next?.lower ?? '') ? line[comma + 2] : next
  return line[comma - 1]?.kind === 'number' && second?.kind === 'number'
}

function isFinite(line: readonly Token[], at: number): boolean {
  const token = line[at]
  if (!token || token.isQuoted) return false
  if (isFiniteWord(token.lower)) return true
  const before = line[at - 1]
  if (!before || isPreposition(before.lower) || isDeterminer(before.lower))
    return before?.lower === 'that' && isSureForm(token.lower)
  if (before.lower === 'to') return false
  if (findThirdPerson(token.lower)?.sureness === 'sure') return true
  if (/^(?:they|we)$/.test(before.lower)) return isBaseVerb(token.lower) !== 'no'
  const isPlural = /^(?:who|which)$/.test(before.lower) || nounNumber(before.text) === 'plural'
  return isPlural && isBaseVerb(token.lower) === 'sure'
}

function isSureForm(word: string): boolean {
  return isBaseVerb(word) === 'sure' || findThirdPerson(word) !== undefined
}

/** "if necessary", "when computing", "unless otherwise specified": no verb of its own. */
function isReduced(line: readonly Token[], at: number): boolean {
  const next = line[nextWord(line, at)]
  if (!next || /^[,.;)]$/.test(next.text)) return line[at + 1]?.text !== ','
  if (/^[a-z]+ing$/.test(next.lower) && isGerundClause(line, at)) return true
  if (next.lower === 'any') return line[nextWord(line, at) + 1]?.kind === 'mark'
  if (reducing.has(next.lower) || isParticipleForm(next.lower)) return !isAttribute(line, at)
  return isPreposition(next.lower) && !hasFiniteAhead(line, at + 1)
}

/** "when computing the score": an -ing without a finite verb before the comma. */
function isGerundClause(line: readonly Token[], at: number): boolean {
  return !hasFiniteAhead(line, at + 1)
}

/** "if required tests are missing": the participle belongs to a noun with a verb behind it. */
function isAttribute(line: readonly Token[], at: number): boolean {
  const end = nextWord(line, at) + 1
  const next = line[end]
  if (!next || next.kind === 'mark' || isPreposition(next.lower) || isDeterminer(next.lower))
    return false
  return hasFiniteAhead(line, end)
}

const reducing = new Set(
  (
    'necessary possible applicable appropriate available feasible eligible warranted so not clinically ' +
    'medically present practical practicable desirable relevant ineligible positive negative otherwise due'
  ).split(' '),
)
