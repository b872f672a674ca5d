import { listFrame } from './frame.ts'
import { isKnownAround, keepsPronoun } from './known-around.ts'
import { listLimits } from './limits.ts'
import type { ToldWord } from './read-words.ts'
import { saysSame } from './says-same.ts'
import { keepsScope } from './scope.ts'
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
  const limits = [...listLimits(pairs, given), ...listFrame(clause, given, pairs, known)]
  const held = { missing, limits, pairs, coverage }
  const isSaid =
    limits.length === 0 &&
    countThings(known) <= pairs.length &&
    isEnough(pairs) &&
    clause.words.some((one) => one.isVerb || one.kind === 'value') &&
    hasTopic(clause, given)
  const isKept =
    isSaid && keepsScope(clause, given, pairs) && keepsPronoun(clause, given, pairs, known)
  if (isKept && missing.length === 0 && keepsStructure(clause.words, given, pairs)) {
    return { outcome: 'held', ...held }
  }
  const against =
    isKept && known.length === 0 ? findAgainst(clause, given, pairs, missing) : undefined
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
  // what one rule says is nothing of what all did
  const isOfAll = words.some(
    (one) => quantifiers.has(one.keys[0] ?? '') && pairs.every(([own]) => own !== one),
  )
  if (isOfAll) return 'none'
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

const quantifiers: ReadonlySet<string> = new Set(['all', 'each'])
const leastOfWhole = 0.5
const leastOfClause = 0.7
