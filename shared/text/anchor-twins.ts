import { findWords, type WordIndex } from './anchor-words.ts'
import { countChanged, countOthers, findLike } from './near-twins.ts'
import type { TextRange } from './range.ts'
import { listPlaces } from './telling-runs.ts'

/** Words of places that are like a quote, and how many of these places have just these words. */
export type Twin = { readonly words: readonly string[]; readonly count: number }

/** The words of a quote, with its near twins in the text where it stood. */
type Twins = { readonly words: readonly string[]; readonly twins: readonly Twin[] }

/** Places that are like the words, but for their own, each wording once. Undefined where that can't be told. */
export function listTwins(
  text: WordIndex,
  words: readonly string[],
  own: TextRange,
): readonly Twin[] | undefined {
  const like = findLike(text, words, own)
  if (!like) return undefined
  const twins = new Map<string, Twin>()
  for (const { start, end } of like) {
    const wording = text.words.slice(start, end)
    const key = wording.join(' ')
    twins.set(key, { words: wording, count: (twins.get(key)?.count ?? 0) + 1 })
  }
  return [...twins.values()]
}

/**
 * What is to be said of where a quote that was like others was found: `lone` is where its words stand, if they
 * stood once and stand once. `self`: it is there, wherever else it was found. `twin`: what was found may be one
 * of the others.
 */
export function judgeAmongTwins(
  text: WordIndex,
  known: Twins,
  lone: TextRange | undefined,
  found: TextRange | null,
): 'self' | 'twin' | undefined {
  if (lone && isSelfAmongTwins(text, known, findWords(text, lone))) return 'self'
  return found && mayBeTwin(text, known, findWords(text, found)) ? 'twin' : undefined
}

/**
 * True where words that stand in `place` alone are the quote: whatever else is like it now is nearer to
 * one of its twins, and no more to one than it had places. Else it may have been changed where it stood, and
 * copied here. Ordinals of words.
 */
export function isSelfAmongTwins(
  text: WordIndex,
  { words, twins }: Twins,
  place: TextRange,
): boolean {
  const others = listTwins(text, words, place)
  if (!others) return false
  const left = twins.map(({ words: of, count }) => ({ of, count }))
  const ranked = others
    .map((other) => ({ ...other, away: countChanged(other.words, words) }))
    .filter(({ away }) => away <= mostChanged * words.length)
    .map((other) => ({ ...other, nearest: findNearest(other.words, left) }))
    .sort((a, b) => a.nearest.away - b.nearest.away)
  return ranked.every((other) => {
    for (let more = other.count; more > 0; more--) {
      const { twin, away } = findNearest(other.words, left)
      if (!twin || away >= other.away) return false
      twin.count--
    }
    return true
  })
}

/**
 * True where the words of a place are nearer to the quote than to any of its twins, and whatever else is like it now
 * is nearer to one of those. Ordinals of words.
 */
export function isOwnAmongTwins(text: WordIndex, known: Twins, place: TextRange): boolean {
  const there = text.words.slice(place.start, place.end)
  const away = countOthers(there, known.words)
  const isNearer = known.twins.every(({ words }) => countOthers(there, words) > away)
  return isNearer && isSelfAmongTwins(text, known, place)
}

/** What has more other words than this is no changed form of the quote. */
const mostChanged = 0.6

/**
 * True where a place that has other words than the quote is as near to a twin that is gone: no other place has its
 * words, or is nearer to it than this one and than to the quote.
 */
function mayBeTwin(text: WordIndex, { words, twins }: Twins, place: TextRange): boolean {
  const there = text.words.slice(place.start, place.end)
  const away = countChanged(there, words)
  if (away === 0) return false
  // a sentence turned round is far by its order, and has all of its words
  const others = countOthers(there, words)
  const rivals = twins.filter(
    ({ words: twin, count }) =>
      countChanged(there, twin) <= away &&
      countOthers(there, twin) <= others &&
      countElsewhere(text, twin, place) < count,
  )
  if (rivals.length === 0) return false
  const wordings = new Set(twins.map((twin) => twin.words.join(' ')))
  // what has the words of a twin is that one, and no other that was edited
  const like = listTwins(text, words, place)?.filter(
    (other) => !wordings.has(other.words.join(' ')),
  )
  return rivals.some((rival) => !like || countEdited(like, rival, { words, there }) < rival.count)
}

/** Places that have some of a twin's words: more than the quote's, and than those that stand `there`. */
function countEdited(
  like: readonly Twin[],
  { words: twin }: Twin,
  { words, there }: { readonly words: readonly string[]; readonly there: readonly string[] },
): number {
  const apart = countChanged(there, twin)
  return like.reduce((sum, other) => {
    const away = countChanged(other.words, twin)
    const isIts = away < apart && away < countChanged(other.words, words)
    return isIts ? sum + other.count : sum
  }, 0)
}

type Left = { readonly of: readonly string[]; count: number }

function findNearest(words: readonly string[], twins: readonly Left[]) {
  let [twin, away]: [Left | undefined, number] = [undefined, Infinity]
  for (const one of twins) {
    const changed = one.count > 0 ? countChanged(words, one.of) : Infinity
    if (changed < away) [twin, away] = [one, changed]
  }
  return { twin, away }
}

function countElsewhere(text: WordIndex, words: readonly string[], place: TextRange): number {
  return listPlaces(text, words).filter((at) => at + words.length <= place.start || at >= place.end)
    .length
}
