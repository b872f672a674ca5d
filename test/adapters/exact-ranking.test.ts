import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSqlIndex } from '../../server/adapters/sql-index.ts'
import { readQuestion } from '../../server/domain/read-question.ts'
import { searchPassages } from '../../server/services/search-passages.ts'
import type { Passage } from '../../shared/model/passage.ts'
import { listTerms } from '../../shared/text/terms.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { scoreExhaustively, type CountedPassage } from '../support/rank-exhaustively.ts'

type Written = { body: string; heading: string; caption: string; header: string }

const common = ['dose', 'placebo', 'subject', 'visit', 'week', 'event']
const rare = Array.from(
  { length: 40 },
  (_, at) => `drug${String.fromCharCode(97 + (at % 26))}${at}`,
)
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...common) },
  { weight: 1, arbitrary: fc.constantFrom(...rare) },
)
const phrase = (most: number) => fc.array(word, { maxLength: most }).map((words) => words.join(' '))
const passage = fc.record<Written>({
  body: fc.oneof(phrase(12), phrase(200)),
  heading: phrase(2),
  caption: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, phrase(4)),
  header: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, phrase(4)),
})
// some have more passages with hits than are ordered again
const source = fc.array(passage, { maxLength: 40, size: 'max' })
const query = fc
  .tuple(fc.constantFrom('', 'What is the '), phrase(12))
  .map(([opener, words]) => `${opener}${words}${opener === '' ? '.' : '?'}`)
const search = fc.record({
  query,
  chosen: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  limit: fc.constantFrom(1, 5, 30, 60),
})

describeOnEachDatabase('the search index', (db) => {
  test('gives exactly the best of a scoring of all passages, whichever sources are searched in turn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(source, { minLength: 1, maxLength: 5, size: 'max' }),
        fc.array(search, { minLength: 1, maxLength: 6 }),
        async (sources, searches) => {
          const index = await openSqlIndex(db())
          for (const id of await index.listSourceTextIds()) await index.remove(id)
          for (const [at, written] of sources.entries()) await add(index, `text ${at}`, written)
          for (const { query, chosen, limit } of searches) {
            const ids = [...sources.keys()].filter((at) => chosen[at]).map((at) => `text ${at}`)
            const searched = ids.map((id) => ({ sourceTextId: id, sourceHash: id }))
            const hits = await searchPassages({ index }, query, searched, limit)
            const passages = ids.flatMap((id) =>
              countPassages(id, sources[Number(id.slice(5))] ?? []),
            )
            expectBest(hits, query, passages, limit)
          }
        },
      ),
      // corpora of this size take many minutes to be made smaller
      { numRuns: 20, endOnFailure: true },
    )
  })

  // of passages that hold the same words the shorter scores more, until what stands together counts
  test.each([
    { limit: 1, ordered: 60 },
    { limit: 30, ordered: 60 },
    { limit: 40, ordered: 80 },
  ])('orders the best $ordered again for a limit of $limit, and no more', async (of) => {
    const index = await openSqlIndex(db())
    const searched = [{ sourceTextId: 'text', sourceHash: 'text' }]
    for (const place of [of.ordered, of.ordered + 1]) {
      const written = writeEverLonger(120, place)
      await add(index, 'text', written)
      const hits = await searchPassages({ index }, wordsTogether, searched, of.limit)
      const isFirst = written[hits[0]?.ordinal ?? 0]?.body.startsWith('dose placebo')
      expect(isFirst, `the passage in place ${place}`).toBe(place === of.ordered)
      expectBest(hits, wordsTogether, countPassages('text', written), of.limit)
    }
  })

  test('finds what comes, comes again or goes after a search', async () => {
    const index = await openSqlIndex(db())
    const sources = ['one', 'two'].map((id) => ({ sourceTextId: id, sourceHash: id }))
    const find = async (words: string) =>
      (await searchPassages({ index }, words, sources, 10)).map(({ sourceTextId }) => sourceTextId)
    const write = (body: string) => [{ body, heading: '', caption: '', header: '' }]
    await add(index, 'one', write('A dose of placebo.'))
    expect(await find('placebo dose')).toEqual(['one'])
    await add(index, 'two', write('Another placebo.'))
    expect((await find('placebo')).toSorted()).toEqual(['one', 'two'])
    await add(index, 'one', write('A week.'))
    expect(await find('placebo')).toEqual(['two'])
    await index.remove('two')
    expect(await find('placebo')).toEqual([])
    expect(await index.countPassages(['one', 'two'])).toBe(1)
  })

  test('finds a text that came while a search was reading the others', async () => {
    const index = await openSqlIndex(db())
    // so many that they are read in portions, of which the first lacks the text
    const ids = ['late', ...Array.from({ length: 400 }, (_, at) => `other ${at}`)]
    const sources = ids.map((id) => ({ sourceTextId: id, sourceHash: id }))
    const written = [{ body: 'A dose of placebo.', heading: '', caption: '', header: '' }]
    const searching = searchPassages({ index }, 'placebo', sources, 10)
    await add(index, 'late', written)
    await searching
    expect(await searchPassages({ index }, 'placebo', sources, 10)).toHaveLength(1)
  })
})

const wordsTogether = 'What is the dose placebo?'

/** The words stand apart in each passage but in that which is found in `place` by BM25F, from 1. */
function writeEverLonger(count: number, place: number): Written[] {
  let found = 0
  return Array.from({ length: count }, (_, ordinal) => {
    if (!isHidden(ordinal)) found += 1
    const filler = 'week '.repeat(40 + ordinal)
    const isTogether = found === place && !isHidden(ordinal)
    const body = isTogether ? `dose placebo ${filler}` : `dose ${filler}placebo`
    return { body, heading: '', caption: '', header: '' }
  })
}

type Index = Awaited<ReturnType<typeof openSqlIndex>>

async function add(index: Index, id: string, written: readonly Written[]): Promise<void> {
  let text = ''
  const passages = written.map((one, ordinal): Passage => {
    const range = { start: text.length, end: text.length + one.body.length + 1 }
    text += `${one.body}\n`
    return {
      ordinal,
      range,
      headingPath: [one.heading],
      caption: one.caption,
      headerCells: one.header,
      isEvidence: !isHidden(ordinal),
    }
  })
  await index.add(id, text, passages)
}

/** Some passages are never found, so that numbers in a text are no places in the index. */
function isHidden(ordinal: number): boolean {
  return ordinal % 7 === 3
}

function countPassages(id: string, written: readonly Written[]): CountedPassage[] {
  return written
    .map(({ body, heading, caption, header }, ordinal) => ({
      id,
      ordinal,
      fields: [body, heading, caption, header].map(listTerms),
    }))
    .filter(({ ordinal }) => !isHidden(ordinal))
}

/** Sums that should be equal may differ in their last digits, and so the order of equals. */
function expectBest(
  hits: Awaited<ReturnType<typeof searchPassages>>,
  query: string,
  passages: readonly CountedPassage[],
  limit: number,
): void {
  const kind = readQuestion(query).kind === 'statement' ? 'statement' : 'question'
  const all = scoreExhaustively(query, passages, kind)
  const scores = new Map(all.map(({ key, score }) => [key, score]))
  for (const { sourceTextId, ordinal, score } of hits) {
    expect(score).toBeCloseTo(scores.get(`${sourceTextId} ${ordinal}`) ?? NaN, 9)
  }
  const candidates = all.filter(({ own }) => own > 0).sort((a, b) => b.own - a.own)
  const count = Math.max(60, 2 * limit)
  // equals at the end of the candidates may be either; then only the scores are held
  const end = candidates[count - 1]?.own ?? 0
  const isClear = (candidates[count]?.own ?? -1) < end - 1e-9
  if (!isClear) return
  const best = candidates
    .slice(0, count)
    .map(({ score }) => score)
    .sort((a, b) => b - a)
    .slice(0, limit)
  expect(hits).toHaveLength(best.length)
  for (const [at, { score }] of hits.entries()) expect(score).toBeCloseTo(best[at] ?? NaN, 9)
}
