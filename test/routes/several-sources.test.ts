import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedSource } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { addedSources, type AddedSources } from '../../shared/contract/several-sources.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { buildZip, lockInZip } from '../support/build-zip.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ startQueue: false })
})
afterAll(() => app.close())

type Part = readonly [name: string, content: string | Uint8Array]

function send(parts: readonly Part[], fields: Record<string, string> = {}, headers = {}) {
  const form = new FormData()
  for (const [name, content] of parts) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    form.append('file', new File([new Uint8Array(bytes)], name))
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return app.request('/api/v1/documents', { method: 'POST', body: form, headers })
}
const read = async (response: Response) => addedSources.parse(await response.json())
const tell = ({ results }: AddedSources) =>
  results.map((one) => [one.file_name, one.error?.code ?? one.source?.status, one.is_new])
const listNames = async () =>
  (await app.deps.db.selectFrom('documents').select('name').orderBy('name').execute()).map(
    ({ name }) => name,
  )
const docx = (words: string) => buildDocx({ body: paragraph(words) })

describe('several files at once', () => {
  test('each has its own result, and one that is refused keeps no other from being stored', async () => {
    const parts: Part[] = [
      ['one.docx', docx('One.')],
      ['old.doc', 'x'],
      ['fake.pdf', 'no pdf'],
      ['two.txt', 'Two.'],
      ['again.txt', 'Two.'],
      ['empty.txt', ''],
    ]
    const response = await send(parts, { role: 'report', metadata: '{"batch": 7}' })
    expect(response.status).toBe(201)
    const answer = await read(response)
    expect(tell(answer)).toEqual([
      ['one.docx', 'pending', true],
      ['old.doc', 'unsupported_type', false],
      ['fake.pdf', 'type_mismatch', false],
      ['two.txt', 'pending', true],
      ['again.txt', 'pending', false],
      ['empty.txt', 'file_empty', false],
    ])
    expect(answer).toMatchObject({ total: 6, added: 2, existing: 1, refused: 3 })
    expect(answer.results[1]?.error?.detail).toContain('save it as .docx')
    const id = answer.results[0]?.source?.document_id ?? ''
    const details = await app.request(`/api/v1/documents/${id}`)
    expect(await details.json()).toMatchObject({ role: 'report', metadata: { batch: 7 } })
    const again = await send(parts)
    expect(again.status).toBe(200)
    expect(await read(again)).toMatchObject({ added: 0, existing: 3, refused: 3 })
  })

  test('parts that declare no type, as of Python’s requests, are known by name and bytes', async () => {
    const boundary = '0123456789abcdef0123456789abcdef'
    const head = (name: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
    const body = Buffer.concat([
      Buffer.from(head('untyped.docx')),
      docx('No type was said.'),
      Buffer.from(`\r\n${head('untyped.pdf')}no pdf\r\n--${boundary}--\r\n`),
    ])
    const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` }
    const response = await app.request('/api/v1/documents', { method: 'POST', body, headers })
    expect(tell(await read(response))).toEqual([
      ['untyped.docx', 'pending', true],
      ['untyped.pdf', 'type_mismatch', false],
    ])
  })

  test('where none can be taken it is a 400 with the reason of each under its name', async () => {
    const response = await send([
      ['a.doc', 'x'],
      ['b.pdf', 'no pdf'],
    ])
    const { code, errors } = problemDetails.parse(await response.json())
    expect([response.status, code]).toEqual([400, 'files_refused'])
    expect(errors).toMatchObject([
      { loc: ['body', 'file', 'a.doc'], type: 'unsupported_type' },
      { loc: ['body', 'file', 'b.pdf'], type: 'type_mismatch' },
    ])
  })

  test('an id is of one source, so several files can not have it', async () => {
    const parts: Part[] = [
      ['a.txt', 'A1'],
      ['b.txt', 'B1'],
    ]
    for (const name of ['external_id', 'document_id']) {
      const response = await send(parts, { [name]: crypto.randomUUID() })
      const { code, errors } = problemDetails.parse(await response.json())
      expect([response.status, code]).toEqual([400, 'parameters_disagree'])
      expect(errors?.[0]?.loc).toEqual(['body', name])
    }
  })

  test('with new_version each is the next version of the source of its name', async () => {
    await send([
      ['v1.txt', 'V one'],
      ['v2.txt', 'V two'],
    ])
    const parts: Part[] = [
      ['v1.txt', 'V one, newer'],
      ['v2.txt', 'V two'],
    ]
    const { results } = await read(await send(parts, { new_version: 'true' }))
    expect(results.map(({ source }) => source?.version)).toEqual([2, 1])
    const other = addedSource.parse(await (await send([['v1.txt', 'Not a version']])).json())
    expect(other.version).toBe(1)
  })

  test('one that is larger than a file may be is refused by its name alone', async () => {
    const large = new Uint8Array(50 * 1_048_576 + 1).fill(65)
    const answer = await read(
      await send([
        ['large.txt', large],
        ['small.txt', 'Small.'],
      ]),
    )
    expect(tell(answer)).toEqual([
      ['large.txt', 'file_too_large', false],
      ['small.txt', 'pending', true],
    ])
  })

  test('sent 50 times at once with one Idempotency-Key they are one set', async () => {
    const before = (await listNames()).length
    const parts: Part[] = [
      ['fifty.txt', 'Fifty.'],
      ['fifty.zip', buildZip({ 'in/fifty.md': '# Fifty' })],
      ['bad.pdf', 'no pdf'],
    ]
    const once = () => send(parts, {}, { 'Idempotency-Key': 'fifty-files' })
    const answers = await Promise.all(Array.from({ length: 50 }, once))
    const codes = new Set(answers.map(({ status }) => status))
    codes.delete(409)
    expect([...codes]).toEqual([201])
    const later = await once()
    expect(later.headers.get('idempotency-replayed')).toBe('true')
    expect(await read(later)).toMatchObject({ added: 2, existing: 0, refused: 1 })
    expect((await listNames()).length - before).toBe(2)
  })
})

describe('a .zip', () => {
  test('gives a source for each of its files, named by its path, and one answer', async () => {
    const zip = buildZip({
      'tables/a.csv': 'a;b\n1;2',
      'more/tables/a.csv': 'a;b\n3;4',
      'plan.docx': docx('The plan.'),
      '__MACOSX/._plan.docx': 'x',
      'inner.zip': buildZip({ 'x.txt': 'x' }),
      'old.xls': 'x',
    })
    const response = await send([['pack.zip', zip]], { role: 'table' })
    expect(response.status).toBe(201)
    const answer = await read(response)
    expect(tell(answer)).toEqual([
      ['tables/a.csv', 'pending', true],
      ['more/tables/a.csv', 'pending', true],
      ['plan.docx', 'pending', true],
      ['inner.zip', 'unsupported_type', false],
      ['old.xls', 'unsupported_type', false],
    ])
    expect(answer.results.every((one) => one.from_zip === 'pack.zip')).toBe(true)
    expect(answer.left_out).toEqual(['__MACOSX/._plan.docx'])
    expect(answer.results[3]?.error?.detail).toContain('zip within a zip')
    expect(answer.results[0]?.source).toMatchObject({ name: 'tables/a.csv', mime_type: 'text/csv' })
    const id = answer.results[0]?.source?.document_id ?? ''
    const file = await app.request(`/api/v1/documents/${id}/file`)
    expect(file.headers.get('content-disposition')).toContain('filename="tables_a.csv"')
  })

  test('that can not be opened is refused by its name, and what came beside it is stored', async () => {
    const locked = lockInZip(buildZip({ 'a.txt': 'x' }), 'a.txt')
    const cut = buildZip({ 'a.txt': 'x' }).slice(0, 60)
    const parts: Part[] = [
      ['locked.zip', locked],
      ['cut.zip', cut],
      ['none.zip', buildZip({})],
      ['beside.txt', 'Beside.'],
    ]
    expect(tell(await read(await send(parts)))).toEqual([
      ['a.txt', 'file_encrypted', false],
      ['cut.zip', 'zip_unreadable', false],
      ['none.zip', 'file_empty', false],
      ['beside.txt', 'pending', true],
    ])
    const alone = await send([['cut.zip', cut]])
    expect(problemDetails.parse(await alone.json())).toMatchObject({
      status: 400,
      code: 'zip_unreadable',
      errors: [{ loc: ['body', 'file', 'cut.zip'] }],
    })
  })

  test('gives no name that a document or an answer can not bear', async () => {
    const zip = buildZip({
      'in/a\u0001\nb\uFFFE.txt': 'x',
      'ab.txt': 'ab',
      'in/ab.txt': 'y',
      [`${'far/'.repeat(200)}c.txt`]: 'z',
    })
    const { results } = await read(await send([['odd.zip', zip]]))
    expect(results.map((one) => one.error?.code ?? one.source?.name)).toEqual([
      'zip_unreadable',
      'ab.txt',
      'zip_unreadable',
      'zip_unreadable',
    ])
    expect(results.map(({ file_name: name }) => name.slice(0, 20))).toEqual([
      'in/ab.txt',
      'ab.txt',
      'in/ab.txt',
      'far/far/far/far/far/',
    ])
  })

  test('under the name of another format is refused', async () => {
    const response = await send([['report.docx', buildZip({ 'a.txt': 'x' })]])
    expect(problemDetails.parse(await response.json()).code).toBe('type_mismatch')
  })
})
