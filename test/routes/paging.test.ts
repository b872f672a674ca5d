import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { pageFields } from '../../shared/contract/paging.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { user } from '../../shared/contract/users.ts'
import { buildRun } from '../support/build-rows.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

let app: TestApp
let members: string
let documentId: string
let taskNumber: number
let time = Date.parse('2026-01-02T00:00:00.000Z')
let made = 0
const sets = '/api/v1/document-sets'

beforeAll(async () => {
  // no two are made at the same time
  const clock = { now: () => new Date((time += 1)).toISOString() }
  app = await createTestApp({ startQueue: false, clock })
  members = `/api/v1/document-sets/${app.workspaceId}/users`
  const sections = [{ section_name: 'One', template_text: 'One.' }]
  const template = await app.post('/api/v1/templates', { template_name: 'Letter', sections })
  const sources = []
  for (let index = 0; index < 5; index += 1) sources.push({ document_id: await addSource() })
  const asked = await app.post('/api/v1/documents/generate', {
    document_type: 'Letter',
    template_id: templateDetails.parse(await template.json()).template_id,
    output_name: 'Letter',
    sources,
  })
  const accepted = generateResponse.parse(await asked.json())
  documentId = accepted.task_id
  taskNumber = accepted.task_number
})
afterAll(() => app.close())

/** The owner reaches every set that is made here; all but the list of them is of one. */
function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { 'X-Workspace-Id': app.workspaceId }
  return app.request(path, path.startsWith(sets) ? init : { ...init, headers })
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

async function addSource(): Promise<string> {
  const name = `source-${(made += 1)}.md`
  const sent = await app.upload('/api/v1/documents', { name, bytes: bytesOf(`# ${name}\n`) })
  return addedSource.parse(await sent.json()).document_id
}

const addSet = () => app.post(sets, { document_set_name: `Set ${(made += 1)}` })

async function addMember(): Promise<void> {
  const sent = await app.post('/api/v1/users', { user_name: `Ada ${(made += 1)}`, role: 'member' })
  await app.post(members, { user_id: user.parse(await sent.json()).user_id })
}

/** Two, of which one stands before all others. */
async function addFiles(): Promise<void> {
  const number = (made += 1)
  for (const name of [`a-${1000 - number}.md`, `z-${1000 + number}.md`]) {
    const form = new FormData()
    form.set('file_content', new File([name], name))
    const sent = await ask('/api/v1/files/upload', { method: 'POST', body: form })
    expect(sent.status).toBe(201)
  }
}

async function addRun(): Promise<void> {
  const number = { taskNumber: taskNumber + (made += 1) }
  await buildRun(app.deps.db, app.workspaceId, documentId, number)
}

const anyPage = z.object(pageFields).catchall(z.unknown())
const anyRows = z.array(z.record(z.string(), z.unknown()))

type List = {
  readonly path: string
  readonly name: string
  readonly key: string
  readonly add?: () => Promise<unknown>
  /** Where some are added before those that were read, these come once more. */
  readonly comesAgain?: boolean
}

async function readPage({ path, name, key }: List, page: number, size: number) {
  const sign = path.includes('?') ? '&' : '?'
  const response = await ask(`${path}${sign}page=${page}&page_size=${size}`)
  const read = anyPage.parse(await response.json())
  expect(read).toMatchObject({ page, page_size: size })
  const keys = anyRows.parse(read[name]).map((row) => row[key])
  return { keys, total: read.total }
}

/** What a caller finds who asks for page after page while another adds rows. */
async function walk(list: List): Promise<unknown[]> {
  const found: unknown[] = []
  for (let page = 1; ; page += 1) {
    const { keys, total } = await readPage(list, page, 2)
    found.push(...keys)
    if (keys.length === 0 || page * 2 >= total) return found
    // one who adds faster than the other reads is never caught up with
    if (page < 4) await list.add?.()
  }
}

const lists = (): List[] => [
  { path: sets, name: 'document_sets', key: 'id', add: addSet },
  { path: members, name: 'users', key: 'user_id', add: addMember },
  {
    path: '/api/v1/files/input',
    name: 'files',
    key: 'key',
    add: addFiles,
    comesAgain: true,
  },
  { path: `/tasks?document_id=${documentId}`, name: 'tasks', key: 'task_id', add: addRun },
  { path: `/tasks/${taskNumber}/files`, name: 'files', key: 'file_id' },
]

test('who walks the pages of a list while rows are added misses none that was there', async () => {
  for (const list of lists()) {
    for (let count = 0; count < 4; count += 1) await list.add?.()
    const { keys: before, total } = await readPage(list, 1, 100)
    expect([list.path, before.length]).toEqual([list.path, total])
    expect(before.length).toBeGreaterThan(3)
    const found = await walk(list)
    const once = [...new Set(found)]
    expect([list.path, once.filter((key) => before.includes(key))]).toEqual([list.path, before])
    if (!list.comesAgain) expect([list.path, found]).toEqual([list.path, once])
    const { keys: after } = await readPage(list, 1, 100)
    if (!list.comesAgain) expect(found).toEqual(after)
  }
})

test('a list has 20 rows a page unless more or fewer are asked for, and at most 100', async () => {
  for (const list of lists()) {
    const page = anyPage.parse(await (await ask(list.path)).json())
    expect(page).toMatchObject({ page: 1, page_size: 20 })
    expect((await readPage(list, 50, 100)).keys).toEqual([])
    for (const wrong of ['page_size=101', 'page_size=0', 'page=0', 'page=x']) {
      const sign = list.path.includes('?') ? '&' : '?'
      const response = await ask(`${list.path}${sign}${wrong}`)
      const { status, errors } = problemDetails.parse(await response.json())
      expect([list.path, wrong, status, errors?.[0]?.loc]).toEqual([
        ...[list.path, wrong, 422],
        ['query', wrong.split('=')[0]],
      ])
    }
  }
})
