import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  answerMessage,
  conversationDetails,
  conversationSummary,
} from '../../shared/contract/conversations.ts'
import { readExample } from '../support/create-test-app.ts'
import { startServerProcess } from '../support/server-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-turn-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a turn whose server is killed between question and answer goes on when it is sent again', async () => {
  const first = await startServerProcess(folder)
  const headers = { 'X-API-Key': first.apiKey ?? '', 'Content-Type': 'application/json' }
  await upload(first.url, headers['X-API-Key'])
  const opened = await fetch(`${first.url}/api/v1/conversations`, {
    method: 'POST',
    headers,
    body: '{}',
  })
  const { conversation_id: id } = conversationSummary.parse(await opened.json())
  const path = `/api/v1/conversations/${id}`
  const turn = { turn_id: 'a', text: 'What is the primary objective?' }
  const send = (url: string, accept: string, body: object) =>
    fetch(`${url}${path}/messages`, {
      method: 'POST',
      headers: { ...headers, Accept: accept },
      body: JSON.stringify(body),
    })
  const broken = await send(first.url, 'text/event-stream', turn)
  expect(await readFirstEvent(broken)).toBe('waiting')
  await first.kill()

  const second = await startServerProcess(folder)
  const history = async () => {
    const response = await fetch(second.url + path, { headers })
    return conversationDetails.parse(await response.json()).messages
  }
  expect((await history()).map(({ role, turn_id: name }) => [role, name])).toEqual([['user', 'a']])
  const other = await send(second.url, 'application/json', { ...turn, text: 'Who?' })
  expect(other.status).toBe(422)
  const answered = await send(second.url, 'application/json', turn)
  const answer = answerMessage.parse(await answered.json())
  expect(answer.text).toContain('The primary objective of this study is')
  const again = await send(second.url, 'application/json', turn)
  expect(await again.json()).toEqual(answer)
  const messages = await history()
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
  expect(messages[1]).toEqual(answer)
  await second.stop()
}, 120_000)

async function upload(url: string, apiKey: string): Promise<void> {
  const form = new FormData()
  const bytes = await readExample('study/sources/protocol.pdf')
  form.append('file', new File([new Uint8Array(bytes)], 'protocol.pdf'))
  const headers = { 'X-API-Key': apiKey }
  const response = await fetch(`${url}/api/v1/documents`, { method: 'POST', headers, body: form })
  expect(response.status).toBe(201)
}

async function readFirstEvent(response: Response): Promise<string | undefined> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const first = await reader?.read()
  reader?.cancel().catch(() => undefined)
  return /^event: (\w+)/m.exec(first?.value ?? '')?.[1]
}
