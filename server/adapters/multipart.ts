import { FormMalformed } from '../ports/form-receiver.ts'

/** A part begins with its headers, and its bytes follow, in pieces. */
export type FormToken =
  | { readonly kind: 'part'; readonly headers: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }

/** The boundary of a multipart/form-data body (RFC 2046 §5.1.1). @throws FormMalformed */
export function findBoundary(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70}))/i.exec(contentType)
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined) throw new FormMalformed('its content type names no boundary')
  return boundary
}

/**
 * Takes a body apart while it comes. What stands before the first boundary and behind the last one is
 * left out.
 * @throws FormMalformed where the last boundary does not come
 */
export async function* readParts(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<FormToken> {
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1')
  const input = createInput(body)
  for await (const _ of input.takeUntil(delimiter));
  while (!(await input.isNext('--'))) {
    yield { kind: 'part', headers: await takeHeaders(input) }
    for await (const bytes of input.takeUntil(delimiter)) yield { kind: 'bytes', bytes }
  }
  await input.drain()
}

const headersEnd = Buffer.from('\r\n\r\n')

/** Headers of one part together. */
const mostHeaderBytes = 16_384

async function takeHeaders(input: Input): Promise<string> {
  let headers = Buffer.alloc(0)
  for await (const bytes of input.takeUntil(headersEnd)) {
    headers = Buffer.concat([headers, bytes])
    if (headers.length > mostHeaderBytes) {
      throw new FormMalformed('the headers of a part are too long')
    }
  }
  return headers.toString('utf8')
}

type Input = ReturnType<typeof createInput>

function createInput(body: AsyncIterable<Uint8Array>) {
  const next = createPull(body)
  // the first boundary may stand at the very beginning: each is looked for behind a line's end
  let held: Buffer = Buffer.from('\r\n')
  const more = async () => {
    const bytes = await next()
    if (!bytes) throw new FormMalformed('it ends before its last boundary')
    held = Buffer.concat([held, bytes])
  }
  return {
    async isNext(text: string): Promise<boolean> {
      while (held.length < text.length) await more()
      return held.toString('latin1', 0, text.length) === text
    },
    /** The bytes before the delimiter, which is left behind. */
    async *takeUntil(delimiter: Buffer): AsyncGenerator<Uint8Array> {
      for (;;) {
        const at = held.indexOf(delimiter)
        // what may be the delimiter's beginning is kept
        const sure = at >= 0 ? at : Math.max(0, held.length - delimiter.length + 1)
        if (sure > 0) yield held.subarray(0, sure)
        held = held.subarray(at >= 0 ? at + delimiter.length : sure)
        if (at >= 0) return
        await more()
      }
    },
    async drain(): Promise<void> {
      while (await next());
    },
  }
}

/** Undefined at the end. @throws FormMalformed where the sender gave up */
function createPull(body: AsyncIterable<Uint8Array>): () => Promise<Uint8Array | undefined> {
  const source = body[Symbol.asyncIterator]()
  return async () => {
    try {
      const piece = await source.next()
      return piece.done ? undefined : piece.value
    } catch (error) {
      throw new FormMalformed(
        `it broke off (${error instanceof Error ? error.message : 'unknown'})`,
      )
    }
  }
}
