import { z, type RouteHandler } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { presignRequest, presignResponse, proxyQuery } from '../../shared/contract/files.ts'
import { openLink } from '../services/open-link.ts'
import { openPresigned, presignKey } from '../services/presign-key.ts'
import { toAddress } from '../services/public-url.ts'
import { defineRoute, jsonResponse } from './define-route.ts'
import { createSubApp, type AppEnvironment } from './environment.ts'
import { fileResponses, sendFile } from './send-file.ts'

/** Links that work without a key, and what follows them. */
export const links = createSubApp()

const signed = { expires: z.coerce.number().int().min(1), signature: z.string() }

/** The signature covers the query as it was sent. */
async function follow(c: Context<AppEnvironment>): Promise<Response> {
  return sendFile(c, await openLink(c.get('deps'), c.req.path, c.req.query()))
}

links.openapi(
  defineRoute('GET /api/v1/downloads/{id}', {
    summary: 'Follow a signed link to a document',
    request: {
      params: z.object({ id: z.string() }),
      query: z.object({ version: z.coerce.number().int().min(1), ...signed }),
    },
    responses: fileResponses,
  }),
  follow,
)

links.openapi(
  defineRoute('GET /api/v1/downloads/files/{file_id}', {
    summary: 'Follow a signed link to a file of a task',
    request: { params: z.object({ file_id: z.string() }), query: z.object(signed) },
    responses: fileResponses,
  }),
  follow,
)

links.openapi(
  defineRoute('GET /api/v1/downloads/blobs/{hash}', {
    summary: 'Follow a presigned link to the bytes of a key',
    request: {
      params: z.object({ hash: z.string() }),
      query: z.object({ workspace: z.string(), name: z.string(), type: z.string(), ...signed }),
    },
    responses: fileResponses,
  }),
  follow,
)

const presignDefinition = {
  summary: 'A link to the bytes of a key that works without a key for an hour',
  request: {
    body: { content: { 'application/json': { schema: presignRequest } }, required: true },
  },
  responses: { 200: jsonResponse('The link.', presignResponse) },
}
const presign = defineRoute('POST /generate-presigned-url', presignDefinition)
const handlePresign: RouteHandler<typeof presign, AppEnvironment> = async (c) => {
  const { key } = c.req.valid('json')
  const deps = c.get('deps')
  const { url, expiresAt } = await presignKey(deps, c.get('principal'), key)
  return c.json({ url: toAddress(deps, url, c.req.url), expires_at: expiresAt }, 200)
}
links.openapi(presign, handlePresign)
links.openapi(defineRoute('POST /api/v1/generate-presigned-url', presignDefinition), handlePresign)

links.openapi(
  defineRoute('GET /api/v1/proxy/file', {
    summary: 'The bytes behind a presigned link into this store',
    description: 'Other addresses are a 403 and never fetched; an expired link is a 410.',
    request: { query: proxyQuery },
    responses: fileResponses,
  }),
  async (c) => {
    const url = new URL(c.req.valid('query').presigned_url)
    const found = await openPresigned(c.get('deps'), url, c.req.url, c.req.header('range'))
    if (found.kind === 'file') return sendFile(c, found.file)
    const { status, headers, body } = found.opened
    return c.body(body, status, { ...headers, 'Accept-Ranges': 'bytes' })
  },
)
