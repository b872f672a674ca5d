import type { z } from 'zod'
import { ApiError, createUnexpected, createUnreachable, readProblem } from './api-error.ts'

export type ClientOptions = {
  /** Origin with or without a path, '' for the page's own. */
  readonly baseUrl: string
  /** Left out where `fetch` says itself who calls, or nobody needs to know. */
  readonly apiKey?: string | undefined
  /** Which of several workspaces that the key reaches is meant. */
  readonly workspaceId?: string | undefined
  /** What it throws that is an ApiError is thrown as it is. */
  readonly fetch?: typeof fetch
}

/** The request that posts `body`: a form as it is, all else as JSON. */
export function writeBody(body: unknown): RequestInit {
  if (body instanceof FormData) return { method: 'POST', body }
  const headers = { 'Content-Type': 'application/json' }
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

/** `get` asks for JSON, `post` sends a body for it, `getBytes` asks for a file. */
export function createCalls(options: ClientOptions) {
  return {
    get: <T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal) =>
      readAnswer(options, path, { signal }, schema),
    post: <T>(path: string, body: unknown, schema: z.ZodType<T>, signal?: AbortSignal) =>
      readAnswer(options, path, { signal, ...writeBody(body) }, schema),
    getBytes: (path: string, signal?: AbortSignal) => readBytes(options, path, signal),
  }
}

/** Asks for JSON that `schema` describes. Throws ApiError, or the abort's reason. */
export async function readAnswer<T>(
  options: ClientOptions,
  path: string,
  init: RequestInit,
  schema: z.ZodType<T>,
): Promise<T> {
  const response = await send(options, path, init)
  return checkAnswer(path, response, schema, init.signal ?? undefined)
}

/** The JSON of an answer that came; throws ApiError where it is not what `schema` says. */
export async function checkAnswer<T>(
  path: string,
  response: Response,
  schema: z.ZodType<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const body: unknown = await response.json().catch(() => undefined)
  signal?.throwIfAborted()
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const reason = `${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'not as agreed'}`
  throw createUnexpected(path, response.status, reason)
}

/** Sends a request with the key; throws ApiError for every answer but 2xx and 304. */
export async function send(
  options: ClientOptions,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const { baseUrl, apiKey, fetch: fetchOption = fetch } = options
  const headers = new Headers(init.headers)
  if (apiKey !== undefined) headers.set('X-API-Key', apiKey)
  if (options.workspaceId !== undefined) headers.set('X-Workspace-Id', options.workspaceId)
  const url = `${baseUrl.replace(/\/$/, '')}${path}`
  const response = await fetchOption(url, { ...init, headers }).catch((error: unknown) => {
    init.signal?.throwIfAborted()
    throw error instanceof ApiError ? error : createUnreachable(path, error)
  })
  if (!response.ok && response.status !== 304) throw await readProblem(path, response)
  return response
}

/** A file may take long to come, so that its connection breaks: it is asked for again, then given up. */
async function readBytes(
  options: ClientOptions,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Blob> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await send(options, path, { signal })
      return await response.blob()
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof ApiError && error.problem.code !== 'unreachable') throw error
      const pause = pauses[attempt - 1]
      if (pause === undefined) throw createUnreachable(path, causeOf(error), attempt)
      await wait(pause, signal)
    }
  }
}

/** Milliseconds before a file is asked for the second time, and the third. */
const pauses = [500, 2_000]

function causeOf(error: unknown): unknown {
  return error instanceof ApiError ? (error.cause ?? error) : error
}

/** Rejects with the reason of an abort. */
function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
