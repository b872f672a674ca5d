import type { Clock } from '../ports/clock.ts'
import { EmbedderFailed, type Embedder } from '../ports/embedder.ts'
import type { RequestVectors } from './openai-embedder.ts'

export type EmbedderOptions = {
  readonly model: string
  readonly request: RequestVectors
  readonly clock: Clock
  /** Numbers of the vectors that are stored; undefined while there are none. */
  readonly findDimensions: () => Promise<number | undefined>
  /** Called when it fails after it worked, or for another reason, and when it works again (null). */
  readonly onChange: (error: EmbedderFailed | null) => void
  readonly queryMilliseconds?: number
}

type WatchedEmbedder = Embedder & {
  /** Ends the requests that run. */
  close(): void
}

/** A search waits no longer than this. */
const queryMilliseconds = 2_000

/** A portion of passages takes a small machine its time. */
const passagesMilliseconds = 60_000

/**
 * Asks an endpoint for vectors, and spares it, and those who wait, while it fails: behind a failure the
 * next request is made after a pause that doubles with each further one. Queries and passages have
 * pauses of their own, since a query also fails of an endpoint that is busy with passages.
 */
export function createEmbedder(options: EmbedderOptions): WatchedEmbedder {
  const closing = new AbortController()
  const watch = createWatch(options)
  const queries = createPauses(options.clock, 60_000)
  const passages = createPauses(options.clock, 300_000)
  const ask = async (texts: readonly string[], pauses: Pauses, milliseconds: number) => {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(milliseconds)])
    try {
      const vectors = await options.request(texts, signal)
      await checkDimensions(options, vectors[0]?.length ?? 0)
      pauses.end()
      return vectors
    } catch (error) {
      if (error instanceof EmbedderFailed) pauses.begin(error)
      throw error
    } finally {
      if (!closing.signal.aborted) watch(passages.error() ?? queries.error())
    }
  }
  return {
    model: options.model,
    async embedQuery(text) {
      const error = queries.milliseconds() > 0 ? queries.error() : null
      if (error) throw error
      const [vector] = await ask([text], queries, options.queryMilliseconds ?? queryMilliseconds)
      return vector ?? new Float32Array()
    },
    embedPassages: (texts) => ask(texts, passages, passagesMilliseconds),
    getState: () => ({
      error: (passages.error() ?? queries.error())?.message ?? null,
      pauseMilliseconds: passages.milliseconds(),
    }),
    close: () => closing.abort(),
  }
}

async function checkDimensions(
  { model, findDimensions }: EmbedderOptions,
  dimensions: number,
): Promise<void> {
  const stored = await findDimensions()
  if (stored === undefined || stored === dimensions) return
  const message = `the embedder answers with vectors of ${dimensions} numbers, where those stored of the model "${model}" have ${stored}; another model needs another name`
  throw new EmbedderFailed(message)
}

/** Says a change once. */
function createWatch({ onChange }: EmbedderOptions): (error: EmbedderFailed | null) => void {
  let last: string | null = null
  return (error) => {
    const message = error?.message ?? null
    if (message === last) return
    last = message
    onChange(error)
  }
}

type Pauses = {
  begin(error: EmbedderFailed): void
  end(): void
  error(): EmbedderFailed | null
  /** Until the next request may be made. */
  milliseconds(): number
}

const firstPauseMilliseconds = 1_000

function createPauses(clock: Clock, longest: number): Pauses {
  let last: EmbedderFailed | null = null
  let failures = 0
  let until = 0
  const now = () => Date.parse(clock.now())
  return {
    begin(error) {
      last = error
      // it is up, and may take other texts
      if (error.isOfTexts) return
      const own = firstPauseMilliseconds * 2 ** Math.min(failures, 20)
      failures += 1
      until = now() + Math.min(longest, Math.max(own, error.leaveMilliseconds))
    },
    end() {
      last = null
      failures = 0
      until = 0
    },
    error: () => last,
    milliseconds: () => Math.max(0, until - now()),
  }
}
