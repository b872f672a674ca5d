import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
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

export function reportAnswers(
  report: (answered: Answered) => void,
): MiddlewareHandler<AppEnvironment> {
  return async (c, next) => {
    const started = performance.now()
    await next()
    // of those that fit, the first one answers; middleware stands at ALL
    const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')?.path ?? 'none'
    report({
      method: c.req.method,
      route,
      status: c.res.status,
      milliseconds: performance.now() - started,
      requestId: c.get('requestId'),
    })
  }
}
