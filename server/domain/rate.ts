export type RateStanding = {
  readonly limit: number
  readonly remaining: number
  /** When the window ends, in seconds of Unix time. */
  readonly resetsAt: number
  readonly isOver: boolean
  /** Whole seconds until a call may come again. */
  readonly secondsLeft: number
}

/** Where a caller stands behind so many calls; `now` in milliseconds of Unix time. */
export function judgeRate(
  counted: { readonly calls: number; readonly millisecondsLeft: number },
  limit: number,
  now: number,
): RateStanding {
  const { calls, millisecondsLeft } = counted
  return {
    limit,
    remaining: Math.max(0, limit - calls),
    resetsAt: Math.ceil((now + millisecondsLeft) / 1000),
    isOver: calls > limit,
    secondsLeft: Math.max(1, Math.ceil(millisecondsLeft / 1000)),
  }
}
