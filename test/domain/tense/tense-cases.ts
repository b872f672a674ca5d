import { expect, test } from 'vitest'
import { changeTense } from '../../../server/domain/tense/change-tense.ts'

/** A sentence of a plan, what it says as done, and what it says as planned. */
type Case = readonly [plan: string, done: string, planned: string]

export function testCases(cases: readonly Case[]): void {
  test.each(cases)('%s', (plan, done, planned) => {
    expect(changeTense(plan, 'done')).toMatchObject({
      text: done,
      usedMode: 'done',
      leftToWriter: [],
    })
    expect(changeTense(plan, 'planned')).toMatchObject({ text: planned, usedMode: 'planned' })
  })
}
