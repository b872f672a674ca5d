import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../../server/db/open-database.ts'
import { generateResponse, statusResponse } from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { readExample, waitFor } from '../support/create-test-app.ts'
import { startServerProcess, type ServerProcess } from '../support/server-process.ts'

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-shut-'))
  folders.push(folder)
  return folder
}

const call = (server: ServerProcess, key: string, path: string, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, { ...init, headers: { 'X-API-Key': key, ...init.headers } })

async function send(server: ServerProcess, key: string, path: string, file: string) {
  const form = new FormData()
  form.append('file', new File([new Uint8Array(await readExample(file))], file.split('/').at(-1)!))
  return (await call(server, key, path, { method: 'POST', body: form })).json()
}

/** Sources are sent and a report is asked for at once, so that the server is busy with them. */
async function askForReport(server: ServerProcess, key: string): Promise<string> {
  const sent = await send(server, key, '/api/v1/templates', 'audit/sources/findings.docx')
  await send(server, key, '/api/v1/documents', 'audit/sources/audit-charter.pdf')
  await send(server, key, '/api/v1/documents', 'audit/sources/findings.docx')
  const asked = await call(server, key, '/api/v1/documents/generate', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      document_type: 'Report',
      document_set_key: 'default',
      template_id: templateDetails.parse(sent).template_id,
      output_name: 'Handed over',
    }),
  })
  return generateResponse.parse(await asked.json()).task_id
}

test('SIGTERM hands running work over, ends streams, and nothing of it counts as a crash', async () => {
  const folder = await makeFolder()
  const server = await startServerProcess(folder, { SOURCEWRIGHT_SHUTDOWN_SECONDS: '1' })
  const key = server.apiKey ?? ''
  const id = await askForReport(server, key)
  const events = await call(server, key, `/api/v1/documents/status/${id}/events`)
  server.signal('SIGTERM')
  // a stream that is cut off fails here
  expect(await events.text()).toContain('event:')
  expect(await server.gone).toBe(0)
  await expectNoDeaths(folder)

  const next = await startServerProcess(folder)
  const status = await waitFor(async () => {
    const answer = await call(next, key, `/api/v1/documents/status/${id}`)
    const found = statusResponse.parse(await answer.json())
    return found.status === 'Ready' || found.status === 'Failed' ? found : undefined
  })
  expect(status).toMatchObject({ status: 'Ready', error: null })
  await next.stop()
  await expectNoDeaths(folder)
})

async function expectNoDeaths(folder: string): Promise<void> {
  const db = await openDatabase(join(folder, 'sourcewright.sqlite'))
  const jobs = await db.selectFrom('jobs').select(['status', 'deaths']).execute()
  await db.destroy()
  expect(jobs.length).toBeGreaterThan(0)
  expect(jobs.filter(({ status, deaths }) => status === 'running' || deaths > 0)).toEqual([])
}

test('a second signal ends the process at once', async () => {
  const server = await startServerProcess(await makeFolder(), {
    SOURCEWRIGHT_SHUTDOWN_SECONDS: '600',
  })
  const key = server.apiKey ?? ''
  await askForReport(server, key)
  server.signal('SIGTERM')
  server.signal('SIGINT')
  expect([0, 130]).toContain(await server.gone)
})

test('the log has a line for each request, and no key, query or word of a source in it', async () => {
  const server = await startServerProcess(await makeFolder(), { SOURCEWRIGHT_LOG: 'debug' })
  const key = server.apiKey ?? ''
  const secret = 'Zweigelt'
  const form = new FormData()
  const text = `The ${secret} is the grape of the audit.`
  form.append('file', new File([text], `${secret}.txt`, { type: 'text/plain' }))
  form.append('metadata', '{')
  await call(server, key, '/api/v1/documents', { method: 'POST', body: form })
  form.set('metadata', '{}')
  await call(server, key, '/api/v1/documents', { method: 'POST', body: form })
  await call(server, key, `/api/v1/documents?external_id=${secret}`)
  await call(server, key, `/api/v1/documents/${secret}`)
  await call(server, key, '/api/v1/search', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'the-search' },
    body: JSON.stringify({ query: secret }),
  })
  await server.stop()
  const said = server.said().split('\n')
  const lines = said
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { readonly msg?: string })
  expect(lines).toContainEqual(
    expect.objectContaining({
      method: 'POST',
      route: '/api/v1/search',
      status: 200,
      milliseconds: expect.any(Number),
      requestId: 'the-search',
      msg: 'answered',
    }),
  )
  expect(lines.filter(({ msg }) => msg === 'answered')).toHaveLength(5)
  expect(lines.map((line) => JSON.stringify(line)).join('\n')).not.toMatch(/Zweigelt|swk_live/i)
})
