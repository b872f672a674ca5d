import type { TextRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'

/**
 * The sentences of a rendered text: paragraphs end with a line feed and table cells with a tab, and
 * no sentence reaches over either.
 */
export function listSentences(text: string): TextRange[] {
  return Array.from(text.matchAll(/[^\n\t]+/g)).flatMap((block) =>
    splitSentences(text, { start: block.index, end: block.index + block[0].length }),
  )
}

/** The sentence after (1) or before (-1) `present`; without one, the first or last of all. */
export function stepSentence(
  sentences: readonly TextRange[],
  present: TextRange | undefined,
  direction: 1 | -1,
): TextRange | undefined {
  if (!present) return direction === 1 ? sentences[0] : sentences.at(-1)
  return direction === 1
    ? sentences.find(({ start }) => start >= present.end)
    : sentences.findLast(({ end }) => end <= present.start)
}
