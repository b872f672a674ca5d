import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedSource, documentDetails, generateResponse } from '../../shared/contract/documents.ts'
import { problemDetails, type ProblemDetails } from '../../shared/contract/problem.ts'
import { templateDetails, validateResponse } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { buildPdf } from '../support/build-pdf.ts'
import {
  createTestApp,
  readExample,
  waitFor,
  type TestApp,
  type UploadFile,
} from '../support/create-test-app.ts'
import { waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'
import { expectNothingLeftOver, takeInventory } from '../support/store-inventory.ts'

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
const blobFolder = () => join(app.dataFolder, 'blobs')
const inventory = () => takeInventory(app.deps.db, blobFolder())
const words = (text: string) => new TextEncoder().encode(text)
/** [MS-OFFCRYPTO] §2.3.4: what Word saves behind a password. */
const lockedByWord = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(512),
  Buffer.from('EncryptedPackage', 'utf16le'),
])

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
      { name: 'large.pdf', bytes: new Uint8Array(60 * 1_048_576).fill(37) },
      413,
      'file_too_large',
    ],
    [
      'that Word has put behind a password',
      { name: 'locked.docx', bytes: lockedByWord },
      400,
      'file_encrypted',
    ],
    [
      'that is a PDF under the name of a .docx',
      { name: 'a.docx', bytes: buildPdf({ pages: [{ lines: [{ text: 'words' }] }] }) },
      400,
      'type_mismatch',
    ],
    [
      'that is a .docx under the name of a PDF',
      { name: 'a.pdf', bytes: buildDocx({ body: paragraph('words') }) },
      400,
      'type_mismatch',
    ],
    [
      'that is a zip of no document',
      { name: 'a.zip', bytes: zipSync({ 'a.exe': new Uint8Array(9) }) },
      400,
      'unsupported_type',
    ],
  ]
  test.each(cases)('%s', async (_what, file, status, code) => {
    const before = await inventory()
    for (const path of ['/api/v1/documents', '/api/v1/documents/local', '/api/v1/templates']) {
      // what is refused as a source only for its type is refused there for being no .docx
      const response = await app.upload(path, file)
      expect(response.status).toBe(status)
      const problem = await readProblem(response)
      expect([code, path === '/api/v1/documents' ? code : 'unsupported_type']).toContain(
        problem.code,
      )
      // a body beyond all bounds is not taken apart; of sources several may come at once
      const isOne = path !== '/api/v1/documents'
      const place = code === 'file_too_large' && isOne ? ['body'] : ['body', 'file']
      const isInZip = file.name.endsWith('.zip') && !isOne
      expect(problem.errors?.[0]?.loc).toEqual(isInZip ? [...place, 'a.exe'] : place)
    }
    expect(await inventory()).toEqual(before)
  })

  test('and so is a form without a file, with the field named', async () => {
    const response = await app.request('/api/v1/documents', {
      method: 'POST',
      body: new FormData(),
    })
    expect(response.status).toBe(400)
    expect((await readProblem(response)).errors?.[0]?.loc).toEqual(['body', 'file'])
  })

  test('what is taken instead is told by the endings that files have', async () => {
    const song = { name: 'song.mp3', bytes: words('\u0000\u0001ID3') }
    const { detail } = await readProblem(await app.upload('/api/v1/documents', song))
    expect(detail).toContain('.html, .txt, .md, .csv, .tsv, .png, .jpg.')
  })

  test.each(['setup.exe', 'table.GIF', 'demog.sas7bdat'])(
    'text under the name of another kind of file is refused: %s',
    async (name) => {
      const response = await app.upload('/api/v1/documents', { name, bytes: words('MZ and words') })
      expect(response.status).toBe(400)
      const { code, detail } = await readProblem(response)
      expect(code).toBe('type_mismatch')
      expect(detail).toContain('its content is text')
    },
  )

  test.each(['program.sas', 'Table 14-1.01', 'run.log', 'read me'])(
    'text under a name that says nothing else is taken: %s',
    async (name) => {
      const response = await app.upload('/api/v1/documents', { name, bytes: words(`Of ${name}.`) })
      expect(response.status).toBe(201)
    },
  )

  test('an old format is answered with the modern one', async () => {
    const response = await app.upload('/api/v1/documents', { name: 'old.doc', bytes: words('x') })
    expect((await readProblem(response)).detail).toContain('.docx')
  })
})

describe('a file whose inside is broken is recorded with its reason, and its neighbours are read', () => {
  const broken = async (): Promise<[string, Uint8Array, string][]> => {
    const whole = await readExample('study/sources/table-14-1.1.docx')
    const pdf = await readExample('study/sources/protocol.pdf')
    const page = { lines: [{ text: 'Some words.' }] }
    const bomb = zipSync({
      '[Content_Types].xml': words('<Types/>'),
      'word/document.xml': new Uint8Array(60 * 1_048_576),
    })
    return [
      ['cut-off.docx', whole.slice(0, whole.length / 2), 'damaged'],
      ['cut-off.pdf', pdf.slice(0, 200), 'damaged'],
      ['bomb.docx', bomb, 'zip_bomb'],
      ['no-words.docx', buildDocx({ body: '' }), 'no_text'],
      ['locked.pdf', buildPdf({ pages: [page], isEncrypted: true }), 'encrypted'],
      ['no-pages.pdf', buildPdf({ pages: [] }), 'no_pages'],
      ['no-words.pdf', buildPdf({ pages: [{}] }), 'no_text'],
      ['not-xml.docx', buildDocx({ body: '<w:p><w:r>' }), 'damaged'],
    ]
  }

  const listTexts = (id: string) =>
    app.deps.db
      .selectFrom('source_texts')
      .innerJoin('document_versions', 'document_versions.id', 'source_texts.document_version_id')
      .select('source_texts.id')
      .where('document_versions.document_id', '=', id)
      .execute()

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
      if (!code) continue
      expect(details.error).toMatchObject({ code, source_id: id })
      expect(details.error?.message).not.toBe('')
      expect(details).toMatchObject({ chunk_count: 0, versions: [{ status: 'failed' }] })
      const status = await app.request(`/api/v1/documents/status/${id}`)
      expect(await status.json()).toMatchObject({ status: 'failed', error: { code } })
      expect(await listTexts(id)).toEqual([])
    }
    await expectNothingLeftOver(app.deps.db, blobFolder())
    const failed = await app.request('/api/v1/documents?status=failed')
    expect(((await failed.json()) as { total: number }).total).toBe(ids.size)
  }, 90_000)

  test('and as a template or a document from Word it is refused at once, and nothing of it is stored', async () => {
    const before = await inventory()
    for (const [name, bytes] of await broken()) {
      if (name.endsWith('.pdf') || name === 'no-words.docx') continue
      for (const path of ['/api/v1/templates', '/api/v1/documents/local']) {
        const response = await app.upload(path, { name, bytes })
        expect({ name, path, status: response.status }).toEqual({ name, path, status: 400 })
        expect((await readProblem(response)).errors?.[0]?.loc).toEqual(['body', 'file'])
      }
    }
    expect(await inventory()).toEqual(before)
  })
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

  test.each([
    'POST /api/v1/documents/generate',
    'POST /api/v1/document-sets',
    'POST /get-sections-for-document',
    'POST /get-sources-for-selected-text',
    `POST /api/v1/templates/${randomUUID()}/validate`,
    `PATCH /api/v1/documents/${randomUUID()}`,
  ])('malformed JSON is a 400 that names the body: %s', async (name) => {
    const before = await inventory()
    const [method = '', path = ''] = name.split(' ')
    const headers = { 'Content-Type': 'application/json' }
    const response = await app.request(path, { method, body: '{"output_name": ', headers })
    expect(await readProblem(response)).toMatchObject({
      status: 400,
      code: 'malformed_json',
      errors: [{ loc: ['body'] }],
    })
    expect(await inventory()).toEqual(before)
  })

  test('a form without its parts is a 400 that names the body', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
    const init = { method: 'POST', body: 'no parts', headers }
    const response = await app.request('/api/v1/documents', init)
    expect(await readProblem(response)).toMatchObject({
      status: 400,
      code: 'malformed_form',
      errors: [{ loc: ['body'] }],
    })
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
    const before = await inventory()
    const found = []
    for (const change of [
      { template_id: randomUUID() },
      { document_set_key: 'nowhere' },
      { workspace_name: 'nowhere' },
      { file_paths: ['nothing/here.docx'] },
      { sources: [{ document_id: randomUUID() }] },
      { selected_section_ids: ['No such section'] },
    ]) {
      const { status, problem } = await generate({ ...good(), ...change })
      expect(status).toBe(400)
      found.push([problem.code, problem.errors?.[0]?.loc.slice(1).join('.')])
    }
    expect(found).toEqual([
      ['template_unknown', 'template_id'],
      ['document_set_unknown', 'document_set_key'],
      ['document_set_unknown', 'workspace_name'],
      ['file_unknown', 'file_paths.0'],
      ['file_unknown', 'sources.0'],
      ['section_unknown', 'selected_section_ids.0'],
    ])
    expect(await inventory()).toEqual(before)
  })

  test('a source that is unknown is named, with what was expected in its place', async () => {
    const id = randomUUID()
    const byId = await generate({ ...good(), sources: [{ document_id: id }] })
    expect(byId.problem.detail).toMatch(new RegExp(`"${id}".+ expected .+kind=source`))
    const byKey = await generate({ ...good(), file_paths: ['nothing/here.docx'] })
    expect(byKey.problem.detail).toMatch(/"nothing\/here\.docx".+ expected .+files\/upload/)
  })

  test.each([
    ['role_unknown', { sources: [{ document_id: randomUUID(), role: 'poem' }] }, 'sources.0.role'],
    ['file_unknown', { sources: [{ document_id: 'mine' }] }, 'sources.0.document_id'],
    ['template_unknown', { template_id: 'mine' }, 'template_id'],
    ['template_unknown', { template_id: undefined, generic_mrt_id: 'mine' }, 'generic_mrt_id'],
    ['style_guide_unknown', { style_guide_id: 'mine' }, 'style_guide_id'],
  ])('a word that names nothing is as unknown as an id that is absent: %s', async (...row) => {
    const [code, change, place] = row
    const { status, problem } = await generate({ ...good(), ...change })
    expect({ status, code: problem.code }).toEqual({ status: 400, code })
    expect(problem.errors?.map(({ loc }) => loc.join('.'))).toEqual([`body.${place}`])
    expect(problem.errors?.[0]?.type).toBe(code)
  })

  test('what has the wrong form is a 422 that names it, and what is unknown beside it, too', async () => {
    const role = await generate({ ...good(), sources: [{ document_id: randomUUID(), role: 5 }] })
    expect([role.status, role.problem.errors?.[0]?.loc.join('.')]).toEqual([
      422,
      'body.sources.0.role',
    ])
    const both = await generate({ ...good(), template_id: 'mine', output_name: 5 })
    expect([both.status, both.problem.errors?.map(({ loc }) => loc.at(-1))]).toEqual([
      422,
      ['template_id', 'output_name'],
    ])
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
    await waitUntilIdle(app)
    const before = await inventory()
    const { status, problem } = await generate({ ...good(), sources: [{ document_id }] })
    expect({ status, code: problem.code }).toEqual({ status: 400, code: 'role_missing' })
    expect(problem.detail).toMatch(/protocol|table/)
    // the way that it names is one
    const [, body = ''] =
      /PATCH \/api\/v1\/documents\/\{document_id\} with (\{.+?\})/.exec(problem.detail) ?? []
    const init = { method: 'PATCH', body, headers: { 'Content-Type': 'application/json' } }
    expect((await app.request(`/api/v1/documents/${document_id}`, init)).status).toBe(200)
    const next = await generate({ ...good(), sources: [{ document_id }] })
    expect(next.problem.detail).not.toContain(body)
    expect(problem.errors?.[0]?.loc).toEqual(['body', 'sources'])
    expect(await inventory()).toEqual(before)
  })

  test('a template with mistakes shows all of them with their places, and no run takes it', async () => {
    const body = ['[[rule copy', '[[rule sing from=protocol]]', '[[rule table from=table]]'].map(
      (text) => paragraph(text),
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

  test('a cell that stands twice is told with its candidates before the run, and by the run at its rule', async () => {
    const rows = [
      ['', 'Placebo'],
      ['Age', ''],
      ['  Median', '5'],
      ['Weight', ''],
      ['  Median', '6'],
    ]
    const source = buildDocx({ body: paragraph('Table 14-9.1 Counts') + table(rows, 1) })
    const sent = { name: 'counts.docx', bytes: source }
    const added = await app.upload('/api/v1/documents', sent, { role: 'table' })
    const { document_id } = addedSource.parse(await added.json())
    await waitUntilIdle(app)
    const rule = '[[rule cell text="The median was {14-9.1 | Median | Placebo}."]]'
    const bytes = buildDocx({ body: paragraph('Results', 'Heading1') + paragraph(rule) })
    const response = await app.upload('/api/v1/templates', { name: 'cell.docx', bytes })
    const { template_id, errors } = templateDetails.parse(await response.json())
    expect(errors).toEqual([])
    const sources = [{ document_id }]
    const checked = await app.post(`/api/v1/templates/${template_id}/validate`, { sources })
    const { is_valid, gaps } = validateResponse.parse(await checked.json())
    expect({ is_valid, code: gaps[0]?.code }).toEqual({ is_valid: false, code: 'ambiguous' })
    expect(gaps[0]?.candidates.length).toBe(2)
    const request = { ...good(), template_id, sources }
    const accepted = await app.post('/api/v1/documents/generate', request)
    const { task_id } = generateResponse.parse(await accepted.json())
    const status = await waitForEnd(app, task_id)
    expect(status).toMatchObject({
      status: 'Ready',
      quality: {
        filled: 0,
        gaps: [{ code: 'ambiguous', section_id: 'Results', rule_id: gaps[0]?.rule_id }],
      },
    })
  }, 60_000)

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
