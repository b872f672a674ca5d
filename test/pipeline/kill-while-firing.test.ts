import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { generationsResponse } from '../../shared/contract/generations.ts'
import { schedule, schedulesResponse } from '../../shared/contract/schedules.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { waitFor } from '../support/create-test-app.ts'
import { startServerProcess, type ServerProcess } from '../support/server-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-firing-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const minute = 60_000
const planned = ['First', 'Second', 'Third']

/** Its clock is so many minutes ahead of ours. */
const start = (minutes: number) =>
  startServerProcess(folder, { CLOCK_AHEAD: `${minutes * minute}` }, 'test/support/serve-ahead.ts')

test('schedules that are killed at random moments fire each due time once, and miss none', async () => {
  let server = await start(0)
  const apiKey = server.apiKey ?? ''
  await plan(server, apiKey)
  await server.kill()
  const moments = Array.from({ length: 3 }, () => Math.random() * 800)
  let ahead = 0
  for (const moment of moments) {
    // several times are due by then, and are made up for by one
    server = await start((ahead += 3))
    await sleep(moment)
    await server.kill()
  }
  const last = (ahead += 3) * minute + Date.now()
  server = await start(ahead)
  // of several that start over one store, one alone serves it
  await expect(start(ahead)).rejects.toThrow('Another Sourcewright process is using the folder')
  await waitUntilFired(server, apiKey, new Date(last).toISOString())
  await server.stop()
  const { chains, generations, versions } = await readStore()
  const told = { moments, chains: chains.map(tellChain) }
  expect(told).toEqual({ moments, chains: chains.map(() => 'whole') })
  const firings = chains.flatMap(({ firings }) => firings)
  expect(firings.map(({ error }) => error)).toEqual(firings.map(() => null))
  expect(firings.length).toBeGreaterThanOrEqual(planned.length * 2)
  // each has one generation, and no generation has no firing
  const made = firings.map(({ generation_id }) => generation_id).toSorted()
  expect(generations.map(({ id }) => id).toSorted()).toEqual(made)
  expect(new Set(generations.map(({ status }) => status))).toEqual(new Set(['completed']))
  expect(versions).toBe(generations.length)
}, 120_000)

async function plan(server: ServerProcess, apiKey: string): Promise<void> {
  const client = createClient({ baseUrl: server.url, apiKey })
  const bytes = new Uint8Array(buildDocx({ body: paragraph('Dear {{name}}.') }))
  const { template_id } = await client.addTemplate(new File([bytes], 'letter.docx'))
  for (const name of planned) {
    const generation = { template_id, data: { name }, outputs: ['docx'] }
    const body = { name, trigger: 'cron', cron: '* * * * *', time_zone: 'UTC', generation }
    const answer = await fetch(`${server.url}/v1/schedules`, {
      method: 'POST',
      headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    schedule.parse(await answer.json())
  }
}

/** Every schedule since then, and all that was begun is over. */
async function waitUntilFired(server: ServerProcess, apiKey: string, since: string) {
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`${server.url}${path}`, { headers: { 'X-API-Key': apiKey } })).json()
  await waitFor(async () => {
    const { schedules } = schedulesResponse.parse(await read('/v1/schedules'))
    const { generations } = generationsResponse.parse(await read('/v1/generations?page_size=100'))
    const haveFired = schedules.every(({ last_result: one }) => one && one.fired_at >= since)
    const isOver = generations.every(({ status }) => !['pending', 'processing'].includes(status))
    return haveFired && isOver ? true : undefined
  })
}

type Chain = Awaited<ReturnType<typeof readStore>>['chains'][number]

/** A due time follows from the firing before it: whatever was in between was made up for by that one. */
function tellChain({ created_at, next_at, firings }: Chain): string {
  let due = minuteAfter(created_at)
  for (const { occasion, fired_at } of firings) {
    if (occasion !== due) return `${due} was due, ${occasion} came`
    due = minuteAfter(fired_at)
  }
  return next_at === due ? 'whole' : `${due} is due next, ${next_at} is stored`
}

function minuteAfter(time: string): string {
  return new Date((Math.floor(Date.parse(time) / minute) + 1) * minute).toISOString()
}

async function readStore() {
  const db = await openDatabase(join(folder, 'sourcewright.sqlite'))
  const schedules = await db.selectFrom('schedules').selectAll().execute()
  const firings = await db.selectFrom('schedule_firings').selectAll().orderBy('occasion').execute()
  const generations = await db.selectFrom('generations').select(['id', 'status']).execute()
  const versions = await db.selectFrom('document_versions').select('id').execute()
  await db.destroy()
  const chains = schedules.map((one) => ({
    ...one,
    firings: firings.filter(({ schedule_id }) => schedule_id === one.id),
  }))
  return { chains, generations, versions: versions.length }
}
