import { rangeLength, type TextRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'

/** A passage grows to this many UTF-16 units where it can be cut. */
export const maximumLength = 1000

/** A sentence is cut only when it is longer than this: lists without stops, data dumps. */
const maximumSentence = 2000

/** Where sentences begin; in an overlong one also before words, at most `maximumLength` apart. */
export function listSentenceCuts(text: string, range: TextRange): number[] {
  return splitSentences(text, range).flatMap((sentence) =>
    rangeLength(sentence) > maximumSentence
      ? [sentence.start, ...listWordCuts(text, sentence)]
      : [sentence.start],
  )
}

function listWordCuts(text: string, sentence: TextRange): number[] {
  const cuts: number[] = []
  let start = sentence.start
  while (sentence.end - start > maximumLength) {
    start = findWordStart(text, start)
    cuts.push(start)
  }
  return cuts
}

/** The last start of a word in the second half of what fits; else any place between two characters. */
function findWordStart(text: string, start: number): number {
  const limit = start + maximumLength
  for (let at = limit; at > start + maximumLength / 2; at--) {
    if (/\s/.test(text.charAt(at - 1)) && /\S/.test(text.charAt(at))) return at
  }
  const isInPair = /[\udc00-\udfff]/.test(text.charAt(limit))
  return isInPair ? limit - 1 : limit
}
