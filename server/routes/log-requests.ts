import type { MiddlewareHandler } from 'hono'
import { logRequest } from '../services/request-log.ts'
import type { AppEnvironment } from './environment.ts'

/** Remembers each call whose caller is known; calls of nobody belong to no workspace's log. */
export const logRequests: MiddlewareHandler<AppEnvironment> = async (c, next) => {
  const deps = c.get('deps')
  const at = deps.clock.now()
  const start = performance.now()
  await next()
  const principal = c.get('identity')?.principal
  if (!principal) return
  const route = c.get('routeName')?.split(' ')[1] ?? null
  const durationMilliseconds = Math.round(performance.now() - start)
  const call = { method: c.req.method, route, status: c.res.status, durationMilliseconds }
  logRequest(deps, principal, { ...call, requestId: c.get('requestId'), at })
}
