import type { MiddlewareHandler } from 'hono'
import { identify } from '../services/identify.ts'
import { Problem } from '../services/problem.ts'
import type { AppEnvironment } from './environment.ts'

/** Finds the caller and counts the call; what watches over the server is not counted. */
export const countCalls: MiddlewareHandler<AppEnvironment> = async (c, next) => {
  if (/^\/health(\/|$)/.test(c.req.path)) return next()
  const credentials = {
    apiKey: c.req.header('x-api-key'),
    authorization: c.req.header('authorization'),
    workspaceId: c.req.header('x-workspace-id'),
  }
  const peer = c.env?.incoming?.socket.remoteAddress
  const forwardedFor = c.req.header('x-forwarded-for')
  const { identity, standing } = await identify(c.get('deps'), credentials, { peer, forwardedFor })
  c.set('identity', identity)
  c.set('standing', standing)
  await next()
  const { headers } = c.res
  headers.set('X-RateLimit-Limit', `${standing.limit}`)
  headers.set('X-RateLimit-Remaining', `${standing.remaining}`)
  headers.set('X-RateLimit-Reset', `${standing.resetsAt}`)
}

/** Stands behind what other origins need to read the refusal. */
export const refuseTooMany: MiddlewareHandler<AppEnvironment> = async (c, next) => {
  const standing = c.get('standing')
  if (!standing?.isOver) return next()
  const { limit, secondsLeft } = standing
  throw new Problem(
    'too_many_requests',
    `More than ${limit} requests came in a minute; go on in ${secondsLeft} seconds.`,
    { headers: { 'Retry-After': `${secondsLeft}` } },
  )
}
