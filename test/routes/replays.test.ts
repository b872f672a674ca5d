import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { issuedApiKey } from '../../shared/contract/api-keys.ts'
import { conversationSummary } from '../../shared/contract/conversations.ts'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { uploadedFile } from '../../shared/contract/files.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { makeCaller } from '../support/callers.ts'
import { createTestApp, readExample, waitFor, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
let templateId: string
beforeAll(async () => {
  app = await createTestApp()
  const bytes = await readExample('audit/sources/findings.docx')
  const sent = await app.upload('/api/v1/templates', { name: 'template.docx', bytes })
  await app.upload('/api/v1/documents', { name: 'findings.docx', bytes })
  templateId = templateDetails.parse(await sent.json()).template_id
})
afterAll(() => app.close())

const named = (name: string, headers = {}) => ({ 'Idempotency-Key': name, ...headers })
const isReplay = ({ headers }: Response) => headers.get('idempotency-replayed') === 'true'
const codeOf = async (response: Response) => problemDetails.parse(await response.json()).code

function send(path: string, name: string, init: RequestInit = {}): Promise<Response> {
  return app.request(path, { method: 'POST', ...init, headers: named(name, init.headers) })
}

const report = (name: string) => ({
  document_type: 'Report',
  document_set_key: 'default',
  template_id: templateId,
  output_name: name,
})
const generate = (key: string, request: object, headers = {}) =>
  app.post('/api/v1/documents/generate', request, named(key, headers))

async function countRuns(): Promise<number> {
  return (await app.deps.db.selectFrom('runs').select('id').execute()).length
}

describe('a request that is sent again with its Idempotency-Key', () => {
  test('50 times at once makes one document, and every answer that comes is the same', async () => {
    const before = await countRuns()
    const request = { ...report('Fifty'), if_exists: 'new_version' }
    const answers = await Promise.all(Array.from({ length: 50 }, () => generate('fifty', request)))
    const accepted = answers.filter(({ status }) => status === 202)
    const others = answers.filter(({ status }) => status !== 202)
    const bodies = new Set(await Promise.all(accepted.map((answer) => answer.text())))
    expect(accepted.length).toBeGreaterThan(0)
    expect(accepted.filter((answer) => !isReplay(answer))).toHaveLength(1)
    expect(bodies.size).toBe(1)
    for (const answer of others) {
      expect(answer.headers.get('retry-after')).toBe('1')
      expect(await codeOf(answer)).toBe('request_running')
    }
    const later = await generate('fifty', request)
    expect([later.status, isReplay(later)]).toEqual([202, true])
    expect(bodies).toContain(await later.text())
    expect((await countRuns()) - before).toBe(1)
  })

  test('gives its own answer where it also made a source of an uploaded file', async () => {
    const bytes = Buffer.from('# New\n\nWords of a new file.\n')
    const file = { name: 'new.md', bytes, field: 'file_content' }
    const sent = await app.upload('/api/v1/files/upload', file, { container: 'input' })
    const { key } = uploadedFile.parse(await sent.json())
    const request = { ...report('Of a file'), file_paths: [key] }
    const accepted = await generate('of-a-file', request)
    expect(generateResponse.parse(await accepted.clone().json()).task_id).toBeTruthy()
    const again = await generate('of-a-file', request)
    expect([again.status, isReplay(again)]).toEqual([202, true])
    expect(await again.json()).toEqual(await accepted.json())
  })

  test('with another body, or another query, is a 422', async () => {
    const request = report('Once')
    const { task_id: id } = generateResponse.parse(await (await generate('once', request)).json())
    const changed = await generate('once', report('Twice'))
    expect(changed.status).toBe(422)
    expect(problemDetails.parse(await changed.json())).toMatchObject({
      code: 'request_key_reused',
      errors: [{ loc: ['header', 'Idempotency-Key'] }],
    })
    const again = await generate('once', request)
    expect(again.headers.get('location')).toBe(`/api/v1/documents/status/${id}`)
  })

  test('by another caller, in another workspace or at another path is another request', async () => {
    const request = { document_set_name: 'Scoped' }
    const path = '/api/v1/document-sets'
    const first = await app.post(path, request, named('scope'))
    const { id } = documentSet.parse(await first.json())
    const other = await makeCaller(app, { role: 'owner' })
    for (const headers of [
      named('scope', { 'X-API-Key': other.key }),
      named('scope', { 'X-Workspace-Id': app.workspaceId }),
    ]) {
      const answer = await app.post(path, request, headers)
      expect([answer.status, isReplay(answer)]).toEqual([201, false])
      expect(documentSet.parse(await answer.json()).id).not.toBe(id)
    }
    const elsewhere = await app.post(
      '/api/v1/conversations',
      {},
      named('scope', { 'X-Workspace-Id': app.workspaceId }),
    )
    expect([elsewhere.status, isReplay(elsewhere)]).toEqual([201, false])
    const again = await app.post(path, request, named('scope'))
    expect(isReplay(again)).toBe(true)
    expect(documentSet.parse(await again.json()).id).toBe(id)
  })

  test('as a form with another boundary is the same request', async () => {
    const form = (text: string) => {
      const body = new FormData()
      body.append('file', new File([text], 'note.txt', { type: 'text/plain' }))
      return { body, headers: { 'X-Workspace-Id': app.workspaceId } }
    }
    const first = await send('/api/v1/documents', 'form', form('A note.'))
    const again = await send('/api/v1/documents', 'form', form('A note.'))
    expect([first.status, again.status]).toEqual([201, 201])
    expect(isReplay(again)).toBe(true)
    expect(addedSource.parse(await again.json())).toEqual(addedSource.parse(await first.json()))
    expect((await send('/api/v1/documents', 'form', form('Another.'))).status).toBe(422)
  })

  test('gives a deletion its 204 again, though nothing is there any more', async () => {
    const bytes = new TextEncoder().encode('Soon gone.')
    const headers = { 'X-Workspace-Id': app.workspaceId }
    const body = new FormData()
    body.append('file', new File([bytes], 'gone.txt'))
    const added = await app.request('/api/v1/documents', { method: 'POST', body, headers })
    const path = `/api/v1/documents/${addedSource.parse(await added.json()).document_id}`
    const remove = () => app.request(path, { method: 'DELETE', headers: named('gone') })
    expect((await remove()).status).toBe(204)
    const again = await remove()
    expect([again.status, isReplay(again), await again.text()]).toEqual([204, true, ''])
    expect((await app.request(path, { method: 'DELETE' })).status).toBe(404)
  })

  test('that was refused had no effect, and is judged anew', async () => {
    const request = { ...report('Refused'), if_exists: 'error', as_of: '2026-01-01' }
    const holder = report('Refused')
    const { task_id: id } = generateResponse.parse(await (await generate('holder', holder)).json())
    expect(await codeOf(await generate('refused', request))).toBe('name_taken')
    await waitUntilIdle(app)
    expect((await app.request(`/api/v1/documents/${id}`, { method: 'DELETE' })).status).toBe(204)
    const anew = await generate('refused', request)
    expect([anew.status, isReplay(anew)]).toEqual([202, false])
  })

  test('needs its permission again', async () => {
    const caller = await makeCaller(app, { role: 'member', memberOf: [app.workspaceId] })
    const headers = { 'X-API-Key': caller.key }
    const path = '/api/v1/conversations'
    expect((await app.post(path, {}, named('leaving', headers))).status).toBe(201)
    await app.request(`/api/v1/users/${caller.userId}`, { method: 'DELETE' })
    expect((await app.post(path, {}, named('leaving', headers))).status).toBe(401)
  })

  test('gives no answer to one who reaches less than when it was given', async () => {
    const made = await app.post('/api/v1/document-sets', { document_set_name: 'Shut' })
    const shut = documentSet.parse(await made.json()).id
    const caller = await makeCaller(app, { role: 'member', memberOf: [app.workspaceId, shut] })
    const headers = { 'X-API-Key': caller.key }
    const upload = (name: string) => {
      const body = new FormData()
      body.append('document_set', shut)
      body.append('file', new File(['Our secret.'], 'secret-name.txt', { type: 'text/plain' }))
      return send('/api/v1/documents', name, { body, headers })
    }
    const first = await upload('shut')
    const { document_id: id } = addedSource.parse(await first.json())
    const remove = () =>
      app.request(`/api/v1/documents/${id}`, { method: 'DELETE', headers: named('out', headers) })
    expect((await remove()).status).toBe(204)
    expect(isReplay(await upload('shut'))).toBe(true)
    const members = `/api/v1/document-sets/${shut}/users`
    await app.request(`${members}?user_id=${caller.userId}`, { method: 'DELETE' })
    const refused = await upload('shut')
    expect([refused.status, isReplay(refused)]).toEqual([403, false])
    expect(await codeOf(refused)).toBe('permission_missing')
    expect((await remove()).status).toBe(204)
    await app.post(members, { user_id: caller.userId })
    expect(isReplay(await upload('shut'))).toBe(true)
    await app.request(`/api/v1/document-sets/${shut}`, { method: 'DELETE' })
    expect((await upload('shut')).status).toBe(403)
    const rows = await app.deps.db.selectFrom('request_keys').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('secret-name')
  })

  test('that only reads is carried out each time, and nothing of it is kept', async () => {
    const before = await app.deps.db.selectFrom('request_keys').selectAll().execute()
    const headers = { 'X-Workspace-Id': app.workspaceId }
    for (const path of ['/api/v1/search', '/api/v1/search']) {
      const answer = await app.post(path, { query: 'audit' }, named('reading', headers))
      expect([answer.status, isReplay(answer)]).toEqual([200, false])
    }
    expect(await app.deps.db.selectFrom('request_keys').selectAll().execute()).toEqual(before)
  })

  test.each(['', 'a b', 'ü', 'x'.repeat(256)])('is refused with the name %j', async (name) => {
    const headers = new Headers({ 'Content-Type': 'application/json', 'X-API-Key': app.ownerKey })
    try {
      headers.set('Idempotency-Key', name)
    } catch {
      return expect(name).toBe('ü')
    }
    const path = '/api/v1/conversations'
    const answer = await app.request(path, { method: 'POST', headers, body: '{}' })
    expect(await codeOf(answer)).toBe('validation_failed')
  })
})

describe('what was committed with its effect is what was answered', () => {
  const inDefault = () => ({ 'X-Workspace-Id': app.workspaceId })
  const form = (field: string, bytes: Uint8Array) => {
    const body = new FormData()
    body.append(field, new File([new Uint8Array(bytes)], 'findings.docx'))
    return body
  }

  test('for all that a caller makes, changes, starts and takes away', async () => {
    const bytes = await readExample('audit/sources/findings.docx')
    let count = 0
    const behind: string[] = []
    const twice = async (method: string, path: string, body?: object) => {
      const headers = new Headers({ ...inDefault(), 'Idempotency-Key': `twice-${(count += 1)}` })
      const isForm = body instanceof FormData
      if (body && !isForm) headers.set('Content-Type', 'application/json')
      const init = { method, headers, ...(body && { body: isForm ? body : JSON.stringify(body) }) }
      // what is written beside a transaction was not committed with the effect
      const beside = vi.spyOn(app.deps.db, 'updateTable')
      const first = await app.request(path, init)
      const tables: unknown[] = beside.mock.calls.map(([table]) => table)
      beside.mockRestore()
      if (tables.includes('request_keys')) behind.push(`${method} ${path}`)
      const again = await app.request(path, init)
      expect([path, isReplay(first), isReplay(again)]).toEqual([path, false, true])
      expect([path, again.status]).toEqual([path, first.status])
      expect(again.headers.get('location')).toBe(first.headers.get('location'))
      const text = await first.text()
      expect(await again.text()).toBe(text)
      return (text === '' ? {} : JSON.parse(text)) as Record<string, string>
    }
    const user = await twice('POST', '/api/v1/users', { user_name: 'Twin', role: 'member' })
    const members = `/api/v1/document-sets/${app.workspaceId}/users`
    await twice('POST', members, { user_id: user['user_id'] })
    await twice('DELETE', `${members}?user_id=${user['user_id']}`)
    await twice('PATCH', `/api/v1/users/${user['user_id']}`, { role: 'viewer' })
    await twice('DELETE', `/api/v1/users/${user['user_id']}`)
    await twice('POST', '/api/v1/files/upload', form('file_content', bytes))
    const template = await twice('POST', '/api/v1/templates', form('file', bytes))
    await twice('DELETE', `/api/v1/templates/${template['template_id']}`)
    const local = await twice('POST', '/api/v1/documents/local', form('file', bytes))
    const document = `/api/v1/documents/${local['document_id']}`
    await twice('POST', `${document}/checks`)
    await twice('PATCH', document, { document_name: 'Renamed' })
    await twice('DELETE', document)
    const talk = await twice('POST', '/api/v1/conversations', {})
    await twice('DELETE', `/api/v1/conversations/${talk['conversation_id']}`)
    const key = await app.post('/v1/api-keys', { name: 'Short', permissions: ['read'] })
    await twice('DELETE', `/v1/api-keys/${issuedApiKey.parse(await key.json()).api_key_id}`)
    const run = await twice('POST', '/api/v1/documents/generate', {
      ...report('Approved'),
      approve_outline: true,
    })
    await waitUntilIdle(app)
    const task = `/tasks/${run['task_number']}`
    await twice('POST', `${task}/approve`, { approved: false, comment: 'No.' })
    await twice('POST', `/api/v1/documents/${run['task_id']}/retry`)
    await twice('POST', `${task}/cancel`)
    await waitUntilIdle(app)
    const waiting = await twice('POST', '/api/v1/documents/generate', {
      ...report('Planned'),
      approve_outline: true,
    })
    await waitUntilIdle(app)
    await twice('PUT', `/api/v1/mrt-outlines/${waiting['task_id']}`, { sections: [] })
    await twice('POST', `/tasks/${waiting['task_number']}/cancel`)
    await waitUntilIdle(app)
    const own = { sections: [{ title: 'One', template_text: 'One.' }] }
    await twice('PUT', `/api/v1/document-mrt/${waiting['task_id']}`, own)
    expect(behind).toEqual([])
  })
})

describe('a secret', () => {
  test('is shown once, and stored nowhere', async () => {
    const request = { name: 'Once', permissions: ['read'] }
    const first = issuedApiKey.parse(
      await (await app.post('/v1/api-keys', request, named('secret'))).json(),
    )
    const again = await app.post('/v1/api-keys', request, named('secret'))
    expect([again.status, isReplay(again)]).toEqual([201, true])
    const { key, ...rest } = first
    expect(await again.json()).toEqual({ ...rest, secret_shown: true })
    const path = `/v1/api-keys/${first.api_key_id}/rotate`
    const rotated = issuedApiKey.parse(await (await app.post(path, {}, named('turn'))).json())
    const turned = issuedApiKey.parse(await (await app.post(path, {}, named('turn'))).json())
    expect([turned.key, turned.api_key_id]).toEqual([undefined, rotated.api_key_id])
    const rows = JSON.stringify(await app.deps.db.selectFrom('request_keys').selectAll().execute())
    for (const secret of [key, rotated.key]) {
      expect(secret).toMatch(/^swk_live_/)
      expect(rows).not.toContain(secret)
    }
    expect(rows).not.toContain('swk_')
  })
})

describe('an answer that is streamed', () => {
  test('is recorded at its end, and given again as it was', async () => {
    const opened = await app.post(
      '/api/v1/conversations',
      {},
      { 'X-Workspace-Id': app.workspaceId },
    )
    const { conversation_id: id } = conversationSummary.parse(await opened.json())
    const ask = () =>
      app.post(
        `/api/v1/conversations/${id}/messages`,
        { turn_id: '1', text: 'Who audited?', wait_seconds: 0 },
        named('turn-1'),
      )
    await waitUntilIdle(app)
    const first = await (await ask()).text()
    expect(first).toContain('event: message')
    const again = await waitFor(async () => {
      const answer = await ask()
      return isReplay(answer) ? answer : undefined
    })
    expect(again.headers.get('content-type')).toContain('text/event-stream')
    expect(await again.text()).toBe(first)
  })

  test('is given again in the form that is asked for then', async () => {
    const opened = await app.post(
      '/api/v1/conversations',
      {},
      { 'X-Workspace-Id': app.workspaceId },
    )
    const { conversation_id: id } = conversationSummary.parse(await opened.json())
    const ask = (accept: string) =>
      app.post(
        `/api/v1/conversations/${id}/messages`,
        { turn_id: '1', text: 'Who audited?', wait_seconds: 0 },
        named('turn-2', { Accept: accept }),
      )
    await (await ask('text/event-stream')).text()
    const whole = await waitFor(async () => {
      const answer = await ask('application/json')
      return isReplay(answer) ? answer : undefined
    })
    expect(whole.headers.get('content-type')).toContain('application/json')
    expect(await whole.json()).toMatchObject({ turn_id: '1', role: 'assistant' })
  })
})

describe('what is kept', () => {
  const count = async () =>
    (await app.deps.db.selectFrom('request_keys').select('id').execute()).length

  test('goes after a day; what ran in a process that is gone can be sent again', async () => {
    const path = '/api/v1/conversations'
    const headers = named('old', { 'X-Workspace-Id': app.workspaceId })
    expect((await app.post(path, {}, headers)).status).toBe(201)
    const dayAgo = new Date(Date.now() - 86_400_000 - 1000).toISOString()
    await app.deps.db.updateTable('request_keys').set({ created_at: dayAgo }).execute()
    const anew = await app.post(path, {}, headers)
    expect([anew.status, isReplay(anew)]).toEqual([201, false])
    expect(await count()).toBe(1)
    const lost = new Date(Date.now() - 1_000_000).toISOString()
    const running = { status: null, headers: null, body: null, created_at: lost }
    await app.deps.db.updateTable('request_keys').set(running).execute()
    const taken = await app.post(path, {}, headers)
    expect([taken.status, isReplay(taken)]).toEqual([201, false])
  })
})

test('nothing of all this was an error of the server', () => {
  expect(app.logged).toEqual([])
})
