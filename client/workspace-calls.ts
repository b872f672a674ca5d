import type { z } from 'zod'
import {
  documentSet,
  documentSetsResponse,
  type DocumentSet,
  type documentSetRequest,
} from '../shared/contract/document-sets.ts'
import { createCalls, send, type ClientOptions } from './send-request.ts'

/** The workspaces of an organization; on the wire they are document sets. */
export interface WorkspaceCalls {
  /** Those that the caller sees, oldest first, 100 a page; `page` counts from 1. */
  listWorkspaces(page: number, signal?: AbortSignal): Promise<z.infer<typeof documentSetsResponse>>
  /** Names need not differ, keys have to. */
  createWorkspace(
    request: z.input<typeof documentSetRequest>,
    signal?: AbortSignal,
  ): Promise<DocumentSet>
  /** With everything in it. The last one that the caller sees is refused. */
  deleteWorkspace(workspaceId: string, signal?: AbortSignal): Promise<void>
}

const path = '/api/v1/document-sets'

export function createWorkspaceCalls(options: ClientOptions): WorkspaceCalls {
  const { get, post } = createCalls(options)
  return {
    listWorkspaces: (page, signal) =>
      get(`${path}?page=${page}&page_size=100`, documentSetsResponse, signal),
    createWorkspace: (request, signal) => post(path, request, documentSet, signal),
    async deleteWorkspace(id, signal) {
      await send(options, `${path}/${id}`, { method: 'DELETE', signal: signal ?? null })
    },
  }
}
