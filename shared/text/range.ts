/** A half-open range in UTF-16 code units, as DOM ranges and CodeMirror count. */
export type TextRange = { readonly start: number; readonly end: number }

export function sliceRange(text: string, range: TextRange): string {
  return text.slice(range.start, range.end)
}

export function rangeLength(range: TextRange): number {
  return range.end - range.start
}

/** True when the two ranges share at least one code unit. */
export function rangesOverlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end
}

export function containsRange(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

export function shiftRange(range: TextRange, by: number): TextRange {
  return { start: range.start + by, end: range.end + by }
}

/** The part of `range` that is left when white space at both ends is dropped; may be empty. */
export function trimRange(text: string, range: TextRange): TextRange {
  const slice = sliceRange(text, range)
  const start = range.start + (slice.length - slice.trimStart().length)
  return { start, end: Math.max(start, range.start + slice.trimEnd().length) }
}
