import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  addedLocalDocument,
  addedSource,
  generateResponse,
} from '../../shared/contract/documents.ts'
import { filesResponse, presignResponse, uploadedFile } from '../../shared/contract/files.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { makeStranger } from '../support/callers.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'

let app: TestApp
let key: string
let organization: string
let bytes: Uint8Array
beforeAll(async () => {
  app = await createTestApp({ startQueue: false })
  bytes = await readExample('audit/sources/findings.docx')
  const file = { name: 'Findings (1).docx', bytes, field: 'file_content' }
  const sent = await app.upload('/api/v1/files/upload', file, { container: 'input' })
  expect(sent.status).toBe(201)
  key = uploadedFile.parse(await sent.json()).key
  organization = key.split('/')[0] ?? ''
})
afterAll(() => app.close())

const presign = (wanted: string, path = '/generate-presigned-url') =>
  app.post(path, { key: wanted })
const urlOf = async (wanted: string) =>
  presignResponse.parse(await (await presign(wanted)).json()).url
const proxy = (url: string) =>
  app.request(`/api/v1/proxy/file?${new URLSearchParams({ presigned_url: url })}`)
const tell = async (response: Response) => {
  const { status, code } = problemDetails.parse(await response.json())
  return [status, code]
}
const read = async (response: Response) => new Uint8Array(await response.arrayBuffer())

describe('a presigned link', () => {
  test('gives the bytes of a key without a credential, under their name, for an hour', async () => {
    const url = await urlOf(key)
    const response = await app.request(url, { headers: { 'X-API-Key': '' } })
    expect(await read(response)).toEqual(bytes)
    expect(response.headers.get('content-disposition')).toContain('filename="Findings (1).docx"')
    expect(response.headers.get('content-type')).toContain('wordprocessingml')
    const twin = await presign(key, '/api/v1/generate-presigned-url')
    expect(twin.status).toBe(200)
    const range = await app.request(url, { headers: { Range: 'bytes=0-1' } })
    expect([range.status, await read(range)]).toEqual([206, bytes.slice(0, 2)])
  })

  test('is made for every kind of key, and for those of the caller’s workspace alone', async () => {
    const source = await app.upload('/api/v1/documents', { name: 'plan.docx', bytes })
    expect(source.status).toBe(201)
    const sent = await app.upload('/api/v1/documents/local', { name: 'Draft.docx', bytes })
    const local = addedLocalDocument.parse(await sent.json())
    const keys = [
      `s3://any-bucket/${key}`,
      local.s3_key,
      `${organization}/documents/plan.docx`,
      `${organization}/documents/Draft.docx`,
      `${organization}/documents/Draft`,
    ]
    for (const one of keys) expect(await read(await app.request(await urlOf(one)))).toEqual(bytes)
    const stranger = await makeStranger(app)
    for (const one of [...keys, key, `${randomUUID()}/documents/plan.docx`, 'sha256/00']) {
      const headers =
        one.startsWith(organization) || keys.includes(one) || one === key
          ? { 'X-API-Key': stranger.key }
          : undefined
      const answer = await app.post('/generate-presigned-url', { key: one }, headers)
      expect([one, ...(await tell(answer))]).toEqual([one, 404, 'not_found'])
    }
    expect(await tell(await app.post('/generate-presigned-url', {}))).toEqual([
      422,
      'validation_failed',
    ])
  })

  test('is followed by the proxy, which fetches nothing else', async () => {
    const url = await urlOf(key)
    expect(await read(await proxy(url))).toEqual(bytes)
    const foreign = ['https://example.com/a', 'http://169.254.169.254/latest', `${url}0`]
    const elsewhere = new URL('/api/v1/whoami', url).toString()
    for (const one of [...foreign, elsewhere, url.replace('://', '://a@evil.example/')]) {
      expect([one, ...(await tell(await proxy(one)))]).toEqual([one, 403, 'link_foreign'])
    }
    for (const one of ['', 'nonsense', 'file:///etc/passwd']) {
      expect(await tell(await proxy(one))).toEqual([422, 'validation_failed'])
    }
    expect(await tell(await app.request('/api/v1/proxy/file'))).toEqual([422, 'validation_failed'])
    const later = new Date(Date.now() + 3_601_000).toISOString()
    const clock = vi.spyOn(app.deps.clock, 'now').mockReturnValue(later)
    expect(await tell(await proxy(url))).toEqual([410, 'link_expired'])
    clock.mockRestore()
  })
})

describe('files of a container', () => {
  test('are listed by their container, and a name put again points at the new bytes', async () => {
    const file = { name: 'a.csv', bytes: Buffer.from('a;b\n1;2'), field: 'file_content' }
    const fields = { container: 'templates', file_name: 'b.csv' }
    for (const content of ['a;b\n1;2', 'a;b\n3;4']) {
      await app.upload('/api/v1/files/upload', { ...file, bytes: Buffer.from(content) }, fields)
    }
    const list = await app.request('/api/v1/files/templates')
    const { files, total } = filesResponse.parse(await list.json())
    expect([total, files[0]?.file_name, files[0]?.key]).toEqual([
      1,
      'b.csv',
      `${organization}/templates/b.csv`,
    ])
    const stored = await app.request(await urlOf(files[0]?.key ?? ''))
    expect(await stored.text()).toBe('a;b\n3;4')
    expect((await app.request('/api/v1/files/elsewhere')).status).toBe(422)
  })

  test('may be of every type of the contract, and of no other', async () => {
    const texts = { 'a.md': '# A', 'a.html': '<html>a</html>', 'a.txt': 'a', 'a.rtf': '{\\rtf1 a}' }
    for (const [name, text] of Object.entries(texts)) {
      const file = { name, bytes: Buffer.from(text), field: 'file_content' }
      expect([name, (await app.upload('/api/v1/files/upload', file)).status]).toEqual([name, 201])
    }
    const program = { name: 'a.exe', bytes: Buffer.from('MZ\u0000'), field: 'file_content' }
    expect((await app.upload('/api/v1/files/upload', program)).status).toBe(400)
  })

  test('generate takes each kind of key, also with s3:// before it, as a source', async () => {
    const template = await app.upload('/api/v1/templates', { name: 'template.docx', bytes })
    const { template_id } = templateDetails.parse(await template.json())
    const text = { name: 'other.txt', bytes: Buffer.from('Of another kind.') }
    const added = addedSource.parse(await (await app.upload('/api/v1/documents', text)).json())
    const paths = [key, `s3://bucket/${key}`, `${organization}/documents/other.txt`]
    const body = { document_type: 'Report', template_id, output_name: 'By keys', file_paths: paths }
    const answer = await app.post('/api/v1/documents/generate', body)
    const { task_id: id } = generateResponse.parse(await answer.json())
    const details = await app.request(`/api/v1/documents/${id}`)
    const { sources } = (await details.json()) as { sources: { document_id: string }[] }
    expect(sources).toHaveLength(2)
    expect(sources.map(({ document_id }) => document_id)).toContain(added.document_id)
    const unknown = { ...body, output_name: 'Unknown', file_paths: ['s3://bucket/none.docx'] }
    expect(await tell(await app.post('/api/v1/documents/generate', unknown))).toEqual([
      400,
      'file_unknown',
    ])
  })
})
