import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import {
  addedSource,
  documentDetails,
  generateResponse,
  type AddedSource,
} from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { getRun, findRunOfDocument } from '../../server/db/runs.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { requestReport, uploadExample, waitForEnd } from '../support/run-in-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const post = (text: string, fields: Record<string, string> = {}) =>
  app.upload(
    '/api/v1/documents',
    { name: 'note.docx', bytes: buildDocx({ body: paragraph(text) }) },
    fields,
  )
const add = async (
  text: string,
  fields: Record<string, string> = {},
): Promise<AddedSource & { httpStatus: number }> => {
  const response = await post(text, fields)
  return { ...addedSource.parse(await response.json()), httpStatus: response.status }
}
const find = async (id: string) =>
  documentDetails.parse(await (await app.request(`/api/v1/documents/${id}`)).json())
const patch = (id: string, change: unknown) =>
  app.request(`/api/v1/documents/${id}`, {
    method: 'PATCH',
    body: JSON.stringify(change),
    headers: { 'Content-Type': 'application/json' },
  })
const problemOf = async (response: Response) => problemDetails.parse(await response.json())

describe('known bytes sent again', () => {
  test('bring their role, external id and metadata to the existing source, and the answer says so', async () => {
    const { document_id } = await add('Known bytes.', { metadata: '{"site":1}' })
    const fields = { role: 'protocol', external_id: 'K-1', metadata: '{"site":2}' }
    const again = await add('Known bytes.', fields)
    expect(again).toMatchObject({ httpStatus: 200, document_id, role: 'protocol', version: 1 })
    for (const word of ['"protocol"', '"K-1"', 'metadata']) expect(again.message).toContain(word)
    expect(await find(document_id)).toMatchObject({
      role: 'protocol',
      role_confidence: 1,
      external_id: 'K-1',
      metadata: { site: 2 },
    })
    const same = await add('Known bytes.', fields)
    expect(same.message).toBe('The workspace has this file already.')
  })

  test('without a word about them leave role, external id and metadata as they are', async () => {
    const given = { role: 'sap', external_id: 'K-2', metadata: '{"a":1}' }
    const { document_id } = await add('Left alone.', given)
    await add('Left alone.')
    expect(await find(document_id)).toMatchObject({
      role: 'sap',
      external_id: 'K-2',
      metadata: { a: 1 },
    })
  })

  test('under the external id of another source are refused, for either could be meant', async () => {
    const first = await add('The first.', { external_id: 'E-1' })
    const second = await add('The second.')
    const response = await post('The second.', { external_id: 'E-1' })
    expect(response.status).toBe(409)
    const problem = await problemOf(response)
    expect(problem).toMatchObject({
      code: 'external_id_taken',
      errors: [{ loc: ['body', 'external_id'] }],
    })
    expect(problem.detail).toContain(first.document_id)
    expect(problem.detail).toContain(second.document_id)
    const named = { external_id: 'E-1', document_id: second.document_id }
    expect((await problemOf(await post('The third.', named))).code).toBe('external_id_taken')
    expect((await find(second.document_id)).versions.length).toBe(1)
    const meant = await add('The second.', { document_id: first.document_id })
    expect(meant).toMatchObject({ httpStatus: 201, document_id: first.document_id, version: 2 })
  })

  test('a new version takes the metadata and external id that come with it', async () => {
    const { document_id } = await add('Version one.', { metadata: '{"v":1}' })
    const newer = { document_id, metadata: '{"v":2}', external_id: 'V-2' }
    expect(await add('Version two.', newer)).toMatchObject({ httpStatus: 201, version: 2 })
    expect(await find(document_id)).toMatchObject({ metadata: { v: 2 }, external_id: 'V-2' })
  })
})

describe('a correction without the file', () => {
  test('changes what it names, leaves the rest, and is the same through the client', async () => {
    const { document_id } = await add('To be corrected.', { metadata: '{"a":1}' })
    const response = await patch(document_id, { role: 'table', document_name: ' Table 1.docx ' })
    expect(response.status).toBe(200)
    expect(documentDetails.parse(await response.json())).toMatchObject({
      role: 'table',
      role_confidence: 1,
      name: 'Table 1.docx',
      metadata: { a: 1 },
    })
    const client = createClient({
      baseUrl: '',
      apiKey: app.ownerKey,
      fetch: async (input, init) => app.request(input as string, init),
    })
    const change = { metadata: { b: 2 }, external_id: 'C-1' }
    expect(await client.changeDocument(document_id, change)).toMatchObject({
      role: 'table',
      metadata: { b: 2 },
      external_id: 'C-1',
    })
    expect(await client.changeDocument(document_id, { external_id: null })).toMatchObject({
      external_id: null,
    })
    const before = await find(document_id)
    expect((await patch(document_id, {})).status).toBe(200)
    expect(await find(document_id)).toEqual(before)
  })

  test.each([
    [{ role: 'poem' }, 422, 'validation_failed', 'role'],
    [{ document_name: '../../etc/passwd' }, 422, 'validation_failed', 'document_name'],
    [{ document_name: 'two\nlines' }, 422, 'validation_failed', 'document_name'],
    [{ document_name: 'x'.repeat(241) }, 422, 'validation_failed', 'document_name'],
    [{ document_name: ' ' }, 422, 'validation_failed', 'document_name'],
    [{ external_id: 'x'.repeat(201) }, 422, 'validation_failed', 'external_id'],
    [{ metadata: [] }, 422, 'validation_failed', 'metadata'],
    [{ metadata: { a: 'x'.repeat(102_400) } }, 413, 'data_too_large', 'metadata'],
  ])(
    'that can not be stored is refused with its place: %j',
    async (change, status, code, field) => {
      const { document_id } = await add('Not to be corrected.')
      const before = await find(document_id)
      const response = await patch(document_id, change)
      expect(response.status).toBe(status)
      expect(await problemOf(response)).toMatchObject({ code, errors: [{ loc: ['body', field] }] })
      expect({ ...(await find(document_id)), updated_at: '', status: '' }).toMatchObject({
        name: before.name,
        metadata: before.metadata,
        external_id: null,
      })
    },
  )

  test('can not take the external id of another source', async () => {
    await add('Holder.', { external_id: 'H-1' })
    const { document_id } = await add('Other.')
    const response = await patch(document_id, { role: 'sap', external_id: 'H-1' })
    expect(await problemOf(response)).toMatchObject({ status: 409, code: 'external_id_taken' })
    expect((await find(document_id)).role).not.toBe('sap')
  })

  test('renames a document, but not to the name of another, and gives it no role', async () => {
    const uploaded = await uploadExample(app, 'audit')
    const ids = []
    for (const output_name of ['One', 'Two']) {
      ids.push(await requestReport(app, uploaded, { output_name }))
      await waitForEnd(app, ids.at(-1) ?? '')
    }
    const [one = ''] = ids
    expect(await problemOf(await patch(one, { document_name: 'Two' }))).toMatchObject({
      status: 409,
      code: 'name_taken',
    })
    expect(await problemOf(await patch(one, { role: 'report' }))).toMatchObject({
      status: 400,
      errors: [{ loc: ['body', 'role'] }],
    })
    expect((await patch(one, { document_name: 'Three' })).status).toBe(200)
    expect((await find(one)).name).toBe('Three')
    const file = await app.request(`/api/v1/documents/${one}/file`)
    expect(file.headers.get('content-disposition')).toContain('filename="Three.docx"')
  }, 60_000)
})

test('a run that is accepted keeps the roles that it pinned, given or as they were read', async () => {
  const uploaded = await uploadExample(app, 'audit')
  const [given, ...classified] = uploaded.sources
  for (const { document_id } of uploaded.sources) {
    await waitFor(async () => (await find(document_id)).status === 'completed' || undefined)
  }
  // as if all but the first had been classified
  const { db } = app.deps
  const sources = [given, ...classified.map(({ document_id }) => ({ document_id }))]
  for (const { document_id: id } of classified) {
    await db.updateTable('documents').set({ role_confidence: 0.9 }).where('id', '=', id).execute()
  }
  await app.queue.close()
  const response = await app.post('/api/v1/documents/generate', {
    document_type: 'report',
    template_id: uploaded.template.template_id,
    output_name: 'Pinned',
    as_of: uploaded.plan.as_of,
    data: uploaded.plan.data,
    sources,
  })
  const { task_id } = generateResponse.parse(await response.json())
  for (const { document_id } of uploaded.sources) await patch(document_id, { role: 'other' })
  await app.queue.start()
  const status = await waitForEnd(app, task_id)
  expect(status).toMatchObject({ status: 'Ready', error: null })
  const run = await findRunOfDocument(db, task_id)
  const { inputs } = await getRun(db, run?.id ?? '')
  expect(inputs.sources.map(({ role }) => role)).toEqual([
    given?.role,
    ...classified.map(() => null),
  ])
  // with the corrected role its rules would have found no source, and the run would have failed
  expect(status.quality?.filled).toBeGreaterThan(0)
})
