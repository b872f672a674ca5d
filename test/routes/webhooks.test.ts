import { createHmac } from 'node:crypto'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import {
  webhook,
  webhookBody,
  webhookDeliveriesResponse,
  webhookDelivery,
  webhooksResponse,
  webhookWithSecret,
  type WebhookDelivery,
} from '../../shared/contract/webhooks.ts'
import { issuedApiKey } from '../../shared/contract/api-keys.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { startReceiver, type Received, type WebhookReceiver } from '../support/webhook-receiver.ts'

let app: TestApp
let receiver: WebhookReceiver
let fileCount = 0

beforeAll(async () => {
  receiver = await startReceiver((response, { path }, count) => {
    if (path === '/hang') return
    if (path === '/redirect') return void response.writeHead(307, { Location: '/ok' }).end()
    if (path === '/gone') return void response.writeHead(500).end()
    if (path === '/second') return void response.writeHead(count === 1 ? 500 : 200).end()
    if (path === '/flood') return void flood(response)
    response.writeHead(204).end()
  })
  app = await createTestApp({
    webhooks: {
      allowsHttp: true,
      allowsPrivateAddresses: true,
      // to be waited for three times by one test, and never run into by the others
      timeoutMilliseconds: 3000,
      retryMilliseconds: [50, 50],
    },
  })
})
afterAll(async () => {
  await app.close()
  await receiver.close()
})

function flood(response: {
  write(words: string): boolean
  on(event: string, run: () => void): void
}) {
  const words = 'x'.repeat(65_536)
  const write = () => void (response.write(words) && setImmediate(write))
  response.on('drain', write)
  write()
}

async function hook(path: string, change: object = {}) {
  const events = ['core.document.uploaded']
  const body = { url: `${receiver.url}${path}`, events, ...change }
  const made = await app.post('/v1/webhooks', body)
  expect(made.status).toBe(201)
  return webhookWithSecret.parse(await made.json())
}

async function drop(id: string) {
  expect((await app.request(`/v1/webhooks/${id}`, { method: 'DELETE' })).status).toBe(204)
}

/** Stores a source of which nothing is known yet. */
async function upload(text = `Source number ${++fileCount}.`) {
  const bytes = new TextEncoder().encode(text)
  const answer = await app.upload('/api/v1/documents', { name: `s${fileCount}.txt`, bytes })
  expect(answer.status).toBe(201)
}

async function deliveriesOf(webhookId: string, more = ''): Promise<readonly WebhookDelivery[]> {
  const answer = await app.request(`/v1/webhook-deliveries?webhook_id=${webhookId}${more}`)
  return webhookDeliveriesResponse.parse(await answer.json()).deliveries
}

/** The only delivery of the webhook, when it is over. */
function overOf(webhookId: string): Promise<WebhookDelivery> {
  return waitFor(async () => {
    const [only] = await deliveriesOf(webhookId)
    return only && only.completed_at !== null ? only : undefined
  })
}

function receivedAt(path: string): readonly Received[] {
  return receiver.received.filter((one) => one.path === path)
}

function eventIdOf({ body }: Received): string {
  return webhookBody.parse(JSON.parse(body)).event_id
}

describe('what happens to a source', () => {
  test('is told once each: stored, read, or read with issues, signed in both ways', async () => {
    const events = [
      'core.document.uploaded',
      'core.document.upload_completed',
      'core.document.upload_with_issues',
    ]
    const { webhook_id: id, secret = '' } = await hook('/sources', { events })
    await upload()
    const broken = new TextEncoder().encode('PK\u0003\u0004 nothing that could be unpacked')
    const bad = await app.upload('/api/v1/documents', { name: 'bad.docx', bytes: broken })
    const told = await waitFor(async () => {
      const all = receivedAt('/sources')
      return all.length >= (bad.status === 201 ? 4 : 2) ? all : undefined
    })
    const bodies = told.map(({ body }) => webhookBody.parse(JSON.parse(body)))
    expect(bodies.filter(({ event }) => event === 'core.document.upload_completed')).toMatchObject([
      { status: 'completed', error: null, generation_id: null, outputs: null },
    ])
    expect(new Set(told.map(eventIdOf)).size).toBe(told.length)
    const first = told[0] as Received
    const headers = first.headers as Record<string, string>
    expect(headers['webhook-id']).toBe(eventIdOf(first))
    expect(() => new Verifier(secret).verify(first.body, headers)).not.toThrow()
    expect(() => new Verifier(secret).verify(`${first.body} `, headers)).toThrow()
    expect(headers['x-webhook-signature']).toBe(
      `sha256=${createHmac('sha256', secret).update(first.body).digest('hex')}`,
    )
    await drop(id)
  })

  test('that can’t be read is told with its error', async () => {
    const events = ['core.document.upload_with_issues']
    const { webhook_id: id } = await hook('/issues', { events })
    const bytes = new TextEncoder().encode('%PDF-1.7\nnothing that is a page\n%%EOF')
    expect((await app.upload('/api/v1/documents', { name: 'a.pdf', bytes })).status).toBe(201)
    const { event } = await overOf(id)
    expect(event).toBe('core.document.upload_with_issues')
    const body = webhookBody.parse(JSON.parse(receivedAt('/issues')[0]?.body ?? ''))
    expect(body).toMatchObject({ status: 'failed', data: { document_name: 'a.pdf', version: 1 } })
    expect(body.error).toMatchObject({ code: expect.any(String) as string })
    await drop(id)
  })
})

describe('a receiver', () => {
  test('that answers 500 and then 200 has both attempts in the log, of one event_id', async () => {
    const { webhook_id: id } = await hook('/second')
    await upload()
    const over = await overOf(id)
    expect(over.status).toBe('delivered')
    expect(over.attempts).toMatchObject([
      { number: 1, status_code: 500, error: '2xx was expected, 500 came' },
      { number: 2, status_code: 200, error: null },
    ])
    const ids = receivedAt('/second').map(eventIdOf)
    expect(ids).toEqual([over.event_id, over.event_id])
    await drop(id)
  })

  test('that hangs holds up nobody, and is given up behind the last retry', async () => {
    const hanging = await Promise.all(Array.from({ length: 5 }, () => hook('/hang')))
    const { webhook_id: id } = await hook('/quick')
    await upload()
    await upload()
    await upload()
    await waitFor(async () => {
      const all = await deliveriesOf(id)
      return all.length === 3 && all.every(({ status }) => status === 'delivered') ? all : undefined
    })
    const stuck = hanging[0]?.webhook_id ?? ''
    expect((await deliveriesOf(stuck)).some(({ status }) => status === 'pending')).toBe(true)
    const [given] = await waitFor(async () => {
      const all = await deliveriesOf(stuck)
      return all.every(({ status }) => status === 'undelivered') ? all : undefined
    })
    expect(given?.attempts).toHaveLength(3)
    expect(given?.attempts[0]).toMatchObject({
      status_code: null,
      error: 'no answer came within 3 seconds',
    })
    for (const one of [...hanging.map(({ webhook_id }) => webhook_id), id]) await drop(one)
  })

  test('that redirects is not followed', async () => {
    const { webhook_id: id } = await hook('/redirect')
    await upload()
    const { status, attempts } = await overOf(id)
    expect(status).toBe('undelivered')
    expect(attempts[0]).toMatchObject({
      status_code: 307,
      error: '2xx was expected, 307 came; redirects are not followed',
    })
    expect(receivedAt('/ok')).toEqual([])
    await drop(id)
  })

  test('that answers without end has taken it, and is cut off', async () => {
    const { webhook_id: id } = await hook('/flood')
    await upload()
    expect(await overOf(id)).toMatchObject({ status: 'delivered', attempts: [{ number: 1 }] })
    await drop(id)
  })

  test('gets what was undelivered when it is sent again, with the same event_id', async () => {
    const { webhook_id: id } = await hook('/gone')
    await upload()
    const over = await overOf(id)
    expect(over.status).toBe('undelivered')
    const moved = await app.request(`/v1/webhooks/${id}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ url: `${receiver.url}/back` }),
    })
    expect(webhook.parse(await moved.json()).url).toBe(`${receiver.url}/back`)
    const resent = await app.post(`/v1/webhook-deliveries/${over.delivery_id}/resend`, {})
    expect(resent.status).toBe(202)
    const delivered = await waitFor(async () => {
      const [found] = await deliveriesOf(id, '&status=delivered')
      return found
    })
    expect(delivered.attempts).toHaveLength(4)
    expect(receivedAt('/back').map(eventIdOf)).toEqual([over.event_id])
    await drop(id)
  })
})

describe('a webhook', () => {
  test('is listed, shown and changed without its secret, which a replay does not show again', async () => {
    const body = { url: `${receiver.url}/mine`, events: ['generation.failed', 'generation.failed'] }
    const named = { 'Idempotency-Key': 'make-mine' }
    const first = await app.post('/v1/webhooks', body, named)
    const made = webhookWithSecret.parse(await first.json())
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(made.events).toEqual(['generation.failed'])
    const again = await app.post('/v1/webhooks', body, named)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    const { secret: _, ...shown } = made
    expect(await again.json()).toEqual({ ...shown, secret_shown: true })
    const list = await (await app.request('/v1/webhooks')).json()
    expect(webhooksResponse.parse(list).webhooks).toEqual([shown])
    expect(JSON.stringify(list)).not.toContain('whsec_')
    expect(await (await app.request(`/v1/webhooks/${made.webhook_id}`)).json()).toEqual(shown)
    const kept = await app.deps.db.selectFrom('request_keys').select('body').execute()
    expect(JSON.stringify(kept)).not.toContain('whsec_')
    await drop(made.webhook_id)
    expect((await app.request(`/v1/webhooks/${made.webhook_id}`)).status).toBe(404)
  })

  test('whose secret rotates is signed by both, and behind the overlap by the new one', async () => {
    const { webhook_id: id, secret: old = '' } = await hook('/rotating')
    const rotate = async (body: object) => {
      const answer = await app.post(`/v1/webhooks/${id}/rotate-secret`, body)
      expect(answer.status).toBe(201)
      return webhookWithSecret.parse(await answer.json())
    }
    const { secret: fresh = '', previous_secret_until: until } = await rotate({})
    expect(until).not.toBeNull()
    await app.post(`/v1/webhooks/${id}/test`, {})
    const first = receivedAt('/rotating').at(-1) as Received
    const headers = first.headers as Record<string, string>
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2)
    for (const one of [old, fresh]) {
      expect(() => new Verifier(one).verify(first.body, headers)).not.toThrow()
    }
    const { secret: last = '', previous_secret_until: none } = await rotate({ overlap_seconds: 0 })
    expect(none).toBeNull()
    await app.post(`/v1/webhooks/${id}/test`, {})
    const second = receivedAt('/rotating').at(-1) as Received
    const then = second.headers as Record<string, string>
    expect(() => new Verifier(fresh).verify(second.body, then)).toThrow()
    expect(() => new Verifier(last).verify(second.body, then)).not.toThrow()
    await drop(id)
  })

  test('is tested through the same way, once, and the answer says what came', async () => {
    const { webhook_id: id } = await hook('/gone', { enabled: false })
    const before = receivedAt('/gone').length
    const answer = await app.post(`/v1/webhooks/${id}/test`, {})
    expect(webhookDelivery.parse(await answer.json())).toMatchObject({
      event: 'webhook.test',
      status: 'undelivered',
      next_attempt_at: null,
      attempts: [{ number: 1, status_code: 500 }],
    })
    expect(receivedAt('/gone')).toHaveLength(before + 1)
    await drop(id)
  })

  test('that is disabled is told of nothing, and what waited comes when it is enabled', async () => {
    const { webhook_id: id } = await hook('/later')
    const change = (enabled: boolean) =>
      app.request(`/v1/webhooks/${id}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ enabled }),
      })
    await change(false)
    await upload()
    expect(await deliveriesOf(id)).toEqual([])
    await change(true)
    await upload()
    expect(await overOf(id)).toMatchObject({ status: 'delivered' })
    await drop(id)
  })

  test('is refused for an address that must not be sent to, with the reason', async () => {
    const strict = await createTestApp({ startQueue: false })
    try {
      for (const [url, reason] of [
        ['http://receiver.example/', 'is not https'],
        ['ftp://receiver.example/', 'is not https'],
        ['nowhere', 'is no URL'],
        ['https://ada:secret@receiver.example/', 'has a name or password in it'],
        ['https://127.0.0.1/', 'leads to 127.0.0.1, which is no public address'],
        ['https://0x7f.1/', 'leads to 127.0.0.1, which is no public address'],
        ['https://[::ffff:10.0.0.1]/', 'leads to ::ffff:a00:1, which is no public address'],
      ] as const) {
        const answer = await strict.post('/v1/webhooks', { url, events: ['generation.failed'] })
        expect(problemDetails.parse(await answer.json())).toMatchObject({
          status: 422,
          errors: [{ loc: ['body', 'url'], msg: reason, type: 'url_refused' }],
        })
      }
    } finally {
      await strict.close()
    }
  })

  test('of a sandbox has its events in the log, and nothing is delivered', async () => {
    const wish = { name: 'Sandbox', permissions: ['read', 'write', 'admin'], sandbox: true }
    const { key = '' } = issuedApiKey.parse(await (await app.post('/v1/api-keys', wish)).json())
    const headers = { 'X-API-Key': key }
    const url = `${receiver.url}/sandbox`
    const body = { url, events: ['core.document.uploaded'] }
    const made = webhook.parse(await (await app.post('/v1/webhooks', body, headers)).json())
    const form = new FormData()
    form.append('file', new File(['A note of the sandbox.'], 'note.txt'))
    const added = await app.request('/api/v1/documents', { method: 'POST', headers, body: form })
    expect(added.status).toBe(201)
    const tested = await app.post(`/v1/webhooks/${made.webhook_id}/test`, {}, headers)
    expect(await tested.json()).toMatchObject({ status: 'withheld', attempts: [] })
    const log = await app.request('/v1/webhook-deliveries', { headers })
    expect(webhookDeliveriesResponse.parse(await log.json()).deliveries).toMatchObject([
      { event: 'webhook.test', status: 'withheld' },
      { event: 'core.document.uploaded', status: 'withheld' },
    ])
    expect(receivedAt('/sandbox')).toEqual([])
  })

  test('hears of its own workspace alone', async () => {
    const set = await app.post('/api/v1/document-sets', { document_set_name: 'Other' })
    const { id: other } = documentSet.parse(await set.json())
    const inOther = { 'X-Workspace-Id': other }
    const body = { url: `${receiver.url}/other`, events: ['core.document.uploaded'] }
    const made = await app.post('/v1/webhooks', body, inOther)
    const { webhook_id: id } = webhook.parse(await made.json())
    const bytes = new TextEncoder().encode('A source of the first workspace.')
    const form = new FormData()
    form.append('file', new File([bytes], 'first.txt'))
    const headers = { 'X-Workspace-Id': app.workspaceId }
    const added = await app.request('/api/v1/documents', { method: 'POST', headers, body: form })
    expect(added.status).toBe(201)
    expect(await deliveriesOf(id)).toEqual([])
    const gone = await app.request(`/api/v1/document-sets/${other}`, { method: 'DELETE' })
    expect(gone.status).toBe(204)
  })
})

test('nothing of all this was an error of the server', () => {
  expect(app.logged).toEqual([])
})
