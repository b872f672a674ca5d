import type { TextRange } from '../../shared/text/range.ts'

export type Random = () => number

export function pick<T>(random: Random, values: readonly T[]): T | undefined {
  return values[Math.floor(random() * values.length)]
}

/** Words and numbers within the range, in order. */
export function listWords(text: string, { start, end }: TextRange): TextRange[] {
  return Array.from(text.slice(start, end).matchAll(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu), (match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }))
}

/** Words of the same document, as a writer of it might add them. */
export function inventWords(random: Random, text: string, count: number): string {
  const start = Math.floor(random() * Math.max(1, text.length - 4000))
  const words = listWords(text, { start, end: Math.min(text.length, start + 4000) })
  const from = Math.floor(random() * Math.max(1, words.length - count))
  return words
    .slice(from, from + count)
    .map((word) => text.slice(word.start, word.end))
    .join(' ')
}

/** Another word for a word: a changed digit, a slip of the finger, or another word altogether. */
export function retypeWord(random: Random, text: string, word: string): string {
  if (/\p{N}/u.test(word)) return word.replace(/\p{N}/u, () => String(1 + Math.floor(random() * 9)))
  if (word.length > 4 && random() < 0.4) {
    const at = 1 + Math.floor(random() * (word.length - 2))
    return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
  }
  return inventWords(random, text, 1) || 'other'
}
