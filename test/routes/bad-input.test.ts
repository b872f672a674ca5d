import { randomUUID } from 'node:crypto'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedSource, documentDetails } from '../../shared/contract/documents.ts'
import { problemDetails, type ProblemDetails } from '../../shared/contract/problem.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx } from '../support/build-docx.ts'
import {
  createTestApp,
  readExample,
  waitFor,
  type TestApp,
  type UploadFile,
} from '../support/create-test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const readProblem = async (response: Response): Promise<ProblemDetails> => {
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  const problem = problemDetails.parse(await response.json())
  expect(problem.status).toBe(response.status)
  expect(problem.trace_id).toBe(response.headers.get('x-request-id'))
  expect(JSON.stringify(problem)).not.toMatch(/node_modules|\.ts:|select |sqlite/i)
  return problem
}
const countDocuments = async () => {
  const response = await app.request('/api/v1/documents?page_size=1')
  return ((await response.json()) as { total: number }).total
}
const words = (text: string) => new TextEncoder().encode(text)

describe('a file that can not be a source is refused before anything is stored', () => {
  const cases: [string, UploadFile, number, string][] = [
    ['without a byte', { name: 'empty.docx', bytes: new Uint8Array() }, 400, 'file_empty'],
    [
      'of a type that is not read',
      { name: 'song.mp3', bytes: words('\u0000\u0001ID3') },
      400,
      'unsupported_type',
    ],
    [
      'that is plain text under the name of a .docx',
      { name: 'a.docx', bytes: words('hello') },
      400,
      'type_mismatch',
    ],
    ['in the old Word format', { name: 'old.doc', bytes: words('hello') }, 400, 'unsupported_type'],
    [
      'that was declared as something else',
      { name: 'a.pdf', bytes: words('%PDF-1.4\n'), type: 'image/png' },
      400,
      'type_mismatch',
    ],
    [
      'of 60 MB',
      { name: 'large.pdf', bytes: new Uint8Array(60 * 1_048_576) },
      413,
      'file_too_large',
    ],
  ]
  test.each(cases)('%s', async (_what, file, status, code) => {
    const before = await countDocuments()
    const response = await app.upload('/api/v1/documents', file)
    expect(response.status).toBe(status)
    const problem = await readProblem(response)
    expect(problem.code).toBe(code)
    expect(await countDocuments()).toBe(before)
  })

  test('and so is a form without a file, with the field named', async () => {
    const response = await app.request('/api/v1/documents', {
      method: 'POST',
      body: new FormData(),
    })
    expect(response.status).toBe(400)
    expect((await readProblem(response)).errors?.[0]?.loc).toEqual(['body', 'file'])
  })

  test('an old format is answered with the modern one', async () => {
    const response = await app.upload('/api/v1/documents', { name: 'old.doc', bytes: words('x') })
    expect((await readProblem(response)).detail).toContain('.docx')
  })
})

describe('a file whose inside is broken is recorded with its reason, and its neighbours are read', () => {
  const broken = async (): Promise<[string, Uint8Array, string][]> => {
    const whole = await readExample('study/sources/table-14-1.1.docx')
    const pdf = await readExample('study/sources/protocol.pdf')
    const bomb = zipSync({
      '[Content_Types].xml': words('<Types/>'),
      'word/document.xml': new Uint8Array(60 * 1_048_576),
    })
    return [
      ['cut-off.docx', whole.slice(0, whole.length / 2), 'damaged'],
      ['cut-off.pdf', pdf.slice(0, 200), 'damaged'],
      ['bomb.docx', bomb, 'zip_bomb'],
      ['no-words.docx', buildDocx({ body: '' }), 'no_text'],
    ]
  }

  test('each with its own code, none stopping the server', async () => {
    const ids = new Map<string, string>()
    for (const [name, bytes, code] of await broken()) {
      const response = await app.upload('/api/v1/documents', { name, bytes })
      expect({ name, status: response.status }).toEqual({ name, status: 201 })
      ids.set(addedSource.parse(await response.json()).document_id, code)
    }
    const good = await readExample('study/sources/table-14-1.1.docx')
    const response = await app.upload('/api/v1/documents', { name: 'good.docx', bytes: good })
    const goodId = addedSource.parse(await response.json()).document_id
    for (const [id, code] of [...ids, [goodId, null] as const]) {
      const details = await waitFor(async () => {
        const found = documentDetails.parse(
          await (await app.request(`/api/v1/documents/${id}`)).json(),
        )
        return found.status === 'failed' || found.status === 'completed' ? found : undefined
      })
      expect({ name: details.name, code: details.error?.code ?? null }).toEqual({
        name: details.name,
        code,
      })
      if (code) expect(details.error?.message).not.toBe('')
    }
  }, 90_000)
})

describe('a request that can not be carried out says everything that is wrong with it', () => {
  let templateId: string
  beforeAll(async () => {
    const bytes = await readExample('study/template.docx')
    const response = await app.upload('/api/v1/templates', { name: 'template.docx', bytes })
    templateId = templateDetails.parse(await response.json()).template_id
  })
  const generate = async (body: unknown) => {
    const response = await app.post('/api/v1/documents/generate', body)
    return { status: response.status, problem: await readProblem(response) }
  }
  const good = () => ({
    document_type: 'Report',
    output_name: randomUUID(),
    template_id: templateId,
  })

  test('malformed JSON is a 400', async () => {
    const response = await app.request('/api/v1/documents/generate', {
      method: 'POST',
      body: '{"output_name": ',
      headers: { 'Content-Type': 'application/json' },
    })
    expect(response.status).toBe(400)
    expect((await readProblem(response)).code).toBe('malformed_json')
  })

  test('all missing parameters are named at once', async () => {
    const { status, problem } = await generate({})
    expect({ status, code: problem.code }).toEqual({ status: 400, code: 'parameter_missing' })
    const named = problem.errors?.map(({ loc }) => loc.at(-1))
    expect(named).toEqual(['document_type', 'template_id', 'output_name'])
  })

  test('an ill-typed field is a 422 that names it', async () => {
    const { status, problem } = await generate({ ...good(), as_of: 'yesterday' })
    expect(status).toBe(422)
    expect(problem.errors?.[0]?.loc).toEqual(['body', 'as_of'])
  })

  test('an unknown template, document set, file and section are each a 400 with their own code', async () => {
    const codes = []
    for (const change of [
      { template_id: randomUUID() },
      { document_set_key: 'nowhere' },
      { file_paths: ['nothing/here.docx'] },
      { sources: [{ document_id: randomUUID() }] },
      { selected_section_ids: ['No such section'] },
    ]) {
      const { status, problem } = await generate({ ...good(), ...change })
      expect(status).toBe(400)
      codes.push(problem.code)
    }
    const expected = [
      'template_unknown',
      'document_set_unknown',
      'file_unknown',
      'file_unknown',
      'section_unknown',
    ]
    expect(codes).toEqual(expected)
  })

  test('an unknown role is a 422', async () => {
    const { status } = await generate({
      ...good(),
      sources: [{ document_id: randomUUID(), role: 'poem' }],
    })
    expect(status).toBe(422)
  })

  test('a role that no source has is a 400 before anything runs', async () => {
    const bytes = buildDocx({
      body: '<w:p><w:r><w:t>Just a few words of no special kind.</w:t></w:r></w:p>',
    })
    const response = await app.upload(
      '/api/v1/documents',
      { name: 'only.docx', bytes },
      { role: 'report' },
    )
    const { document_id } = addedSource.parse(await response.json())
    const before = await countDocuments()
    const { status, problem } = await generate({ ...good(), sources: [{ document_id }] })
    expect({ status, code: problem.code }).toEqual({ status: 400, code: 'role_missing' })
    expect(problem.detail).toMatch(/protocol|table/)
    expect(await countDocuments()).toBe(before)
  })

  test('a template with mistakes shows all of them with their places, and no run takes it', async () => {
    const paragraph = (text: string) =>
      `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
    const body = ['[[rule copy', '[[rule sing from=protocol]]', '[[rule table from=table]]'].map(
      paragraph,
    )
    const bytes = buildDocx({ body: body.join('') })
    const response = await app.upload('/api/v1/templates', { name: 'wrong.docx', bytes })
    expect(response.status).toBe(201)
    const stored = templateDetails.parse(await response.json())
    expect(stored.errors.length).toBeGreaterThanOrEqual(2)
    expect(new Set(stored.errors.map(({ code }) => code))).toContain('rule_syntax')
    for (const { paragraph: place } of stored.errors) expect(place).toBeGreaterThanOrEqual(0)
    const { status, problem } = await generate({ ...good(), template_id: stored.template_id })
    expect({ status, code: problem.code }).toEqual({ status: 400, code: 'template_invalid' })
    expect(problem.errors?.length).toBe(stored.errors.length)
  })

  test('a template that is no .docx is refused', async () => {
    const pdf = await readExample('study/sources/protocol.pdf')
    const response = await app.upload('/api/v1/templates', { name: 'template.pdf', bytes: pdf })
    expect(response.status).toBe(400)
    expect((await readProblem(response)).code).toBe('unsupported_type')
  })

  test('an unknown id, a foreign id and an id that is none are the same 404', async () => {
    const answers = []
    for (const id of [randomUUID(), 'nonsense', '%2e%2e%2f']) {
      const response = await app.request(`/api/v1/documents/${id}`)
      answers.push([response.status, (await readProblem(response)).detail])
    }
    expect(new Set(answers.map(String)).size).toBe(1)
    expect(answers[0]?.[0]).toBe(404)
  })

  test('a path that is not there is a 404 problem, and its page says what the code means', async () => {
    const response = await app.request('/api/v1/nothing')
    const problem = await readProblem(response)
    const page = await app.request(problem.type)
    expect(await page.text()).toContain('not_found')
  })
})
