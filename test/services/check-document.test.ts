import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  checkResponse,
  claimOverride,
  startedCheck,
  type CheckedSentence,
  type CheckResponse,
} from '../../shared/contract/checks.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { claimStates } from '../../shared/model/vocabulary.ts'
import { checkInApp, getLatestCheck } from '../support/check-in-app.ts'
import type { TestApp } from '../support/create-test-app.ts'
import { replaceWords } from '../support/edit-docx.ts'
import { createAppWithReport, waitUntilIdle } from '../support/run-in-app.ts'

async function startCheck(app: TestApp, documentId: string) {
  const response = await app.post(`/api/v1/documents/${documentId}/checks`, {})
  expect(response.status).toBe(202)
  expect(response.headers.get('location')).toBe(`/api/v1/documents/${documentId}/checks/latest`)
  return startedCheck.parse(await response.json())
}

const sumOf = ({ counts }: CheckResponse) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

const get = (response: CheckResponse, text: string): CheckedSentence => {
  const found = response.sentences.filter((one) => one.text.includes(text))
  expect(found).toHaveLength(1)
  return found[0] as CheckedSentence
}

describe('a report that was generated here', () => {
  let app: TestApp
  let documentId: string
  let written: Uint8Array
  let first: CheckResponse
  const words = 'tested 375 of 12,986 transactions and found 15 exceptions'
  const edited = 'tested 375 of 12,986 transactions and found 51 exceptions'
  beforeAll(async () => {
    ;({ app, documentId } = await createAppWithReport('audit'))
    const response = await app.request(`/api/v1/documents/${documentId}/file`)
    written = new Uint8Array(await response.arrayBuffer())
  }, 60_000)
  afterAll(() => app.close())

  const sendAgain = async (from: string, to: string) => {
    const file = { name: 'report.docx', bytes: replaceWords(written, from, to) }
    const fields = { document_id: documentId }
    expect((await app.upload('/api/v1/documents/local', file, fields)).status).toBe(201)
  }

  test('is not checked before it is asked for, and no count is green', async () => {
    const latest = await getLatestCheck(app, documentId)
    expect(latest).toMatchObject({ check: null, running: null, overridden: 0 })
    expect(latest.total).toBeGreaterThan(50)
    expect(latest.counts.not_checked).toBe(latest.total)
    expect(sumOf(latest)).toBe(latest.total)
  })

  test('has a state for every sentence and cell, and the counts add up', async () => {
    first = await checkInApp(app, documentId)
    expect(first.check).toMatchObject({ status: 'completed', version: 1, error: null })
    expect(first.searched.sources).toBeGreaterThan(1)
    expect(sumOf(first)).toBe(first.total)
    expect(first.sentences).toHaveLength(first.total)
    expect(first.counts).toMatchObject({ not_checked: 0, edited_since_check: 0 })
    for (const state of claimStates) {
      const shown = first.sentences.filter((one) => one.state === state)
      expect(shown).toHaveLength(first.counts[state])
    }
    expect(app.logged).toEqual([])
  })

  test('rests on words that stand in its sources exactly there (law 1)', async () => {
    const texts = await app.deps.db
      .selectFrom('source_texts')
      .innerJoin('document_versions', 'document_versions.id', 'source_texts.document_version_id')
      .select(['document_versions.document_id', 'source_texts.text'])
      .execute()
    const cited = first.sentences.flatMap(({ evidence }) => evidence)
    expect(cited.length).toBeGreaterThan(50)
    for (const { document_source_id, quote, start_char, end_char } of cited) {
      if (document_source_id === null) continue
      const source = texts.find(({ document_id }) => document_id === document_source_id)
      expect(source?.text.slice(start_char ?? 0, end_char ?? 0)).toBe(quote)
    }
  })

  test('shows one state, kind or section when asked, and counts all the same', async () => {
    const cells = await getLatestCheck(app, documentId, { kind: 'cell', state: 'supported' })
    expect(cells.sentences.length).toBeGreaterThan(10)
    expect(cells.sentences.every((one) => one.kind === 'cell' && one.state === 'supported')).toBe(
      true,
    )
    expect(cells.counts).toEqual(first.counts)
  })

  test('shows several states at once, in the order of the text', async () => {
    const query = 'state=contradicted&state=partly_supported&state=house_text&page_size=100'
    const response = await app.request(`/api/v1/documents/${documentId}/checks/latest?${query}`)
    const page = checkResponse.parse(await response.json())
    const wanted = first.sentences.filter(({ state }) =>
      ['contradicted', 'partly_supported', 'house_text'].includes(state),
    )
    expect(wanted.length).toBeGreaterThan(2)
    expect(page.sentences).toEqual(wanted)
    expect(page.matching).toBe(wanted.length)
  })

  test('gives the page on which a place of the text stands', async () => {
    for (const at of [0, 7, first.total - 1]) {
      const { start_char, sentence_id } = first.sentences[at]!
      const query = `from_char=${start_char}&page_size=5`
      const response = await app.request(`/api/v1/documents/${documentId}/checks/latest?${query}`)
      const { page, sentences } = checkResponse.parse(await response.json())
      expect(page).toBe(Math.floor(at / 5) + 1)
      expect(sentences[at % 5]?.sentence_id).toBe(sentence_id)
    }
    const response = await app.request(
      `/api/v1/documents/${documentId}/checks/latest?from_char=${10 ** 9}&page_size=5`,
    )
    expect(checkResponse.parse(await response.json()).page).toBe(Math.ceil(first.total / 5))
  })

  test('is not checked again while nothing has changed', async () => {
    const again = await startCheck(app, documentId)
    expect(again).toMatchObject({ reused: true, check_id: first.check?.check_id })
  })

  test('says of one changed digit that it was edited since, and of nothing else', async () => {
    await sendAgain(words, edited)
    const latest = await getLatestCheck(app, documentId)
    expect(latest.version).toBe(2)
    expect(latest.check?.version).toBe(1)
    expect(latest.counts.edited_since_check).toBe(1)
    expect(get(latest, edited).state).toBe('edited_since_check')
    const others = latest.sentences.filter((one) => !one.text.includes(edited))
    const before = new Map(first.sentences.map((one) => [one.sentence_id, one.state]))
    for (const one of others) expect(one.state).toBe(before.get(one.sentence_id))
  })

  test('says of the changed digit, checked again, what stands in the source', async () => {
    const latest = await checkInApp(app, documentId)
    const { state, differences, evidence } = get(latest, edited)
    expect(state).toBe('contradicted')
    expect(differences.map(({ words, source_words }) => [words, source_words])).toContainEqual([
      '51',
      '15',
    ])
    expect(evidence.length).toBeGreaterThan(0)
    expect(latest.counts.edited_since_check).toBe(0)
  })

  test('says where in the quote the words stand that differ', async () => {
    const latest = await getLatestCheck(app, documentId)
    const differences = latest.sentences.flatMap((one) =>
      one.differences.map((difference) => ({ difference, evidence: one.evidence })),
    )
    const placed = differences.filter(({ difference }) => difference.source_start !== null)
    expect(placed.length).toBeGreaterThan(0)
    for (const { difference, evidence } of placed) {
      const { source_start, source_end, source_words } = difference
      const quote = evidence[difference.evidence ?? 0]?.quote
      expect(quote?.slice(source_start ?? 0, source_end ?? 0)).toBe(source_words)
    }
  })

  test('keeps what a person says of a sentence while its words stay, with who and why', async () => {
    const { sentence_id } = get(await getLatestCheck(app, documentId), edited)
    const path = `/api/v1/documents/${documentId}/checks/${sentence_id}/override`
    const body = JSON.stringify({ state: 'supported', reason: 'Counted again on site.' })
    const headers = { 'Content-Type': 'application/json' }
    const response = await app.request(path, { method: 'PUT', body, headers })
    expect(response.status).toBe(200)
    const override = claimOverride.parse(await response.json())
    expect(override).toMatchObject({ state: 'supported', reason: 'Counted again on site.' })
    expect(override.user_name).not.toBe('')
    const latest = await getLatestCheck(app, documentId)
    expect(latest.overridden).toBe(1)
    const only = await getLatestCheck(app, documentId, { only: 'overridden' })
    expect(only.sentences.map((one) => one.sentence_id)).toEqual([sentence_id])
    expect(sumOf(latest)).toBe(latest.total)
    const said = get(latest, edited)
    expect(said).toMatchObject({ state: 'supported', checked_state: 'contradicted', override })

    await sendAgain(words, edited.replace('51', '52'))
    expect((await getLatestCheck(app, documentId)).overridden).toBe(0)
    await sendAgain(words, edited)
    expect(get(await getLatestCheck(app, documentId), edited).override).toEqual(override)
    expect((await app.request(path, { method: 'DELETE' })).status).toBe(204)
    expect(get(await getLatestCheck(app, documentId), edited).override).toBeNull()
    expect((await app.request(path, { method: 'DELETE' })).status).toBe(404)
  })

  test('takes no override without a reason, of a state of the machine, or of no sentence', async () => {
    const put = async (sentence: string, body: unknown) => {
      const path = `/api/v1/documents/${documentId}/checks/${sentence}/override`
      const headers = { 'Content-Type': 'application/json' }
      const response = await app.request(path, {
        method: 'PUT',
        body: JSON.stringify(body),
        headers,
      })
      return [response.status, problemDetails.parse(await response.json()).code]
    }
    const { sentence_id } = get(await getLatestCheck(app, documentId), edited)
    const invalid = [422, 'validation_failed']
    expect(await put(sentence_id, { state: 'supported', reason: ' ' })).toEqual(invalid)
    expect(await put(sentence_id, { state: 'not_checked', reason: 'No.' })).toEqual(invalid)
    const nowhere = await put('0'.repeat(24), { state: 'supported', reason: 'Yes.' })
    expect(nowhere).toEqual([404, 'not_found'])
  })

  test('is checked once when many ask at once', async () => {
    await sendAgain(words, `now ${words}`)
    const started = await Promise.all(Array.from({ length: 8 }, () => startCheck(app, documentId)))
    expect(new Set(started.map(({ check_id }) => check_id)).size).toBe(1)
    expect(started.filter(({ reused }) => !reused)).toHaveLength(1)
    await waitUntilIdle(app)
  })
})
