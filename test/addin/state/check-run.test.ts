import { describe, expect, it } from 'vitest'
import {
  describeRun,
  initialCheckRun,
  isUnderWay,
  reduceCheckRun,
  type CheckRun,
  type CheckRunEvent,
} from '../../../addin/state/check-run.ts'
import { createProblem } from '../../../client/api-error.ts'

const problem = createProblem('internal', 500, 'Failed', 'away', '')

function run(...events: CheckRunEvent[]): CheckRun {
  return events.reduce(reduceCheckRun, initialCheckRun)
}

describe('the run of a check', () => {
  it('says what it does, with the bytes where they are known', () => {
    const sending = { type: 'sending', attempt: 1, stage: 'sending' } as const
    expect(describeRun(run({ type: 'asked' }))).toMatch(/^Checking/)
    expect(describeRun(run({ type: 'asked' }, { ...sending, done: 1_500, total: 30_000 }))).toBe(
      'Sending the document: 2 of 30 kB',
    )
    expect(
      describeRun(run({ type: 'asked' }, { ...sending, stage: 'reading', done: 0, total: 0 })),
    ).toBe('Reading the document…')
    expect(describeRun(run({ type: 'asked' }, { type: 'done', attempt: 1 }))).toBe('')
  })

  it('drops what an older run tells', () => {
    const second = run({ type: 'asked' }, { type: 'asked' })
    expect(reduceCheckRun(second, { type: 'done', attempt: 1 })).toBe(second)
    expect(reduceCheckRun(second, { type: 'failed', attempt: 1, problem })).toBe(second)
    expect(isUnderWay(second)).toBe(true)
  })

  it('counts the edits since a run began to read the document, and during it', () => {
    const edited = run({ type: 'asked' }, { type: 'edited' }, { type: 'edited' })
    expect(edited.edits).toBe(2)
    expect(reduceCheckRun(edited, { type: 'done', attempt: 1 }).edits).toBe(2)
    expect(reduceCheckRun(edited, { type: 'asked' }).edits).toBe(0)
  })

  it('is over when it failed, with the reason', () => {
    const failed = run({ type: 'asked' }, { type: 'failed', attempt: 1, problem })
    expect(failed.phase).toEqual({ name: 'failed', problem })
    expect(isUnderWay(failed)).toBe(false)
  })
})
