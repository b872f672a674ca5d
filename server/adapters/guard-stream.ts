type StreamGuard = {
  /** Bytes that must come; undefined where their number is not known. */
  readonly expectedBytes: number | undefined
  /** The longest that the next piece may take to come, in milliseconds. */
  readonly silenceMilliseconds: number
}

/**
 * Passes the stream on piece by piece, and errs where it ends early, goes on behind its end or falls
 * silent: what is cut short must not look whole. Time that the reader takes for itself is not counted.
 */
export function guardStream(
  source: ReadableStream<Uint8Array>,
  { expectedBytes, silenceMilliseconds }: StreamGuard,
): ReadableStream<Uint8Array> {
  const reader = source.getReader()
  let passed = 0
  const pass = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const { done, value } = await readWithin(reader, silenceMilliseconds)
    passed += value?.length ?? 0
    if (isWrong(passed, done, expectedBytes)) {
      throw new Error(`${expectedBytes} bytes were expected, and ${passed} came`)
    }
    if (done) controller.close()
    else controller.enqueue(value)
  }
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) =>
        pass(controller).catch((error: unknown) => {
          controller.error(error)
          // what it holds open is let go; that it failed is known
          reader.cancel(error).catch(() => undefined)
        }),
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

function isWrong(passed: number, isEnd: boolean, expected: number | undefined): boolean {
  if (expected === undefined) return false
  return isEnd ? passed !== expected : passed > expected
}

async function readWithin(reader: ReadableStreamDefaultReader<Uint8Array>, milliseconds: number) {
  const silence = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => silence.reject(new Error(`nothing came for ${milliseconds} ms`)),
    milliseconds,
  )
  try {
    return await Promise.race([reader.read(), silence.promise])
  } finally {
    clearTimeout(timer)
  }
}
