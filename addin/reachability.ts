/** Whether the server answers, told by the pane's own calls and, once one failed, by asking again. */
export interface Reachability {
  /** As the browser's own; what comes of each call is noted. */
  readonly fetch: typeof fetch
  isReachable(): boolean
  subscribe(onChange: () => void): () => void
  /** Asks the server now. */
  probe(): Promise<void>
}

/** Being offline is no proof: the server may be on this machine. So it is only a reason to ask. */
export function createReachability(): Reachability {
  const listeners = new Set<() => void>()
  let isReachable = true
  let timer: ReturnType<typeof setInterval> | undefined
  const note = (answers: boolean) => {
    if (answers === isReachable) return
    isReachable = answers
    clearInterval(timer)
    if (!answers) timer = setInterval(() => void probe(), probeDelay)
    for (const listener of listeners) listener()
  }
  const probe = () =>
    fetch('/health/live', { cache: 'no-store' }).then(
      () => note(true),
      () => note(false),
    )
  addEventListener('offline', () => void probe())
  addEventListener('online', () => void probe())
  return {
    async fetch(input, init) {
      try {
        const response = await fetch(input, init)
        note(true)
        return response
      } catch (error) {
        // A call that was given up says nothing of the server.
        if (!init?.signal?.aborted) note(false)
        throw error
      }
    },
    isReachable: () => isReachable,
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    probe,
  }
}

/** Milliseconds between two questions while the server does not answer. */
const probeDelay = 3_000
