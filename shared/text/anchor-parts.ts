import type { TextRange } from './range.ts'
import { alignWords, weighWord } from './word-alignment.ts'

/** The words of a quote from `from` to `until` in its pattern, and where each stands in the text. */
export type Placed = {
  readonly pattern: readonly string[]
  readonly from: number
  readonly until: number
  /** Ordinals in the text, -1 without one; changed in place. */
  readonly fellows: number[]
}

/**
 * Looks at the lighter of two parts of a quote that a gap keeps apart. Where the gap has its words, too,
 * those are meant; few words that are not beside their side are other ones, spelled alike. True where
 * such words were given up, and nobody knows whether they were the quote's.
 */
export function gatherParts(text: readonly string[], placed: Placed): boolean {
  const { pattern, fellows } = placed
  const parts = findParts(placed)
  if (!parts) return false
  const { light, step, gap } = parts
  const words = light.map((at) => pattern[at] ?? '')
  const inside = alignWords(words, text.slice(gap.start, gap.end))
  const met = words.filter((_, index) => (inside[index] ?? -1) >= 0)
  const edge = (step < 0 ? light[0] : light.at(-1)) ?? 0
  const isHeld = (fellows[edge + step] ?? -1) === (fellows[edge] ?? 0) + step
  if (weigh(met) >= sameWords * weigh(words)) {
    for (const [index, at] of light.entries()) {
      const ordinal = inside[index] ?? -1
      fellows[at] = ordinal < 0 ? -1 : gap.start + ordinal
    }
    return false
  }
  if (isHeld || weigh(words) >= leastPart) return false
  return !findNearer(text, placed, parts)
}

/** Gives the part up, or what of it does not stand right beside the other part. */
function findNearer(text: readonly string[], { pattern, fellows }: Placed, parts: Parts): boolean {
  const { light, step, gap } = parts
  const width = light.length + 1
  const start = step < 0 ? Math.max(gap.start, gap.end - width) : gap.start
  const near = text.slice(start, step < 0 ? gap.end : Math.min(gap.end, gap.start + width))
  const found = alignWords(
    light.map((at) => pattern[at] ?? ''),
    near,
  )
  for (const [index, at] of light.entries()) {
    const ordinal = found[index] ?? -1
    fellows[at] = ordinal < 0 ? -1 : start + ordinal
  }
  return found.some((ordinal) => ordinal >= 0)
}

/** Long words that a part of the quote must have to count though it stands apart. */
const leastPart = 2.5

/** Part of the words with which they are the same again. */
const sameWords = 0.8

/** More words than this between two of the quote's are a gap. */
const leastGap = 3

type Parts = {
  /** Ordinals in the pattern. */
  readonly light: readonly number[]
  /** On which end of the quote the lighter part is. */
  readonly step: 1 | -1
  /** Ordinals in the text between the parts. */
  readonly gap: TextRange
}

function findParts({ pattern, fellows, from, until }: Placed): Parts | undefined {
  const matched = fellows
    .map((_, at) => at)
    .filter((at) => at >= from && at < until && (fellows[at] ?? -1) >= 0)
  const gaps = matched.slice(1).map((at, index) => {
    const before = matched[index] ?? at
    return (fellows[at] ?? 0) - (fellows[before] ?? 0) - (at - before)
  })
  const widest = gaps.indexOf(Math.max(...gaps))
  if ((gaps[widest] ?? 0) <= leastGap) return undefined
  const [head, tail] = [matched.slice(0, widest + 1), matched.slice(widest + 1)]
  const gap = { start: (fellows[head.at(-1) ?? 0] ?? 0) + 1, end: fellows[tail[0] ?? 0] ?? 0 }
  const weighPart = (part: readonly number[]) => weigh(part.map((at) => pattern[at] ?? ''))
  const isHead = weighPart(head) <= weighPart(tail)
  return { light: isHead ? head : tail, step: isHead ? -1 : 1, gap }
}

function weigh(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + weighWord(word), 0)
}
