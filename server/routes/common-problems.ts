import type { RouteConfig } from '@hono/zod-openapi'
import { problems, type ProblemCode } from '../../shared/contract/problem.ts'
import { ownProblems } from './own-problems.ts'
import { isReading, type RouteName, type RoutePermission } from './permissions.ts'

type Request = RouteConfig['request']

/** All that a call can be refused with, but for what goes wrong on the server; by status. */
export function listProblems(
  name: RouteName,
  permission: RoutePermission,
  request?: Request,
): ProblemCode[] {
  const own = ownProblems[name] ?? []
  const all = new Set([...listCommonProblems(name, permission, request), ...own])
  return [...all].toSorted((one, other) => problems[one].status - problems[other].status)
}

/** Problems that a call meets for what it is, whatever it is about. */
function listCommonProblems(
  name: RouteName,
  permission: RoutePermission,
  request: Request = {},
): ProblemCode[] {
  const content = request.body?.content ?? {}
  const takesJson = 'application/json' in content
  const takesForm = 'multipart/form-data' in content
  const isPublic = permission === 'public'
  const hasFields = request.body !== undefined || request.query !== undefined
  const told: readonly [ProblemCode, boolean][] = [
    ['malformed_json', takesJson],
    ['malformed_form', takesForm],
    // of a Content-Type that it does not take
    ['bad_request', takesJson || takesForm],
    ['unauthenticated', !isPublic],
    ['permission_missing', !isPublic],
    ['workspace_mismatch', !isPublic],
    ['not_found', name.includes('{')],
    ['request_running', !isReading(name)],
    ['body_too_large', takesJson],
    ['file_too_large', takesForm],
    ['validation_failed', hasFields || !isReading(name)],
    ['request_key_reused', !isReading(name)],
    ['too_many_requests', !name.startsWith('GET /health')],
    // of a token, whose keys the identity provider has
    ['identity_unavailable', !isPublic],
  ]
  return told.filter(([, may]) => may).map(([code]) => code)
}
