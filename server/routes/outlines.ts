import { outlineResponse, replaceOutlineRequest } from '../../shared/contract/outlines.ts'
import { getOutline } from '../services/get-outline.ts'
import { replaceOutline } from '../services/replace-outline.ts'
import { defineRoute, idParameter, jsonResponse } from './define-route.ts'
import { createSubApp } from './environment.ts'

export const outlines = createSubApp()

outlines.openapi(
  defineRoute('GET /api/v1/mrt-outlines/{id}', {
    summary: 'What the newest run of a document chose for each rule',
    description:
      'The sections that are made, each with its rules and the words of the sources that they may use.',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The outline.', outlineResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await getOutline(c.get('deps'), c.get('principal'), id), 200)
  },
)

outlines.openapi(
  defineRoute('PUT /api/v1/mrt-outlines/{id}', {
    summary: 'Replace the outline of a run that awaits approval',
    description:
      'A section that is not named keeps its heading only. Evidence is given as passages or as pieces of sources; ' +
      'a rule takes every sentence or table that a piece touches, in the order given.',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: replaceOutlineRequest } }, required: true },
    },
    responses: { 200: jsonResponse('The outline as it is now.', outlineResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const changed = c.req.valid('json')
    return c.json(await replaceOutline(c.get('deps'), c.get('principal'), id, changed), 200)
  },
)
