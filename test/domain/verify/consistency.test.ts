import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findInconsistencies } from '../../../server/domain/verify/consistency.ts'

function read(...sentences: readonly string[]) {
  let start = 0
  return sentences.map((text) => {
    const range = { start, end: start + text.length }
    start = range.end + 1
    return { text, range, context: '' }
  })
}

const inSynopsis = 'A total of 254 subjects were randomized: 86 with placebo and 84 with low dose.'

test('a quantity that a document gives twice must agree: both places are told', () => {
  const inResults = inSynopsis.replace('254', '245')
  const found = findInconsistencies(read(inSynopsis, 'Something else.', inResults))
  const second = inSynopsis.length + 'Something else.'.length + 2
  expect(found).toEqual([
    {
      thing: inSynopsis.slice(0, -1),
      first: { range: { start: 11, end: 14 }, value: '254' },
      second: { range: { start: second + 11, end: second + 14 }, value: '245' },
    },
  ])
})

test('words that say a direction tell what is spoken of, too', () => {
  const once = 'Of these, 118 (46%) completed Week 24 and 110 (43%) completed the study.'
  const again = once.replace('118 (46%)', '111 (44%)')
  const values = findInconsistencies(read(once, again)).map(({ first, second }) => [
    first.value,
    second.value,
  ])
  expect(values).toEqual([
    ['118', '111'],
    ['46 %', '44 %'],
  ])
})

test.each([
  [
    'another visit',
    'The mean change at Week 8 was 2.5 points.',
    'The mean change at Week 24 was 3.5 points.',
  ],
  [
    'another arm',
    'The mean score was 2.5 with placebo there.',
    'The mean score was 3.5 with low dose there.',
  ],
  ['another unit', 'The mean daily dose was 54 mg there.', 'The mean daily dose was 3 ml there.'],
  [
    'the same value in another form',
    'The trial screened 1,200 adult subjects.',
    'The trial screened 1200 adult subjects.',
  ],
])('%s is no contradiction', (_, first, second) => {
  expect(findInconsistencies(read(first, second))).toEqual([])
})

const below = (headings: readonly string[], ...sentences: readonly string[]) =>
  read(...sentences).map((one, at) => ({ ...one, context: headings[at] ?? '' }))

test('sections with parallel titles speak of two things in the same words', () => {
  const said = 'The mean change in the score was 2.5 points.'
  const other = said.replace('2.5', '3.5')
  const first = 'Results | Primary Endpoint: Memory at Week 24'
  const second = 'Results | Primary Endpoint: Mood at Week 24'
  expect(findInconsistencies(below([first, second], said, other))).toEqual([])
  expect(findInconsistencies(below([first, first], said, other))).toHaveLength(1)
  expect(findInconsistencies(below([first, 'Synopsis'], said, other))).toHaveLength(1)
})

test('the results of two tests are two things below any two headings', () => {
  const said = 'The test for dose response gave a p-value of 0.245.'
  const other = said.replace('0.245', '0.960')
  expect(findInconsistencies(below(['Memory', 'Mood'], said, other))).toEqual([])
  expect(findInconsistencies(below(['Memory', 'Memory'], said, other))).toHaveLength(1)
})

test('volume and pages of literature are no quantities', () => {
  expect(
    findInconsistencies(read('J Biop Stat Sci 1:151-6.', 'J Biop Stat Sci 1:161-70.')),
  ).toEqual([])
})

test('a document that says everything twice alike is consistent', () => {
  const sentence = fc
    .tuple(fc.nat({ max: 999 }), fc.constantFrom('placebo', 'low dose', 'high dose'))
    .map(
      ([count, arm]) => `Serious adverse events were reported for ${count} subjects with ${arm}.`,
    )
  fc.assert(
    fc.property(sentence, (text) => {
      expect(findInconsistencies(read(text, text))).toEqual([])
    }),
  )
})
