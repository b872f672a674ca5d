/** Event streams that are open now, counted by who opened them. */
export type OpenStreams = {
  /** @returns what closes it; undefined when the caller has as many open as one may have */
  open(caller: string): (() => void) | undefined
  /** Asks all of them to end. */
  end(): void
  isEnding(): boolean
}

/** Of one caller. A run needs one; a browser opens no more than six connections to a server. */
const maximumOpenStreams = 20

export function createOpenStreams(maximum = maximumOpenStreams): OpenStreams {
  let isEnding = false
  const counts = new Map<string, number>()
  return {
    end: () => void (isEnding = true),
    isEnding: () => isEnding,
    open(caller) {
      const count = counts.get(caller) ?? 0
      if (count >= maximum) return undefined
      counts.set(caller, count + 1)
      return () => {
        const left = (counts.get(caller) ?? 1) - 1
        if (left > 0) counts.set(caller, left)
        else counts.delete(caller)
      }
    },
  }
}
