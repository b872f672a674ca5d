import { z } from '@hono/zod-openapi'
import { generation } from '../../shared/contract/generations.ts'
import { pageQuery } from '../../shared/contract/paging.ts'
import {
  changeScheduleRequest,
  createScheduleRequest,
  schedule,
  scheduleEventRequest,
  schedulesResponse,
} from '../../shared/contract/schedules.ts'
import {
  acceptEvent,
  changeSchedule,
  createSchedule,
  describeSchedule,
  listSchedules,
  removeSchedule,
} from '../services/schedules.ts'
import {
  defineRoute,
  describeHeaders,
  idParameter,
  jsonResponse,
  noContent,
} from './define-route.ts'
import { createSubApp } from './environment.ts'
import { withUrls } from './generations.ts'
import { answerOnce } from './replay.ts'

export const schedules = createSubApp()

schedules.openapi(
  defineRoute('GET /v1/schedules', {
    summary: 'List schedules',
    request: { query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of schedules, newest first.', schedulesResponse) },
  }),
  async (c) => {
    const { page, page_size: pageSize } = c.req.valid('query')
    return c.json(await listSchedules(c.get('deps'), c.get('principal'), { page, pageSize }), 200)
  },
)

schedules.openapi(
  defineRoute('POST /v1/schedules', {
    summary: 'Generate again and again, by a time or by events',
    description:
      'It acts as its creator, and stops with a reason when that one may generate no longer. Each due time fires once; times that were missed while the server was down are made up for by one.',
    request: {
      body: { content: { 'application/json': { schema: createScheduleRequest } }, required: true },
    },
    responses: { 201: jsonResponse('The schedule, with its next times.', schedule) },
  }),
  async (c) => {
    const request = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => createSchedule(deps, c.get('principal'), request),
      (made) => c.json(made, 201),
    )
  },
)

schedules.openapi(
  defineRoute('GET /v1/schedules/{id}', {
    summary: 'One schedule with its next times and last result',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The schedule.', schedule) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await describeSchedule(c.get('deps'), c.get('principal'), id), 200)
  },
)

schedules.openapi(
  defineRoute('PATCH /v1/schedules/{id}', {
    summary: 'Change, enable or disable a schedule',
    description: 'What is left out stays.',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: changeScheduleRequest } }, required: true },
    },
    responses: { 200: jsonResponse('The schedule as it is now.', schedule) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const request = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => changeSchedule(deps, c.get('principal'), id, request),
      (changed) => c.json(changed, 200),
    )
  },
)

schedules.openapi(
  defineRoute('DELETE /v1/schedules/{id}', {
    summary: 'Delete a schedule; what it has generated stays',
    request: { params: idParameter },
    responses: noContent,
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => removeSchedule(deps, c.get('principal'), id),
      () => c.body(null, 204),
    )
  },
)

schedules.openapi(
  defineRoute('POST /v1/schedules/{id}/events', {
    summary: 'Tell a schedule of an event that sets it going',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: scheduleEventRequest } } },
    },
    responses: {
      202: {
        ...jsonResponse('The generation that was accepted.', generation),
        ...describeHeaders({ Location: 'Where it is.' }),
      },
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const event = scheduleEventRequest.parse(c.req.valid('json') ?? {})
    return answerOnce(
      c,
      (deps) => acceptEvent(deps, c.get('principal'), id, event),
      (accepted) => {
        c.header('Location', `/v1/generations/${accepted.id}`)
        return c.json(withUrls(c, accepted), 202)
      },
    )
  },
)
