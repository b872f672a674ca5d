/** Counts calls in windows of a minute; processes that share its store count together. */
export interface RateLimiter {
  /** Counts one more call of the caller; its window begins with its first call. */
  count(caller: string): Promise<CountedCall>
}

type CountedCall = {
  /** In this window, with the one that was counted. */
  readonly calls: number
  /** What is left of the window. */
  readonly millisecondsLeft: number
}
