import { z } from '@hono/zod-openapi'
import { embedderResponse } from '../../shared/contract/embedder.ts'
import { hybridSearchRequest, hybridSearchResponse } from '../../shared/contract/hybrid-search.ts'
import { pageQuery } from '../../shared/contract/paging.ts'
import {
  chunk,
  chunksResponse,
  contextQuery,
  contextResponse,
  searchRequest,
  searchResponse,
} from '../../shared/contract/search.ts'
import { getChunk, getContext, listChunks } from '../services/chunks.ts'
import { describeEmbedder } from '../services/describe-embedder.ts'
import { searchHybrid } from '../services/hybrid-search.ts'
import { search as searchSources } from '../services/search.ts'
import { defineRoute, idParameter, jsonResponse } from './define-route.ts'
import { createSubApp } from './environment.ts'

export const search = createSubApp()

search.openapi(
  defineRoute('POST /api/v1/search', {
    summary: 'Passages of the sources for a query, best first',
    description:
      'Without document_ids all sources of the workspace are searched; a generated or local document stands for the sources that it may rest on. `semantic` and `hybrid` need an embedder: without one, or while it fails, they are answered by keyword, and `warnings` says so.',
    request: {
      body: { content: { 'application/json': { schema: searchRequest } }, required: true },
    },
    responses: { 200: jsonResponse('The passages.', searchResponse) },
  }),
  async (c) =>
    c.json(await searchSources(c.get('deps'), c.get('principal'), c.req.valid('json')), 200),
)

search.openapi(
  defineRoute('POST /api/v1/search/hybrid-test', {
    summary: 'Passages of a document set for a query, in the form of the published API',
    description:
      'Vectors and words together; `only_text_search`, or no embedder, leaves words alone, and `search_type` and `warnings` say so.',
    request: {
      body: { content: { 'application/json': { schema: hybridSearchRequest } }, required: true },
    },
    responses: { 200: jsonResponse('The passages, best first.', hybridSearchResponse) },
  }),
  async (c) =>
    c.json(await searchHybrid(c.get('deps'), c.get('principal'), c.req.valid('json')), 200),
)

search.openapi(
  defineRoute('GET /api/v1/embedder', {
    summary: 'How the vectors of the sources come along',
    description:
      'Sources are embedded behind their reading. What has no vector yet is found by its words.',
    responses: { 200: jsonResponse('The state.', embedderResponse) },
  }),
  async (c) => c.json(await describeEmbedder(c.get('deps'), c.get('principal')), 200),
)

search.openapi(
  defineRoute('GET /api/v1/chunks/{id}', {
    summary: 'The passages of a document, in the order of its text',
    request: { params: idParameter, query: z.object(pageQuery) },
    responses: {
      200: jsonResponse('A page of passages; joined they are the text.', chunksResponse),
    },
  }),
  async (c) => {
    const { page, page_size: pageSize } = c.req.valid('query')
    const { id } = c.req.valid('param')
    return c.json(await listChunks(c.get('deps'), c.get('principal'), id, { page, pageSize }), 200)
  },
)

search.openapi(
  defineRoute('GET /api/v1/chunks/{id}/context', {
    summary: 'A window of the text of a document',
    request: { params: idParameter, query: contextQuery },
    responses: { 200: jsonResponse('The words from the offset on.', contextResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const window = c.req.valid('query')
    return c.json(await getContext(c.get('deps'), c.get('principal'), id, window), 200)
  },
)

search.openapi(
  defineRoute('GET /api/v1/chunks/{id}/{chunk_id}', {
    summary: 'One passage',
    description: 'Of an earlier version, too: `is_stale` when the newest one has other words.',
    request: { params: z.object({ id: z.string(), chunk_id: z.string() }) },
    responses: { 200: jsonResponse('The passage.', chunk) },
  }),
  async (c) => {
    const { id, chunk_id: chunkId } = c.req.valid('param')
    return c.json(await getChunk(c.get('deps'), c.get('principal'), id, chunkId), 200)
  },
)
