import type { RequestsQuery, RequestsResponse } from '../../shared/contract/requests.ts'
import { seesWholeOrganization } from '../domain/access.ts'
import { countBefore } from '../domain/page.ts'
import type { LoggedRequest, RequestFilter } from '../ports/request-log.ts'
import type { Dependencies } from './dependencies.ts'
import { isWorkspaceKey, listWorkspaceIds, type Principal } from './principal.ts'

type Call = Pick<LoggedRequest, 'requestId' | 'at' | 'method' | 'route' | 'status'> & {
  /** Until the answer began. */
  readonly milliseconds: number
}

export function logRequest(
  { requestLog }: Pick<Dependencies, 'requestLog'>,
  principal: Principal,
  { milliseconds, requestId, at, method, route, status }: Call,
): void {
  const { organizationId, userId, credential, workspace, workspaces } = principal
  const [only, other] = workspaces
  const workspaceId = workspace?.id ?? (other ? null : (only?.id ?? null))
  const apiKeyId = credential.kind === 'api_key' ? credential.id : null
  const caller = { organizationId, workspaceId, userId, apiKeyId }
  const durationMilliseconds = Math.round(milliseconds)
  requestLog.add({ ...caller, requestId, at, method, route, status, durationMilliseconds })
}

/**
 * Calls to the workspaces that the caller reaches; of those that named none, all where the caller sees
 * the whole organization, and else the own.
 */
export async function listRequests(
  { requestLog }: Pick<Dependencies, 'requestLog'>,
  principal: Principal,
  query: RequestsQuery,
): Promise<RequestsResponse> {
  const page = { page: query.page, pageSize: query.page_size }
  const { requests, total } = await requestLog.list(
    { ...findScope(principal), ...readFilter(query) },
    { limit: page.pageSize, offset: countBefore(page) },
  )
  return { requests: requests.map(present), total, page: page.page, page_size: page.pageSize }
}

function findScope(
  principal: Principal,
): Pick<RequestFilter, 'organizationId' | 'workspaceIds' | 'ofOrganization'> {
  const { organizationId, role, userId, workspace } = principal
  const workspaceIds = listWorkspaceIds(principal)
  if (isWorkspaceKey(principal) || workspace !== null) {
    return { organizationId, workspaceIds, ofOrganization: 'none' }
  }
  const ofOrganization = seesWholeOrganization(role) ? 'all' : { userId }
  return { organizationId, workspaceIds, ofOrganization }
}

function readFilter(query: RequestsQuery) {
  const { method, route, status } = query
  const digit = Number(status?.[0])
  const ofClass = [digit * 100, digit * 100 + 99] as const
  const exact = [Number(status), Number(status)] as const
  const toUtc = (time: string | undefined) => time && new Date(time).toISOString()
  return {
    method,
    route,
    statuses: status === undefined ? undefined : status.endsWith('xx') ? ofClass : exact,
    apiKeyId: query.api_key_id,
    userId: query.user_id,
    requestId: query.request_id,
    since: toUtc(query.since),
    until: toUtc(query.until),
  }
}

function present(request: LoggedRequest): RequestsResponse['requests'][number] {
  return {
    request_id: request.requestId,
    at: request.at,
    workspace_id: request.workspaceId,
    user_id: request.userId,
    api_key_id: request.apiKeyId,
    method: request.method,
    route: request.route,
    status: request.status,
    duration_ms: request.durationMilliseconds,
  }
}
