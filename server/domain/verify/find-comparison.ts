import type { TextRange } from '../../../shared/text/range.ts'

/** "12, fewer than on A (28) and than on B (26), but more than on C (9)": each is of the 12, and ends before the next. */
export function findComparison(text: string, range: TextRange): TextRange {
  const found = Array.from(text.matchAll(comparison), ({ index }) => index)
  const first = found.find((at) => at <= range.start) ?? range.start
  const isOneList = !/[;:]|\.\s/.test(text.slice(first, range.start))
  const end = found.find((at) => at > range.end) ?? text.length
  return { start: isOneList ? first : range.start, end }
}

const comparison =
  /\b(?:more|fewer|less|higher|lower|greater|smaller)\b(?:[^.;,\d]|\.(?=\d)){0,40}? than\b/gi
