import type { WordIndex } from './anchor-words.ts'
import { editDistance } from './edit-distance.ts'
import { weighWord } from './word-alignment.ts'

/** A word and the ordinal of its fellow in the text, -1 without one. */
export type Fellow = { readonly word: string; readonly at: number }

/** Words of a text and of a quote, and the ordinals in the text of those of the quote. */
export type NearWords = {
  readonly text: readonly string[]
  readonly words: readonly string[]
  readonly own: readonly number[]
}

/** Beyond an edge, words that are the quote's next ones, misspelled or run together with another. */
export function extendNear({ text, words, own }: NearWords, edge: number, step: 1 | -1): number {
  const matched = step < 0 ? own.findIndex((at) => at >= 0) : own.findLastIndex((at) => at >= 0)
  if (edge !== own[matched]) return edge
  let at = edge
  for (let ordinal = matched + step; ordinal >= 0 && ordinal < words.length; ordinal += step) {
    const [word, other] = [words[ordinal] ?? '', text[at + step] ?? '']
    if (!isNear(word, other)) break
    at += step
  }
  return at
}

function isNear(word: string, other: string): boolean {
  if (word === other) return true
  const [short, long] = word.length <= other.length ? [word, other] : [other, word]
  if (short.length < 3) return false
  if (long.startsWith(short) || long.endsWith(short)) return true
  return short.length >= 5 && editDistance(short, long, 2) <= 2
}

/**
 * The text's ordinal where the quote begins (`step` -1) or ends: words written anew at its edge belong
 * to it as far as the words beside it still stand.
 */
export function findEdge(
  fellows: readonly number[],
  edge: number,
  matched: number,
  step: 1 | -1,
): number {
  if (fellows[edge] === matched) return matched
  const beside = fellows[edge + step] ?? -1
  const gap = Math.abs(beside - matched) - 1
  const isWhole = fellows[edge + 2 * step] === beside + step
  return beside >= 0 && isWhole && gap <= 6 ? beside - step : matched
}

/** Tells whether a word of the text, by its ordinal, is one of the quote's in another order. */
export function listLeftOver(
  text: WordIndex,
  words: readonly string[],
  fellows: readonly number[],
  own: readonly number[],
): (ordinal: number) => boolean {
  const left = new Set(words.filter((_, ordinal) => (own[ordinal] ?? -1) < 0))
  const taken = new Set(fellows)
  return (ordinal) => !taken.has(ordinal) && left.has(text.words[ordinal] ?? '')
}

export function extendOwn(isOwn: (ordinal: number) => boolean, edge: number, step: 1 | -1): number {
  let at = edge
  while (isOwn(at + step)) at += step
  return at
}

/** Most of the words beside the quote stand there in place. */
export function isBeside(side: readonly Fellow[], edge: number, step: 1 | -1): boolean {
  const sum = (words: readonly Fellow[]) =>
    words.reduce((weight, { word }) => weight + weighWord(word), 0)
  const nearest = side.slice(0, 6)
  const near = nearest.filter(
    ({ at }) => at >= 0 && (at - edge) * step > 0 && Math.abs(at - edge) <= 8,
  )
  return sum(near) >= Math.max(1.6, 0.6 * sum(nearest))
}
