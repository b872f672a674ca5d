import { expect, test } from 'vitest'
import { isSuccess, judgeAttempt, retryMilliseconds } from '../../server/domain/webhook-retries.ts'

const at = '2026-01-01T00:00:00.000Z'

test('what fails is sent again after 1, 5 and 30 minutes and 2, 8, 24 and 36 hours, and then no more', () => {
  const pauses = retryMilliseconds
  let failures = 0
  const minutes: number[] = []
  for (;;) {
    const outlook = judgeAttempt(false, { failures, at, pauses })
    failures = outlook.failures
    if (outlook.dueAt === null) {
      expect(outlook.status).toBe('undelivered')
      break
    }
    expect(outlook.status).toBe('pending')
    minutes.push((Date.parse(outlook.dueAt) - Date.parse(at)) / 60_000)
  }
  expect(minutes).toEqual([1, 5, 30, 120, 480, 1440, 2160])
  expect(failures).toBe(8)
})

test('what is taken is delivered, at the first attempt or the last', () => {
  for (const failures of [0, 7]) {
    const outlook = judgeAttempt(true, { failures, at, pauses: retryMilliseconds })
    expect(outlook).toEqual({ status: 'delivered', failures, dueAt: null })
  }
})

test('2xx alone is taken', () => {
  expect([199, 200, 204, 299, 300, 302, 404, 410, 500].map(isSuccess)).toEqual([
    false,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})
