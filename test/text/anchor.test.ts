import { describe as group, expect, it } from 'vitest'
import { anchor } from '../../shared/text/anchor.ts'
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

  it('finds the words of a paragraph in which Word raises the digits', () => {
    const marked = `${before}«A patch of 50 cm2 with 1.5 x 103 cells was applied.»${after}`
    const words = 'A patch of 50 cm² with 1.5 x 10³ cells was applied.'
    expect(carry(marked, `${before}${words}${after}`)).toEqual(['intact', words])
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
    const words = 'After randomization each subject wore two patches: none fell off.'
    expect(carry(marked, `${before}${words} Nobody minded.`)).toEqual(['edited', words])
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
