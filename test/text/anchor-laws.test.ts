import fc from 'fast-check'
import { describe as group, expect, it } from 'vitest'
import { anchor, createAnchorer } from '../../shared/text/anchor.ts'
import { describe } from '../../shared/text/describe.ts'
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
const line = fc.array(words, { minLength: 1, maxLength: 14 }).map((parts) => parts.join(' '))
const lineText = fc.array(line, { minLength: 1, maxLength: 20 }).map((lines) => lines.join('\n'))
/** Texts with twins: lines are drawn from a few, with a number of its own before each. */
const twinText = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(), { maxLength: 30 }))
  .map(([lines, order]) =>
    order.map((index, row) => `${row}. ${lines[index % lines.length]}`).join('\n'),
  )

const odd = fc
  .array(fc.constantFrom('a', 'b', ' ', '\n', '\u00ad', 'ﬁ', '😀', '\u0301', '\t', '’'), {
    maxLength: 400,
  })
  .map((parts) => parts.join(''))

const repeated = fc.tuple(line, fc.integer({ min: 1, max: 30 })).map(([text, n]) => text.repeat(n))

function toRange(text: string, a: number, b: number): TextRange {
  const start = a % text.length
  return { start, end: start + 1 + (b % Math.min(120, text.length - start)) }
}

/** `at` is where the edit begins, in parts of 10,000 of what lies outside the range. */
type Edit = { readonly at: number; readonly removed: number; readonly added: string }
const edits = fc.array(
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
function editElsewhere(text: string, range: TextRange, list: readonly Edit[]) {
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

group('law 3', () => {
  it('anchor(describe(range)) is the range in unedited text, twins included', () => {
    fc.assert(
      fc.property(fc.oneof(twinText, lineText, odd, repeated), fc.nat(), fc.nat(), (text, a, b) => {
        fc.pre(text.length > 0)
        const range = toRange(text, a, b)
        const { quote, position } = describe(text, range)
        expect(quote.exact).toBe(sliceRange(text, range))
        expect(anchor(text, quote, position)).toEqual({ state: 'intact', range })
      }),
      { numRuns: 3000 },
    )
  })

  it('after edits elsewhere it lands on the text it meant, or nowhere', () => {
    fc.assert(
      fc.property(fc.oneof(twinText, lineText), fc.nat(), fc.nat(), edits, (text, a, b, list) => {
        fc.pre(text.length > 0)
        const range = toRange(text, a, b)
        const { quote, position } = describe(text, range)
        const { edited, meant } = editElsewhere(text, range, list)
        const found = anchor(edited, quote, position)
        if (found.range) expect(found.range).toEqual(meant)
        else expect(['ambiguous', 'lost']).toContain(found.state)
      }),
      { numRuns: 5000 },
    )
  })

  it('finds a sentence again when nothing near it was edited', () => {
    const filler = Array.from({ length: 12 }, (_, index) => `Note ${index} says: all is well.`)
    const far = filler.join(' ')
    fc.assert(
      fc.property(line, line, line, (added, removed, quoted) => {
        const meant = `${quoted} here.`
        const text = `${removed}. ${far} ${meant} ${far.toUpperCase()} ${removed}`
        const edited = `${added}. ${far} ${meant} ${far.toUpperCase()} ${added}`
        const start = `${removed}. ${far} `.length
        const { quote, position } = describe(text, { start, end: start + meant.length })
        const found = anchor(edited, quote, position)
        expect([found.state, found.range && sliceRange(edited, found.range)]).toEqual([
          'intact',
          meant,
        ])
      }),
    )
  })

  it('never lands on another sentence after its own was deleted or changed', () => {
    const names = fc.uniqueArray(
      fc.constantFrom('placebo', 'low dose', 'high dose', 'control', 'pooled', 'active', 'open'),
      { minLength: 3, maxLength: 6 },
    )
    fc.assert(
      fc.property(
        names,
        fc.nat(),
        fc.boolean(),
        fc.constantFrom('4.1', '75.2'),
        (all, at, isGone, value) => {
          const lines = all.map((name) => `The mean change in the ${name} group was 4.1 points.`)
          const meant = at % lines.length
          const text = lines.join(' ')
          const start = lines.slice(0, meant).join(' ').length + (meant > 0 ? 1 : 0)
          const range = { start, end: start + (lines[meant]?.length ?? 0) }
          const changed = `The average in the ${all[meant]} group was ${value} points.`
          const edited = lines
            .map((text, index) => (index === meant ? changed : text))
            .filter((_, index) => !(isGone && index === meant))
            .join(' ')
          const { quote, position } = describe(text, range)
          const found = anchor(edited, quote, position)
          if (!found.range) return
          expect(isGone).toBe(false)
          expect(sliceRange(edited, found.range)).toBe(changed)
        },
      ),
    )
  })

  it('anchors many selectors in one text as it does each alone', () => {
    fc.assert(
      fc.property(
        twinText,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }),
        (text, pairs) => {
          fc.pre(text.length > 0)
          const find = createAnchorer(`x ${text}`)
          for (const [a, b] of pairs) {
            const { quote, position } = describe(text, toRange(text, a, b))
            expect(find(quote, position)).toEqual(anchor(`x ${text}`, quote, position))
          }
        },
      ),
    )
  })
})
