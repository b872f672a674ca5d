import { z } from '@hono/zod-openapi'
import {
  chosenRival,
  regenerateRequest,
  rivalResponse,
  startedRival,
} from '../../shared/contract/rivals.ts'
import { chooseRival, dropRival } from '../services/choose-rival.ts'
import { presentRival } from '../services/present-rival.ts'
import { requestRival } from '../services/request-rival.ts'
import { getSectionOfRun } from '../services/section-of-run.ts'
import { defineRoute, jsonResponse } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'

export const rivals = createSubApp()

const params = z.object({ id: z.string(), section_id: z.string() })

rivals.openapi(
  defineRoute('POST /api/v1/documents/{id}/sections/{section_id}/regenerate', {
    summary: 'Compose a section again',
    description:
      'From the present versions of its sources. The rival is parked beside the present section; the ' +
      'document stays as it is until the rival is chosen.',
    request: {
      params,
      body: { content: { 'application/json': { schema: regenerateRequest } } },
    },
    responses: { 202: jsonResponse('It is being composed.', startedRival) },
  }),
  async (c) => {
    const deps = c.get('deps')
    const principal = c.get('principal')
    const place = await getSectionOfRun(deps, principal, c.req.valid('param'))
    const request = regenerateRequest.parse(c.req.valid('json') ?? {})
    return answerOnce(
      c,
      (committing) => requestRival(committing, principal, place, request),
      (started) => c.json(started, 202),
    )
  },
)

rivals.openapi(
  defineRoute('GET /api/v1/documents/{id}/sections/{section_id}/rival', {
    summary: 'The present section and its rival side by side',
    description: 'Each with its own citations, and where the two differ.',
    request: { params },
    responses: { 200: jsonResponse('Both.', rivalResponse) },
  }),
  async (c) => {
    const deps = c.get('deps')
    const place = await getSectionOfRun(deps, c.get('principal'), c.req.valid('param'))
    return c.json(await presentRival(deps, place), 200)
  },
)

rivals.openapi(
  defineRoute('PUT /api/v1/documents/{id}/sections/{section_id}/rival', {
    summary: 'Choose the rival',
    description:
      'A new version of the document is written, with the rival in the place of the section; all other ' +
      'sections keep their words and citations, but those that rest on the whole document.',
    request: { params },
    responses: { 202: jsonResponse('It is being written.', chosenRival) },
  }),
  async (c) => {
    const deps = c.get('deps')
    const place = await getSectionOfRun(deps, c.get('principal'), c.req.valid('param'))
    return answerOnce(
      c,
      (committing) => chooseRival(committing, place),
      (chosen) => c.json(chosen, 202),
    )
  },
)

rivals.openapi(
  defineRoute('DELETE /api/v1/documents/{id}/sections/{section_id}/rival', {
    summary: 'Drop the rival',
    request: { params },
    responses: { 204: { description: 'It is gone; the document stays as it is.' } },
  }),
  async (c) => {
    const deps = c.get('deps')
    const place = await getSectionOfRun(deps, c.get('principal'), c.req.valid('param'))
    return answerOnce(
      c,
      (committing) => dropRival(committing, place),
      () => c.body(null, 204),
    )
  },
)
