import type { z } from 'zod'
import {
  apiKeysResponse,
  issuedApiKey,
  type createApiKeyRequest,
  type IssuedApiKey,
  type rotateApiKeyRequest,
} from '../shared/contract/api-keys.ts'
import { createCalls, send, type ClientOptions } from './send-request.ts'

type ApiKeysPage = z.infer<typeof apiKeysResponse>

/** The keys that the caller may manage; a key itself is shown where it is made, and never again. */
export interface KeyCalls {
  /** Newest first, 100 a page; `page` counts from 1. */
  listKeys(page: number, signal?: AbortSignal): Promise<ApiKeysPage>
  createKey(
    request: z.input<typeof createApiKeyRequest>,
    signal?: AbortSignal,
  ): Promise<IssuedApiKey>
  rotateKey(
    keyId: string,
    request: z.input<typeof rotateApiKeyRequest>,
    signal?: AbortSignal,
  ): Promise<IssuedApiKey>
  revokeKey(keyId: string, signal?: AbortSignal): Promise<void>
}

const path = '/v1/api-keys'

export function createKeyCalls(options: ClientOptions): KeyCalls {
  const { get, post } = createCalls(options)
  const of = (keyId: string) => `${path}/${encodeURIComponent(keyId)}`
  return {
    listKeys: (page, signal) => get(`${path}?page=${page}&page_size=100`, apiKeysResponse, signal),
    createKey: (request, signal) => post(path, request, issuedApiKey, signal),
    rotateKey: (id, request, signal) => post(`${of(id)}/rotate`, request, issuedApiKey, signal),
    async revokeKey(id, signal) {
      await send(options, of(id), { method: 'DELETE', signal: signal ?? null })
    },
  }
}
