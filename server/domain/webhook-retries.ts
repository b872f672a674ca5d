import type { DeliveryStatus } from '../../shared/model/vocabulary.ts'

const minute = 60_000

/** api.md §5: 1 min, 5 min, 30 min, 2 h, 8 h, 24 h, 36 h. */
export const retryMilliseconds: readonly number[] = [1, 5, 30, 120, 480, 1440, 2160].map(
  (minutes) => minutes * minute,
)

export type Outlook = {
  readonly status: DeliveryStatus
  readonly failures: number
  /** null: nothing is to be sent any more. */
  readonly dueAt: string | null
}

/** What follows from an attempt that ended at `at`, the `failures + 1`th that failed unless it succeeded. */
export function judgeAttempt(
  hasSucceeded: boolean,
  { failures, at, pauses }: { failures: number; at: string; pauses: readonly number[] },
): Outlook {
  if (hasSucceeded) return { status: 'delivered', failures, dueAt: null }
  const pause = pauses[failures]
  if (pause === undefined) return { status: 'undelivered', failures: failures + 1, dueAt: null }
  const dueAt = new Date(Date.parse(at) + pause).toISOString()
  return { status: 'pending', failures: failures + 1, dueAt }
}

export function isSuccess(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 300
}
