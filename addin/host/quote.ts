import { trimRange, type TextRange } from '../../shared/text/range.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import { contextLength } from './host.ts'

/** The selector of `range` without the blanks at its ends; undefined when nothing else is in it. */
export function describeQuote(text: string, range: TextRange): TextQuoteSelector | undefined {
  const { start, end } = trimRange(text, range)
  if (start >= end) return undefined
  return {
    exact: text.slice(start, end),
    prefix: wellFormedTail(text.slice(Math.max(0, start - contextLength), start)),
    suffix: wellFormedHead(text.slice(end, end + contextLength)),
  }
}

/** Cutting at a unit may have halved a surrogate pair, which no encoder carries. */
function wellFormedTail(text: string): string {
  return /^[\uDC00-\uDFFF]/.test(text) ? text.slice(1) : text
}

function wellFormedHead(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text
}
