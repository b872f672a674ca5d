import { describe, expect, it } from 'vitest'
import {
  describeRun,
  initialCheckRun,
  isAwaited,
  isUnderWay,
  reduceCheckRun,
  type CheckRun,
  type CheckRunEvent,
} from '../../../addin/state/check-run.ts'
import { createProblem } from '../../../client/api-error.ts'
import { buildCheck, buildSentence } from '../build-check.ts'

const since = '2026-11-26T10:00:00.000Z'
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
    expect(describeRun(initialCheckRun)).toBe('')
  })

  it('drops what an older run tells', () => {
    const second = run({ type: 'asked' }, { type: 'asked' })
    expect(reduceCheckRun(second, { type: 'done', attempt: 1, since })).toBe(second)
    expect(reduceCheckRun(second, { type: 'failed', attempt: 1, problem })).toBe(second)
    expect(isUnderWay(second)).toBe(true)
  })

  it('counts the edits since a run began to read the document, and during it', () => {
    const edited = run({ type: 'asked' }, { type: 'edited' }, { type: 'edited' })
    expect(edited.edits).toBe(2)
    expect(reduceCheckRun(edited, { type: 'done', attempt: 1, since }).edits).toBe(2)
    expect(reduceCheckRun(edited, { type: 'asked' }).edits).toBe(0)
  })

  it('is over when it failed, with the reason', () => {
    const failed = run({ type: 'asked' }, { type: 'failed', attempt: 1, problem })
    expect(failed.phase).toEqual({ name: 'failed', problem })
    expect(isUnderWay(failed)).toBe(false)
  })

  it('is waited for when it is over, until what it has found is there', () => {
    const found = buildCheck([buildSentence(1)])
    const before = { ...found.check!, created_at: '2026-11-26T09:59:59.000Z' }
    const over = run({ type: 'asked' }, { type: 'done', attempt: 1, since })
    expect(describeRun(over)).toMatch(/^Loading/)
    const answers = [null, { ...found, check: null }, { ...found, check: before }, found]
    expect(answers.map((answer) => isAwaited(over, answer))).toEqual([true, true, true, false])
    expect(isAwaited(initialCheckRun, null)).toBe(false)
  })
})
