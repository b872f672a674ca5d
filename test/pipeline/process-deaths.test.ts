import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptExample, waitForEnd } from '../../examples/run-example.ts'
import { addedSource, documentDetails, statusResponse } from '../../shared/contract/documents.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { waitFor } from '../support/create-test-app.ts'
import { startServerProcess, type ServerProcess } from '../support/server-process.ts'

let folder: string
let server: ServerProcess | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-deaths-'))
})
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

const deaths = 6

/** Kills the server as soon as a job of the kind runs, and starts it again, as a supervisor would. */
async function killWhileItRuns(
  first: ServerProcess,
  data: string,
  kind: 'ingest' | 'generate',
  isSeen: (db: BetterSqlite.Database) => boolean = () => true,
): Promise<ServerProcess> {
  const db = new BetterSqlite(join(data, 'sourcewright.sqlite'), { readonly: true })
  const running = db.prepare(`select 1 from jobs where status = 'running' and kind = ?`)
  server = first
  for (let death = 0; death < deaths; death += 1) {
    await waitFor(async () => (running.get(kind) && isSeen(db)) || undefined, 20_000, 2)
    await server.kill()
    server = await startServerProcess(data)
  }
  db.close()
  return server
}

function connect(apiKey: string) {
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${server?.url}${path}`, { ...init, headers: { 'X-API-Key': apiKey } })
  return { call, read: async (path: string) => (await call(path)).json() }
}

test('a source that its server dies of again and again fails with that reason, and is read when sent again', async () => {
  const data = join(folder, 'source')
  const first = await startServerProcess(data)
  server = first
  const { call, read } = connect(first.apiKey ?? '')
  const send = async (name: string, text: string) => {
    const bytes = buildDocx({ body: paragraph(text).repeat(6_000) })
    const form = new FormData()
    form.set('file', new File([new Uint8Array(bytes)], name))
    const response = await call('/api/v1/documents', { method: 'POST', body: form })
    return addedSource.parse(await response.json()).document_id
  }
  const find = async (id: string) => documentDetails.parse(await read(`/api/v1/documents/${id}`))
  const waitUntilOver = (id: string) =>
    waitFor(async () => {
      const found = await find(id)
      return found.status === 'completed' || found.status === 'failed' ? found : undefined
    })
  const id = await send('deadly.docx', 'A sentence that is read for a while.')
  await killWhileItRuns(first, data, 'ingest')
  const failed = await waitUntilOver(id)
  expect(failed).toMatchObject({
    status: 'failed',
    error: { code: 'process_died', source_id: id },
    versions: [{ status: 'failed' }],
  })
  expect(failed.error?.message).toContain('6 times')
  expect(await send('deadly.docx', 'A sentence that is read for a while.')).toBe(id)
  expect(await waitUntilOver(id)).toMatchObject({ status: 'completed', error: null })
  await server.stop()
  server = undefined
}, 120_000)

test('a run that its server dies of without getting on fails with that reason, and goes on when tried again', async () => {
  const data = join(folder, 'run')
  const first = await startServerProcess(data)
  server = first
  const apiKey = first.apiKey ?? ''
  const { call, read } = connect(apiKey)
  const at = { url: first.url, apiKey }
  const { documentId } = await acceptExample(at, 'study', () => undefined)
  const isWriting = (db: BetterSqlite.Database) =>
    db.prepare(`select 1 from runs where step = 'generate'`).get() !== undefined
  const last = await killWhileItRuns(first, data, 'generate', isWriting)
  const status = await waitFor(async () => {
    const found = statusResponse.parse(await read(`/api/v1/documents/status/${documentId}`))
    return found.status === 'Failed' || found.status === 'Ready' ? found : undefined
  })
  expect(status).toMatchObject({ status: 'Failed', error: { code: 'process_died' } })
  expect(status.sections_done).toBe(status.sections_total)
  const retried = await call(`/api/v1/documents/${documentId}/retry`, { method: 'POST' })
  expect(retried.status).toBe(202)
  const end = await waitForEnd({ url: last.url, apiKey }, documentId, () => undefined)
  expect(end).toMatchObject({ status: 'Ready', error: null })
}, 180_000)
