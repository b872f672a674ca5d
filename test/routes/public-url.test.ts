import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { downloadUrlResponse } from '../../shared/contract/documents.ts'
import { presignResponse, uploadedFile } from '../../shared/contract/files.ts'
import { generation, type Generation } from '../../shared/contract/generations.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { linkedTaskFile, tasksResponse, taskFilesResponse } from '../../shared/contract/tasks.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { webhookBody } from '../../shared/contract/webhooks.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'

/** What leaves a server in links: each kind of them, and a webhook's. */
type Links = Readonly<Record<'output' | 'sent' | 'document' | 'taskFile' | 'presigned', string>>

const publicUrl = 'https://reports.example/words'

async function collectLinks(app: TestApp, receiver: WebhookReceiver): Promise<Links> {
  const events = ['generation.completed']
  await app.post('/v1/webhooks', { url: `${receiver.url}/hook`, events })
  const sections = [{ section_name: 'One', template_text: 'One.' }]
  const sent = await app.post('/api/v1/templates', { template_name: 'Letter', sections })
  const { template_id } = templateDetails.parse(await sent.json())
  const wish = { template_id, data: {}, source_ids: [], outputs: ['docx'] }
  const { id } = generation.parse(await (await app.post('/v1/generations', wish)).json())
  const made = await waitFor(() => findCompleted(app, id))
  const told = await waitFor(() => Promise.resolve(receiver.received[0]))
  const documentId = made.document_ids[0] ?? ''
  const link = await app.request(`/api/v1/documents/${documentId}/download-url`)
  return {
    output: made.outputs[0]?.url ?? '',
    sent: readUrl(webhookBody.parse(JSON.parse(told.body)).outputs),
    document: downloadUrlResponse.parse(await link.json()).download_url,
    taskFile: await linkToTaskFile(app, documentId),
    presigned: await presign(app),
  }
}

async function findCompleted(app: TestApp, id: string): Promise<Generation | undefined> {
  const shown = generation.parse(await (await app.request(`/v1/generations/${id}`)).json())
  return shown.status === 'completed' ? shown : undefined
}

function readUrl(outputs: unknown[] | null): string {
  const [first] = outputs ?? []
  return (first as { url: string }).url
}

async function linkToTaskFile(app: TestApp, documentId: string): Promise<string> {
  const found = await app.request(`/tasks?document_id=${documentId}`)
  const number = tasksResponse.parse(await found.json()).tasks[0]?.task_id
  const files = await app.request(`/tasks/${number}/files`)
  const file = taskFilesResponse.parse(await files.json()).files.at(-1)
  const linked = await app.request(`/files/${file?.file_id}`)
  return linkedTaskFile.parse(await linked.json()).download_url
}

async function presign(app: TestApp): Promise<string> {
  const file = {
    name: 'note.txt',
    bytes: new TextEncoder().encode('A note.'),
    field: 'file_content',
  }
  const sent = await app.upload('/api/v1/files/upload', file)
  const { key } = uploadedFile.parse(await sent.json())
  const response = await app.post('/generate-presigned-url', { key })
  return presignResponse.parse(await response.json()).url
}

const proxy = (app: TestApp, url: string) =>
  app.request(`/api/v1/proxy/file?${new URLSearchParams({ presigned_url: url })}`)
const codeOf = async (response: Response) => problemDetails.parse(await response.json()).code

async function open(url: string | undefined) {
  const webhooks = { allowsHttp: true, allowsPrivateAddresses: true }
  const receiver = await startReceiver()
  const app = await createTestApp({ webhooks, ...(url && { publicUrl: url }) })
  return { app, receiver, links: await collectLinks(app, receiver) }
}

describe('a server that is known by an address', () => {
  let opened: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    opened = await open(publicUrl)
  })
  afterAll(async () => {
    await opened.receiver.close()
    await opened.app.close()
  })

  test('gives links that begin with it, in answers and in webhooks, and they work', async () => {
    const { app, links } = opened
    for (const [kind, link] of Object.entries(links)) {
      expect([kind, link.slice(0, publicUrl.length + 1)]).toEqual([kind, `${publicUrl}/`])
      // what stands in front of the server takes the address off
      const path = link.slice(publicUrl.length)
      const response = await app.request(path, { headers: { 'X-API-Key': '' } })
      expect([kind, response.status]).toEqual([kind, 200])
    }
  })

  test('follows its own links through the proxy, by either address, and no other', async () => {
    const { app, links } = opened
    expect(await (await proxy(app, links.presigned)).text()).toBe('A note.')
    const reached = links.presigned.replace(publicUrl, 'http://localhost')
    expect((await proxy(app, reached)).status).toBe(200)
    for (const foreign of [
      links.presigned.replace('reports.example', 'reports.example.evil'),
      links.presigned.replace('/words/', '/wordsy/'),
      links.presigned.replace('/words/', '/'),
      links.presigned.replace('https:', 'http:'),
    ]) {
      expect([foreign, await codeOf(await proxy(app, foreign))]).toEqual([foreign, 'link_foreign'])
    }
  })

  test('says so in its description, and a problem’s type stays a path', async () => {
    const { app } = opened
    const description = (await (await app.request('/openapi.json')).json()) as { servers?: unknown }
    expect(description.servers).toEqual([{ url: publicUrl }])
    const missing = problemDetails.parse(await (await app.request('/api/v1/documents/x')).json())
    expect(missing.type).toBe('/errors/not_found')
  })
})

test('one without gives links as it was reached, and paths in webhooks', async () => {
  const { app, receiver, links } = await open(undefined)
  const { sent, ...shown } = links
  expect(sent).toMatch(/^\/v1\/generations\/gen_/)
  for (const [kind, link] of Object.entries(shown)) {
    expect([kind, new URL(link).origin]).toEqual([kind, 'http://localhost'])
  }
  for (const link of Object.values(links)) expect((await app.request(link)).status).toBe(200)
  const description = (await (await app.request('/openapi.json')).json()) as { servers?: unknown }
  expect(description.servers).toBeUndefined()
  await receiver.close()
  await app.close()
})
