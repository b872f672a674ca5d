import type { TextRange } from '../../shared/text/range.ts'

/** Words of a text, half-open, and what is put for them. */
export type Edit = TextRange & { readonly text: string }

/** Where ranges of a text stand once the edits, in order and apart, are made; what is cut out is gone. */
export function moveRanges(
  ranges: readonly TextRange[],
  edits: readonly Edit[],
): readonly TextRange[] {
  const moved = ranges.map(({ start, end }) => ({
    start: moveOffset(start, edits, 'start'),
    end: moveOffset(end, edits, 'end'),
  }))
  return moved.filter(({ start, end }) => start < end)
}

/** In order; those that overlap become one. */
export function joinRanges(ranges: readonly TextRange[]): readonly TextRange[] {
  const joined: TextRange[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (!last || last.end <= range.start) joined.push(range)
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
  }
  return joined
}

/** An offset inside an edit moves to that end of it which keeps the range around all new words. */
function moveOffset(offset: number, edits: readonly Edit[], side: 'start' | 'end'): number {
  let shift = 0
  for (const { start, end, text } of edits) {
    const isInside =
      side === 'start' ? start <= offset && offset < end : start < offset && offset <= end
    if (isInside) return start + shift + (side === 'start' ? 0 : text.length)
    if (end <= offset) shift += text.length - (end - start)
  }
  return offset + shift
}
