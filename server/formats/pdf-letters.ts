import { isPlausible, isSuspicious } from './plausible-word.ts'
import type { Word } from './pdf-words.ts'

/**
 * What is known of the letters of a page. `doubtful`: some are guessed by the numbers that a font gives
 * them, and read like words. `unknown`: what is guessed reads like none, and is most of the page; only
 * its picture tells what it says.
 */
export type LetterState = 'known' | 'doubtful' | 'unknown'

type JudgedWords = {
  readonly letters: LetterState
  /** Those that may stand in the text. */
  readonly words: readonly Word[]
  /** Whether letters of the page stand in no word. */
  readonly isPartial: boolean
}

/**
 * Decides for one page. `lostCount` is how many of its letters have no character at all. Words that are
 * guessed are kept or left out together: a single one proves nothing.
 */
export function judgeLetters(words: readonly Word[], lostCount: number): JudgedWords {
  const guessed = words.filter((word) => word.isGuessed)
  const texts = guessed.map((word) => word.text)
  const isTrusted = readsLikeWords(texts, lostCount)
  const isWrong = (word: Word) => (word.isGuessed ? !isTrusted : isSuspicious(word.text))
  const wrong = words.filter(isWrong)
  const wrongCount = countLetters(wrong)
  const allCount = countLetters(words) + lostCount
  const isUnknown = allCount > 0 && (wrongCount + lostCount) * 2 > allCount
  const leftOut = new Set(wrong.filter((word) => word.isGuessed || isUnknown))
  const isDoubtful = guessed.length > 0 || lostCount > 0
  return {
    letters: isUnknown ? 'unknown' : isDoubtful ? 'doubtful' : 'known',
    words: leftOut.size > 0 ? words.filter((word) => !leftOut.has(word)) : words,
    isPartial: leftOut.size > 0 || lostCount > 0,
  }
}

/** Share of the letters that stand in words which could be some, of all that tell anything. */
const plausibleShare = 0.6

/** True for texts that are no garbage; of too few to tell, too. `lostCount` letters are besides them. */
export function readsLikeWords(texts: readonly string[], lostCount = 0): boolean {
  let plausible = 0
  let all = lostCount
  for (const text of texts) {
    const found = isPlausible(text)
    if (found === undefined) continue
    all += text.length
    if (found) plausible += text.length
  }
  return plausible >= plausibleShare * all
}

function countLetters(words: readonly Word[]): number {
  return words.reduce((count, word) => count + word.text.length, 0)
}
