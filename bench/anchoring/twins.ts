import { foldText, mapRangeBack } from '../../shared/text/fold.ts'
import { findOccurrences } from '../../shared/text/occurrences.ts'
import { rangesOverlap, type TextRange } from '../../shared/text/range.ts'
import type { Image } from './judge.ts'
import { listWords } from './words.ts'

/** Its words stand, before or now, in a place that is not its own: word for word. */
export function createTwinFinder(oldText: string, newText: string) {
  const [before, after] = [foldText(oldText), foldText(newText)]
  return (quote: string, { pieces }: Image): boolean => {
    const words = foldText(quote).folded.trim()
    const strangers = findOccurrences(after.folded, words, 3).filter((start) => {
      const place = mapRangeBack(after, { start, end: start + words.length })
      return !pieces.some((piece) => rangesOverlap(piece, place))
    })
    return strangers.length > 0 || findOccurrences(before.folded, words, 2).length > 1
  }
}

/**
 * As many words in a row as the quote has, before or now, outside its own place, hold the share of its
 * words in any order. With the share that is left of the quote itself it is a place at least as like it.
 */
export function createNearTwinFinder(oldText: string, newText: string) {
  const [before, after] = [readWords(oldText), readWords(newText)]
  return (target: TextRange, { pieces }: Image, share: number): boolean => {
    const quote = before.words.filter((_, at) => rangesOverlap(before.ranges[at] ?? none, target))
    return holdsMost(before, quote, [target], share) || holdsMost(after, quote, pieces, share)
  }
}

const none = { start: 0, end: 0 }

type Words = { readonly words: readonly string[]; readonly ranges: readonly TextRange[] }

function readWords(text: string): Words {
  const ranges = listWords(text, { start: 0, end: text.length })
  return { ranges, words: ranges.map(({ start, end }) => text.slice(start, end).toLowerCase()) }
}

function holdsMost(
  { words, ranges }: Words,
  quote: readonly string[],
  own: readonly TextRange[],
  share: number,
): boolean {
  const left = new Map<string, number>()
  for (const word of quote) left.set(word, (left.get(word) ?? 0) + 1)
  const isOwn = ranges.map((range) => own.some((one) => rangesOverlap(one, range)))
  let met = 0
  const take = (at: number, by: 1 | -1) => {
    const word = isOwn[at] ? undefined : words[at]
    const count = word === undefined ? undefined : left.get(word)
    if (word === undefined || count === undefined) return
    // below nothing left, more of a word counts for nothing
    if (by === 1 ? count > 0 : count >= 0) met += by
    left.set(word, count - by)
  }
  for (let at = 0; at < words.length; at++) {
    take(at, 1)
    if (at >= quote.length) take(at - quote.length, -1)
    if (met >= share * quote.length) return true
  }
  return false
}
