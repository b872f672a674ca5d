import type { RouteConfig } from '@hono/zod-openapi'
import { isReading, type RouteName, type RoutePermission } from './permissions.ts'

type Header = {
  readonly in: 'header'
  readonly name: string
  readonly description: string
  readonly schema: { type: 'string'; format?: string; minLength?: number; maxLength?: number }
}

/** Headers that a call may carry for what it is, as OpenAPI describes them. */
export function describeCommonParameters(
  name: RouteName,
  permission: RoutePermission,
  responses: RouteConfig['responses'],
): Header[] {
  const told: readonly [Header, boolean][] = [
    [workspaceId, permission !== 'public'],
    [idempotencyKey, permission !== 'public' && !isReading(name)],
    [range, '206' in responses],
    [ifNoneMatch, '304' in responses],
    [lastEventId, /^GET .+\/events$/.test(name)],
  ]
  return told.filter(([, may]) => may).map(([parameter]) => parameter)
}

const workspaceId = {
  in: 'header' as const,
  name: 'X-Workspace-Id',
  description: 'The workspace that the call is for, where the key or token reaches several.',
  schema: { type: 'string' as const, format: 'uuid' },
}

const range = {
  in: 'header' as const,
  name: 'Range',
  description: '`bytes=0-1023`: one range of the bytes, which answers 206.',
  schema: { type: 'string' as const },
}

const ifNoneMatch = {
  in: 'header' as const,
  name: 'If-None-Match',
  description: 'The ETag of the answer that is known; while nothing has changed, 304 comes.',
  schema: { type: 'string' as const },
}

const lastEventId = {
  in: 'header' as const,
  name: 'Last-Event-ID',
  description: 'The id of the last event that came; the stream goes on behind it.',
  schema: { type: 'string' as const },
}

const idempotencyKey = {
  in: 'header' as const,
  name: 'Idempotency-Key',
  description:
    'A name for this request, good for 24 hours: sent again it is not carried out again, and gives the first answer with `Idempotency-Replayed: true`; another request of the name is a 422, and while the first runs, a 409. A refusal frees the name. An answer is not given again to a caller who has ceased to reach a document set that he reached then.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
}
