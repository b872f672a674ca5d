import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataSource } from '../../shared/contract/data-sources.ts'
import { generation } from '../../shared/contract/generations.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { findRunOfDocument } from '../../server/db/runs.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { addDataSource, previewData, refusePreview } from '../support/data-in-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const bytesOf = (text: string) => new TextEncoder().encode(text)

async function upload(name: string, bytes: Uint8Array, fields: Record<string, string>) {
  const response = await app.upload('/v1/data-sources', { name, bytes }, fields)
  return dataSource.parse(await response.json())
}

async function refusal(response: Response | Promise<Response>) {
  return problemDetails.parse(await (await response).json())
}

describe('files', () => {
  test('a CSV gives text by the names in its first row', async () => {
    const csv = bytesOf('\ufeffName;Amount;Code\nAnn;12,5;007\n\nBen;;008\n')
    const source = await upload('people.csv', csv, { kind: 'csv', name: 'People' })
    expect(source).toMatchObject({ name: 'People', kind: 'csv', file_name: 'people.csv' })
    expect(await previewData(app, source)).toEqual({
      fields: [
        { name: 'Name', type: 'text' },
        { name: 'Amount', type: 'text' },
        { name: 'Code', type: 'text' },
      ],
      records: [
        { Name: 'Ann', Amount: '12,5', Code: '007' },
        { Name: 'Ben', Amount: '', Code: '008' },
      ],
      total: 2,
    })
  })

  test('a workbook gives numbers, dates and truth values of the sheet that is named', async () => {
    const rows = [
      ['Name', 'Amount', 'Day', 'Paid'],
      ['Ann', 12.5, new Date(Date.UTC(2026, 1, 3)), true],
      ['Ben', 3, null, false],
    ]
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([['other']]), 'First')
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { UTC: true }), 'Second')
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
    const source = await upload('book.xlsx', bytes, { kind: 'xlsx', sheet: 'Second' })
    expect(await previewData(app, source)).toMatchObject({
      fields: [{ type: 'text' }, { type: 'number' }, { type: 'text' }, { type: 'boolean' }],
      records: [
        { Name: 'Ann', Amount: 12.5, Day: '2026-02-03', Paid: true },
        { Name: 'Ben', Amount: 3, Day: null, Paid: false },
      ],
    })
    const lacking = await upload('book.xlsx', bytes, { kind: 'xlsx', sheet: 'Third' })
    expect(await refusePreview(app, lacking)).toMatchObject({
      code: 'data_unavailable',
      detail:
        'The data source "book.xlsx" gives no data: there is no sheet "Third"; there are: First, Second.',
    })
  })

  test('what has the key now is read, and what a run pinned stays', async () => {
    const put = (text: string) =>
      app.upload(
        '/api/v1/files/upload',
        { name: 'rows.csv', bytes: bytesOf(text), field: 'file_content' },
        {
          file_name: 'rows.csv',
          container: 'input',
        },
      )
    const { key } = (await (await put('name\nAnn')).json()) as { key: string }
    const source = await addDataSource(app, { kind: 'csv', name: 'Rows', file_key: key })
    const template = await app.upload('/api/v1/templates', {
      name: 'letter.docx',
      bytes: buildDocx({ body: paragraph('Dear {{name}}.') }),
    })
    const { template_id } = templateDetails.parse(await template.json())
    const wish = { template_id, data_source_id: source.id, outputs: ['docx'] }
    const first = generation.parse(await (await app.post('/v1/generations', wish)).json())
    await put('name\nBen')
    const second = generation.parse(await (await app.post('/v1/generations', wish)).json())
    expect(first.data_hash).not.toBe(second.data_hash)
    const run = await findRunOfDocument(app.deps.db, first.document_ids[0] ?? '')
    expect(run?.inputs.data).toMatchObject({ name: 'Ann' })
    await waitFor(async () => {
      const answer = await app.request(`/v1/generations/${second.id}`)
      return generation.parse(await answer.json()).status === 'completed' || undefined
    })
  })
})

describe('what is refused', () => {
  test('fields that the kind lacks or does not take, by name', async () => {
    const lacking = await refusal(app.post('/v1/data-sources', { kind: 'sql', name: 'a' }))
    expect(lacking.errors?.map(({ loc }) => loc.at(-1))).toEqual(['connection_string', 'query'])
    const body = { kind: 'csv', name: 'a', file_key: 'k', query: 'select 1' }
    const strange = await refusal(app.post('/v1/data-sources', body))
    expect(strange.errors).toMatchObject([
      { loc: ['body', 'query'], msg: 'is not of the kind csv' },
    ])
    const files = 'postgresql://u@h/d?ssl%72ootcert=/etc/passwd'
    const sql = { kind: 'sql', name: 'a', query: 'select 1', connection_string: files }
    expect((await refusal(app.post('/v1/data-sources', sql))).status).toBe(422)
  })

  test('a generation of an unknown data source, or of two kinds of data', async () => {
    const template_id = crypto.randomUUID()
    const wish = { template_id, data_source_id: crypto.randomUUID(), outputs: ['docx'] }
    const unknown = await refusal(app.post('/v1/generations', wish))
    expect(unknown.errors?.[0]?.loc).toEqual(['body', 'data_source_id'])
    const both = await refusal(app.post('/v1/generations', { ...wish, data: {} }))
    expect(both.errors?.[0]?.loc).toEqual(['body', 'data'])
  })

  test('one that is deleted is gone, with the file that came with it', async () => {
    const source = await upload('gone.json', bytesOf('[{"a":"only here"}]'), { kind: 'json' })
    const path = `/v1/data-sources/${source.id}`
    expect((await app.request(path, { method: 'DELETE' })).status).toBe(204)
    expect((await app.request(path)).status).toBe(404)
  })
})

test('nothing went wrong on the server', () => {
  expect(app.logged).toEqual([])
})
