import { z } from '@hono/zod-openapi'
import {
  checkQuery,
  checkResponse,
  claimOverride,
  inconsistenciesQuery,
  inconsistenciesResponse,
  overrideRequest,
  startedCheck,
  verifyClaimRequest,
  verifyClaimResponse,
} from '../../shared/contract/checks.ts'
import { getDocumentOfCaller } from '../services/document-of-caller.ts'
import { getCheck, getInconsistenciesPage } from '../services/get-check.ts'
import { overrideClaim, withdrawOverride } from '../services/override-claim.ts'
import { startCheck } from '../services/start-check.ts'
import { verifyClaim } from '../services/verify-claim.ts'
import {
  defineRoute,
  describeHeaders,
  idParameter,
  jsonResponse,
  noContent,
} from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'

export const checks = createSubApp()

const sentenceParameter = idParameter.extend({ sentence_id: z.string() })

checks.openapi(
  defineRoute('POST /api/v1/documents/{id}/checks', {
    summary: 'Check every sentence and table cell of a document against its sources',
    description:
      'Of the newest version. Only what changed since the last check is looked at again; a check ' +
      'that is under way is shared, and one that could find nothing else is kept (`reused`).',
    request: { params: idParameter },
    responses: {
      202: {
        ...jsonResponse('Ask for `checks/latest` until it is done.', startedCheck),
        ...describeHeaders({ Location: 'Where the check will be.' }),
      },
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const document = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    return answerOnce(
      c,
      (deps) => startCheck(deps, c.get('principal'), document),
      (started) => {
        c.header('Location', `/api/v1/documents/${id}/checks/latest`)
        return c.json(started, 202)
      },
    )
  },
)

checks.openapi(
  defineRoute('GET /api/v1/documents/{id}/checks/latest', {
    summary: 'The sentences and table cells of a document with their states, by the page',
    description:
      'Of the newest version, by the newest check that is done: `not_checked` before the first, ' +
      '`edited_since_check` for words that it did not see. `counts` add up to `total`, of all pages.',
    request: { params: idParameter, query: checkQuery },
    responses: { 200: jsonResponse('The states, with reason and evidence.', checkResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const document = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    return c.json(await getCheck(c.get('deps'), document, c.req.valid('query')), 200)
  },
)

checks.openapi(
  defineRoute('GET /api/v1/documents/{id}/inconsistencies', {
    summary: 'Where a document gives one quantity twice with other values',
    description: 'As its newest check found them and as far as both places still stand.',
    request: { params: idParameter, query: inconsistenciesQuery },
    responses: { 200: jsonResponse('Both places of each.', inconsistenciesResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const { page, page_size: pageSize } = c.req.valid('query')
    const document = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    const answer = await getInconsistenciesPage(c.get('deps'), document, { page, pageSize })
    return c.json(answer, 200)
  },
)

checks.openapi(
  defineRoute('PUT /api/v1/documents/{id}/checks/{sentence_id}/override', {
    summary: 'Say of a sentence what the check does not see',
    description: 'Stored with who, when and why; it holds as long as the words stay the same.',
    request: {
      params: sentenceParameter,
      body: { content: { 'application/json': { schema: overrideRequest } }, required: true },
    },
    responses: { 200: jsonResponse('The override.', claimOverride) },
  }),
  async (c) => {
    const { id, sentence_id } = c.req.valid('param')
    const document = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    const request = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => overrideClaim(deps, c.get('principal'), document, sentence_id, request),
      (override) => c.json(override, 200),
    )
  },
)

checks.openapi(
  defineRoute('DELETE /api/v1/documents/{id}/checks/{sentence_id}/override', {
    summary: 'Withdraw what was said of a sentence',
    request: { params: sentenceParameter },
    responses: noContent,
  }),
  async (c) => {
    const { id, sentence_id } = c.req.valid('param')
    const document = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    return answerOnce(
      c,
      (deps) => withdrawOverride(deps, c.get('principal'), document, sentence_id),
      () => c.body(null, 204),
    )
  },
)

checks.openapi(
  defineRoute('POST /api/v1/verify-claim', {
    summary: 'Whether a statement is borne out',
    description:
      'By the texts that are given, else by the sources of the document set. `score` is 1 for strong, ' +
      '0.5 for weak, 0 for no support.',
    request: {
      body: { content: { 'application/json': { schema: verifyClaimRequest } }, required: true },
    },
    responses: { 200: jsonResponse('The verdict, with what it rests on.', verifyClaimResponse) },
  }),
  async (c) => {
    const answer = await verifyClaim(c.get('deps'), c.get('principal'), c.req.valid('json'))
    return c.json(answer, 200)
  },
)
