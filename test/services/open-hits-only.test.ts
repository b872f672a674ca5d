import { afterAll, beforeAll, expect, test } from 'vitest'
import { addedSource } from '../../shared/contract/documents.ts'
import { searchResponse } from '../../shared/contract/search.ts'
import { askInTurn } from '../support/ask-in-app.ts'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  await add('cranes.md', '# Cranes\n\nThe tower crane lifts 12 tonnes in calm weather.')
  const other = await add('tea.md', '# Tea\n\nGreen leaves steep for three minutes.')
  await waitUntilIdle(app)
  // whoever opens this text fails
  const versions = app.deps.db
    .selectFrom('document_versions')
    .select('id')
    .where('document_id', '=', other)
  await app.deps.db
    .updateTable('source_texts')
    .set({ structure: 'no JSON' })
    .where('document_version_id', 'in', versions)
    .execute()
})
afterAll(() => app.close())

async function add(name: string, text: string): Promise<string> {
  const file = { name, bytes: new TextEncoder().encode(text) }
  const sent = await app.upload('/api/v1/documents', file)
  return addedSource.parse(await sent.json()).document_id
}

test('a question opens the texts that its words hit, and counts all that was searched', async () => {
  const [answer] = await askInTurn(app, ['How much does the tower crane lift?'])
  expect(answer?.text).toContain('12 tonnes')
  expect(answer?.searched).toEqual({ sources: 2, passages: 2 })
})

test('so does a search', async () => {
  const sent = await app.post('/api/v1/search', { query: 'tower crane' })
  const found = searchResponse.parse(await sent.json())
  expect(found.results.map((one) => one.document_name)).toEqual(['cranes.md'])
  expect(found.searched).toEqual({ sources: 2, passages: 2 })
})

test('and a claim that is verified', async () => {
  const claim = 'The tower crane lifts 12 tonnes in calm weather.'
  const verified = await verifyInApp(app, claim)
  expect(verified.claim_state).toBe('supported')
  expect(verified.searched).toEqual({ sources: 2, passages: 2 })
})
