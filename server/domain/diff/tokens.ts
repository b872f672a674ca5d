import { foldText, mapRangeBack } from '../../../shared/text/fold.ts'
import { shiftRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'

/** A word, number or mark of punctuation as two texts are compared, and where it stands. */
export type Token = { readonly text: string; readonly range: TextRange }

/**
 * Tokens of a range in order. Typography is folded and blanks separate only, so that "8 (  9%)" and
 * "8 (9%)" are the same tokens; case counts.
 */
export function listTokens(text: string, range: TextRange): Token[] {
  const fold = foldText(sliceRange(text, range))
  return Array.from(fold.folded.matchAll(pattern), (match) => {
    const folded = { start: match.index, end: match.index + match[0].length }
    return { text: match[0], range: shiftRange(mapRangeBack(fold, folded), range.start) }
  })
}

/** Equal if and only if the tokens are. */
export function joinTokens(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ')
}

export function isWord({ text }: Token): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

/** Ranges of the tokens, one for those that stand side by side in `all`. */
export function joinRanges(all: readonly Token[], isIn: (index: number) => boolean): TextRange[] {
  const joined: TextRange[] = []
  for (const [index, { range }] of all.entries()) {
    if (!isIn(index)) continue
    const last = joined.at(-1)
    if (last && index > 0 && isIn(index - 1)) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    } else joined.push(range)
  }
  return joined
}

/** A point, comma, hyphen or apostrophe belongs to a word between two of its letters or digits. */
const pattern = /[\p{L}\p{N}\p{M}]+(?:[.,'-][\p{L}\p{N}\p{M}]+)*|\S/gu
