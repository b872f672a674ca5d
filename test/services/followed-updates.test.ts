import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckResponse } from '../../shared/contract/checks.ts'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { updatesResponse, type UpdateItem } from '../../shared/contract/updates.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { readExample, type TestApp } from '../support/create-test-app.ts'
import { changeBody, replaceWords } from '../support/edit-docx.ts'
import { createAppWithReport, waitUntilIdle } from '../support/run-in-app.ts'

/** The .docx with another value in the row of a name; the value may stand in rows before it. */
function replaceInRow(bytes: Uint8Array, row: string, from: string, to: string): Uint8Array {
  return changeBody(bytes, (xml) => {
    const named = xml.indexOf(row)
    const start = xml.indexOf(from, named)
    expect([named >= 0, start >= 0]).toEqual([true, true])
    return xml.slice(0, start) + to + xml.slice(start + from.length)
  })
}

describe('a report that was changed after a new version of its result table', () => {
  let app: TestApp
  let documentId: string
  let written: Uint8Array
  let updates: readonly UpdateItem[]
  const name = 'table-14-1.1.docx'
  const [oldCell, newCell] = ['>5 (8%)<', '>6 (8%)<']
  const [oldWords, newWords] = ['1, 2 and 5 subjects', '1, 2 and 6 subjects']

  const send = async (bytes: Uint8Array) => {
    const path = '/api/v1/documents/local'
    const sent = await app.upload(path, { name: 'mine.docx', bytes }, { document_id: documentId })
    expect(sent.status).toBe(201)
  }
  const listUpdates = async () => {
    const response = await app.request(`/api/v1/documents/${documentId}/updates`)
    return updatesResponse.parse(await response.json()).updates
  }
  const findSentence = ({ sentences }: CheckResponse, words: string) =>
    sentences.find(({ kind, text }) => kind === 'sentence' && text.includes(words))
  const findCell = ({ sentences }: CheckResponse) => {
    const path = updates.find(({ target }) => target.kind === 'cell')?.citation.table?.row_path
    return sentences.find(
      ({ kind, text, table }) =>
        kind === 'cell' &&
        (oldCell.includes(text) || newCell.includes(text)) &&
        table?.row_path.at(-1) === path?.at(-1),
    )
  }

  beforeAll(async () => {
    ;({ app, documentId } = await createAppWithReport('study'))
    await checkInApp(app, documentId)
    const file = await app.request(`/api/v1/documents/${documentId}/file`)
    written = new Uint8Array(await file.arrayBuffer())
    const ledger = await app.request(`/api/v1/documents/${documentId}/ledger`)
    const { rows } = ledgerResponse.parse(await ledger.json())
    const tableId = rows.find(({ source }) => source === name)?.source_id ?? ''
    const bytes = replaceWords(await readExample(`study/sources/${name}`), '5 (  8%)', '6 (  8%)')
    await app.upload('/api/v1/documents', { name, bytes }, { document_id: tableId })
    await waitUntilIdle(app)
    updates = await listUpdates()
    expect(updates.map(({ target }) => target.kind).toSorted()).toEqual(['cell', 'sentence'])
  }, 120_000)
  afterAll(() => app.close())

  test('keeps what was recorded of old values, and calls them stale', async () => {
    const check = await checkInApp(app, documentId)
    for (const found of [findSentence(check, oldWords), findCell(check)]) {
      expect(found).toMatchObject({ state: 'supported', is_stale: true })
      expect(found?.reason.code).not.toBe('newer_version')
    }
  })

  test('is borne out by the newest words where it says them, and is not stale there', async () => {
    await send(
      replaceInRow(replaceWords(written, oldWords, newWords), '>Adverse event<', oldCell, newCell),
    )
    const check = await checkInApp(app, documentId)
    const [sentence, cell] = [findSentence(check, newWords), findCell(check)]
    for (const found of [sentence, cell]) {
      expect(found).toMatchObject({ state: 'supported', basis: 'recorded', is_stale: false })
      expect(found?.reason).toMatchObject({ code: 'newer_version' })
      expect(found?.reason.text).toContain('newer version')
      const newest = found?.evidence.filter((one) => one.document_source_version === 2) ?? []
      expect(newest.map(({ quote }) => quote).join()).toMatch(/^6/)
    }
    expect(check.stale).toBe(0)
  })

  test('keeps its targets in the list of updates, with the words that were generated', async () => {
    const after = await listUpdates()
    const words = (items: readonly UpdateItem[]) => items.map(({ target }) => target.recorded)
    expect(words(after)).toEqual(words(updates))
    expect(words(updates)).toEqual(updates.map(({ target }) => target.selector.exact))
    const kept = after.map(({ target, old, new: now }) => [target.kind, old, now])
    expect(kept).toEqual(updates.map(({ target, old, new: now }) => [target.kind, old, now]))
  })

  test('names the newest version and its words in the ledger row of what it bears out', async () => {
    const ledger = await app.request(`/api/v1/documents/${documentId}/ledger`)
    const { rows } = ledgerResponse.parse(await ledger.json())
    const followed = rows.filter((row) => row.newer_version !== null)
    expect(followed.map(({ kind }) => kind).toSorted()).toEqual(['cell', 'sentence'])
    for (const row of followed) {
      expect(row).toMatchObject({ source: name, version: 1, newer_version: 2 })
      expect([row.quote, row.newer_quote]).toEqual([
        expect.stringMatching(/^5/),
        expect.stringMatching(/^6/),
      ])
    }
    const csv = await app.request(`/api/v1/documents/${documentId}/ledger?format=csv`)
    expect(await csv.text()).toContain('newer_version,newer_quote')
  })

  test('shows the newest words as the source of a sentence that says them', async () => {
    const request = { document_id: documentId, selected_text: newWords }
    const response = await app.post('/get-sources-for-selected-text', request)
    const { sources } = sourcesResponse.parse(await response.json())
    const newest = sources.filter((one) => one.document_source_version === 2)
    expect(newest).toMatchObject([{ basis: 'recorded', claim_state: 'supported', is_stale: false }])
    const [one] = newest
    const quotes = one?.marks.map(({ start, end }) => one.referenced_text.slice(start, end))
    expect(quotes?.[0]).toMatch(/^6/)
    expect(sources.every(({ is_stale }) => !is_stale)).toBe(true)
  })

  test('is contradicted where it says neither the recorded nor the newest value', async () => {
    await send(replaceWords(written, oldWords, '1, 2 and 7 subjects'))
    const check = await checkInApp(app, documentId)
    expect(findSentence(check, '1, 2 and 7 subjects')).toMatchObject({
      state: 'contradicted',
      is_stale: true,
    })
  })
})
