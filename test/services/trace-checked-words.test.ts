import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedLocalDocument, addedSource } from '../../shared/contract/documents.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { buildDocx } from '../support/build-docx.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'

const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

const sentences = {
  partly: 'The yearly course had been attended by 197 of the 214 employees who need training.',
  wrong: 'Of 214 employees who need training, 179 had attended the yearly course.',
  unsaid: 'Elm Street borrowed more than the 18,200 of Oak Lane, and nobody asked why.',
  nowhere: 'Herons nest upstream.',
}

const loans = 'Borrower,Amount (EUR)\nElm Street,24500\nOak Lane,18200\nMill Road,9300\n'
const training =
  'Of 214 employees who need training, 197 had attended the yearly course. The others are asked again in May.'

describe('typed words that a check has held against the sources', () => {
  let app: TestApp
  let documentId: string

  beforeAll(async () => {
    app = await createTestApp()
    const files = [
      { name: 'loans.csv', bytes: new TextEncoder().encode(loans) },
      { name: 'training.docx', bytes: buildDocx({ body: paragraph(training) }) },
    ]
    for (const file of files) await addSource(file)
    const body = Object.values(sentences).map(paragraph).join('')
    const sent = await app.upload('/api/v1/documents/local', {
      name: 'mine.docx',
      bytes: buildDocx({ body }),
    })
    documentId = addedLocalDocument.parse(await sent.json()).document_id
  })
  afterAll(() => app.close())

  async function addSource(file: { name: string; bytes: Uint8Array }) {
    const sent = await app.upload('/api/v1/documents', file)
    const { document_id: id } = addedSource.parse(await sent.json())
    await waitFor(async () => {
      const answer = await app.request(`/api/v1/documents/status/${id}`)
      return ((await answer.json()) as { status: string }).status === 'completed' || undefined
    })
  }

  const trace = async (selected_text: string) => {
    const answer = await app.post('/api/v1/get-sources-for-selected-text', {
      document_id: documentId,
      selected_text,
    })
    return sourcesResponse.parse(await answer.json())
  }

  async function check() {
    const path = `/api/v1/documents/${documentId}/checks`
    await app.post(path, {})
    await waitFor(async () => {
      const answer = await app.request(`${path}/latest?page_size=1`)
      const { check: done, running } = (await answer.json()) as { check: unknown; running: unknown }
      return (done !== null && running === null) || undefined
    })
  }

  test('have before it the nearest passages alone, with the row that gives their number', async () => {
    const { sources, nearest } = await trace(sentences.unsaid)
    expect(sources).toEqual([])
    expect(nearest[0]).toMatchObject({ document_source_name: 'loans.csv' })
    expect(nearest[0]?.referenced_text).toBe('Oak Lane\t18200')
    const marks = nearest[0]?.marks.map(({ start, end }) =>
      nearest[0]?.referenced_text.slice(start, end),
    )
    expect(marks?.join(' ')).toBe('Oak Lane\t18200')
  })

  test('have behind it what it held them against, with what came of it', async () => {
    await check()
    const partly = await trace(sentences.partly)
    expect(partly.nearest).toEqual([])
    expect(partly.sources).toHaveLength(1)
    expect(partly.sources[0]).toMatchObject({
      document_source_name: 'training.docx',
      basis: 'retrieved',
      claim_state: 'partly_supported',
    })
    const wrong = await trace(sentences.wrong)
    expect(wrong.sources.map(({ claim_state }) => claim_state)).toEqual(['contradicted'])
    expect(wrong.sources[0]?.referenced_text).toContain('197 had attended')
  })

  test('are shown a paragraph once, with the marks of all of its sentences', async () => {
    const words = 'The others are asked again in May, and 214 employees wait.'
    const { nearest } = await trace(words)
    const [first, ...others] = nearest.filter(
      ({ document_source_name: name }) => name === 'training.docx',
    )
    expect(others).toEqual([])
    const marks = first?.marks.map(({ start, end }) => first.referenced_text.slice(start, end))
    expect(marks).toEqual(expect.arrayContaining(['214 employees', 'asked again']))
  })

  test('that share one word with a source at most are shown nothing', async () => {
    const { sources, nearest, searched } = await trace(sentences.nowhere)
    expect([sources, nearest]).toEqual([[], []])
    expect(searched.sources).toBe(2)
  })

  test('that are changed by a digit do not keep what the check said of the old ones', async () => {
    const { sources, nearest } = await trace(sentences.wrong.replace('179', '791'))
    expect(sources.filter(({ claim_state }) => claim_state === 'supported')).toEqual([])
    expect([...sources, ...nearest].length).toBeGreaterThan(0)
  })
})
