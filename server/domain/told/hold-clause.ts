import { isSort } from './equivalents.ts'
import { listLimits } from './limits.ts'
import type { ToldWord } from './read-words.ts'
import type { Clause } from './split-clauses.ts'
import { keepsStructure, limitsOfValues, type Pair } from './structure.ts'

/** A sentence of a source, and what it goes on from. */
export type GivenSentence = {
  readonly text: string
  readonly words: readonly ToldWord[]
  /** Of the sentences of its paragraph before it, nearest first. */
  readonly before: readonly (readonly ToldWord[])[]
  /** Of the headings above it. */
  readonly above: readonly ToldWord[]
}

export type HeldClause = {
  readonly outcome: 'held' | 'differs' | 'part' | 'none'
  /** Where it differs: the value of the clause, and what stands in its place. */
  readonly against?: Pair | undefined
  /** Words of the clause that neither the sentence nor what it goes on from has. */
  readonly missing: readonly ToldWord[]
  /** What the sentence says beside, so that it is no more than a part. */
  readonly limits: readonly ToldWord[]
  readonly pairs: readonly Pair[]
  /** Share of the clause's words that are accounted for. */
  readonly coverage: number
}

/** Whether a sentence of a source says what a clause says, in these or in other words for the same. */
export function holdClause(clause: Clause, given: GivenSentence): HeldClause {
  const { pairs, left } = pairWords(clause.words, given.words)
  const known = left.filter((one) => isKnownAround(one, given, pairs))
  const missing = left.filter((one) => !known.includes(one))
  const total = clause.words.length
  const coverage = total === 0 ? 0 : (pairs.length + shareOfKnown * known.length) / total
  const limits = listLimits(pairs, given)
  const held = { missing, limits, pairs, coverage }
  const isSaid =
    limits.length === 0 &&
    countThings(known) <= pairs.length &&
    isEnough(pairs) &&
    clause.words.some((one) => one.isVerb || one.kind === 'value') &&
    hasTopic(clause, given)
  if (isSaid && missing.length === 0 && keepsStructure(clause.words, given, pairs)) {
    return { outcome: 'held', ...held }
  }
  const against =
    isSaid && known.length === 0 ? findAgainst(clause, given, pairs, missing) : undefined
  if (against) return { outcome: 'differs', against, ...held }
  return { outcome: isPart(clause, pairs, known, coverage), ...held }
}

/**
 * The one value of a sort that differs, where everything else is said and stands in its order: the same thing cannot
 * have both. The sentence has one such value, and the source one in its place.
 */
function findAgainst(
  { words, isWhole }: Clause,
  given: GivenSentence,
  pairs: readonly Pair[],
  [own, ...others]: readonly ToldWord[],
): Pair | undefined {
  if (!isWhole || own?.kind !== 'value' || others.length > 0) return undefined
  const ofSort = (all: readonly ToldWord[]) =>
    all.filter(({ kind, sort }) => kind === 'value' && sort === own.sort)
  const [rival, ...more] = ofSort(given.words)
  const isAlone = ofSort(words).length === 1 && rival !== undefined && more.length === 0
  if (!isAlone || rival.isAside || rival.preposition !== own.preposition) return undefined
  const named = pairs.filter(([{ kind }]) => kind === 'word' || kind === 'name')
  const pair = [own, rival] as const
  const all = words.flatMap((word) =>
    word === own ? [pair] : pairs.filter(([one]) => one === word),
  )
  return named.length >= fewestNamed && keepsStructure(words, given, all) ? pair : undefined
}

const fewestNamed = 3

/** A name of several words is one thing. */
function countThings(words: readonly ToldWord[]): number {
  return words.filter((one, at) => !(one.isProper && words[at - 1]?.isProper)).length
}

/** Two words stand together in many a sentence, but not with the same date or amount. */
function isEnough(pairs: readonly Pair[]): boolean {
  const telling = pairs.filter(([{ kind }]) => kind !== 'strict')
  const isValued = telling.some(
    ([one]) => one.kind === 'value' && one.range.end - one.range.start > 2,
  )
  return telling.length >= (isValued ? fewestPairs - 1 : fewestPairs)
}

const fewestPairs = 3
const shareOfKnown = 0.8

/** Limits last: "at least" belongs to the value that it stands before. */
function pairWords(
  own: readonly ToldWord[],
  given: readonly ToldWord[],
): { pairs: readonly Pair[]; left: readonly ToldWord[] } {
  const found = new Map<ToldWord, ToldWord>()
  const taken = new Set<ToldWord>()
  const pair = (one: ToldWord, after: ToldWord | undefined): void => {
    const same = given.filter((other) => !taken.has(other) && saysSame(one, other))
    const last = after?.range.start ?? -1
    const best =
      same.find((other) => after !== undefined && other === given[given.indexOf(after) + 1]) ??
      same.find(
        ({ range, preposition }) => range.start > last && preposition === one.preposition,
      ) ??
      same.find(({ range }) => range.start > last) ??
      same[0]
    if (!best) return
    taken.add(best)
    found.set(one, best)
  }
  let last: ToldWord | undefined
  for (const one of own.filter((word) => !isLimit(word))) {
    pair(one, last)
    last = found.get(one) ?? last
  }
  for (const one of own.filter(isLimit)) {
    const value = found.get(own[own.indexOf(one) + 1] ?? one)
    pair(one, value && given[given.indexOf(value) - 2])
  }
  return {
    pairs: own.flatMap((one) => {
      const other = found.get(one)
      return other ? [[one, other] as const] : []
    }),
    left: own.filter((one) => !found.has(one)),
  }
}

function isLimit({ keys: [key = ''] }: ToldWord): boolean {
  return limitsOfValues.has(key)
}

function saysSame(one: ToldWord, other: ToldWord): boolean {
  if (one.kind === 'value' || other.kind === 'value') {
    return one.kind === other.kind && one.sort === other.sort && isSameValue(one, other)
  }
  if (one.kind !== other.kind) return false
  return one.keys.some((key) => other.keys.some((same) => key === same || isSort(key, same)))
}

/** March 2025 is told of 4 March 2025, and not the other way. */
function isSameValue(
  { keys: [one = ''], sort }: ToldWord,
  { keys: [other = ''] }: ToldWord,
): boolean {
  return one === other || (sort === 'date' && other.startsWith(`${one}-`))
}

/** A name or noun that the headings have, or the sentence before where this one goes on from it. */
function isKnownAround(one: ToldWord, given: GivenSentence, pairs: readonly Pair[]): boolean {
  if (one.kind === 'value') return isOfWhole(one, given)
  if ((one.kind !== 'word' && one.kind !== 'name') || one.isVerb) return false
  if (hasRival(one, given.words, pairs)) return false
  if (given.above.some((other) => saysSame(one, other))) return true
  if (!goesOn.test(given.text) && !/\b(?:them|it)\b/i.test(given.text)) return false
  const at = given.before.findIndex((words) => words.some((other) => saysSame(one, other)))
  return at >= 0 && given.before.slice(0, at).every((words) => !hasRival(one, words, []))
}

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

function hasTopic({ topic, words }: Clause, given: GivenSentence): boolean {
  if (topic.length === 0) return true
  const around = [...given.words, ...given.above, ...(given.before[0] ?? [])]
  const names = topic.filter(({ kind }) => kind === 'word' || kind === 'name')
  const held = names.filter((one) => around.some((other) => saysSame(one, other)))
  return words.length > 0 && held.length * 2 >= names.length
}

/** All values and names, one of which is no chance, and most of the words: what a reader would look at. */
function isPart(
  { words, isWhole }: Clause,
  pairs: readonly Pair[],
  known: readonly ToldWord[],
  coverage: number,
): 'part' | 'none' {
  const telling = words.filter(({ kind }) => kind === 'value' || kind === 'name')
  const isTied = telling.every((one) => known.includes(one) || pairs.some(([own]) => own === one))
  const isNoChance = pairs.some(([one]) => isRare(one))
  const held = pairs.filter(([{ kind }]) => kind === 'word')
  const fewest = isWhole ? fewestNamed : 2
  const least = isWhole ? leastOfWhole : leastOfClause
  return isTied && isNoChance && held.length >= fewest && coverage >= least ? 'part' : 'none'
}

/** "Three" and "1" stand in many a sentence. */
function isRare({ kind, sort, keys, isProper }: ToldWord): boolean {
  if (kind === 'name') return isProper
  const digits = (keys[0] ?? '').replace(/\D/g, '')
  const isYear = sort === '' && /^(?:19|20)\d\d$/.test(digits)
  return kind === 'value' && !isYear && (sort !== '' || digits.length > 1)
}

const leastOfWhole = 0.5
const leastOfClause = 0.7
