import { z } from '@hono/zod-openapi'
import {
  apiKeysResponse,
  createApiKeyRequest,
  issuedApiKey,
  rotateApiKeyRequest,
  type IssuedApiKey,
} from '../../shared/contract/api-keys.ts'
import { pageQuery } from '../../shared/contract/paging.ts'
import { issueApiKey } from '../services/issue-api-key.ts'
import { listApiKeys } from '../services/list-api-keys.ts'
import { revokeApiKey } from '../services/revoke-api-key.ts'
import { rotateApiKey } from '../services/rotate-api-key.ts'
import { defineRoute, idParameter, jsonResponse, noContent } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'

export const apiKeys = createSubApp()

apiKeys.openapi(
  defineRoute('GET /v1/api-keys', {
    summary: 'API keys that the caller may manage, without the keys themselves',
    request: { query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of keys, newest first.', apiKeysResponse) },
  }),
  async (c) => {
    const { page, page_size: pageSize } = c.req.valid('query')
    return c.json(await listApiKeys(c.get('deps'), c.get('principal'), { page, pageSize }), 200)
  },
)

apiKeys.openapi(
  defineRoute('POST /v1/api-keys', {
    summary: 'Make an API key',
    description:
      'It acts for a user, with no more than the caller’s own permissions and role; for somebody else it reaches a workspace that the caller sees, or all of that user for a caller who sees the whole organization. Made with a key, it ends no later and has no higher rate than that one, whose end and rate it has where none is asked for. The answer shows the key, this once.',
    request: {
      body: { content: { 'application/json': { schema: createApiKeyRequest } }, required: true },
    },
    responses: { 201: jsonResponse('The key.', issuedApiKey) },
  }),
  async (c) => {
    const request = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => issueApiKey(deps, c.get('principal'), request),
      (issued) => c.json(issued, 201),
      concealKey,
    )
  },
)

apiKeys.openapi(
  defineRoute('POST /v1/api-keys/{id}/rotate', {
    summary: 'Make the key that follows this one',
    description:
      'With the same rights, and no longer than the key that asks for it; both are valid for `overlap_seconds`. The answer shows the new key, this once.',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: rotateApiKeyRequest } } },
    },
    responses: { 201: jsonResponse('The new key.', issuedApiKey) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    // zod's defaults stand in only where JSON came
    const request = rotateApiKeyRequest.parse(c.req.valid('json') ?? {})
    return answerOnce(
      c,
      (deps) => rotateApiKey(deps, c.get('principal'), id, request),
      (issued) => c.json(issued, 201),
      concealKey,
    )
  },
)

apiKeys.openapi(
  defineRoute('DELETE /v1/api-keys/{id}', {
    summary: 'Revoke an API key',
    description: 'At once: the next request with it is refused. It stays in the list.',
    request: { params: idParameter },
    responses: noContent,
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => revokeApiKey(deps, c.get('principal'), id),
      () => c.body(null, 204),
    )
  },
)

/** As the answer is given again: the key was shown, and is not stored. */
function concealKey(issued: IssuedApiKey): IssuedApiKey {
  const { key: _, ...rest } = issued
  return { ...rest, secret_shown: true }
}
