import { createRandom } from '../random.ts'

/** One text as it is copied: the words change, the numbers and marks stay. */
type Reletter = (text: string, copy: number) => string

/** The exponent of Heaps' law: a corpus of n words has about K · n^0.6 different ones. */
const heapsExponent = 0.6

/** The most frequent words are those of the language: they stay as they are. */
const wordsOfLanguage = 200

/**
 * Copies of a corpus in other letters, seeded. In the copy of number c (from 1) the rarest words become
 * new ones, as many as Heaps' law has for a corpus that grows from c to c + 1 times its size. The others
 * change places with words that are about as frequent, so that no sentence comes twice.
 */
export function createReletter(texts: readonly string[]): Reletter {
  const counts = new Map<string, number>()
  for (const text of texts) {
    for (const [word] of text.matchAll(wordPattern)) {
      const key = word.toLowerCase()
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  const byFrequency = [...counts]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([word]) => word)
  const maps = new Map<number, ReadonlyMap<string, string>>()
  return (text, copy) => {
    const map = maps.get(copy) ?? mapWords(byFrequency, copy)
    maps.set(copy, map)
    return text.replace(wordPattern, (word) => imitateCase(map.get(word.toLowerCase()), word))
  }
}

const wordPattern = /\p{L}{2,}/gu

function mapWords(byFrequency: readonly string[], copy: number): ReadonlyMap<string, string> {
  const random = createRandom(copy)
  const growth = (copy + 1) ** heapsExponent - copy ** heapsExponent
  const kept = Math.max(wordsOfLanguage, Math.round(byFrequency.length * (1 - growth)))
  const map = new Map<string, string>()
  for (let start = wordsOfLanguage; start < kept; start *= 2) {
    const band = byFrequency.slice(start, Math.min(kept, start * 2))
    const shuffled = shuffle(band, random)
    for (const [index, word] of band.entries()) map.set(word, shuffled[index] ?? word)
  }
  const alphabet = shuffle([...'abcdefghijklmnopqrstuvwxyz'], random)
  for (const [index, word] of byFrequency.slice(kept).entries()) {
    map.set(word, inLetters(word, alphabet) + inLetters(String(copy * 1e6 + index), alphabet))
  }
  return map
}

function inLetters(word: string, alphabet: readonly string[]): string {
  return word.replace(/[a-z0-9]/g, (letter) => {
    const at = /\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 97
    return alphabet[at] ?? letter
  })
}

function shuffle<T>(list: readonly T[], random: () => number): T[] {
  const shuffled = [...list]
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const [one, two] = [shuffled[at], shuffled[other]]
    if (one !== undefined && two !== undefined) [shuffled[at], shuffled[other]] = [two, one]
  }
  return shuffled
}

function imitateCase(word: string | undefined, like: string): string {
  if (word === undefined) return like
  if (like === like.toUpperCase()) return word.toUpperCase()
  const isCapital = like.charAt(0) !== like.charAt(0).toLowerCase()
  return isCapital ? word.charAt(0).toUpperCase() + word.slice(1) : word
}
