import { createRegionFinder } from './limits.ts'
import { saysSame } from './says-same.ts'
import type { ToldWord } from './read-words.ts'
import type { Clause } from './split-clauses.ts'
import { limitsOfValues, type Pair } from './structure.ts'

type Given = { readonly words: readonly ToldWord[]; readonly text: string }

/**
 * What the sentence puts around the words of the clause, so that it says them of another or not as done: its own verb
 * ("stated that", "is considering", "was lifted"), its own subject, and on what terms something is allowed.
 */
export function listFrame(
  clause: Clause,
  given: Given,
  pairs: readonly Pair[],
  known: readonly ToldWord[],
): readonly ToldWord[] {
  if (pairs.length === 0) return []
  const taken = new Set(pairs.map(([, other]) => other))
  const region = createRegionFinder(given.text)
  const told = new Set([...taken].map((one) => region(one)))
  const left = given.words.filter((one) => !taken.has(one) && !one.isAside && told.has(region(one)))
  const isTopic = (one: ToldWord) => clause.topic.some((other) => saysSame(other, one))
  const isTerm = createTermFinder(given, pairs)
  const isOther = createOtherFinder(given, taken)
  return left.filter(
    (one) =>
      (one.isVerb && isOuterVerb(one, given, pairs)) ||
      (isNoun(one) && !isTopic(one) && (isOther(one) || (known.length > 0 && isCore(one)))) ||
      (isBound(one) && (isOther(one) || isOfNoun(one, given, taken))) ||
      isTerm(one),
  )
}

function isNoun({ kind, isVerb, keys: [key = ''] }: ToldWord): boolean {
  return (kind === 'word' || kind === 'name') && !isVerb && !/^\d/.test(key) && !/li?$/.test(key)
}

/** "Orders above £50,000" */
function isBound({ kind, keys: [key = ''] }: ToldWord): boolean {
  return kind === 'strict' && limitsOfValues.has(key)
}

function isOfNoun(one: ToldWord, { words }: Given, taken: ReadonlySet<ToldWord>): boolean {
  const before = words[words.indexOf(one) - 1]
  const isLinked = one.preposition === 'of' || ['above', 'below'].includes(one.keys[0] ?? '')
  return isLinked && before?.kind === 'word' && !before.isVerb && taken.has(before)
}

function isCore({ preposition }: ToldWord): boolean {
  return preposition === '' || preposition === 'of'
}

/** A verb that the clause has not, where what it tells is the clause. */
function isOuterVerb(one: ToldWord, given: Given, pairs: readonly Pair[]): boolean {
  const isNominal = pairs.some(([own, other]) => own.isVerb && !other.isVerb)
  if (isNominal) return !one.keys.some((key) => light.has(key))
  const last = Math.max(...pairs.map(([, { range }]) => range.start))
  return (
    one.range.start < last &&
    !isAsideVerb(one, given.text) &&
    !isJoined(one, given, pairs) &&
    !isOfOther(one, given.text, pairs)
  )
}

/** "63 left and 11 moved": the clause is what "and" adds, with a subject of its own. */
function isOfOther({ range }: ToldWord, text: string, pairs: readonly Pair[]): boolean {
  const first = Math.min(...pairs.map(([, other]) => other.range.start))
  const between = text.slice(range.end, Math.max(range.end, first))
  return /\b(?:and|but)\s/i.test(between) && !/\b(?:that|whether|to)\b/i.test(between)
}

/** "The closure was completed" */
const light: ReadonlySet<string> = new Set([
  'complet',
  'finish',
  'occur',
  'happen',
  'perform',
  'make',
])

/** "The loan, which matures in 2029, is secured" */
function isAsideVerb({ range }: ToldWord, text: string): boolean {
  return (
    /,\s+(?:which|who|whom)\b[^,;]*$/i.test(text.slice(0, range.start)) &&
    text.slice(range.end).includes(',')
  )
}

/** "Raised the limit and introduced checks": two deeds of one subject. */
function isJoined(one: ToldWord, { words, text }: Given, pairs: readonly Pair[]): boolean {
  const next = pairs
    .map(([, other]) => other)
    .filter(({ isVerb, range }) => isVerb && range.start > one.range.start)
    .toSorted((a, b) => a.range.start - b.range.start)[0]
  if (!next) return false
  const between = words.filter(
    ({ range }) => one.range.start < range.start && range.start < next.range.start,
  )
  return (
    joinedVerb.test(text.slice(one.range.end, next.range.start)) &&
    !/\b(?:that|whether|who|which)\b/i.test(text.slice(0, one.range.start)) &&
    between.every((word) => pairs.every(([, other]) => other !== word))
  )
}

const joinedVerb = /\b(?:and|or)\s+(?:(?:is|are|was|were|has|have|been|then|also|\p{Ll}+ly)\s+)*$/iu

/** Nouns of a subject, and what "of" adds to them: before a verb of the clause, behind the verb before that. */
function createOtherFinder(
  { words, text }: Given,
  taken: ReadonlySet<ToldWord>,
): (one: ToldWord) => boolean {
  const region = createRegionFinder(text)
  return (one) => {
    const at = words.indexOf(one)
    const verb = words.slice(at).find(({ isVerb }) => isVerb)
    if (!verb || !taken.has(verb) || region(verb) !== region(one)) return false
    // what a verb before did it to: "raised the limit and introduced checks"
    const isObject = words.slice(0, at).some(({ isVerb }) => isVerb)
    if (isObject && joinedVerb.test(text.slice(0, verb.range.start))) return false
    if (isInserted(one, text)) return false
    const before = words[at - 1]
    return (
      one.preposition === '' ||
      (one.preposition === 'of' && before !== undefined && taken.has(before) && !before.isVerb)
    )
  }
}

/** "Brook Pumps, a maker of valves, was …" */
function isInserted({ range }: ToldWord, text: string): boolean {
  return (
    /^[^,;]*\p{L}[^,;]*,[^,;]*$/u.test(text.slice(0, range.start)) &&
    /^[^,;]*,/.test(text.slice(range.end))
  )
}

/** What is allowed or demanded is so on its terms: "with the consent of", "for each event", "in writing". */
function createTermFinder({ words }: Given, pairs: readonly Pair[]): (one: ToldWord) => boolean {
  const isRule = pairs.some(
    ([, { kind, keys, isVerb }]) =>
      (kind === 'modal' && ruling.has(keys[0] ?? '')) || (isVerb && keys.includes('limit')),
  )
  const verb = pairs.map(([, other]) => other).find(({ isVerb }) => isVerb)
  return (one) => {
    if (!isRule || !verb || one.range.start < verb.range.start) return false
    const isLed = terms.has(one.preposition) && (one.kind === 'word' || one.kind === 'name')
    return isLed || (one.kind === 'strict' && one.keys[0] === 'each' && words.includes(one))
  }
}

const ruling: ReadonlySet<string> = new Set(['must', 'may', 'should', 'might'])
const terms: ReadonlySet<string> = new Set([
  'with',
  'during',
  'for',
  'under',
  'in',
  'at',
  'on',
  'through',
])
