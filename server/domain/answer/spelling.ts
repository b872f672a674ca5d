import type { EvidenceSource } from '../evidence.ts'

/**
 * A question with words that the sources don't have, each as the one word of theirs that it can be by a
 * slip of the fingers; undefined where there is none. One letter in place of another is no slip here:
 * an infection is no injection. Nor is a short word, which may be any other.
 */
export function correctSpelling(
  question: string,
  sources: readonly EvidenceSource[],
): string | undefined {
  const words = countWords(sources)
  const corrected = question.replace(longWords, (word) => {
    const isKnown = words.has(word) || words.has(`${word}s`) || words.has(word.replace(/s$/, ''))
    return isKnown ? word : (findMeant(word, words) ?? word)
  })
  return corrected === question ? undefined : corrected.replace(miscounted, 'ow many ')
}

/** Of seven letters or more, and no name. */
const longWords = /(?<![\p{L}\p{N}-])\p{Ll}{7,}(?![\p{L}\p{N}-])/gu
const miscounted = /(?<=^\W*h)ow m[ae]n+[iye]+ /i

/** How often each stands in the sources. */
function countWords(sources: readonly EvidenceSource[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { sourceText } of sources) {
    for (const [word] of sourceText.text.toLowerCase().matchAll(/\p{L}{6,}/gu)) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  return counts
}

/** Of several the one that stands in the sources far more often than any other. */
function findMeant(word: string, words: ReadonlyMap<string, number>): string | undefined {
  const near = [...words].filter(([known]) => isSlip(word, known))
  const [first, second] = near.toSorted(([, a], [, b]) => b - a)
  if (!first) return undefined
  return !second || first[1] >= lead * second[1] ? first[0] : undefined
}

const lead = 4

/** Up to two letters too few, one too many, or two neighbours the wrong way round. */
function isSlip(word: string, known: string): boolean {
  const more = known.length - word.length
  if (known[0] !== word[0] || more < -1 || more > 2) return false
  if (more === 0) return isSwapped(word, known)
  return more > 0 ? isWithin(word, known) : isWithin(known, word)
}

function isSwapped(word: string, known: string): boolean {
  const at = [...word].findIndex((letter, index) => letter !== known[index])
  const swapped =
    word.slice(0, at) +
    word
      .slice(at, at + 2)
      .split('')
      .toReversed()
      .join('')
  return at > 0 && swapped + word.slice(at + 2) === known
}

/** The letters of the shorter stand in the longer, in order. */
function isWithin(shorter: string, longer: string): boolean {
  let at = 0
  for (const letter of longer) if (letter === shorter[at]) at++
  return at === shorter.length
}
