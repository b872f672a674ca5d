import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedSource } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ startQueue: false })
})
afterAll(() => app.close())

function send(path: string, boundary: string, content: string, declared = boundary) {
  const head = 'Content-Disposition: form-data; name="file"; filename="note.txt"'
  const role = 'Content-Disposition: form-data; name="role"\r\n\r\nother'
  const body = [
    `--${boundary}\r\n${head}\r\nContent-Type: text/plain\r\n\r\n${content}`,
    `--${boundary}\r\n${role}`,
    `--${boundary}--\r\n`,
  ].join('\r\n')
  const headers = { 'Content-Type': `multipart/form-data; boundary=${declared}` }
  return app.request(path, { method: 'POST', body, headers })
}

describe('a form', () => {
  test.each(['x', '-', "a'b", 'of-twenty-six-characters-1', '"(1+1)=2?,:/."'])(
    'is taken apart by a boundary of any length and sign: %s',
    async (declared) => {
      const boundary = declared.replaceAll('"', '')
      // what stands amid a line, or behind half an end of one, is of the file
      const content = `For ${boundary}: --${boundary}\r\n-\r\n\n--${boundary}`
      const added = await send('/api/v1/documents', boundary, content, declared)
      expect(added.status).toBe(201)
      const { document_id, role } = addedSource.parse(await added.json())
      expect(role).toBe('other')
      const file = await app.request(`/api/v1/documents/${document_id}/file`)
      expect(await file.text()).toBe(content)
    },
  )

  test('named once is the same request under a boundary of one character', async () => {
    const headers = { 'Idempotency-Key': 'short-boundary' }
    const post = (boundary: string) =>
      app.request('/api/v1/documents', {
        method: 'POST',
        body: `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="n.txt"\r\n\r\nOnce.\r\n--${boundary}--`,
        headers: { ...headers, 'Content-Type': `multipart/form-data; boundary=${boundary}` },
      })
    const [first, second] = [await post('x'), await post('y')]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    expect(await second.json()).toEqual(await first.json())
  })

  test('whose boundary is none is refused, and says so', async () => {
    for (const boundary of ['', 'b'.repeat(71), '"ends with "']) {
      const answer = await send('/api/v1/documents', boundary.replaceAll('"', ''), 'x', boundary)
      const problem = problemDetails.parse(await answer.json())
      expect(problem.status).toBe(400)
      expect(problem.detail).toContain('boundary')
    }
  })

  test.each(['/api/v1/files/upload', '/api/v1/documents', '/api/v1/documents/local'])(
    'is what %s expects: of anything else it says what came',
    async (path) => {
      const body = JSON.stringify({ file_name: 'note.txt', file_content: 'Rm9v' })
      for (const [type, came] of [
        ['application/json; charset=utf-8', 'application/json; charset=utf-8'],
        ['', 'a body without a Content-Type'],
      ] as const) {
        // a text would bring its own type
        const init = { method: 'POST', body: new TextEncoder().encode(body) }
        const headers: Record<string, string> = type === '' ? {} : { 'Content-Type': type }
        const answer = await app.request(path, { ...init, headers })
        expect(problemDetails.parse(await answer.json())).toMatchObject({
          status: 400,
          code: 'bad_request',
          detail: `multipart/form-data is expected; ${came} came.`,
          errors: [{ loc: ['header', 'Content-Type'] }],
        })
      }
    },
  )

  test.each([
    ['/api/v1/files/upload', 'file_content'],
    ['/api/v1/documents', 'file'],
  ])('without a file is told which field %s expects', async (path, field) => {
    const answer = await app.request(path, {
      method: 'POST',
      body: new URLSearchParams({ a: 'b' }),
    })
    expect(problemDetails.parse(await answer.json())).toMatchObject({
      code: 'file_missing',
      detail: `A file in the field "${field}" of a multipart/form-data body is expected; none came.`,
      errors: [{ loc: ['body', field], type: 'missing' }],
    })
  })

  test('where JSON is taken too, is named beside it', async () => {
    const headers = { 'Content-Type': 'text/plain' }
    const answer = await app.request('/api/v1/templates', { method: 'POST', body: '{}', headers })
    const { detail } = problemDetails.parse(await answer.json())
    expect(detail).toMatch(
      /^(?=.*multipart\/form-data)(?=.*application\/json).*; text\/plain came\.$/,
    )
  })
})
