import { editDistance } from '../../shared/text/edit-distance.ts'

/** Counts, so that pages can be added up. */
export type Score = {
  readonly words: number
  readonly sharedWords: number
  readonly extraWords: number
  readonly numbers: number
  readonly sharedNumbers: number
  readonly characters: number
  readonly edits: number
}

/**
 * Words are compared wherever they stand, since columns and tables can be read in several orders:
 * characters are those of the words in alphabetical order.
 */
export function scoreWords(found: readonly string[], expected: readonly string[]): Score {
  const [ours, truth] = [found, expected].map((words) =>
    words.flatMap((word) => plain(word).split(' ')).filter((word) => /[\p{L}\d]/u.test(word)),
  ) as [string[], string[]]
  const [ourNumbers, trueNumbers] = [ours, truth].map((words) => words.flatMap(numbersOf)) as [
    string[],
    string[],
  ]
  const sharedWords = countShared(ours, truth)
  const [one, other] = [ours, truth].map((words) => words.toSorted().join(' ')) as [string, string]
  return {
    words: truth.length,
    sharedWords,
    extraWords: ours.length - sharedWords,
    numbers: trueNumbers.length,
    sharedNumbers: countShared(ourNumbers, trueNumbers),
    characters: other.length,
    edits: editDistance(one, other, Math.max(one.length, other.length)),
  }
}

export function addScores(scores: readonly Score[]): Score {
  const sum = (key: keyof Score) => scores.reduce((all, score) => all + score[key], 0)
  return {
    words: sum('words'),
    sharedWords: sum('sharedWords'),
    extraWords: sum('extraWords'),
    numbers: sum('numbers'),
    sharedNumbers: sum('sharedNumbers'),
    characters: sum('characters'),
    edits: sum('edits'),
  }
}

/** Dots that lead to a page number part two words; the shapes of hyphens, quotes and bullets, count for nothing. */
function plain(word: string): string {
  return word
    .normalize('NFKC')
    .replace(/[‐‑–—−]/g, '-')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[.·…_]{2,}/g, ' ')
    .trim()
}

function numbersOf(word: string): string[] {
  return word.match(/\d+(?:[.,]\d+)*/g) ?? []
}

function countShared(found: readonly string[], expected: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of expected) left.set(word, (left.get(word) ?? 0) + 1)
  return found.filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count > 0
  }).length
}
