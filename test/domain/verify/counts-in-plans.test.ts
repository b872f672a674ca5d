import { expect, test } from 'vitest'
import { verify } from '../../../server/domain/verify/verify.ts'
import { says } from './evidence-cells.ts'

const plan = says(
  'The duration of treatment was 26 weeks. A total of 295 patients were randomized into 1 of 3 treatment groups.',
  { role: 'sap' },
)
const report = says('A total of 295 patients were randomized into 1 of 3 treatment groups.', {
  role: 'report',
})

const judge = (text: string, ...evidence: readonly (typeof plan)[]) =>
  verify({ text, context: '', isCell: false }, evidence)

test.each([
  'A total of 295 patients were randomized.',
  '295 patients were randomized into 1 of 3 treatment groups.',
])('how many were is no result where only a plan tells it: “%s”', (text) => {
  expect(judge(text, plan)).toMatchObject({ state: 'partly_supported', reason: 'planned' })
  expect(judge(text, plan, report).state).toBe('supported')
})

test('another number than that of a plan is shown beside it, and not said to be wrong', () => {
  const { state, explanation } = judge('A total of 254 patients were randomized.', plan)
  expect(state).toBe('partly_supported')
  expect(explanation).toContain('“254” against “295”')
})

test('what a plan tells of its own past without a count of people stays its own', () => {
  expect(judge('The duration of treatment was 26 weeks.', plan).state).toBe('supported')
})

test('how many are to be is what a plan tells', () => {
  const foreseen = says('Approximately 300 patients will be enrolled.', { role: 'sap' })
  const told = 'Approximately 300 patients were to be enrolled.'
  expect(judge(told, foreseen).state).toBe('supported')
})
