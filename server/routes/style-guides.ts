import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../shared/contract/paging.ts'
import {
  styleGuideDetails,
  styleGuideRequest,
  styleGuidesResponse,
} from '../../shared/contract/style-guides.ts'
import { chooseWorkspace } from '../services/principal.ts'
import {
  createStyleGuide,
  getStyleGuide,
  listStyleGuidePage,
  removeStyleGuide,
  replaceStyleGuide,
} from '../services/style-guides.ts'
import { defineRoute, idParameter, jsonResponse, noContent } from './define-route.ts'
import { createSubApp } from './environment.ts'
import { answerOnce } from './replay.ts'

export const styleGuides = createSubApp()

const body = { content: { 'application/json': { schema: styleGuideRequest } }, required: true }

styleGuides.openapi(
  defineRoute('GET /api/v1/style-guides', {
    summary: 'List style guides',
    request: { query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of style guides, newest first.', styleGuidesResponse) },
  }),
  async (c) => {
    const { page, page_size: pageSize } = c.req.valid('query')
    const wanted = { page, pageSize }
    return c.json(await listStyleGuidePage(c.get('deps'), c.get('principal'), wanted), 200)
  },
)

styleGuides.openapi(
  defineRoute('POST /api/v1/style-guides', {
    summary: 'Make a style guide: terms, number and date formats',
    description:
      'A run that names it in `style_guide_id` applies it by rule, and records each change with its citation.',
    request: { body },
    responses: { 201: jsonResponse('Made.', styleGuideDetails) },
  }),
  async (c) => {
    const workspace = chooseWorkspace(c.get('principal'))
    return answerOnce(
      c,
      (deps) => createStyleGuide(deps, workspace.id, c.req.valid('json')),
      (made) => c.json(made, 201),
    )
  },
)

styleGuides.openapi(
  defineRoute('GET /api/v1/style-guides/{id}', {
    summary: 'One style guide',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The style guide.', styleGuideDetails) },
  }),
  async (c) =>
    c.json(await getStyleGuide(c.get('deps'), c.get('principal'), c.req.valid('param').id), 200),
)

styleGuides.openapi(
  defineRoute('PUT /api/v1/style-guides/{id}', {
    summary: 'Replace a style guide; runs that were accepted keep what they pinned',
    request: { params: idParameter, body },
    responses: { 200: jsonResponse('Replaced; its version counts on.', styleGuideDetails) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => replaceStyleGuide(deps, c.get('principal'), id, c.req.valid('json')),
      (changed) => c.json(changed, 200),
    )
  },
)

styleGuides.openapi(
  defineRoute('DELETE /api/v1/style-guides/{id}', {
    summary: 'Delete a style guide; documents written by it stay',
    request: { params: idParameter },
    responses: noContent,
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => removeStyleGuide(deps, c.get('principal'), id),
      () => c.body(null, 204),
    )
  },
)
