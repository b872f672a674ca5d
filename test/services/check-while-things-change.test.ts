import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CheckResponse } from '../../shared/contract/checks.ts'
import { addedLocalDocument, addedSource } from '../../shared/contract/documents.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { failCheck, runCheck } from '../../server/pipeline/check-document.ts'
import type { HeldJob } from '../../server/ports/job-queue.ts'
import { buildDocx, paragraph, standardStyles } from '../support/build-docx.ts'
import { getCheckPage, getLatestCheck } from '../support/check-in-app.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
beforeEach(async () => {
  app = await createTestApp()
})
afterEach(() => app.close())

const build = (...lines: readonly string[]) => {
  const paragraphs = lines.map((line) =>
    line.startsWith('# ') ? paragraph(line.slice(2), 'Heading1') : paragraph(line),
  )
  return buildDocx({ body: paragraphs.join(''), styles: standardStyles })
}

/** So many that requests come while they are judged. */
const manyLines = Array.from(
  { length: 700 },
  (_, at) => `Pallet ${at} was found damaged in the eastern hall in the year ${1000 + at}.`,
)

async function addSource(...lines: readonly string[]): Promise<string> {
  const added = await app.upload('/api/v1/documents', {
    name: `${lines[0]}.docx`,
    bytes: build(...lines),
  })
  await waitUntilIdle(app)
  return addedSource.parse(await added.json()).document_id
}

async function send(lines: readonly string[], documentId?: string): Promise<string> {
  const file = { name: 'mine.docx', bytes: build(...lines) }
  const fields = documentId ? { document_id: documentId } : undefined
  const added = await app.upload('/api/v1/documents/local', file, fields)
  expect(added.status).toBe(201)
  return addedLocalDocument.parse(await added.json()).document_id
}

async function startCheck(documentId: string): Promise<void> {
  expect((await app.post(`/api/v1/documents/${documentId}/checks`, {})).status).toBe(202)
}

const getLatest = (documentId: string) => getLatestCheck(app, documentId)

async function check(documentId: string): Promise<CheckResponse> {
  await startCheck(documentId)
  await waitUntilIdle(app)
  return getLatest(documentId)
}

async function waitUntilJudging(documentId: string): Promise<void> {
  const isJudging = async () =>
    (await getCheckPage(app, documentId)).running?.status === 'processing' || undefined
  await waitFor(isJudging, 20_000, 5)
}

async function override(documentId: string, sentenceId: string | undefined, state: string) {
  const path = `/api/v1/documents/${documentId}/checks/${sentenceId}/override`
  const body = JSON.stringify({ state, reason: 'Counted again on site.' })
  const headers = { 'Content-Type': 'application/json' }
  expect((await app.request(path, { method: 'PUT', body, headers })).status).toBe(200)
}

test('what a person says of a sentence stays below its heading, and moves to no equal sentence', async () => {
  const same = 'Nausea was reported by 14 patients.'
  const id = await send(['# Placebo', same, '# High Dose', same])
  const [placebo, highDose] = (await check(id)).sentences
  await override(id, placebo?.sentence_id, 'supported')
  await send(['# Placebo', 'Nobody felt sick.', '# High Dose', same], id)
  const { sentences, overridden } = await getLatest(id)
  expect(overridden).toBe(0)
  expect(sentences[1]).toMatchObject({
    sentence_id: highDose?.sentence_id,
    state: highDose?.state,
    override: null,
  })
  await send(['# High Dose', same, 'Nobody felt sick.', '# Placebo', same], id)
  const moved = (await getLatest(id)).sentences
  expect(moved.map((one) => one.override?.state)).toEqual([undefined, undefined, 'supported'])
})

test('a sentence below another heading was edited since its check', async () => {
  const line = 'Nausea was reported by 14 patients.'
  const id = await send(['# Placebo', line])
  await check(id)
  await send(['# High Dose', line], id)
  expect((await getLatest(id)).sentences[0]?.state).toBe('edited_since_check')
})

test('a check ends, and quotes nothing, when a source is deleted while it runs', async () => {
  const source = await addSource(...manyLines)
  const id = await send(manyLines)
  await startCheck(id)
  await waitUntilJudging(id)
  expect((await app.request(`/api/v1/documents/${source}`, { method: 'DELETE' })).status).toBe(204)
  await waitUntilIdle(app)
  // its job is gone with it, but not yet the work
  await app.queue.close()
  const latest = await getLatest(id)
  expect(latest).toMatchObject({ check: null, running: null })
  expect(latest.counts.not_checked).toBe(manyLines.length)
  expect(await app.deps.db.selectFrom('claim_verdicts').select('verdict').execute()).toEqual([])
  expect(app.logged).toEqual([])
})

test('a check that a new source came into searches it, too, or says that sources came', async () => {
  const id = await send([...manyLines, 'The roof leaks heavily after rain.'])
  await startCheck(id)
  await waitUntilJudging(id)
  await addSource('The roof leaks heavily after rain.')
  await waitUntilIdle(app)
  const latest = await getLatest(id)
  // it may have ended before the source was read
  const isSearched = latest.searched.sources === 1
  expect(latest.sources_changed).toBe(!isSearched)
  expect(latest.sentences.at(-1)?.state).toBe(isSearched ? 'supported' : 'no_source_found')
  expect(app.logged).toEqual([])
})

test('a check of an older version that ends last takes nothing from the newer one', async () => {
  await addSource(...manyLines)
  const id = await send(manyLines)
  await startCheck(id)
  await waitUntilJudging(id)
  await send(['Nobody was there in the year 2000.'], id)
  await startCheck(id)
  await waitUntilIdle(app)
  const latest = await getLatest(id)
  expect(latest.check?.version).toBe(2)
  expect(latest.counts.edited_since_check).toBe(0)
  expect(await app.deps.db.selectFrom('checks').select('id').execute()).toHaveLength(1)
  expect(app.logged).toEqual([])
})

test('what an earlier check found is found again when it goes while it is relied on', async () => {
  await addSource(...manyLines)
  const known = 'Nobody was there in the year 2000.'
  const id = await send([known])
  await check(id)
  await send([known, ...manyLines], id)
  await startCheck(id)
  await waitUntilJudging(id)
  await app.deps.db.deleteFrom('claim_verdicts').execute()
  await waitUntilIdle(app)
  const latest = await getLatest(id)
  expect(latest.check?.version).toBe(2)
  expect(latest.counts).toMatchObject({ edited_since_check: 0, not_checked: 0 })
})

test('a worker whose lease went to another one stores nothing of a check', async () => {
  await app.queue.close()
  const id = await send(['Nobody was there.'])
  await startCheck(id)
  const row = await app.deps.db.selectFrom('jobs').selectAll().executeTakeFirstOrThrow()
  const { workspace_id: workspaceId, subject_id: subjectId } = row
  const stale: HeldJob = {
    ...{ id: row.id, kind: 'check', workspaceId, subjectId },
    ...{ token: row.token, attempt: 1, deaths: 0 },
  }
  await app.deps.db.updateTable('jobs').set({ status: 'running', token: 7 }).execute()
  await expect(runCheck(app.deps, stale)).rejects.toThrow('held by someone else')
  await expect(failCheck(app.deps, stale, new Error('slow'))).rejects.toThrow('someone else')
  expect((await getLatest(id)).running?.status).toBe('pending')
})

test('what a person says of a sentence says nothing of a source that it does not rest on', async () => {
  const first = 'Inspectors found 14 damaged pallets in the eastern hall.'
  const second = 'The roof of the northern annex leaks heavily after rain.'
  await addSource(first)
  await addSource(second)
  const id = await send([`${first} ${second}`])
  const [sentence] = (await check(id)).sentences
  await override(id, sentence?.sentence_id, 'contradicted')
  const asked = { document_id: id, selected_text: `${first} ${second}` }
  const response = await app.post('/get-sources-for-selected-text', asked)
  const { sources } = sourcesResponse.parse(await response.json())
  const states = sources.map((one) => [one.document_source_name, one.claim_state])
  expect(states.toSorted()).toEqual([
    [`${first}.docx`, 'contradicted'],
    [`${second}.docx`, 'supported'],
  ])
})
