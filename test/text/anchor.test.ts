import fc from 'fast-check'
import { describe as group, expect, it } from 'vitest'
import { anchor, createAnchorer } from '../../shared/text/anchor.ts'
import { describe } from '../../shared/text/describe.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'

/** The text with the words between « and » as the range that is meant. */
function mark(marked: string): { text: string; range: TextRange } {
  const start = marked.indexOf('«')
  const end = marked.indexOf('»') - 1
  return { text: marked.replace(/[«»]/g, ''), range: { start, end } }
}

/** What an anchor made in one text finds in another, as state and words. */
function carry(marked: string, edited: string): readonly [string, string | null] {
  const { text, range } = mark(marked)
  const { quote, position } = describe(text, range)
  const found = anchor(edited, quote, position)
  return [found.state, found.range && sliceRange(edited, found.range)]
}

const before = 'Forty subjects were enrolled at six sites in two years. '
const after = ' No death was reported in either arm of the study.'
const sentence = 'The mean age was 75.1 years in the placebo group.'

group('anchor', () => {
  it('finds an unchanged sentence after words were put in front of it', () => {
    const edited = `A new paragraph.\n${before}${sentence}${after}`
    expect(carry(`${before}«${sentence}»${after}`, edited)).toEqual(['intact', sentence])
  })

  it('finds a sentence when the one before or the one behind it was rewritten', () => {
    const marked = `${before}«${sentence}»${after}`
    expect(carry(marked, `Many took part. ${sentence}${after}`)).toEqual(['intact', sentence])
    expect(carry(marked, `${before}${sentence} Nobody died.`)).toEqual(['intact', sentence])
  })

  it('calls a sentence moved that stands elsewhere word for word', () => {
    const marked = `${before}«${sentence}»${after} ${before.repeat(3)}`
    const edited = `${before}${after} ${before.repeat(3)}Then this. ${sentence} And that.`
    expect(carry(marked, edited)).toEqual(['moved', sentence])
  })

  it('reads curly quotes, dashes and blanks of any kind as the same', () => {
    const marked = `${before}«The patient's score - 4 points - rose.»${after}`
    const words = 'The patient’s score – 4\u00a0points –\n rose.'
    expect(carry(marked, `${before}${words}${after}`)).toEqual(['intact', words])
  })

  it('calls a sentence with a changed digit edited, and finds it where it stood', () => {
    const changed = sentence.replace('75.1', '75.2')
    expect(carry(`${before}«${sentence}»${after}`, `${before}${changed}${after}`)).toEqual([
      'edited',
      changed,
    ])
  })

  it('calls a sentence edited when words were changed in it', () => {
    const changed = 'In the placebo group the mean age was 75.1 years.'
    expect(carry(`${before}«${sentence}»${after}`, `${before}${changed}${after}`)).toEqual([
      'edited',
      changed,
    ])
  })

  it('finds a changed number between sides that still stand', () => {
    const marked =
      'Of all of the subjects in the safety group «86» were treated with placebo patches.'
    const edited =
      'Of all of the subjects in the safety group 84 were treated with placebo patches.'
    expect(carry(marked, edited)).toEqual(['edited', '84'])
  })

  it('calls a sentence split that was torn apart by a longer text', () => {
    const [head, tail] = ['The mean age was 75.1 years', ' in the placebo group.']
    const filler = '. Weight was taken at each visit, and so was height. It stayed the same'
    const marked = `${before}«${head}${tail}»${after}`
    const torn = `${head}${filler.repeat(2)}${tail}`
    expect(carry(marked, `${before}${torn}${after}`)).toEqual(['split', torn])
    const little = `${head} (SD 8.2)${tail}`
    expect(carry(marked, `${before}${little}${after}`)).toEqual(['edited', little])
  })

  it('finds a sentence by its words when punctuation and one side changed', () => {
    const marked = `${before}«After randomisation, each subject wore two patches; none fell off.»${after}`
    const words = 'After randomization each subject wore two patches: none fell off'
    expect(carry(marked, `${before}${words}. Nobody minded.`)).toEqual(['edited', words])
  })

  it('is lost when the sentence was deleted, though the next one resembles it', () => {
    const low = 'The mean change at Week 24 in the low dose group was 1.2 points.'
    const high = 'The mean change at Week 24 in the high dose group was 1.2 points.'
    expect(carry(`${before}«${low}» ${high}${after}`, `${before}${high}${after}`)).toEqual([
      'lost',
      null,
    ])
    expect(carry(`${before}${low} «${high}»${after}`, `${before}${low}${after}`)).toEqual([
      'lost',
      null,
    ])
  })

  it('is lost when all was rewritten', () => {
    const edited = 'A wholly different account of some other matter stands here now.'
    expect(carry(`${before}«${sentence}»${after}`, edited)).toEqual(['lost', null])
  })

  it('is lost when a short quote stands beside other words only', () => {
    const marked = `${before}«75.1»${after}`
    expect(carry(marked, 'Elsewhere the weight was given as 75.1 kg for all.')).toEqual([
      'lost',
      null,
    ])
  })

  it('tells twins apart by what stands around them', () => {
    const twins = `${before}${sentence}${after} ${before.toUpperCase()}«${sentence}» Then it ended.`
    const edited = `New. ${twins.replace(/[«»]/g, '')}`
    const { quote, position } = describe(mark(twins).text, mark(twins).range)
    expect(anchor(edited, quote, position).range?.start).toBe(edited.lastIndexOf(sentence))
  })

  it('tells twins apart by the hint in the same text, and says ambiguous without it', () => {
    const text = `${sentence}\n`.repeat(40)
    const start = 20 * (sentence.length + 1)
    const range = { start, end: start + sentence.length }
    const { quote, position } = describe(text, range)
    expect(anchor(text, quote, position)).toEqual({ state: 'intact', range })
    expect(anchor(text, quote)).toEqual({ state: 'ambiguous', range: null })
    expect(anchor(`New.\n${text}`, quote, position)).toEqual({ state: 'ambiguous', range: null })
  })

  it('does not land on the last of several twins when the others are gone', () => {
    const list = `A: ${sentence}\nB: ${sentence}\nC: «${sentence}»\nD: ${sentence}\n`
    expect(carry(list, `B: ${sentence}\n`)[0]).toBe('ambiguous')
  })

  it('takes a selector without sides at its word', () => {
    const quote = { exact: sentence.replace(/ /g, '\u00a0'), prefix: '', suffix: '' }
    const text = before + sentence + after
    expect(anchor(text, quote).range).toEqual({
      start: before.length,
      end: before.length + sentence.length,
    })
    expect(anchor(`${text} ${text}`, quote).state).toBe('ambiguous')
    expect(anchor(text, { exact: '', prefix: '', suffix: '' }).state).toBe('lost')
  })
})

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
        const text = `${removed}. ${far} «${quoted} here.» ${far.toUpperCase()} ${removed}`
        const edited = `${added}. ${far} ${quoted} here. ${far.toUpperCase()} ${added}`
        expect(carry(text, edited)).toEqual(['intact', `${quoted} here.`])
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

group('anchor on hostile text', () => {
  it.each(['a', 'ab', ' ', '\u00ad', 'the ', '\u0301', '\u0013', '1.'])(
    'ends on a long run of %j',
    (part) => {
      const text = part.repeat(100_000)
      const quote = {
        exact: part.repeat(50) + 'x',
        prefix: part.repeat(40),
        suffix: part.repeat(40),
      }
      expect(['lost', 'ambiguous']).toContain(anchor(text, quote).state)
      expect(['lost', 'ambiguous']).toContain(
        anchor(text, { ...quote, exact: part.repeat(5000) }).state,
      )
    },
  )
})
