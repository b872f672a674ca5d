import { z } from '@hono/zod-openapi'
import {
  conflictChoice,
  conflictChoiceRequest,
  conflictsQuery,
  conflictsResponse,
} from '../../shared/contract/conflicts.ts'
import {
  unusedQuery,
  unusedResponse,
  usedByQuery,
  usedByResponse,
} from '../../shared/contract/source-use.ts'
import { chooseInConflict } from '../services/choose-in-conflict.ts'
import { getDocumentOfCaller } from '../services/document-of-caller.ts'
import { listConflicts } from '../services/list-conflicts.ts'
import { listUnused } from '../services/list-unused.ts'
import { listUsedBy } from '../services/list-used-by.ts'
import { defineRoute, idParameter, jsonResponse } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'

export const sourceViews = createSubApp()

sourceViews.openapi(
  defineRoute('GET /api/v1/documents/{id}/conflicts', {
    summary: 'Sources that disagree about what a document says',
    description:
      'As the newest check found them: what the document went with and why, and what the other says. ' +
      'Compared are sentences and cells that their recorded source bears out.',
    request: { params: idParameter, query: conflictsQuery },
    responses: { 200: jsonResponse('Both quotes side by side.', conflictsResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const { page, page_size: pageSize } = c.req.valid('query')
    const document = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    return c.json(await listConflicts(c.get('deps'), document, { page, pageSize }), 200)
  },
)

sourceViews.openapi(
  defineRoute('PUT /api/v1/documents/{id}/conflicts/{conflict_id}', {
    summary: 'Say which of two sources that disagree holds',
    description:
      'Stored with who, when and why; it holds as long as the document’s words and both quotes stay ' +
      'the same. It changes no word of the document.',
    request: {
      params: idParameter.extend({ conflict_id: z.string() }),
      body: { content: { 'application/json': { schema: conflictChoiceRequest } }, required: true },
    },
    responses: { 200: jsonResponse('The choice.', conflictChoice) },
  }),
  async (c) => {
    const { id, conflict_id } = c.req.valid('param')
    const [deps, principal] = [c.get('deps'), c.get('principal')]
    const document = await getDocumentOfCaller(deps, principal, id)
    const request = c.req.valid('json')
    return answerOnce(
      c,
      (committing) => chooseInConflict(committing, principal, document, conflict_id, request),
      (choice) => c.json(choice, 200),
    )
  },
)

sourceViews.openapi(
  defineRoute('GET /api/v1/documents/{id}/used-by', {
    summary: 'Sentences and cells of all documents that rest on a source',
    description:
      'Of the newest version of each document: what is recorded first, then what checks found by ' +
      'searching. `source_page`, `start_char` and `end_char` choose a place of the source.',
    request: { params: idParameter, query: usedByQuery },
    responses: { 200: jsonResponse('The uses, each with the words it rests on.', usedByResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const source = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    return c.json(await listUsedBy(c.get('deps'), source, c.req.valid('query')), 200)
  },
)

sourceViews.openapi(
  defineRoute('GET /api/v1/documents/{id}/unused', {
    summary: 'Tables and sections of a document’s sources that it does not use',
    description:
      'Not a cell of the table, not a sentence of the section is behind a word of the newest version. ' +
      '`importance` weighs the role of the source, the terms shared with the document, and numbers.',
    request: { params: idParameter, query: unusedQuery },
    responses: { 200: jsonResponse('Most important first.', unusedResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const { page, page_size: pageSize } = c.req.valid('query')
    const document = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    return c.json(await listUnused(c.get('deps'), document, { page, pageSize }), 200)
  },
)
