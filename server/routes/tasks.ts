import { z } from '@hono/zod-openapi'
import { task } from '../../shared/contract/tasks.ts'
import { getTask, listTasks } from '../services/tasks.ts'
import { defineRoute, jsonResponse } from './define-route.ts'
import { createSubApp } from './environment.ts'

export const tasks = createSubApp()

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
    request: { params: z.object({ task_id: z.string() }) },
    responses: { 200: jsonResponse('The task with its step runs.', task) },
  }),
  async (c) => {
    const { task_id: number } = c.req.valid('param')
    return c.json(await getTask(c.get('deps'), c.get('principal'), number), 200)
  },
)
