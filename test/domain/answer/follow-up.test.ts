import { expect, test } from 'vitest'
import { understand } from '../../../server/domain/answer/follow-up.ts'

test.each([
  'How many in 14-1.01?',
  'How many on 1,000 mg?',
  "How many in the 1990's study?",
  'How many on 5+5 [mg] (daily)?',
])('“%s” can be followed by another question', (earlier) => {
  expect(() => understand('And on placebo?', [earlier], [])).not.toThrow()
})

test.each([
  ['INV-20417', true],
  ['duplicate payments', true],
  ['And on placebo?', false],
  ['on placebo?', false],
  ['What about them?', false],
])('whether “%s” may stand for itself: %s', (text, isGuessed) => {
  expect(understand(text, ['How many invoices were tested?'], []).isGuessed).toBe(isGuessed)
})

test('another week takes the place of the week alone', () => {
  const asked = ['What was the mean change on placebo at Week 24?']
  const { question } = understand('And at Week 8?', asked, [])
  expect(question.concepts.map(({ word }) => word)).toEqual(['change', 'placebo', 'Week', '8'])
})

test('what is secondary takes the place of what was primary', () => {
  const { question } = understand(
    'And the secondary endpoints?',
    ['What are the primary endpoints?'],
    [],
  )
  expect(question.concepts.map(({ word }) => word)).toEqual(['secondary', 'endpoints'])
})

test.each([
  ['And in the 12 µg arm?', true],
  ['And after dose 2?', false],
])('“%s” behind a question of any dose asks of any: %s', (text, asksAny) => {
  const asked = ['How many had fever after any dose in the 6 µg arm?']
  expect(understand(text, asked, []).question.asksAny).toBe(asksAny)
})
