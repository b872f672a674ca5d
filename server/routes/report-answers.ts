import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { logRequest } from '../services/request-log.ts'
import type { AppEnvironment } from './environment.ts'

/** What is told of an answer: nothing that the caller sent but the method. */
export type Answered = {
  readonly method: string
  /** As it is written, with its parameters unfilled; "none" where there is no such route. */
  readonly route: string
  readonly status: number
  /** Until the answer began. */
  readonly milliseconds: number
  readonly requestId: string
}

/**
 * Times each answer, once for all who are told of it: the measures, the operator's log, and the log
 * of calls, which has those whose caller is known; calls of nobody belong to no workspace's log.
 */
export function reportAnswers(
  onAnswer: (answered: Answered) => void = () => undefined,
): MiddlewareHandler<AppEnvironment> {
  return async (c, next) => {
    const deps = c.get('deps')
    const at = deps.clock.now()
    const started = performance.now()
    await next()
    const answered = describeAnswer(c, performance.now() - started)
    deps.operations.meter.countRequest(answered)
    onAnswer(answered)
    const principal = c.get('identity')?.principal
    const route = c.get('routeName')?.split(' ')[1] ?? null
    if (principal) logRequest(deps, principal, { ...answered, route, at })
  }
}

function describeAnswer(c: Context<AppEnvironment>, milliseconds: number): Answered {
  // of those that fit, the first one answers; middleware stands at ALL
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')?.path ?? 'none'
  const requestId = c.get('requestId')
  return { method: c.req.method, route, status: c.res.status, milliseconds, requestId }
}
