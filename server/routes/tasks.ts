import { z } from '@hono/zod-openapi'
import { acceptedRun } from '../../shared/contract/documents.ts'
import { approveRequest } from '../../shared/contract/outlines.ts'
import { downloadUrlResponse } from '../../shared/contract/documents.ts'
import { pageQuery } from '../../shared/contract/paging.ts'
import {
  linkedTaskFile,
  task,
  taskFilesResponse,
  tasksQuery,
  tasksResponse,
} from '../../shared/contract/tasks.ts'
import { approveOutline } from '../services/approve-outline.ts'
import { linkToTaskFile } from '../services/make-link.ts'
import {
  describeFile,
  getFileOfCaller,
  getFileOfStep,
  listTaskFiles,
} from '../services/task-files.ts'
import { cancelTask, getTask, listTasks } from '../services/tasks.ts'
import { toAddress } from '../services/public-url.ts'
import { defineRoute, jsonResponse } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'

export const tasks = createSubApp()

const taskParameter = z.object({ task_id: z.string() })

tasks.openapi(
  defineRoute('GET /tasks', {
    summary: 'Runs of a document',
    request: { query: tasksQuery },
    responses: { 200: jsonResponse('A page of tasks, oldest first.', tasksResponse) },
  }),
  async (c) => {
    const { document_id: id, page, page_size: pageSize } = c.req.valid('query')
    const wish = { page, pageSize }
    return c.json(await listTasks(c.get('deps'), c.get('principal'), id, wish), 200)
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
  defineRoute('GET /tasks/{task_id}/files', {
    summary: 'The sources of a run and the documents that it has made',
    request: { params: taskParameter, query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of files, the sources first.', taskFilesResponse) },
  }),
  async (c) => {
    const { task_id: number } = c.req.valid('param')
    const { page, page_size: pageSize } = c.req.valid('query')
    const wish = { page, pageSize }
    return c.json(await listTaskFiles(c.get('deps'), c.get('principal'), number, wish), 200)
  },
)

tasks.openapi(
  defineRoute('GET /tasks/{task_id}/steps/{step_id}/document', {
    summary: 'A link to the document of a step that works without a key for an hour',
    description:
      '`outline`: the source plan. `generate`: the document. `review_step`: the latest check of it, as ' +
      'Word comments. The other steps have none: 501.',
    request: { params: taskParameter.extend({ step_id: z.string() }) },
    responses: { 200: jsonResponse('The link.', downloadUrlResponse) },
  }),
  async (c) => {
    const deps = c.get('deps')
    const { task_id: number, step_id: stepId } = c.req.valid('param')
    const file = await getFileOfStep(deps, c.get('principal'), number, stepId)
    const { url, expiresAt } = await linkToTaskFile(deps, file)
    const address = toAddress(deps, url, c.req.url)
    const { file_name } = describeFile(file)
    return c.json({ download_url: address, file_name, expires_at: expiresAt }, 200)
  },
)

tasks.openapi(
  defineRoute('GET /files/{file_id}', {
    summary: 'A file of a task with a link to it that works without a key for an hour',
    request: { params: z.object({ file_id: z.string() }) },
    responses: { 200: jsonResponse('The file.', linkedTaskFile) },
  }),
  async (c) => {
    const deps = c.get('deps')
    const file = await getFileOfCaller(deps, c.get('principal'), c.req.valid('param').file_id)
    const { url, expiresAt } = await linkToTaskFile(deps, file)
    const address = toAddress(deps, url, c.req.url)
    return c.json({ ...describeFile(file), download_url: address, expires_at: expiresAt }, 200)
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
