import { z } from '@hono/zod-openapi'
import { acceptedRun } from '../../shared/contract/documents.ts'
import { approveRequest } from '../../shared/contract/outlines.ts'
import { task } from '../../shared/contract/tasks.ts'
import { approveOutline } from '../services/approve-outline.ts'
import { cancelTask, getTask, listTasks } from '../services/tasks.ts'
import { defineRoute, jsonResponse } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'

export const tasks = createSubApp()

const taskParameter = z.object({ task_id: z.string() })

tasks.openapi(
  defineRoute('GET /tasks', {
    summary: 'Runs of a document',
    request: { query: z.object({ document_id: z.string() }) },
    responses: {
      200: jsonResponse('The tasks.', z.object({ tasks: z.array(task), total: z.number().int() })),
    },
  }),
  async (c) => {
    const found = await listTasks(
      c.get('deps'),
      c.get('principal'),
      c.req.valid('query').document_id,
    )
    return c.json({ tasks: found, total: found.length }, 200)
  },
)

tasks.openapi(
  defineRoute('GET /tasks/{task_id}', {
    summary: 'A run by its number in the workspace',
    request: { params: taskParameter },
    responses: { 200: jsonResponse('The task with its step runs.', task) },
  }),
  async (c) => {
    const { task_id: number } = c.req.valid('param')
    return c.json(await getTask(c.get('deps'), c.get('principal'), number), 200)
  },
)

tasks.openapi(
  defineRoute('POST /tasks/{task_id}/approve', {
    summary: 'Approve the outline that a run waits with, or reject it',
    description:
      'Approved, the run goes on. Rejected, it has failed with the code outline_rejected and the comment; ' +
      'trying it again waits for approval anew, with the same outline.',
    request: {
      params: taskParameter,
      body: { content: { 'application/json': { schema: approveRequest } }, required: true },
    },
    responses: { 202: jsonResponse('The run goes on, or has ended.', acceptedRun) },
  }),
  async (c) => {
    const { task_id: number } = c.req.valid('param')
    const answer = c.req.valid('json')
    const message = answer.approved ? 'The run goes on.' : 'The run has ended.'
    return answerOnce(
      c,
      (deps) => approveOutline(deps, c.get('principal'), number, answer),
      (run) => c.json({ task_id: run.documentId, task_number: run.taskNumber, message }, 202),
    )
  },
)

tasks.openapi(
  defineRoute('POST /tasks/{task_id}/cancel', {
    summary: 'Cancel a run by its number in the workspace',
    request: { params: taskParameter },
    responses: { 202: jsonResponse('It ends behind the section that it is at.', acceptedRun) },
  }),
  async (c) => {
    const { task_id: number } = c.req.valid('param')
    const message = 'The run ends behind the section that it is at.'
    return answerOnce(
      c,
      (deps) => cancelTask(deps, c.get('principal'), number),
      (run) => c.json({ task_id: run.documentId, task_number: run.taskNumber, message }, 202),
    )
  },
)
