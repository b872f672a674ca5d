/** A call as it is remembered: nothing of its path, query or body that could hold text. */
export type LoggedRequest = {
  readonly requestId: string
  /** ISO 8601, when it came. */
  readonly at: string
  readonly organizationId: string
  /** Null where it named none and reached several. */
  readonly workspaceId: string | null
  readonly userId: string
  /** Null for a token. */
  readonly apiKeyId: string | null
  readonly method: string
  /** With the names of its parameters in place of their values; null where it met no route. */
  readonly route: string | null
  readonly status: number
  /** Until the answer began. */
  readonly durationMilliseconds: number
}

/** Which of them may be seen, and which are asked for. */
export type RequestFilter = {
  readonly organizationId: string
  readonly workspaceIds: readonly string[]
  /** Of calls without a workspace: all, none, or those of one user. */
  readonly ofOrganization: 'all' | 'none' | { readonly userId: string }
  readonly method?: string | undefined
  readonly route?: string | undefined
  /** From the first to the second, both included. */
  readonly statuses?: readonly [number, number] | undefined
  readonly apiKeyId?: string | undefined
  readonly userId?: string | undefined
  readonly requestId?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
}

/** Calls of 30 days; where they are very many, the newest. */
export interface RequestLog {
  /** Waits for nothing: what it is given is stored within a second. */
  add(request: LoggedRequest): void
  /** Newest first; with everything that was added before. */
  list(
    filter: RequestFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly requests: readonly LoggedRequest[]; readonly total: number }>
}
