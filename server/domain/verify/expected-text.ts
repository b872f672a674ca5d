import type { TextRange } from '../../../shared/text/range.ts'
import { listWhole } from '../rewriting.ts'
import type { ClaimEvidence } from './verdict.ts'

/** The words of an evidence after its recorded changes, as a document should have them. */
export type ExpectedText = {
  readonly text: string
  /** Where each code unit comes from in the source's text; one more for the end. */
  readonly origins: readonly number[]
}

/** A change that its place can't be found for is left out: its words then differ, and are shown. */
export function applyTransformations({
  quote,
  range,
  transformations,
}: ClaimEvidence): ExpectedText {
  const origins = Array.from({ length: quote.length + 1 }, (_, at) => range.start + at)
  let expected: ExpectedText = { text: quote, origins }
  let cursor = 0
  for (const { from, to } of transformations) {
    const places = listWhole(expected.text, from)
    const at = places.find((place) => place >= cursor) ?? places[0]
    if (at === undefined) continue
    expected = replaceAt(expected, at, from.length, to)
    cursor = at + to.length
  }
  return expected
}

/** Several evidences as one text, in their order. */
export function joinExpected(texts: readonly ExpectedText[]): ExpectedText {
  return {
    text: texts.map(({ text }) => text).join(' '),
    origins: texts.flatMap(({ origins }) => origins),
  }
}

export function toSourceRange({ origins }: ExpectedText, range: TextRange): TextRange {
  const start = origins[range.start] ?? 0
  return { start, end: Math.max(start + 1, (origins[range.end - 1] ?? start) + 1) }
}

function replaceAt(
  { text, origins }: ExpectedText,
  at: number,
  length: number,
  to: string,
): ExpectedText {
  const origin = origins[at] ?? 0
  return {
    text: text.slice(0, at) + to + text.slice(at + length),
    origins: [
      ...origins.slice(0, at),
      ...Array.from({ length: to.length }, () => origin),
      ...origins.slice(at + length),
    ],
  }
}
