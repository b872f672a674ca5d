import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addedLocalDocument,
  addedSource,
  documentDetails,
} from '../../shared/contract/documents.ts'
import { conversationSummary } from '../../shared/contract/conversations.ts'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { routePermissions } from '../../server/routes/permissions.ts'
import { bodyOfRoute } from '../support/body-of-route.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'

let app: TestApp
let foreign: string
let ids: { source: string; local: string; template: string; file: string; conversation: string }

beforeAll(async () => {
  app = await createTestApp()
  const made = await app.post('/api/v1/document-sets', {
    document_set_name: 'Other',
    document_set_key: 'other',
  })
  foreign = documentSet.parse(await made.json()).id
  const bytes = await readExample('audit/sources/findings.docx')
  const inDefault = { 'X-Workspace-Id': app.workspaceId }
  const send = async (path: string, name: string, field = 'file') => {
    const form = new FormData()
    form.append(field, new File([new Uint8Array(bytes)], name))
    return (await app.request(path, { method: 'POST', body: form, headers: inDefault })).json()
  }
  ids = {
    source: addedSource.parse(await send('/api/v1/documents', 'findings.docx')).document_id,
    local: addedLocalDocument.parse(await send('/api/v1/documents/local', 'mine.docx')).document_id,
    template: templateDetails.parse(await send('/api/v1/templates', 'template.docx')).template_id,
    file: ((await send('/api/v1/files/upload', 'findings.docx', 'file_content')) as { key: string })
      .key,
    conversation: await openConversation(inDefault),
  }
})

async function openConversation(headers: Record<string, string>): Promise<string> {
  const response = await app.post('/api/v1/conversations', {}, headers)
  return conversationSummary.parse(await response.json()).conversation_id
}
afterAll(() => app.close())

const inForeign = (path: string, init: RequestInit = {}) =>
  app.request(path, {
    ...init,
    headers: { 'Content-Type': 'application/json', 'X-Workspace-Id': foreign },
  })

function ownIdOf(path: string): string {
  if (path.includes('templates')) return ids.template
  return path.includes('conversations') ? ids.conversation : ids.local
}

describe('what one workspace holds, another can not see, count or infer (law 7)', () => {
  test('every route with an id answers a foreign id as it answers a missing one', async () => {
    const missing = '00000000-0000-4000-8000-000000000000'
    // where a signature is the credential, it comes before the id
    const named = Object.entries(routePermissions)
      .filter(([, permission]) => permission !== 'public')
      .map(([name]) => name)
      .filter((name) => name.includes('{id}') && !name.includes('document-sets'))
    expect(named.length).toBeGreaterThan(8)
    for (const name of named) {
      const [method = '', path = ''] = name.split(' ')
      const own = ownIdOf(path)
      const body = ['POST', 'PATCH', 'PUT'].includes(method)
        ? { body: JSON.stringify(bodyOfRoute(name)) }
        : {}
      const answers = []
      for (const id of [own, missing]) {
        const response = await inForeign(path.replace('{id}', id), { method, ...body })
        const { status, code, detail } = problemDetails.parse(await response.json())
        answers.push({ name, status, code, detail })
      }
      expect(answers[0]).toEqual(answers[1])
      expect(answers[0]).toMatchObject({ name, status: 404 })
    }
  })

  test('calls that name a document in their body do so, too', async () => {
    for (const path of [
      '/get-sections-for-document',
      '/get-sources-for-selected-text',
      '/api/v1/search',
      '/api/v1/conversations',
    ]) {
      const named = { document_id: ids.local, document_ids: [ids.local] }
      const body = JSON.stringify({ ...named, selected_text: 'finding', query: 'finding' })
      const response = await inForeign(path, { method: 'POST', body })
      expect(response.status).toBe(404)
    }
  })

  test('lists of another workspace are empty, with a total of nothing', async () => {
    const documents = (await (await inForeign('/api/v1/documents')).json()) as { total: number }
    const templates = (await (await inForeign('/api/v1/templates')).json()) as { total: number }
    const files = (await (await inForeign('/api/v1/files/input')).json()) as { total: number }
    expect([documents.total, templates.total, files.total]).toEqual([0, 0, 0])
  })

  test('another workspace can not generate from its files, sources or template', async () => {
    const request = { document_type: 'Report', output_name: 'Stolen', document_set_key: 'other' }
    const codes = []
    for (const change of [
      { template_id: ids.template },
      { template_id: ids.template, file_paths: [ids.file] },
      { template_id: ids.template, sources: [{ document_id: ids.source }] },
    ]) {
      const body = JSON.stringify({ ...request, ...change })
      const response = await inForeign('/api/v1/documents/generate', { method: 'POST', body })
      codes.push(problemDetails.parse(await response.json()).code)
    }
    expect(codes).toEqual(Array(3).fill('template_unknown'))
  })

  test('the same bytes sent to another workspace are a source of its own', async () => {
    const form = new FormData()
    form.append(
      'file',
      new File([new Uint8Array(await readExample('audit/sources/findings.docx'))], 'findings.docx'),
    )
    const headers = { 'X-Workspace-Id': foreign }
    const response = await app.request('/api/v1/documents', { method: 'POST', body: form, headers })
    expect(response.status).toBe(201)
    expect(addedSource.parse(await response.json()).document_id).not.toBe(ids.source)
  })

  test('an owner without a chosen workspace sees the documents of all, and has to choose where to add', async () => {
    const all = (await (await app.request('/api/v1/documents')).json()) as { total: number }
    expect(all.total).toBeGreaterThanOrEqual(2)
    expect((await app.request(`/api/v1/documents/${ids.source}`)).status).toBe(200)
    const form = new FormData()
    form.append('file', new File([new Uint8Array([37, 80, 68, 70])], 'a.pdf'))
    const response = await app.request('/api/v1/documents', { method: 'POST', body: form })
    const problem = problemDetails.parse(await response.json())
    expect(problem).toMatchObject({ code: 'parameter_missing', errors: [{ type: 'missing' }] })
    expect(problem.detail).toContain('X-Workspace-Id or document_set,')
    const template = await app.request('/api/v1/templates', { method: 'POST', body: form })
    expect(problemDetails.parse(await template.json()).detail).toContain('by X-Workspace-Id.')
  })
})

describe('document sets', () => {
  test('a key is taken once, and key and name must agree', async () => {
    const again = { document_set_name: 'Again', document_set_key: 'other' }
    const taken = await app.post('/api/v1/document-sets', again)
    expect(problemDetails.parse(await taken.json())).toMatchObject({
      status: 409,
      code: 'name_taken',
    })
    const response = await app.post('/api/v1/documents/generate', {
      document_set_key: 'other',
      document_set_name: 'Default',
    })
    expect(problemDetails.parse(await response.json()).code).toBe('parameters_disagree')
  })

  test('a document set goes with everything in it, but the last one stays', async () => {
    const made = await app.post('/api/v1/document-sets', { document_set_name: 'Short-lived' })
    const { id } = documentSet.parse(await made.json())
    expect((await app.request(`/api/v1/document-sets/${id}`, { method: 'DELETE' })).status).toBe(
      204,
    )
    expect((await app.request(`/api/v1/document-sets/${id}`)).status).toBe(404)
  })
})

describe('a file of a document', () => {
  test('comes whole, in a range, or with a 416 for a range beside it', async () => {
    const path = `/api/v1/documents/${ids.source}/file`
    const whole = new Uint8Array(await (await app.request(path)).arrayBuffer())
    const part = await app.request(path, { headers: { Range: 'bytes=0-3' } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 0-3/${whole.length}`)
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.slice(0, 4))
    const tail = await app.request(path, { headers: { Range: 'bytes=-2' } })
    expect(new Uint8Array(await tail.arrayBuffer())).toEqual(whole.slice(-2))
    expect((await app.request(path, { headers: { Range: `bytes=${whole.length}-` } })).status).toBe(
      416,
    )
  })

  test('can be fetched without a key by a signed link, but not by one that was changed', async () => {
    const response = await app.request(`/api/v1/documents/${ids.source}/download-url`)
    const { download_url } = (await response.json()) as { download_url: string }
    const { pathname, search, searchParams } = new URL(download_url)
    const noKey = { headers: { 'X-API-Key': '' } }
    expect((await app.request(pathname + search, noKey)).status).toBe(200)
    searchParams.set('expires', String(Number(searchParams.get('expires')) + 1))
    expect((await app.request(`${pathname}?${searchParams}`, noKey)).status).toBe(403)
    expect(
      (await app.request(`${pathname.replace(ids.source, ids.local)}${search}`, noKey)).status,
    ).toBe(403)
  })

  test('is gone with its document', async () => {
    const bytes = await readExample('audit/sources/ledger-q3.docx')
    const form = new FormData()
    form.append('file', new File([new Uint8Array(bytes)], 'ledger.docx'))
    const headers = { 'X-Workspace-Id': app.workspaceId }
    const added = await app.request('/api/v1/documents', { method: 'POST', body: form, headers })
    const { document_id: id } = addedSource.parse(await added.json())
    expect((await app.request(`/api/v1/documents/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await app.request(`/api/v1/documents/${id}/file`)).status).toBe(404)
  })
})

test('the bytes that a workspace has already are the same source; a new version needs to be asked for', async () => {
  const headers = { 'X-Workspace-Id': app.workspaceId }
  const send = async (name: string, path: string, fields: Record<string, string> = {}) => {
    const form = new FormData()
    form.append('file', new File([new Uint8Array(await readExample(path))], name))
    for (const [key, value] of Object.entries(fields)) form.append(key, value)
    const response = await app.request('/api/v1/documents', { method: 'POST', body: form, headers })
    return { status: response.status, added: addedSource.parse(await response.json()) }
  }
  const twin = await send('copy.docx', 'audit/sources/findings.docx')
  expect(twin).toMatchObject({ status: 200, added: { document_id: ids.source, version: 1 } })
  const first = await send('ledger.docx', 'audit/sources/ledger-q3.docx', { external_id: 'L-3' })
  const second = await send('ledger.docx', 'audit/template.docx', { external_id: 'L-3' })
  expect(second.added).toMatchObject({ document_id: first.added.document_id, version: 2 })
  const details = documentDetails.parse(
    await (await app.request(`/api/v1/documents/${first.added.document_id}`)).json(),
  )
  expect(details.versions.map(({ number }) => number)).toEqual([1, 2])
})
