import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CheckResponse } from '../../shared/contract/checks.ts'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { readExample, type TestApp } from '../support/create-test-app.ts'
import { replaceWords } from '../support/edit-docx.ts'
import { createAppWithReport, waitUntilIdle } from '../support/run-in-app.ts'

const name = 'table-14-1.1.docx'
let app: TestApp
let documentId: string
let tableId: string

beforeAll(async () => {
  ;({ app, documentId } = await createAppWithReport('study'))
  const ledger = await app.request(`/api/v1/documents/${documentId}/ledger`)
  const { rows } = ledgerResponse.parse(await ledger.json())
  tableId = rows.find(({ source }) => source === name)?.source_id ?? ''
}, 120_000)
afterAll(() => app.close())

async function sendTable(value: string): Promise<void> {
  const bytes = replaceWords(await readExample(`study/sources/${name}`), '5 (  8%)', value)
  const sent = await app.upload('/api/v1/documents', { name, bytes }, { document_id: tableId })
  expect(sent.status).toBe(201)
  await waitUntilIdle(app)
}

/** Who was judged again has another row. */
async function listRows(): Promise<ReadonlySet<string>> {
  const rows = await app.deps.db
    .selectFrom('claim_verdicts')
    .select(['verdict_key', 'verdict'])
    .execute()
  return new Set(rows.map(({ verdict_key, verdict }) => `${verdict_key} ${verdict}`))
}

async function checkWhole(): Promise<CheckResponse> {
  await app.deps.db.deleteFrom('claim_verdicts').execute()
  await app.deps.db.deleteFrom('checks').execute()
  return checkInApp(app, documentId)
}

const whatIsFound = ({ sentences, counts, searched }: CheckResponse) => ({
  sentences,
  counts,
  searched,
})

const stateOf = ({ sentences }: CheckResponse, words: string) =>
  sentences.find(({ text }) => text.includes(words))?.state

test('a check after new versions of a table finds what a check of the whole finds', async () => {
  await checkInApp(app, documentId)
  await sendTable('6 (  8%)')
  const followed = await checkInApp(app, documentId)
  expect(followed.stale).toBeGreaterThan(0)
  const file = await app.request(`/api/v1/documents/${documentId}/file`)
  const written = new Uint8Array(await file.arrayBuffer())
  const bytes = replaceWords(written, '1, 2 and 5 subjects', '1, 2 and 6 subjects')
  const mine = { name: 'mine.docx', bytes }
  await app.upload('/api/v1/documents/local', mine, { document_id: documentId })
  const edited = await checkInApp(app, documentId)
  expect(stateOf(edited, '1, 2 and 6 subjects')).toBe('supported')
  await sendTable('7 (  8%)')
  const again = await checkInApp(app, documentId)
  expect(stateOf(again, '1, 2 and 6 subjects')).toBe('contradicted')
  expect(whatIsFound(again)).toEqual(whatIsFound(await checkWhole()))
  await sendTable('6 (  8%)')
  const back = await checkInApp(app, documentId)
  expect(stateOf(back, '1, 2 and 6 subjects')).toBe('supported')
  expect(whatIsFound(back)).toEqual(whatIsFound(await checkWhole()))
}, 240_000)

test('what the recorded words bear out is not judged again for a newer version', async () => {
  await checkInApp(app, documentId)
  // a verdict that no check would give: it stays where nobody judges the claim again
  await app.deps.db
    .updateTable('claim_verdicts')
    .set((eb) => ({
      verdict: eb.fn<string>('replace', [
        'verdict',
        eb.val('"The source says this."'),
        eb.val('"Kept."'),
      ]),
    }))
    .execute()
  const before = await listRows()
  await sendTable('9 (  8%)')
  await checkInApp(app, documentId)
  const kept = [...(await listRows())].filter((row) => before.has(row) && row.includes('"Kept."'))
  expect(kept.length).toBeGreaterThan(300)
}, 240_000)
