import { z } from 'zod'
import { EmbedderFailed } from '../ports/embedder.ts'

export type EmbedderEndpoint = {
  /** Of the API (`http://localhost:11434/v1`), or of its `/embeddings` itself. */
  readonly url: string
  readonly model: string
  readonly key: string | undefined
}

/** One request for vectors. @throws EmbedderFailed */
export type RequestVectors = (
  texts: readonly string[],
  signal: AbortSignal,
) => Promise<readonly Float32Array[]>

/** Speaks to any endpoint that has the embeddings of the OpenAI API: `{model, input}` → `{data}`. */
export function createOpenAiEmbedder(endpoint: EmbedderEndpoint): RequestVectors {
  const address = findAddress(endpoint.url)
  return async (texts, signal) => {
    const response = await send(address, endpoint, texts, signal)
    if (!response.ok) throw await explainRefusal(response, endpoint)
    return readVectors(await readBody(response, mostBytes), texts.length)
  }
}

/** Room for the largest vectors of a portion of passages, as text. */
const mostBytes = 32_000_000

/** The numbers that the longest vectors of today's models have, four times. */
const mostDimensions = 16_384

function findAddress(url: string): URL {
  const address = new URL(url)
  const path = address.pathname.replace(/\/+$/, '')
  if (!path.endsWith('/embeddings')) address.pathname = `${path || '/v1'}/embeddings`
  return address
}

async function send(
  address: URL,
  { model, key }: EmbedderEndpoint,
  input: readonly string[],
  signal: AbortSignal,
): Promise<Response> {
  const headers = {
    'Content-Type': 'application/json',
    Accept: 'application/json',
    ...(key !== undefined && { Authorization: `Bearer ${key}` }),
  }
  const body = JSON.stringify({ model, input })
  // a redirect would take texts and key to where nobody has set them to go
  const request = { method: 'POST', headers, body, signal, redirect: 'manual' } as const
  const fetchOnce = () => fetch(address, request)
  return fetchOnce()
    .catch((error: unknown) => {
      if (isLost(error)) return fetchOnce()
      throw error
    })
    .catch((error: unknown) => {
      throw explainSilence(error, signal)
    })
}

/** An idle connection may be closed at the very moment in which it is used again. */
function isLost(error: unknown): boolean {
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error))
}

function explainSilence(error: unknown, signal: AbortSignal): EmbedderFailed {
  if (signal.aborted) return new EmbedderFailed('the embedder did not answer in time')
  const code = codeOf(error)
  return new EmbedderFailed(`the embedder can not be reached${code && ` (${code})`}`)
}

/** '' where the error has none. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } }
  return typeof cause?.code === 'string' ? cause.code : ''
}

async function explainRefusal(
  response: Response,
  { key }: EmbedderEndpoint,
): Promise<EmbedderFailed> {
  const { status, headers } = response
  if (status >= 300 && status < 400) {
    await response.body?.cancel()
    return new EmbedderFailed(
      `the embedder answers with a redirect (HTTP ${status}), which is not followed`,
    )
  }
  const body = await readBody(response, mostBytesOfRefusal).catch(() => '')
  return new EmbedderFailed(`the embedder answers with HTTP ${status}`, {
    isOfTexts: refusesTexts.includes(status),
    said: (key ? body.replaceAll(key, '…') : body).slice(0, mostSaid),
    leaveMilliseconds: 1000 * (Number(headers.get('retry-after')) || 0),
  })
}

/** Bad request, too large, unprocessable: as a text does that is too long for the model. */
const refusesTexts: readonly number[] = [400, 413, 422]

const mostBytesOfRefusal = 100_000

const mostSaid = 300

async function readBody(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  try {
    for await (const chunk of response.body ?? []) {
      const part = chunk as Uint8Array
      bytes += part.byteLength
      if (bytes > most)
        throw new EmbedderFailed(`the embedder answers with more than ${most} bytes`)
      text += decoder.decode(part, { stream: true })
    }
  } catch (error) {
    if (error instanceof EmbedderFailed) throw error
    throw new EmbedderFailed('the answer of the embedder did not come to its end')
  }
  return text
}

const answer = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()) })),
})

function readVectors(body: string, count: number): readonly Float32Array[] {
  const parsed = answer.safeParse(parse(body))
  if (!parsed.success) throw new EmbedderFailed('the embedder answers with what are no vectors')
  const byIndex = new Map(parsed.data.data.map(({ index, embedding }) => [index, embedding]))
  const vectors = Array.from({ length: count }, (_, index) => byIndex.get(index) ?? [])
  if (byIndex.size !== count || parsed.data.data.length !== count || vectors.some(isEmpty)) {
    throw new EmbedderFailed('the embedder does not answer with one vector for each text')
  }
  const lengths = new Set(vectors.map(({ length }) => length))
  if (lengths.size > 1 || [...lengths].some((length) => length > mostDimensions)) {
    throw new EmbedderFailed(
      `the embedder answers with vectors of ${[...lengths].join(', ')} numbers`,
    )
  }
  return vectors.map((vector) => Float32Array.from(vector))
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function isEmpty(vector: readonly number[]): boolean {
  const squares = vector.reduce((sum, number) => sum + number * number, 0)
  return squares === 0 || !Number.isFinite(Math.fround(squares))
}
