import { findWords, type WordIndex } from './anchor-words.ts'
import { countChanged, findLike } from './near-twins.ts'
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

/** What has more other words than this is no changed form of the quote. */
const mostChanged = 0.6

/** True where a place that has other words than the quote is as near to a twin that has gone from its place. */
function mayBeTwin(text: WordIndex, { words, twins }: Twins, place: TextRange): boolean {
  const there = text.words.slice(place.start, place.end)
  const away = countChanged(there, words)
  if (away === 0) return false
  return twins.some(
    ({ words: twin, count }) =>
      countChanged(there, twin) <= away && countElsewhere(text, twin, place) < count,
  )
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
