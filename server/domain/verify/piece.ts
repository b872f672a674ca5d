import type { Claim } from './verdict.ts'

/**
 * True for what is recorded of a part of a sentence, as of the items of a list: it goes on from words that told
 * whose its values are, or what of. A sentence whose end somebody has taken away still has its verb.
 */
export function isPieceOfSentence({ text, isFound }: Claim): boolean {
  const isOpen = !/[.!?]\W*$/.test(text) && !verb.test(text)
  return isFound !== true && (/^\p{Ll}/u.test(text) || isOpen)
}

const verb = /\b(?:was|were|is|are|had|has|have|did|\p{Ll}{3,}(?<!increas|decreas)ed)\b/iu
