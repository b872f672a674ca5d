import type { RouteConfig } from '@hono/zod-openapi'
import type { ProblemCode } from '../../shared/contract/problem.ts'
import { isReading, type RouteName, type RoutePermission } from './permissions.ts'

/** Problems that a call meets for what it is, whatever it is about; its own ones come beside them. */
export function listCommonProblems(
  name: RouteName,
  permission: RoutePermission,
  request: RouteConfig['request'] = {},
): ProblemCode[] {
  const content = request.body?.content ?? {}
  const isPublic = permission === 'public'
  const hasFields = request.body !== undefined || request.query !== undefined
  const told: readonly [ProblemCode, boolean][] = [
    ['malformed_json', 'application/json' in content],
    ['malformed_form', 'multipart/form-data' in content],
    ['unauthenticated', !isPublic],
    ['permission_missing', !isPublic && permission !== 'signed_in'],
    ['workspace_mismatch', !isPublic],
    ['not_found', name.includes('{')],
    ['request_running', !isReading(name)],
    ['validation_failed', hasFields],
    ['request_key_reused', !isReading(name)],
    ['too_many_requests', !name.startsWith('GET /health')],
  ]
  return told.filter(([, may]) => may).map(([code]) => code)
}
