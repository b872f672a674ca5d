import type { HonoRequest, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { AppEnvironment } from './environment.ts'

/**
 * Lets pages of these origins call the API and read what its answers say beside their bodies. No cookie
 * is ever looked at, so a page acts with the key that it has and no other.
 */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler<AppEnvironment> {
  if (origins.length === 0) return (_c, next) => next()
  return cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-None-Match',
      'Last-Event-ID',
      'Prefer',
      'Range',
      'X-API-Key',
      'X-Request-Id',
      'X-Workspace-Id',
    ],
    exposeHeaders: [
      'Content-Disposition',
      'Content-Range',
      'ETag',
      'Idempotency-Replayed',
      'Location',
      'Retry-After',
      'WWW-Authenticate',
      'X-RateLimit-Limit',
      'X-RateLimit-Remaining',
      'X-RateLimit-Reset',
      'X-Request-Id',
    ],
    maxAge: 600,
  })
}

/** Whether a browser asks before a call that a page of one of these origins is about to make. */
export function isPreflight(request: HonoRequest, origins: readonly string[]): boolean {
  if (request.method !== 'OPTIONS') return false
  if (request.header('access-control-request-method') === undefined) return false
  return origins.includes(request.header('origin') ?? '')
}
