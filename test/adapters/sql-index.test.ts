import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSqlIndex } from '../../server/adapters/sql-index.ts'
import { segment } from '../../server/domain/segment.ts'
import { searchPassages } from '../../server/services/search-passages.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const words = ['dose', 'placebo', 'randomized', 'subject', 'visit', 'week', 'adverse', 'event']
const sentence = fc
  .array(fc.constantFrom(...words), { minLength: 3, maxLength: 12 })
  .map((list) => `${list.join(' ')}.`)
const document = fc.array(sentence, { minLength: 1, maxLength: 30 })

describeOnEachDatabase('the search index', (db) => {
  const add = async (id: string, paragraphs: readonly string[]) => {
    const sourceText = buildText(paragraphs)
    const passages = segment(sourceText)
    const index = await openSqlIndex(db())
    await index.add(id, sourceText.text, passages)
    const sourceHash = createHash('sha256').update(sourceText.text).digest('hex')
    return { sourceTextId: id, sourceHash, passages }
  }
  const search = async (query: string, sources: Awaited<ReturnType<typeof add>>[]) =>
    searchPassages({ index: await openSqlIndex(db()) }, query, sources, 10)

  test('what a second workspace holds never changes the order or the scores of the first one', async () => {
    await fc.assert(
      fc.asyncProperty(document, document, sentence, async (own, foreign, query) => {
        const source = await add('own', own)
        const index = await openSqlIndex(db())
        await index.remove('foreign')
        const before = await search(query, [source])
        await add('foreign', foreign)
        expect(await search(query, [source])).toEqual(before)
      }),
      { numRuns: 15 },
    )
  })

  test('equal passages of two sources stand in the order of their source hashes', async () => {
    const one = await add('one', ['A dose of placebo.'])
    const two = { ...(await add('two', ['A dose of placebo.'])), sourceHash: '0' }
    const hits = await search('placebo', [one, two])
    expect(hits.map(({ sourceTextId }) => sourceTextId)).toEqual(['two', 'one'])
    expect(hits[0]?.score).toBe(hits[1]?.score)
  })

  test('adding a text again replaces it', async () => {
    await add('text', ['The first reading speaks of placebo.'])
    const source = await add('text', ['The second reading speaks of a dose.'])
    expect(await search('placebo', [source])).toEqual([])
    expect((await search('dose', [source])).length).toBe(1)
  })

  test('a query of stop words or of unknown words finds nothing', async () => {
    const source = await add('text', ['A dose of placebo.'])
    expect(await search('of the and', [source])).toEqual([])
    expect(await search('zebra', [source])).toEqual([])
  })
})

function buildText(paragraphs: readonly string[]): SourceText {
  let start = 0
  const blocks = paragraphs.map((text) => {
    const range = { start, end: start + text.length }
    start = range.end + 1
    return { kind: 'paragraph' as const, range }
  })
  return {
    reader: { name: 'test', version: '1', options: '' },
    text: paragraphs.join('\n'),
    blocks,
    pages: [],
    metadata: { title: '', marginLines: [] },
  }
}
