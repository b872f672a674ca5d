import { addedSource } from '../../shared/contract/documents.ts'
import { embedderResponse, type EmbedderResponse } from '../../shared/contract/embedder.ts'
import { searchResponse, type SearchResponse } from '../../shared/contract/search.ts'
import { createTestApp, type TestApp, type TestAppOptions } from './create-test-app.ts'
import type { EmbeddingServer } from './embedding-server.ts'

export const withdrawal = 'Nine participants withdrew because of queasiness.'

/** Says the same as `withdrawal`, without a word of it. */
export const paraphrase = 'people dropped nausea'

/** An app whose embedder is this server; a search waits for it as long as a busy machine takes. */
export function openEmbeddingApp(
  server: EmbeddingServer,
  change: TestAppOptions = {},
): Promise<TestApp> {
  return createTestApp({
    embedder: { url: server.url, model: 'letters', key: 'a-secret-key' },
    queryMilliseconds: 20_000,
    ...change,
  })
}

/** Adds a source of these words below a heading; its id. */
export async function sendNotes(app: TestApp, words: string, name = 'notes.md'): Promise<string> {
  const bytes = new TextEncoder().encode(`# Notes\n\n${words}\n`)
  const response = await app.upload('/api/v1/documents', { name, bytes })
  return addedSource.parse(await response.json()).document_id
}

export async function searchIn(app: TestApp, request: object): Promise<SearchResponse> {
  return searchResponse.parse(await (await app.post('/api/v1/search', request)).json())
}

/** @param key the owner's of the store's first start: a later start makes none. */
export async function describeEmbedderOf(app: TestApp, key: string): Promise<EmbedderResponse> {
  const response = await app.request('/api/v1/embedder', {
    headers: { 'X-API-Key': app.ownerKey || key },
  })
  return embedderResponse.parse(await response.json())
}

export function contentsOf({ results }: SearchResponse): readonly (string | undefined)[] {
  return results.map(({ content }) => content.trim().split('\n').at(-1))
}
