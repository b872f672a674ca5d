import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { ApiError, problemOf } from '../../client/api-error.ts'
import { createClient } from '../../client/create-client.ts'
import { buildReport } from '../addin/build-sources.ts'

const problem = {
  type: '/errors/not_found',
  title: 'Not found',
  status: 404,
  detail: 'There is no such document',
  instance: '/api/v1/documents/x',
  code: 'not_found',
  trace_id: 'trace-1',
  timestamp: '2026-01-02T03:04:05Z',
}
const emptyAnswer = {
  section: null,
  anchor: 'none',
  claim_state: null,
  sources: [],
  total: 0,
  nearest: [],
  gaps: [],
  omissions: [],
  candidates: [],
  values: [],
  searched: { sources: 6, passages: 412 },
}

/** A client whose calls end in `app`, in this process. */
function connect(app: Hono, baseUrl = 'http://server.test') {
  return createClient({
    baseUrl,
    apiKey: 'swk_live_a',
    fetch: async (input, init) => app.request(input, init),
  })
}

async function catchProblem(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ApiError)
  return problemOf(error)
}

describe('the client', () => {
  it('sends the key and the request, and gives the answer', async () => {
    const app = new Hono().post('/api/v1/get-sources-for-selected-text', async (c) => {
      expect(c.req.header('x-api-key')).toBe('swk_live_a')
      expect(c.req.header('content-type')).toBe('application/json')
      expect(await c.req.json()).toEqual({ document_id: 'd', selected_text: 'words' })
      return c.json(emptyAnswer)
    })
    const answer = await connect(app).findSources({ document_id: 'd', selected_text: 'words' })
    expect(answer).toEqual(emptyAnswer)
  })

  it('takes a base address with a path and a slash at its end', async () => {
    const app = new Hono().post('/proxy/api/v1/get-sections-for-document', (c) =>
      c.json({ sections: [] }),
    )
    const client = connect(app, 'http://server.test/proxy/')
    expect(await client.listSections('d')).toEqual({ sections: [] })
  })

  it('asks for one page of one kind of documents', async () => {
    const page = { documents: [], total: 0, page: 2, page_size: 50 }
    const app = new Hono().get('/api/v1/documents', (c) => {
      expect(c.req.query()).toEqual({ kind: 'generated', page: '2', page_size: '50' })
      return c.json(page)
    })
    const query = { kind: 'generated', page: 2, pageSize: 50 } as const
    expect(await connect(app).listDocuments(query)).toEqual(page)
  })

  it('asks for a status only once it is another than the one that is known', async () => {
    const app = new Hono().get('/api/v1/documents/status/:id', (c) => {
      if (c.req.header('if-none-match') === '"a"') return c.body(null, 304)
      return c.json(buildReport(), 200, { ETag: '"a"' })
    })
    const known = await connect(app).getStatus('d', '')
    expect(known).toEqual({ status: buildReport(), etag: '"a"' })
    expect(await connect(app).getStatus('d', '"a"')).toBeUndefined()
  })

  it('percent-encodes an id, so that it reaches no other path', async () => {
    const app = new Hono().get('/api/v1/documents/:id/file', (c) => c.text(c.req.param('id')))
    const file = await connect(app).getFile('../tasks?a=1', { format: 'docx' })
    expect(await file.text()).toBe('../tasks?a=1')
  })

  it('sends a local document as a form, and its id only where there is one', async () => {
    const app = new Hono().post('/api/v1/documents/local', async (c) => {
      const form = await c.req.formData()
      const file = form.get('file') as File
      expect([file.name, await file.text()]).toEqual(['Report.docx', 'bytes'])
      const id = form.get('document_id') ?? '0b5f4f3e-5d3b-4f52-9d8e-000000000001'
      const added = { document_id: id, document_name: file.name, s3_key: 'k', status: 'Ready' }
      return c.json(added, 201)
    })
    const file = new Blob(['bytes'])
    const first = await connect(app).addLocalDocument({ file, fileName: 'Report.docx' })
    const documentId = '0b5f4f3e-5d3b-4f52-9d8e-000000000002'
    const next = await connect(app).addLocalDocument({ file, fileName: 'Report.docx', documentId })
    expect([first.document_id, next.document_id]).toEqual([
      '0b5f4f3e-5d3b-4f52-9d8e-000000000001',
      documentId,
    ])
  })

  it('throws the problem that the server names', async () => {
    const app = new Hono().get('/api/v1/documents/:id', (c) => c.json(problem, 404))
    expect(await catchProblem(connect(app).getDocument('x'))).toEqual(problem)
  })

  it('makes a problem of an error page that is none', async () => {
    const app = new Hono().get('/api/v1/whoami', (c) => c.html('<h1>Bad gateway</h1>', 502))
    expect(await catchProblem(connect(app).whoAmI())).toMatchObject({
      code: 'unexpected_answer',
      status: 502,
    })
  })

  it('names the field of an answer that is not as agreed', async () => {
    const app = new Hono().post('/api/v1/get-sections-for-document', (c) =>
      c.json({ sections: [{ section_id: 'Aims' }] }),
    )
    const { code, detail } = await catchProblem(connect(app).listSections('d'))
    expect(code).toBe('unexpected_answer')
    expect(detail).toMatch(/^sections\.0\.section_title: /)
  })

  it('says that nothing answered', async () => {
    const client = createClient({ baseUrl: 'http://127.0.0.1:1', apiKey: 'swk_live_a' })
    expect(await catchProblem(client.whoAmI())).toMatchObject({ code: 'unreachable', status: 0 })
  })

  it('gives the caller’s own reason when it was aborted', async () => {
    const ending = new AbortController()
    const client = createClient({ baseUrl: 'http://127.0.0.1:1', apiKey: 'swk_live_a' })
    const call = client.whoAmI(ending.signal)
    ending.abort(new Error('another question'))
    await expect(call).rejects.toThrow('another question')
  })
})
