import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitForEnd } from '../../examples/run-example.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { rivalResponse } from '../../shared/contract/rivals.ts'
import { copyStudy, makeStudy } from '../support/start-demo-server.ts'
import { startServerProcess } from '../support/server-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-regenerating-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const section = encodeURIComponent('Disposition of Subjects')

test('a section that is composed again and chosen under kills is stored once, with the same bytes', async () => {
  // two stores: what each calls the same thing by is different
  const calm = await regenerate('calm', copyStudy, [])
  const killed = await regenerate('killed', makeStudy, [5, 40, 150, 15, 80, 300])
  expect(killed.rival).toEqual(calm.rival)
  expect(Buffer.compare(killed.bytes, calm.bytes)).toBe(0)
  expect(killed.versions).toEqual([1, 2])
}, 180_000)

/** Kills the server so many milliseconds behind each start: first while it composes, then while it writes. */
async function regenerate(name: string, make: typeof makeStudy, moments: readonly number[]) {
  const data = join(folder, name)
  await mkdir(data)
  const { apiKey, documentId } = await make(data)
  let server = await startServerProcess(data)
  const call = (path: string, method = 'GET', body?: string) =>
    fetch(`${server.url}/api/v1/documents/${path}`, {
      method,
      headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body }),
    })
  const killAt = async (milliseconds: number) => {
    await sleep(milliseconds)
    await server.kill()
    server = await startServerProcess(data)
  }
  const path = `${documentId}/sections/${section}`
  expect((await call(`${path}/regenerate`, 'POST', '{}')).status).toBe(202)
  for (const moment of moments.slice(0, 3)) await killAt(moment)
  const rival = await waitForRival(async () => (await call(`${path}/rival`)).json())
  expect((await call(`${path}/rival`, 'PUT')).status).toBe(202)
  for (const moment of moments.slice(3)) await killAt(moment)
  const { status } = await waitForEnd({ url: server.url, apiKey }, documentId, () => undefined)
  expect(status).toBe('Ready')
  const bytes = Buffer.from(await (await call(`${documentId}/file`)).arrayBuffer())
  await server.stop()
  return { rival, bytes, versions: await listVersionNumbers(data, documentId) }
}

async function waitForRival(get: () => Promise<unknown>) {
  for (;;) {
    const { status, rival } = rivalResponse.parse(await get())
    if (status === 'completed') return rival?.parts.map(({ text }) => text)
    expect(status).toBe('pending')
    await sleep(50)
  }
}

async function listVersionNumbers(data: string, documentId: string): Promise<number[]> {
  const db = await openDatabase(join(data, 'sourcewright.sqlite'))
  const versions = await db
    .selectFrom('document_versions')
    .select('number')
    .where('document_id', '=', documentId)
    .orderBy('number')
    .execute()
  await db.destroy()
  return versions.map(({ number }) => number)
}
