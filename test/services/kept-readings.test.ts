import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentSet, documentSetsResponse } from '../../shared/contract/document-sets.ts'
import { verifyClaimResponse } from '../../shared/contract/checks.ts'
import { addedSource } from '../../shared/contract/documents.ts'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const head = ['', 'Placebo (N=40)', 'Drug Low (N=42)', 'Drug High (N=44)'].join(',')
const events = ['Headache,4,9,12', 'Nausea,6,3,11', 'Dizziness,2,2,5']
const table = ['Adverse events by preferred term', head, ...events].join('\n')

const sentences = [
  'Headache was reported by 4 subjects with placebo.',
  'Headache was reported by 9 subjects with placebo.',
  'More subjects had nausea on placebo than on the low dose.',
  'More subjects had nausea on the low dose than on placebo.',
  'The most frequent event on the high dose was headache.',
  'Dizziness was reported by 5 of 44 subjects on the high dose.',
  'Dizziness was reported by 2 of 44 subjects on the high dose.',
  'Nobody had vertigo.',
]

describe('what was read of a source before', () => {
  let app: TestApp
  const alone = new Map<string, string>()

  beforeAll(async () => {
    for (const sentence of sentences) {
      const fresh = await openWithTable()
      alone.set(sentence, await tell(fresh, sentence))
      await fresh.close()
    }
    app = await openWithTable()
  })
  afterAll(() => app.close())

  test('has no say in a verdict, whatever was asked before', async () => {
    expect(new Set(alone.values()).size).toBeGreaterThan(2)
    const orders = fc.shuffledSubarray(sentences, { minLength: 3 })
    await fc.assert(
      fc.asyncProperty(orders, async (asked) => {
        for (const sentence of asked) expect(await tell(app, sentence)).toBe(alone.get(sentence))
      }),
      { numRuns: 12 },
    )
  })

  test('is told of no longer once the source has a new version, and again in that one', async () => {
    const own = await openWithTable()
    const claim = 'Headache was reported by 4 subjects with placebo.'
    expect((await verifyInApp(own, claim)).claim_state).toBe('supported')
    await send(own, table.replace('Headache,4', 'Headache,7'), { new_version: 'true' })
    expect((await verifyInApp(own, claim)).claim_state).toBe('contradicted')
    const now = claim.replace('4', '7')
    expect((await verifyInApp(own, now)).claim_state).toBe('supported')
    await own.close()
  })

  test('is told of no longer once the source is deleted', async () => {
    const own = await createTestApp()
    const id = await send(own, table)
    const claim = 'Headache was reported by 4 subjects with placebo.'
    expect((await verifyInApp(own, claim)).claim_state).toBe('supported')
    expect((await own.request(`/api/v1/documents/${id}`, { method: 'DELETE' })).ok).toBe(true)
    const after = await verifyInApp(own, claim)
    expect(after.claim_state).toBe('no_source_found')
    expect(after.evidence).toEqual([])
    await own.close()
  })

  test('of the same file in two workspaces is cited from each one’s own document', async () => {
    const own = await createTestApp()
    const path = '/api/v1/document-sets'
    const made = await own.post(path, { document_set_name: 'Second study' })
    const second = documentSet.parse(await made.json())
    const listed = documentSetsResponse.parse(await (await own.request(path)).json())
    const ids = new Map<string, string>()
    for (const { id, document_set_key: key } of listed.document_sets)
      ids.set(key, await send(own, table, {}, id))
    expect([...ids.keys()]).toContain(second.document_set_key)
    expect(new Set(ids.values()).size).toBe(2)
    const claim = 'Headache was reported by 4 subjects with placebo.'
    for (const [key, id] of [...ids, ...ids]) {
      const asked = await own.post('/api/v1/verify-claim', { claim, document_set_key: key })
      const told = verifyClaimResponse.parse(await asked.json())
      expect(told.claim_state).toBe('supported')
      expect(new Set(told.evidence.map((one) => one.document_source_id))).toEqual(new Set([id]))
    }
    await own.close()
  })
})

async function openWithTable(): Promise<TestApp> {
  const app = await createTestApp()
  await send(app, table)
  return app
}

async function send(
  app: TestApp,
  text: string,
  fields: Readonly<Record<string, string>> = {},
  workspaceId = app.workspaceId,
): Promise<string> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ role: 'table', ...fields })) form.append(name, value)
  form.append('file', new File([text], 'events.csv'))
  const headers = { 'X-Workspace-Id': workspaceId }
  const sent = await app.request('/api/v1/documents', { method: 'POST', body: form, headers })
  await waitUntilIdle(app)
  return addedSource.parse(await sent.json()).document_id
}

/** State, reason and what is shown, without the ids, which differ from app to app. */
async function tell(app: TestApp, claim: string): Promise<string> {
  const { claim_state, reason, differences, evidence } = await verifyInApp(app, claim)
  const shown = evidence.map((one) => one.quote)
  return JSON.stringify([claim_state, reason, differences, shown])
}
