import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptExample, runExample, waitForEnd } from '../../examples/run-example.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { findRunOfDocument, listEvents } from '../../server/db/runs.ts'
import { startServerProcess } from '../support/server-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-kill-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const kills = 5

test('a run that is killed at five random moments gives the same bytes, and nothing stored is done twice', async () => {
  const calm = await runUninterrupted(join(folder, 'calm'))
  const data = join(folder, 'killed')
  let server = await startServerProcess(data)
  const apiKey = server.apiKey ?? ''
  const { documentId } = await acceptExample({ url: server.url, apiKey }, 'study', () => undefined)
  const moments = Array.from({ length: kills }, () => Math.random() * (calm.milliseconds / 2))
  for (const moment of moments) {
    await sleep(moment)
    await server.kill()
    server = await startServerProcess(data)
  }
  const at = { url: server.url, apiKey }
  const status = await waitForEnd(at, documentId, () => undefined)
  expect({ moments, status: status.status }).toEqual({ moments, status: 'Ready' })
  const bytes = await download(at, documentId)
  await server.stop()
  expect(Buffer.compare(bytes, calm.bytes)).toBe(0)
  await expectNothingTwice(data, documentId)
}, 180_000)

async function runUninterrupted(data: string) {
  const server = await startServerProcess(data)
  const at = { url: server.url, apiKey: server.apiKey ?? '' }
  const begin = performance.now()
  const { documentId } = await runExample(at, 'study', () => undefined)
  const milliseconds = performance.now() - begin
  const bytes = await download(at, documentId)
  await server.stop()
  return { bytes, milliseconds }
}

async function download(at: { url: string; apiKey: string }, documentId: string): Promise<Buffer> {
  const url = `${at.url}/api/v1/documents/${documentId}/file`
  const response = await fetch(url, { headers: { 'X-API-Key': at.apiKey } })
  return Buffer.from(await response.arrayBuffer())
}

async function expectNothingTwice(data: string, documentId: string): Promise<void> {
  const db = await openDatabase(join(data, 'sourcewright.sqlite'))
  const run = await findRunOfDocument(db, documentId)
  const events = await listEvents(db, run?.id ?? '', 0)
  const versions = await db
    .selectFrom('document_versions')
    .selectAll()
    .where('run_id', '=', run?.id ?? '')
    .execute()
  await db.destroy()
  const done = events
    .filter(
      ({ type }) =>
        type === 'section.completed' || type === 'step.completed' || type === 'run.completed',
    )
    .map(({ type, data: of }) => `${type} ${JSON.stringify(of['section_id'] ?? of['step'])}`)
  expect(done.length).toBeGreaterThan(25)
  expect(new Set(done).size).toBe(done.length)
  expect(versions.length).toBe(1)
}
