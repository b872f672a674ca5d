import type { MiddlewareHandler } from 'hono'
import type { AppEnvironment } from './environment.ts'

/** On every answer; a page that needs more sets its own policy. */
export const setSecurityHeaders: MiddlewareHandler<AppEnvironment> = async (c, next) => {
  await next()
  const { headers } = c.res
  setDefault(headers, 'X-Content-Type-Options', 'nosniff')
  setDefault(headers, 'Referrer-Policy', 'no-referrer')
  setDefault(
    headers,
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  )
  setDefault(headers, 'Cache-Control', 'no-store')
}

function setDefault(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value)
}
