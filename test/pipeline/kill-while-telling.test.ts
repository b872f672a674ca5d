import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptExample, waitForEnd } from '../../examples/run-example.ts'
import {
  webhookBody,
  webhookDeliveriesResponse,
  webhookWithSecret,
  type WebhookBody,
  type WebhookDelivery,
} from '../../shared/contract/webhooks.ts'
import { stepNames, webhookEvents } from '../../shared/model/vocabulary.ts'
import { waitFor } from '../support/create-test-app.ts'
import { findFreePort } from '../support/find-free-port.ts'
import { startServerProcess } from '../support/server-process.ts'
import { startReceiver } from '../support/webhook-receiver.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-telling-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const settings = {
  SOURCEWRIGHT_WEBHOOK_HTTP: 'on',
  SOURCEWRIGHT_WEBHOOK_PRIVATE_ADDRESSES: 'on',
}
const nobodyListens = 'nobody listens there (ECONNREFUSED)'
const start = () => startServerProcess(folder, settings, 'test/support/serve-with-short-retries.ts')

test('over kills of the server and a receiver that hangs and is down, each event arrives under one id', async () => {
  const hanging = await startReceiver(() => undefined, await findFreePort())
  let server = await start()
  const apiKey = server.apiKey ?? ''
  const headers = { 'X-API-Key': apiKey, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ url: `${hanging.url}/hook`, events: webhookEvents })
  const made = await fetch(`${server.url}/v1/webhooks`, { method: 'POST', headers, body })
  const { secret = '' } = webhookWithSecret.parse(await made.json())
  const at = () => ({ url: server.url, apiKey })
  const { documentId } = await acceptExample(at(), 'audit', () => undefined)
  await waitFor(() => Promise.resolve(hanging.received[0]))
  await server.kill()
  await hanging.close()
  for (const moment of [150, 400]) {
    server = await start()
    await sleep(moment)
    await server.kill()
  }
  server = await start()
  // a busy machine may have sent nothing between those kills
  await waitFor(async () => {
    const attempts = (await readAll(server.url, apiKey)).flatMap((one) => one.attempts)
    return attempts.some(({ error }) => error?.includes(nobodyListens)) || undefined
  })
  const receiver = await startReceiver(undefined, hanging.port)
  expect((await waitForEnd(at(), documentId, () => undefined)).status).toBe('Ready')
  const deliveries = await waitFor(async () => {
    const all = await readAll(server.url, apiKey)
    return all.every(({ status }) => status === 'delivered') ? all : undefined
  })
  await server.stop()
  await receiver.close()
  const bodies = receiver.received.map((one) => {
    new Verifier(secret).verify(one.body, one.headers as Record<string, string>)
    return webhookBody.parse(JSON.parse(one.body))
  })
  expectEachOnce(bodies, deliveries)
  const cutOff = deliveries.flatMap(({ attempts }) => attempts).map(({ error }) => error)
  expect(cutOff).toContain('the server ended while it ran')
  expect(cutOff).toContain(nobodyListens)
}, 120_000)

async function readAll(url: string, apiKey: string): Promise<WebhookDelivery[]> {
  const path = `${url}/v1/webhook-deliveries?page_size=100`
  const answer = await fetch(path, { headers: { 'X-API-Key': apiKey } })
  return webhookDeliveriesResponse.parse(await answer.json()).deliveries
}

function expectEachOnce(bodies: WebhookBody[], deliveries: WebhookDelivery[]): void {
  const byId = new Map(bodies.map((body) => [body.event_id, body]))
  expect([...byId.keys()].toSorted()).toEqual(deliveries.map((one) => one.event_id).toSorted())
  const told = [...byId.values()].map(({ event, data, status }) =>
    [event, data['version'] ? data['document_id'] : JSON.stringify(data['step']), status].join(' '),
  )
  expect(new Set(told).size).toBe(told.length)
  const ofTask = told.filter((one) => one.startsWith('flows.')).toSorted()
  const steps = stepNames.flatMap((name) => [
    `flows.tasks.step_change {"step_id":"${name}","status":"in_progress"} in_progress`,
    `flows.tasks.step_change {"step_id":"${name}","status":"completed"} in_progress`,
  ])
  const ends = ['flows.tasks.created null pending', 'flows.tasks.completed null completed']
  expect(ofTask).toEqual([...steps, ...ends].toSorted())
  const stored = told.filter((one) => one.startsWith('core.document.uploaded ')).length
  const read = told.filter((one) => one.startsWith('core.document.upload_')).length
  expect(stored).toBeGreaterThan(0)
  expect(read).toBe(stored)
  for (const { attempts } of deliveries) {
    expect(attempts.map(({ number }) => number)).toEqual(attempts.map((_, index) => index + 1))
    expect(attempts.at(-1)).toMatchObject({ status_code: 204, error: null })
  }
}
