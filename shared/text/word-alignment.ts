/** For each word of the pattern the ordinal of its fellow in the text, or -1. */
export type WordAlignment = readonly number[]

/**
 * Aligns words in order: the most of what both have, and of such ways the one that lies closest
 * together. The text may have more before, between and behind. Time is the product of both lengths.
 */
export function alignWords(pattern: readonly string[], text: readonly string[]): WordAlignment {
  const width = text.length + 1
  const scores = new Float64Array((pattern.length + 1) * width)
  for (let row = 1; row <= pattern.length; row++) {
    const word = pattern[row - 1] ?? ''
    const weight = weighWord(word)
    scores[row * width] = -row * skipCost
    const cost = row === pattern.length ? 0 : passCost
    for (let column = 1; column < width; column++) {
      const at = row * width + column
      const skipped = (scores[at - width] ?? 0) - skipCost
      const passed = (scores[at - 1] ?? 0) - cost
      let best = skipped > passed ? skipped : passed
      if (word === text[column - 1]) best = Math.max(best, (scores[at - width - 1] ?? 0) + weight)
      scores[at] = best
    }
  }
  return traceBack(pattern, text, scores)
}

/** Short words are everywhere: by themselves they show nothing. */
export function weighWord(word: string): number {
  return word.length <= 3 && !/\p{N}/u.test(word) ? 0.3 : 1
}

const skipCost = 0.05
const passCost = 0.03

function traceBack(
  pattern: readonly string[],
  text: readonly string[],
  scores: Float64Array,
): WordAlignment {
  const width = text.length + 1
  const fellows = pattern.map(() => -1)
  let [row, column] = [pattern.length, text.length]
  while (row > 0 && column > 0) {
    const at = row * width + column
    const score = scores[at] ?? 0
    const word = pattern[row - 1] ?? ''
    if (word === text[column - 1] && score === (scores[at - width - 1] ?? 0) + weighWord(word)) {
      fellows[--row] = --column
    } else if (score === (scores[at - width] ?? 0) - skipCost) row--
    else column--
  }
  return fellows
}
