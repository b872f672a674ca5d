import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getRun, findRunOfDocument } from '../../server/db/runs.ts'
import { documentDetails } from '../../shared/contract/documents.ts'
import { ledgerResponse, type LedgerRow } from '../../shared/contract/ledger.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { chosenRival, rivalResponse, startedRival } from '../../shared/contract/rivals.ts'
import { readExample, type TestApp } from '../support/create-test-app.ts'
import { replaceWords } from '../support/edit-docx.ts'
import { createAppWithReport, waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'

const section = 'Disposition of Subjects'
const table = 'table-14-1.1.docx'

let app: TestApp
let documentId: string
let rows: readonly LedgerRow[]
let stale: LedgerRow
beforeAll(async () => {
  ;({ app, documentId } = await createAppWithReport('study'))
  rows = await listRows()
  const found = rows.find(({ kind, text }) => kind === 'sentence' && text.includes('adverse event'))
  if (!found) throw new Error('the report tells of no adverse event')
  stale = found
}, 60_000)
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const pathOf = (what: string, of = section) =>
  `/api/v1/documents/${documentId}/sections/${encodeURIComponent(of)}/${what}`

async function listRows(): Promise<readonly LedgerRow[]> {
  const response = await app.request(`/api/v1/documents/${documentId}/ledger`)
  return ledgerResponse.parse(await response.json()).rows
}

function listCited(all: readonly LedgerRow[]): readonly LedgerRow[] {
  return all.filter(
    ({ section_id, kind, source }) =>
      section_id === section && kind === 'sentence' && source !== null,
  )
}

async function describeDocument() {
  const response = await app.request(`/api/v1/documents/${documentId}`)
  return documentDetails.parse(await response.json())
}

async function regenerate(keep: readonly object[] = [], of = section) {
  const response = await app.post(pathOf('regenerate', of), { keep })
  expect(response.status).toBe(202)
  const started = startedRival.parse(await response.json())
  await waitUntilIdle(app)
  return started
}

async function getRival(of = section) {
  return rivalResponse.parse(await (await app.request(pathOf('rival', of))).json())
}

async function refuse(path: string, init: RequestInit) {
  const response = await app.request(path, {
    ...init,
    headers: { 'Content-Type': 'application/json' },
  })
  return problemDetails.parse(await response.json())
}

describe('a section of a report', () => {
  test('composed again from unchanged sources says the same, and leaves the document alone', async () => {
    const before = await describeDocument()
    const run = await findRunOfDocument(app.deps.db, documentId)
    expect(await regenerate()).toMatchObject({ section_id: section, reused: false })
    const { status, obstacle, present, rival, differences } = await getRival()
    expect({ status, obstacle, differences }).toEqual({
      status: 'completed',
      obstacle: null,
      differences: [],
    })
    expect(present.parts.length).toBeGreaterThan(3)
    expect(rival).toEqual(present)
    expect(await describeDocument()).toEqual(before)
    expect(await findRunOfDocument(app.deps.db, documentId)).toEqual(run)
    expect(await regenerate()).toMatchObject({ reused: true, status: 'completed' })
  })

  test('is dropped, and is not there then', async () => {
    const response = await app.request(pathOf('rival'), { method: 'DELETE' })
    expect(response.status).toBe(204)
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect(await refuse(pathOf('rival'), { method })).toMatchObject({ code: 'not_found' })
    }
  })

  test('keeps no words that it does not have', async () => {
    const foreign = rows.find(
      ({ kind, section_id }) => kind === 'sentence' && section_id !== section,
    )
    for (const exact of ['Nobody ever wrote this sentence here.', foreign?.text ?? '']) {
      const body = JSON.stringify({ keep: [{ exact }] })
      const problem = await refuse(pathOf('regenerate'), { method: 'POST', body })
      expect(problem).toMatchObject({ status: 422, code: 'validation_failed' })
      expect(problem.errors?.[0]?.loc).toEqual(['body', 'keep', 0])
    }
  })

  test('that the document does not have is not found', async () => {
    const problem = await refuse(pathOf('regenerate', 'Nowhere'), { method: 'POST', body: '{}' })
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('behind a new version of a source', () => {
  let kept: LedgerRow
  beforeAll(async () => {
    const bytes = await readExample(`study/sources/${table}`)
    const id = rows.find(({ source }) => source === table)?.source_id ?? ''
    const file = { name: table, bytes: replaceWords(bytes, '5 (  8%)', '6 (  8%)') }
    await app.upload('/api/v1/documents', file, { document_id: id })
    await waitUntilIdle(app)
    kept = listCited(rows).find(({ text }) => text !== stale.text) ?? stale
  })

  test('the rival has the new value, cited from the new version, beside the old one', async () => {
    await regenerate()
    const { present, rival, differences } = await getRival()
    const pairs = differences.map((one) => [
      present.parts[one.present ?? -1],
      rival?.parts[one.rival ?? -1],
    ])
    expect(pairs.length).toBeGreaterThan(0)
    for (const [old, fresh] of pairs) {
      expect(fresh?.text).not.toBe(old?.text)
      expect(fresh?.text.replace('6', '5').replace('six', 'five')).toBe(old?.text)
      const versions = (part: typeof old) =>
        part?.citations.map(({ document_source_version: version }) => version)
      expect(versions(old)).toContain(1)
      expect(versions(fresh)).toContain(2)
    }
  })

  test('locked words stay, and those that are not are new', async () => {
    const before = await getRival()
    const [first, ...others] = before.differences
    const words = before.present.parts[first?.present ?? -1]
    expect(words).toBeDefined()
    await regenerate([{ exact: words?.text ?? '' }])
    const { present, rival, differences } = await getRival()
    expect(differences.length).toBeLessThan(before.differences.length)
    expect(others.length).toBeGreaterThanOrEqual(differences.length)
    const own = rival?.parts.find(({ text }) => text === words?.text)
    expect(own).toMatchObject({ is_kept: true, citations: words?.citations })
    expect(present.parts.filter(({ is_kept: isKept }) => isKept).length).toBeGreaterThan(0)
  })

  test('the chosen one makes the next version, and every other section keeps words and citations', async () => {
    const others = (all: readonly LedgerRow[]) =>
      all
        .filter(({ section_id }) => section_id !== section)
        .map(({ text, source, version, quote }) => ({ text, source, version, quote }))
    await regenerate([{ exact: kept.text }])
    const parked = await getRival()
    const answer = await app.request(pathOf('rival'), { method: 'PUT' })
    expect(answer.status).toBe(202)
    const chosen = chosenRival.parse(await answer.json())
    expect(await waitForEnd(app, documentId)).toMatchObject({ status: 'Ready' })
    const after = await listRows()
    expect(others(after)).toEqual(others(rows))
    const own = listCited(after)
    const words = parked.rival?.parts.filter(({ kind }) => kind === 'sentence')
    expect([...new Set(own.map(({ text }) => text))]).toEqual([
      ...new Set(words?.filter(({ citations }) => citations.length > 0).map(({ text }) => text)),
    ])
    const version = (row: LedgerRow | undefined) => row?.version
    expect(version(own.find(({ text }) => text === kept.text))).toBe(version(kept))
    const details = await describeDocument()
    expect(details.versions.map(({ number }) => number)).toEqual([1, 2])
    const again = await app.request(pathOf('rival'), { method: 'PUT' })
    expect(chosenRival.parse(await again.json())).toEqual(chosen)
    expect((await describeDocument()).versions).toHaveLength(2)
    const newest = await findRunOfDocument(app.deps.db, documentId)
    expect(newest?.taskNumber).toBe(chosen.task_number)
    expect((await getRun(app.deps.db, newest?.id ?? '')).status).toBe('completed')
  })

  test('an edited document keeps what was edited: nothing is chosen over it', async () => {
    const file = await app.request(`/api/v1/documents/${documentId}/file`)
    const written = new Uint8Array(await file.arrayBuffer())
    const bytes = replaceWords(written, `>${kept.text}<`, `>Indeed: ${kept.text}<`)
    await regenerate()
    const sent = { name: 'edited.docx', bytes }
    await app.upload('/api/v1/documents/local', sent, { document_id: documentId })
    const outdated = await refuse(pathOf('rival'), { method: 'PUT' })
    expect(outdated).toMatchObject({ status: 409, code: 'wrong_state' })
    expect(outdated.detail).toContain('another version')
    await regenerate()
    const { obstacle } = await getRival()
    expect(obstacle).toContain('was edited')
    const refused = await refuse(pathOf('rival'), { method: 'PUT' })
    expect(refused).toMatchObject({ status: 409, code: 'wrong_state', detail: obstacle })
    expect((await describeDocument()).versions).toHaveLength(3)
  })
})
