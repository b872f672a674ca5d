/** From 0 on, each at its own index. */
export const wordsToNineteen: readonly string[] =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
/** From 20 on. */
export const wordsOfTens: readonly string[] =
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** A number in words: "seventeen", "twenty-one", "two hundred and six"; matches whole words, any case. */
export const numberWordsPattern = (() => {
  const units = wordsToNineteen.slice(1, 10).join('|')
  const one = `(?:(?:${wordsOfTens.join('|')})(?:[- ](?:${units}))?|${wordsToNineteen.join('|')})`
  // "between one hundred and two hundred" has two numbers
  const hundreds = `${one}(?:[- ]hundred(?:(?: and)? ${one}(?![- ]hundred))?)?`
  return `${hundreds}(?:[- ]thousand(?:(?: and)? ${hundreds}(?![- ](?:hundred|thousand)))?)?`
})()

/** Undefined for words that are no number. */
export function readNumberWords(words: string): number | undefined {
  let total = 0
  let group = 0
  for (const word of words.toLowerCase().split(/[- ]/)) {
    if (word === 'and') continue
    const value = values.get(word)
    if (value === undefined) return undefined
    if (value === 100) group *= 100
    else if (value === 1000) {
      total += group * 1000
      group = 0
    } else group += value
  }
  return total + group
}

const values: ReadonlyMap<string, number> = new Map([
  ...wordsToNineteen.map((word, index) => [word, index] as const),
  ...wordsOfTens.map((word, index) => [word, (index + 2) * 10] as const),
  ['hundred', 100],
  ['thousand', 1000],
])
