import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchor } from '../../shared/text/anchor.ts'
import { describe } from '../../shared/text/describe.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { edits, editElsewhere } from '../support/text-edits.ts'

const vocabulary =
  'the dose was given to each subject in arm placebo low high week baseline mean change score 24 ' +
  '8.25 75.1 and of randomised visit adverse event reported by investigator before after study'
const word = fc.constantFrom(...vocabulary.split(' '))
const sentence = fc
  .array(word, { minLength: 6, maxLength: 16 })
  .map((words) => `${words.join(' ').replace(/^./, (first) => first.toUpperCase())}.`)
/** Sentences, of which some differ from another in a single word. */
const text = fc.array(sentence, { minLength: 3, maxLength: 12 }).chain((sentences) =>
  fc.tuple(fc.nat(), word).map(([at, other]) => {
    const twin = (sentences[at % sentences.length] ?? '').replace(/ \S+ /, ` ${other} `)
    return [...sentences, twin]
  }),
)
/** A word within the sentence goes, is another, or has others behind it. */
const inner = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('delete', 'retype', 'insert'),
  words: fc.array(word, { minLength: 1, maxLength: 4 }),
})
type Inner = { readonly at: number; readonly kind: string; readonly words: readonly string[] }

function editInside(quote: string, { at, kind, words }: Inner): string {
  const parts = quote.split(' ')
  const place = 1 + (at % (parts.length - 2))
  if (kind === 'insert') return parts.toSpliced(place, 0, ...words).join(' ')
  return parts.toSpliced(place, 1, ...(kind === 'retype' ? words.slice(0, 1) : [])).join(' ')
}

function place(sentences: readonly string[], at: number) {
  const joined = sentences.join(' ')
  const start = sentences.slice(0, at).join(' ').length + (at > 0 ? 1 : 0)
  return { joined, range: { start, end: start + (sentences[at]?.length ?? 0) } }
}

test('a sentence that was edited is found in its own place, or nowhere', () => {
  let found = 0
  let exact = 0
  fc.assert(
    fc.property(text, fc.nat(), inner, (sentences, index, edit) => {
      const at = index % sentences.length
      const { joined, range } = place(sentences, at)
      const changed = editInside(sentences[at] ?? '', edit)
      const { joined: edited, range: meant } = place(sentences.with(at, changed), at)
      const { quote, position } = describe(joined, range)
      const landed = anchor(edited, quote, position)
      if (!landed.range) return
      found++
      // where the words put in are the quote's own, as in "visit and visit", its edge is a guess
      if (landed.range.start === meant.start && landed.range.end === meant.end) exact++
      expect(landed.range.start).toBeGreaterThanOrEqual(meant.start)
      expect(landed.range.end).toBeLessThanOrEqual(meant.end)
    }),
    { numRuns: 500 },
  )
  expect(found).toBeGreaterThan(250)
  expect(exact / found).toBeGreaterThan(0.95)
})

test('so it is when the text around it was edited, too', () => {
  fc.assert(
    fc.property(text, fc.nat(), inner, edits, (sentences, index, edit, list) => {
      const at = index % sentences.length
      const { joined, range } = place(sentences, at)
      const changed = editInside(sentences[at] ?? '', edit)
      const { joined: own, range: ownRange } = place(sentences.with(at, changed), at)
      const { edited, meant } = editElsewhere(own, ownRange, list)
      const { quote, position } = describe(joined, range)
      const landed = anchor(edited, quote, position)
      if (!landed.range) return
      expect(landed.range.start).toBeLessThan(meant.end)
      expect(landed.range.end).toBeGreaterThan(meant.start)
    }),
    { numRuns: 500 },
  )
})

test('a sentence that was deleted is found nowhere', () => {
  fc.assert(
    fc.property(text, fc.nat(), (sentences, index) => {
      const at = index % sentences.length
      fc.pre(sentences.filter((one) => one === sentences[at]).length === 1)
      const { joined, range } = place(sentences, at)
      const { quote, position } = describe(joined, range)
      const landed = anchor(sentences.toSpliced(at, 1).join(' '), quote, position)
      const words = landed.range && sliceRange(sentences.toSpliced(at, 1).join(' '), landed.range)
      expect([landed.state, words]).toEqual([
        expect.stringMatching(/^(lost|ambiguous)$/) as string,
        null,
      ])
    }),
    { numRuns: 500 },
  )
})

/** Where a quote between its neighbours lands once it has become other words. */
function landAfter([before, quote, after]: readonly [string, string, string], edited: string) {
  const start = before.length
  const { quote: selector, position } = describe(before + quote + after, {
    start,
    end: start + quote.length,
  })
  const text = before + edited + after
  const { state, range } = anchor(text, selector, position)
  return { state, words: range && sliceRange(text, range) }
}

test.each(['thethe sample will be', 'the sample will bebe'])(
  'an end that stands twice without a blank is a guess: “%s”',
  (edited) => {
    const before =
      'The concomitant medication data will be coded using a publicly available sample of a drug dictionary. Drugs not matching those in '
    const after = ' considered uncoded for the purposes of this submission.'
    const landed = landAfter([before, 'the sample will be', after], edited)
    expect(landed).toEqual({ state: 'ambiguous', words: null })
  },
)

test('the last words of a quote that come first now are a part of it, also if it has them twice', () => {
  const before =
    'At least 365 days of observation time prior to the index date\nNo exposure of any treatment before the index date\n'
  const quote =
    'A diagnosis of a hypertensive disorder on or preceding the index date\nNo diagnosis of the outcome of interest preceding the index date'
  const after = '\nExposures\nIn this study, we are interested in every pairwise comparison.'
  const edited = `index date ${quote.slice(0, -' index date'.length)}`
  expect(landAfter([before, quote, after], edited)).toEqual({ state: 'edited', words: edited })
})

test('an end that was changed is a guess where the word behind it is the neighbour’s own', () => {
  const before =
    '3 = moderate: patient has difficulty 25-50% of the time\n4 = moderately severe: patient has difficulty more than half of the time\n5 = '
  const after =
    ' 2 utterances, clued by empty speech, mute\nComprehension\nThis item evaluates the ability to understand speech. Do not include responses to commands.'
  const start = before.length
  const { quote, position } = describe(`${before}severe: only 1 or${after}`, {
    start,
    end: start + 'severe: only 1 or'.length,
  })
  const edited = `${before.replace('5 =', '6 =')}severe: only 2 or${after.replace(' 2 ', ' 3 ')}`
  expect(anchor(edited, quote, position).range).toBeNull()
})

test('a quote is not found without a part of it that its neighbour is like', () => {
  const before =
    'Rosen WG, Mohs RC, Davis KL. 1984. A new rating scale for Alzheimer’s disease. Am J Psychiatry 141:1356-64.\n'
  const quote =
    'Protocol Attachment LZZT.3 Video-referenced Clinician’s Interview-Based Impression of Change (CIBIC+)'
  const after =
    '\nProtocol Attachment LZZT.3 Video-referenced Clinician’s Interview-Based Impression of Change CIBIC+ Rating Scale\nBackground Information\nGlobal ratings are intended to provide an index of clinical change.'
  const { quote: selector, position } = describe(before + quote + after, {
    start: before.length,
    end: before.length + quote.length,
  })
  const turned =
    'Clinician’s Interview-Based Impression of Change (CIBIC Protocol Attachment LZZT.3 Video-referenced +)'
  const text = before + turned + after.replace('referenced', 'referneced')
  const { range } = anchor(text, selector, position)
  expect(['', turned]).toContain(range ? sliceRange(text, range) : '')
})

test('words that stand elsewhere with a raised digit typed plain were not moved there', () => {
  const [before, after] = ['Primary events are any of these.\n', '\nLimit all to one a person.\n']
  const rest = 'Where an event starts between one day before and all days after the index date.\n'
  const quote = 'a condition occurrence of intracranial bleed Haemorrhagic stroke⁴'
  const start = before.length
  const text = before + quote + after + rest
  const { quote: selector, position } = describe(text, { start, end: start + quote.length })
  const move = (words: string) => anchor(before + after + rest + words, selector, position).state
  expect(move(quote)).toBe('moved')
  expect(move(quote.replace('⁴', '4'))).toBe('ambiguous')
})
