import type { Context, MiddlewareHandler, Next } from 'hono'
import {
  claimRequest,
  type Execution,
  type NamedRequest,
  type RecordedAnswer,
} from '../services/claim-request.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { hashBody } from '../services/hash-body.ts'
import { Problem } from '../services/problem.ts'
import type { AppEnvironment } from './environment.ts'
import { wantsJson } from './wants-json.ts'

/**
 * Runs a request that its caller named once, and gives its answer again when it is sent again. What runs
 * behind it finds the execution in the context, and may commit the answer with its effect.
 */
export const replayRequests: MiddlewareHandler<AppEnvironment> = async (c, next) => {
  const name = c.req.header('idempotency-key')
  if (name === undefined) return next()
  const request = await readNamed(c, name)
  const claimed = await claimRequest(c.get('deps'), c.get('principal'), request)
  if (claimed.outcome === 'replay') {
    return isAskedForm(c, claimed.answer) ? replay(claimed.answer) : presentAgain(c, next)
  }
  const { execution } = claimed
  c.set('execution', execution)
  await next()
  if (isStream(c.res)) return recordStream(c, execution)
  await execution.end(await toRecorded(c.res.clone()))
}

/** What is streamed comes as JSON, too, where that is asked for. */
function isAskedForm(c: Context<AppEnvironment>, { headers }: RecordedAnswer): boolean {
  const isTurn = c.req.routePath === '/api/v1/conversations/:id/messages'
  const wasStream = headers['content-type']?.startsWith('text/event-stream') === true
  return !isTurn || wasStream !== wantsJson(c.req.header('accept'))
}

/** The handler finds what it did before by the name of the turn, which is in the same body. */
async function presentAgain(c: Context<AppEnvironment>, next: Next): Promise<void> {
  await next()
  c.header('Idempotency-Replayed', 'true')
}

/**
 * The answer of a handler that has one effect: `run` has it, and `present` says what answer its value
 * becomes, which is stored in the transaction of the effect where the request has a name. `conceal`
 * takes out of the value what must not be shown again.
 */
export async function answerOnce<T, Answer extends Response>(
  c: Context<AppEnvironment>,
  run: (deps: Dependencies) => Promise<T>,
  present: (value: T) => Answer,
  conceal: (value: T) => T = (value) => value,
): Promise<Answer> {
  const deps = c.get('deps')
  const execution = c.get('execution')
  if (!execution) return present(await run(deps))
  const settle: Dependencies['settle'] = async (trx, value) => {
    // a use case settles with the value that it returns
    const answer = present(conceal(value as T))
    await execution.settle(trx, await toRecorded(answer))
  }
  return present(await run({ ...deps, settle }))
}

async function readNamed(c: Context<AppEnvironment>, name: string): Promise<NamedRequest> {
  if (!/^[\x21-\x7e]{1,255}$/.test(name)) throw badName()
  const { method, path } = c.req
  const query = new URL(c.req.url).search
  const body = c.req.bodyCache.formData ?? new Uint8Array(await c.req.raw.clone().arrayBuffer())
  return { name, method, path, fingerprint: await hashBody(body, query) }
}

function badName(): Problem {
  const msg = '1 to 255 visible ASCII characters are expected'
  return new Problem('validation_failed', `header.Idempotency-Key: ${msg}`, {
    errors: [{ loc: ['header', 'Idempotency-Key'], msg, type: 'invalid_format' }],
  })
}

const kept = ['content-type', 'location', 'etag']

async function toRecorded(response: Response): Promise<RecordedAnswer> {
  const headers = kept.flatMap((name) => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  const body = response.body === null ? null : await response.text()
  return { status: response.status, headers: Object.fromEntries(headers), body }
}

function replay({ status, headers, body }: RecordedAnswer): Response {
  return new Response(body, { status, headers: { ...headers, 'Idempotency-Replayed': 'true' } })
}

function isStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') === true
}

/** What is streamed is recorded at its end, also when nobody listens any more. */
function recordStream(c: Context<AppEnvironment>, execution: Execution): void {
  const { res } = c
  if (!res.body) return
  const [shown, recorded] = res.body.tee()
  c.res = new Response(shown, res)
  toRecorded(new Response(recorded, res))
    // a stream tells of what went wrong in an event of its own
    .then((answer) => execution.end(/^event: error$/m.test(answer.body ?? '') ? undefined : answer))
    .catch((error: unknown) => c.get('logError')(error, c.get('requestId')))
}
