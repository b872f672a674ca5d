import { isStopWord } from '../../../shared/text/terms.ts'
import { alignTokens } from './change.ts'
import { isWord, type Token } from './tokens.ts'

/**
 * Share of the words of both that they have in common in one order, 0 to 1; 0 where it does not
 * reach `least`. Numbers count half, since they are what a new version changes first; words such as "of"
 * count a quarter, punctuation nothing.
 */
export function measureLikeness(a: readonly Token[], b: readonly Token[], least: number): number {
  const [left, right] = [a.filter(isWord), b.filter(isWord)]
  const total = sumWeights(left) + sumWeights(right)
  if (total === 0 || (2 * sumShared(left, right)) / total < least) return 0
  const common = alignTokens(left, right).map(([index]) => left[index])
  const likeness = (2 * sumWeights(common.filter((token) => token !== undefined))) / total
  return likeness < least ? 0 : likeness
}

/** Words in common in any order: never less than in one order, and quickly counted. */
function sumShared(a: readonly Token[], b: readonly Token[]): number {
  const counts = new Map<string, number>()
  for (const { text } of a) counts.set(text, (counts.get(text) ?? 0) + 1)
  const shared = b.filter(({ text }) => {
    const left = counts.get(text) ?? 0
    counts.set(text, left - 1)
    return left > 0
  })
  return sumWeights(shared)
}

function sumWeights(tokens: readonly Token[]): number {
  return tokens.reduce((sum, { text }) => sum + weigh(text), 0)
}

function weigh(word: string): number {
  if (/\p{N}/u.test(word)) return 0.5
  return isStopWord(word.toLowerCase()) ? 0.25 : 1
}
