import fc from 'fast-check'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'

const words = fc.oneof(
  fc.constantFrom(
    'The',
    'dose',
    'was',
    '(8.25)',
    'placebo',
    'group.',
    'low',
    'high',
    'and',
    '“why”',
  ),
  fc.constantFrom('–', 'Visit', '12', 'of', 'p\u00a0<', '.05', 'ﬁnal', 'µg', '…'),
  fc.nat(9999).map(String),
)
export const line = fc.array(words, { minLength: 1, maxLength: 14 }).map((parts) => parts.join(' '))
export const lineText = fc
  .array(line, { minLength: 1, maxLength: 20 })
  .map((lines) => lines.join('\n'))
/** Texts with twins: lines are drawn from a few, with a number of its own before each. */
export const twinText = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(), { maxLength: 30 }))
  .map(([lines, order]) =>
    order.map((index, row) => `${row}. ${lines[index % lines.length]}`).join('\n'),
  )

export const odd = fc
  .array(fc.constantFrom('a', 'b', ' ', '\n', '\u00ad', 'ﬁ', '😀', '\u0301', '\t', '’'), {
    maxLength: 400,
  })
  .map((parts) => parts.join(''))

export const repeated = fc
  .tuple(line, fc.integer({ min: 1, max: 30 }))
  .map(([text, n]) => text.repeat(n))

export function toRange(text: string, a: number, b: number): TextRange {
  const start = a % text.length
  return { start, end: start + 1 + (b % Math.min(120, text.length - start)) }
}

/** `at` is where the edit begins, in parts of 10,000 of what lies outside the range. */
type Edit = { readonly at: number; readonly removed: number; readonly added: string }
export const edits = fc.array(
  fc.record({
    at: fc.nat(9999),
    removed: fc.nat(60),
    added: fc.oneof(
      fc.constant(''),
      line,
      line.map((text) => `${text}\n${text}\n`),
    ),
  }),
  { minLength: 1, maxLength: 6 },
)

/** Applies the edits outside the range; gives the text and where the range lies in it. */
export function editElsewhere(text: string, range: TextRange, list: readonly Edit[]) {
  let [head, tail] = [text.slice(0, range.start), text.slice(range.end)]
  for (const { at, removed, added } of list) {
    const offset = Math.floor((at / 10_000) * (head.length + tail.length + 1))
    if (offset <= head.length) {
      const end = Math.min(head.length, offset + removed)
      head = head.slice(0, offset) + added + head.slice(end)
    } else {
      const start = offset - head.length - 1
      tail = tail.slice(0, start) + added + tail.slice(start + removed)
    }
  }
  const meant = { start: head.length, end: head.length + range.end - range.start }
  return { edited: head + sliceRange(text, range) + tail, meant }
}
