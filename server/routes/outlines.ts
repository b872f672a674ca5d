import { documentMrtRequest } from '../../shared/contract/document-mrt.ts'
import {
  documentOutline,
  outlineResponse,
  replaceOutlineRequest,
} from '../../shared/contract/outlines.ts'
import { getDocumentOutline } from '../services/get-document-outline.ts'
import { replaceOutline } from '../services/replace-outline.ts'
import { replaceDocumentMrt } from '../services/replace-document-mrt.ts'
import { defineRoute, idParameter, jsonResponse } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'

export const outlines = createSubApp()

outlines.openapi(
  defineRoute('GET /api/v1/mrt-outlines/{id}', {
    summary: 'What the newest run of a document chose for each rule',
    description:
      'The sections that are made, each with its rules and the words of the sources that they may use. `next_run` ' +
      'has those that PUT /api/v1/document-mrt/{id} keeps for the next run.',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The outline.', documentOutline) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await getDocumentOutline(c.get('deps'), c.get('principal'), id), 200)
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
    return answerOnce(
      c,
      (deps) => replaceOutline(deps, c.get('principal'), id, changed),
      (outline) => c.json(outline, 200),
    )
  },
)

outlines.openapi(
  defineRoute('PUT /api/v1/document-mrt/{id}', {
    summary: 'Replace the sections and rules of a generated document',
    description:
      'Its template stays as it is. They are what the next run of the document is made from: with ' +
      '`auto_increment_regeneration` one that starts at once, with the data of the run before and the newest ' +
      'versions of its sources; otherwise the next POST /api/v1/documents/generate that asks for a `new_version` ' +
      'with the same template and without an outline. A run that is not over is a 409.',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: documentMrtRequest } }, required: true },
    },
    responses: {
      200: jsonResponse(
        'The outline, with the passages given; nothing is searched yet.',
        outlineResponse,
      ),
    },
  }),
  (c) =>
    answerOnce(
      c,
      (deps) =>
        replaceDocumentMrt(deps, c.get('principal'), c.req.valid('param').id, c.req.valid('json')),
      (outline) => c.json(outline, 200),
    ),
)
