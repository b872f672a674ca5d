import type { z } from 'zod'
import {
  requestsResponse,
  type requestsQuery,
  type RequestsResponse,
} from '../shared/contract/requests.ts'
import { createCalls, type ClientOptions } from './send-request.ts'

type RequestsWish = Partial<z.infer<typeof requestsQuery>>

/** The log of calls to the workspaces that the caller reaches. */
export interface RequestCalls {
  /** Newest first. */
  listRequests(wish: RequestsWish, signal?: AbortSignal): Promise<RequestsResponse>
}

export function createRequestCalls(options: ClientOptions): RequestCalls {
  const { get } = createCalls(options)
  return {
    listRequests(wish, signal) {
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries(wish)) {
        if (value !== undefined) query.set(name, `${value}`)
      }
      return get(`/v1/requests?${query}`, requestsResponse, signal)
    },
  }
}
