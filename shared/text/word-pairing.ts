/** Words as numbers, equal for equal words; below 0 for what counts nowhere. */
type WordIds = ArrayLike<number>

export type Pairing = {
  /** In hundredths of a long word. */
  readonly score: number
  /** For each word of the pattern the ordinal of its fellow in the text, or -1. */
  readonly fellows: Int32Array
}

/**
 * Pairs words in their order: the most of what both have, and of such ways the one with the fewest and
 * shortest gaps. The text may have more before, between and behind. Only pairs of equal words are looked
 * at (Hunt and Szymanski 1977), each in logarithmic time. `barred`: for each word of the pattern a word of
 * the text that it may not be paired with.
 */
export function pairWords(
  pattern: WordIds,
  weights: ArrayLike<number>,
  text: WordIds,
  barred?: ArrayLike<number>,
): Pairing {
  const places = placeWords(text)
  const best = createBestBefore(text.length)
  const chain = createChain()
  // the pair of each place with the word of the pattern that was paired with it last
  const latest = new Int32Array(text.length + 1).fill(-1)
  for (let row = 0; row < pattern.length; row++) {
    // from behind, so that no word of the pattern is paired twice
    for (let at = places.last(pattern[row] ?? -1); at >= 0; at = places.before(at)) {
      if (barred?.[row] === at) continue
      const beside = at > 0 ? (latest[at - 1] ?? -1) : -1
      const run = beside >= 0 && chain.rows[beside] === row - 1 ? beside : -1
      const own = chain.add(row, at, weights[row] ?? 0, run, best.find(at))
      latest[at] = own
      best.put(at, (chain.scores[own] ?? 0) + row + at, own)
    }
  }
  return chain.finish(pattern.length)
}

/** The score of a pattern in the place that it was taken from; words without weight are a gap. */
export function scoreWhole(weights: ArrayLike<number>): number {
  let [score, last] = [0, -1]
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] ?? 0
    if (weight === 0) continue
    const gap = last < 0 ? 0 : 2 * (row - last - 1)
    if (last < 0 || gap > 0) score = Math.max(0, score - gap) - openCost
    score += weight
    last = row
  }
  return score
}

/**
 * Whether words are repeated so much that to look at all pairs takes more than a moment, and more memory
 * than there is: texts may be made for that. Pages of prose and tables have a twentieth of it.
 */
export function hasTooManyPairs(pattern: WordIds, text: WordIds): boolean {
  const counts = new Map<number, number>()
  for (let at = 0; at < text.length; at++) {
    const word = text[at] ?? -1
    if (word >= 0) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  let pairs = 0
  for (let row = 0; row < pattern.length; row++) pairs += counts.get(pattern[row] ?? -1) ?? 0
  return pairs > mostPairs
}

const mostPairs = 500_000

/** In hundredths. Short words are everywhere: by themselves they show nothing. */
export function weighWord(word: string): number {
  return word.length <= 3 && !/\p{N}/u.test(word) ? openCost : 100
}

/** What it costs to begin anew after a gap, beside one for each word in it: what a short word gives. */
const openCost = 30

/** The places of each word, from the last to the first. */
function placeWords(text: WordIds) {
  const last = new Map<number, number>()
  const earlier = new Int32Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const word = text[at] ?? -1
    earlier[at] = last.get(word) ?? -1
    if (word >= 0) last.set(word, at)
  }
  return {
    last: (word: number) => last.get(word) ?? -1,
    before: (at: number) => earlier[at] ?? -1,
  }
}

/** The pairs so far, each with the one that goes before it in its best chain. */
function createChain() {
  const rows: number[] = []
  const places: number[] = []
  const scores: number[] = []
  const earlier: number[] = []
  const add = (row: number, at: number, weight: number, run = -1, before = -1): number => {
    const gap = before < 0 ? 0 : row - (rows[before] ?? 0) + at - (places[before] ?? 0) - 2
    const opened = Math.max(0, (scores[before] ?? 0) - gap) - openCost
    const isRun = run >= 0 && (scores[run] ?? 0) >= opened
    const isFirst = !isRun && opened <= -openCost
    earlier.push(isRun ? run : isFirst ? -1 : before)
    scores.push(weight + (isRun ? (scores[run] ?? 0) : opened))
    places.push(at)
    return rows.push(row) - 1
  }
  const finish = (length: number): Pairing => {
    const fellows = new Int32Array(length).fill(-1)
    let end = -1
    for (const [pair, score] of scores.entries()) if (score > (scores[end] ?? 0)) end = pair
    for (let pair = end; pair >= 0; pair = earlier[pair] ?? -1)
      fellows[rows[pair] ?? 0] = places[pair] ?? -1
    return { score: scores[end] ?? 0, fellows }
  }
  return { rows, scores, add, finish }
}

/** Keeps for each place the best pair before it (Fenwick 1994, with maxima). */
function createBestBefore(length: number) {
  const values = new Int32Array(length + 1)
  const pairs = new Int32Array(length + 1).fill(-1)
  const find = (at: number): number => {
    let [value, pair] = [0, -1]
    for (let node = at; node > 0; node -= node & -node) {
      if ((pairs[node] ?? -1) >= 0 && (pair < 0 || (values[node] ?? 0) > value)) {
        value = values[node] ?? 0
        pair = pairs[node] ?? -1
      }
    }
    return pair
  }
  const put = (at: number, value: number, pair: number): void => {
    for (let node = at + 1; node <= length; node += node & -node) {
      if ((pairs[node] ?? -1) >= 0 && (values[node] ?? 0) >= value) continue
      values[node] = value
      pairs[node] = pair
    }
  }
  return { find, put }
}
