import { z } from '@hono/zod-openapi'
import {
  documentSet,
  documentSetRequest,
  documentSetsResponse,
} from '../../shared/contract/document-sets.ts'
import { pageQuery } from '../../shared/contract/paging.ts'
import {
  createDocumentSet,
  deleteDocumentSet,
  getDocumentSet,
  listDocumentSets,
} from '../services/document-sets.ts'
import { defineRoute, idParameter, jsonResponse, noContent } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'

export const documentSets = createSubApp()

documentSets.openapi(
  defineRoute('GET /api/v1/document-sets', {
    summary: 'Document sets (workspaces) that the caller may see',
    request: { query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of document sets.', documentSetsResponse) },
  }),
  (c) => {
    const { page, page_size: pageSize } = c.req.valid('query')
    return c.json(listDocumentSets(c.get('principal'), { page, pageSize }), 200)
  },
)

documentSets.openapi(
  defineRoute('POST /api/v1/document-sets', {
    summary: 'Make a document set',
    request: {
      body: { content: { 'application/json': { schema: documentSetRequest } }, required: true },
    },
    responses: { 201: jsonResponse('Made; the caller is its first member.', documentSet) },
  }),
  async (c) => {
    const body = c.req.valid('json')
    const named = { name: body.document_set_name, key: body.document_set_key }
    return answerOnce(
      c,
      (deps) => createDocumentSet(deps, c.get('principal'), named),
      (made) => c.json(made, 201),
    )
  },
)

documentSets.openapi(
  defineRoute('GET /api/v1/document-sets/{id}', {
    summary: 'One document set',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The document set.', documentSet) },
  }),
  (c) => c.json(getDocumentSet(c.get('principal'), c.req.valid('param').id), 200),
)

documentSets.openapi(
  defineRoute('DELETE /api/v1/document-sets/{id}', {
    summary: 'Delete a document set with everything in it',
    request: { params: idParameter },
    responses: noContent,
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => deleteDocumentSet(deps, c.get('principal'), id),
      () => c.body(null, 204),
    )
  },
)
