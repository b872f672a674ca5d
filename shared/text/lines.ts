import type { TextRange } from './range.ts'

/**
 * A text with each of its paragraphs, cells and broken lines on a line of its own, none of them blank:
 * what readers that set cells and empty paragraphs apart differently have in common.
 */
type LinedText = {
  readonly text: string
  /** Where words of the text it was made of stand in it. */
  toLines(range: TextRange): TextRange
}

export function layInLines(text: string): LinedText {
  const lines: string[] = []
  const [from, to]: [number[], number[]] = [[], []]
  let length = 0
  for (const { 0: line, index } of text.matchAll(/[^\t\n\v\f\r]+/g)) {
    const words = line.trim()
    if (words === '') continue
    lines.push(words)
    from.push(index + line.indexOf(words))
    to.push(length)
    length += words.length + 1
  }
  const place = (offset: number) => {
    const at = Math.max(0, findLast(from, offset))
    const into = Math.max(0, offset - (from[at] ?? 0))
    return (to[at] ?? 0) + Math.min(into, lines[at]?.length ?? 0)
  }
  return {
    text: lines.join('\n'),
    toLines({ start, end }) {
      const first = place(start)
      return { start: first, end: end > start ? place(end - 1) + 1 : first }
    },
  }
}

/** Ordinal of the last of the rising offsets that is not behind `offset`; -1 without one. */
function findLast(offsets: readonly number[], offset: number): number {
  let [low, high] = [0, offsets.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((offsets[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
