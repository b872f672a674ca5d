import { expect, it } from 'vitest'
import { createProblem } from '../../../client/api-error.ts'
import { adviceFor } from '../../../addin/state/advice.ts'
import { explainRefusal } from '../../../addin/state/office-refusals.ts'

const codes = Array.from({ length: 14 }, (_, index) => String(13000 + index))

it('says of every error that Microsoft lists what happened and what to do', () => {
  const said = [...codes, 'no_answer', '50001'].map(explainRefusal)
  for (const { detail, advice } of said) {
    expect(detail).toMatch(/^[A-Z].{20,}\.$/)
    expect(advice).toMatch(/^[A-Z].{15,}\.$/)
  }
  expect(new Set(said.map(({ detail }) => detail)).size).toBe(said.length)
})

it('names a number that it does not know', () => {
  expect(explainRefusal('50001').detail).toContain('50001')
})

it('is the advice on the problem wherever that is shown', () => {
  const problem = createProblem('office_13002', 401, '', '', '')
  expect(adviceFor(problem)).toBe(explainRefusal('13002').advice)
})
