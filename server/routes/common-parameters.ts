import type { RouteConfig } from '@hono/zod-openapi'
import { isReading, type RouteName, type RoutePermission } from './permissions.ts'

/** Headers that a call may carry whatever it is for, as OpenAPI describes them. */
export function describeCommonParameters(
  name: RouteName,
  permission: RoutePermission,
): NonNullable<RouteConfig['parameters']> {
  if (permission === 'public') return []
  return isReading(name) ? [workspaceId] : [workspaceId, idempotencyKey]
}

const workspaceId = {
  in: 'header' as const,
  name: 'X-Workspace-Id',
  description: 'The workspace that the call is for, where the key or token reaches several.',
  schema: { type: 'string' as const, format: 'uuid' },
}

const idempotencyKey = {
  in: 'header' as const,
  name: 'Idempotency-Key',
  description:
    'A name for this request, good for 24 hours: sent again it is not carried out again, and gives the first answer with `Idempotency-Replayed: true`; another request of the name is a 422, and while the first runs, a 409. A refusal frees the name. An answer is not given again to a caller who has ceased to reach a document set that he reached then.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
}
