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
