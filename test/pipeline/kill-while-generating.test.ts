import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { insertWebhook } from '../../server/db/webhooks.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { waitFor } from '../support/create-test-app.ts'
import { startServerProcess } from '../support/server-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-kill-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const records = Array.from({ length: 6 }, (_, at) => ({ name: `Person ${at}` }))

test('a generation that is killed at random moments is made whole, and told of once', async () => {
  let server = await startServerProcess(folder)
  const apiKey = server.apiKey ?? ''
  const connect = () => createClient({ baseUrl: server.url, apiKey })
  const bytes = buildDocx({ body: paragraph('Dear {{name}}.') })
  const file = new File([new Uint8Array(bytes)], 'letter.docx')
  const { template_id } = await connect().addTemplate(file)
  const { workspaces } = await connect().whoAmI()
  await server.kill()
  await listen(workspaces[0]?.workspace_id ?? '')
  server = await startServerProcess(folder)
  const wish = { template_id, data: records, document_per: 'record', outputs: ['docx'] } as const
  const { id } = await connect().createGeneration({ ...wish, outputs: [...wish.outputs] })
  const moments = Array.from({ length: 3 }, () => Math.random() * 600)
  for (const moment of moments) {
    await sleep(moment)
    await server.kill()
    server = await startServerProcess(folder)
  }
  const made = await waitFor(async () => {
    const found = await connect().getGeneration(id)
    return ['pending', 'processing'].includes(found.status) ? undefined : found
  })
  expect({ moments, status: made.status }).toEqual({ moments, status: 'completed' })
  expect(made.outputs.map(({ record }) => record)).toEqual([0, 1, 2, 3, 4, 5])
  await server.stop()
  const { events, versions, told } = await readStore()
  expect(new Set(events).size).toBe(events.length)
  expect(versions).toBe(records.length)
  expect(told).toEqual(['generation.completed'])
}, 120_000)

async function listen(workspaceId: string): Promise<void> {
  const db = await openDatabase(join(folder, 'sourcewright.sqlite'))
  const at = '2026-01-01T00:00:00.000Z'
  const events = ['generation.completed', 'generation.failed'] as const
  await db.transaction().execute((trx) =>
    insertWebhook(trx, {
      id: randomUUID(),
      workspaceId,
      url: 'https://receiver.invalid/hook',
      description: '',
      events,
      isEnabled: true,
      secret: 'whsec_a',
      previous: null,
      createdAt: at,
      updatedAt: at,
    }),
  )
  await db.destroy()
}

async function readStore() {
  const db = await openDatabase(join(folder, 'sourcewright.sqlite'))
  const events = await db.selectFrom('generation_events').select(['type', 'data']).execute()
  const versions = await db.selectFrom('document_versions').select('id').execute()
  const told = await db.selectFrom('webhook_events').select('event').execute()
  await db.destroy()
  return {
    events: events.map(({ type, data }) => {
      const { record = '' } = JSON.parse(data) as { record?: number }
      return `${type} ${record}`
    }),
    versions: versions.length,
    told: told.map(({ event }) => event),
  }
}
