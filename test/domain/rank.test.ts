import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  packCounts,
  packPlaces,
  type CandidateSet,
  type FieldCounts,
} from '../../server/domain/candidates.ts'
import { rank } from '../../server/domain/rank.ts'
import type { QuestionKind } from '../../server/domain/read-question.ts'
import { listTerms } from '../../shared/text/terms.ts'

type Fields = { body?: string; heading?: string; caption?: string; header?: string }
type Source = { id: string; hash: string; passages: readonly Fields[] }

function countFields(fields: Fields): readonly string[][] {
  const { body = '', heading = '', caption = '', header = '' } = fields
  return [body, heading, caption, header].map(listTerms)
}

/** Counts what an index over exactly these sources would. */
function buildCandidates(query: string, sources: readonly Source[]): CandidateSet {
  const terms = [...new Set(listTerms(query))]
  const fields = sources.flatMap(({ passages }) => passages.map(countFields))
  const postings = terms.map((term) =>
    fields.flatMap((own, place) => {
      const counts = own.map((field) => field.filter((other) => other === term).length)
      const [body = []] = own
      const places = [...body.keys()].filter((at) => body[at] === term)
      return counts.some((count) => count > 0)
        ? [place, packCounts(toCounts(counts)), packPlaces(places)]
        : []
    }),
  )
  const before = (text: number) =>
    sources.slice(0, text).reduce((sum, { passages }) => sum + passages.length, 0)
  const average = (field: number) =>
    fields.reduce((sum, own) => sum + (own[field]?.length ?? 0), 0) / Math.max(1, fields.length)
  return {
    terms,
    passages: {
      sourceTextIds: sources.map(({ id }) => id),
      firstPlaces: Uint32Array.from([...sources.keys(), sources.length].map(before)),
      ordinals: Uint32Array.from(sources.flatMap(({ passages }) => [...passages.keys()])),
      lengths: Uint32Array.from(fields.flatMap((own) => own.map(({ length }) => length))),
      averageLengths: toCounts([0, 1, 2, 3].map(average)),
    },
    postings: postings.map((numbers) => Uint32Array.from(numbers)),
  }
}

function toCounts(numbers: readonly number[]): FieldCounts {
  const [body = 0, heading = 0, caption = 0, header = 0] = numbers
  return [body, heading, caption, header]
}

function search(
  query: string,
  sources: readonly Source[],
  { limit = 10, kind = 'thing' }: { limit?: number; kind?: QuestionKind } = {},
) {
  const searched = sources.map(({ id, hash }) => ({ sourceTextId: id, sourceHash: hash }))
  return rank(buildCandidates(query, sources), searched, limit, kind)
}

function source(id: string, hash: string, ...bodies: readonly string[]): Source {
  return { id, hash, passages: bodies.map((body) => ({ body })) }
}

function placesOf(query: string, ...sources: readonly Source[]): string[] {
  return search(query, sources).map(({ sourceTextId, ordinal }) => `${sourceTextId}${ordinal}`)
}

describe('rank', () => {
  it('puts the passage with the rarer words first', () => {
    const texts = source('a', '0', 'the dose rose', 'the dose fell in placebo', 'dose and dose')
    expect(placesOf('placebo dose', texts)[0]).toBe('a1')
  })

  it('finds other forms of a word, numbers and identifiers', () => {
    const texts = source('a', '0', 'randomised patients', 'a mean of 75.1', 'see Table 14-9.01')
    expect(placesOf('patient', texts)).toEqual(['a0'])
    expect(placesOf('75.1', texts)).toEqual(['a1'])
    expect(placesOf('14-9.01', texts)).toEqual(['a2'])
  })

  it('finds nothing for a query of stop words', () => {
    expect(placesOf('what is the of', source('a', '0', 'what is the dose of it'))).toEqual([])
    expect(placesOf('', source('a', '0', 'dose'))).toEqual([])
  })

  it('searches headings, captions and column heads', () => {
    const texts: Source = {
      id: 'a',
      hash: '0',
      passages: [{ heading: 'Blinding' }, { caption: 'Deaths' }, { header: 'Placebo' }, {}],
    }
    expect(placesOf('blinding', texts)).toEqual(['a0'])
    expect(placesOf('death', texts)).toEqual(['a1'])
    expect(placesOf('placebo', texts)).toEqual(['a2'])
  })

  it('breaks ties by source hash and start, whatever the order of the sources', () => {
    const first = source('x', '0f', 'dose', 'dose')
    const second = source('a', 'f0', 'dose', 'dose')
    expect(placesOf('dose', second, first)).toEqual(['x0', 'x1', 'a0', 'a1'])
  })

  it('gives no more than the limit', () => {
    expect(search('dose', [source('a', '0', 'dose', 'dose', 'dose')], { limit: 2 })).toHaveLength(2)
  })

  it('leaves out candidates of sources that were not asked for', () => {
    const set = buildCandidates('dose', [source('a', '0', 'dose')])
    expect(rank(set, [], 10, 'thing')).toEqual([])
  })

  it('puts first for a question the passage where its words stand together', () => {
    const filler = 'visit arm week group trial site centre form code page line list'
    const apart = `dose ${filler} ${filler} ${filler} placebo`
    const together = `${filler} dose placebo ${filler} ${filler}`
    expect(placesOf('dose placebo', source('a', '0', apart, together))[0]).toBe('a1')
  })

  it('puts first for a statement the one of two like passages whose neighbours speak of it too', () => {
    const far = source('a', '0', 'dose of it', 'week', 'week')
    const near = source('b', '1', 'dose of it', 'placebo', 'week')
    const [best] = search('The dose of placebo.', [far, near], { kind: 'statement' })
    const alone = search('The dose.', [far, near], { kind: 'statement' })
    expect(alone[0]?.sourceTextId).toBe('a')
    expect(best?.sourceTextId).toBe('b')
  })

  it('takes a passage behind the last place that has a bit of its own as it takes others', () => {
    const long = `${'week '.repeat(200)}dose placebo`
    expect(placesOf('dose placebo', source('a', '0', long))).toEqual(['a0'])
  })

  const kind = fc.constantFrom<QuestionKind>('thing', 'statement')
  const word = fc.constantFrom('dose', 'placebo', 'patient', 'arm', 'week', 'visit')
  const body = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '))
  const bodies = fc.array(body, { minLength: 1, maxLength: 6 })

  it('gives positive scores that never rise, in an order that the sources do not change', () => {
    fc.assert(
      fc.property(bodies, bodies, body, kind, (one, two, query, kind) => {
        const a = source('a', '1', ...one)
        const b = source('b', '2', ...two)
        const found = search(query, [a, b], { kind })
        const scores = found.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((x, y) => y - x))
        expect(scores.every((score) => score > 0)).toBe(true)
        expect(placesOf(query, b, a)).toEqual(placesOf(query, a, b))
      }),
    )
  })

  it('never puts a passage lower for one more hit in place of another word', () => {
    fc.assert(
      fc.property(bodies, word, kind, (rest, query, kind) => {
        const before = search(query, [source('a', '1', `${query} other`, ...rest)], { kind })
        const after = search(query, [source('a', '1', `${query} ${query}`, ...rest)], { kind })
        const scoreOf = (found: typeof before) =>
          found.find(({ ordinal }) => ordinal === 0)?.score ?? 0
        expect(scoreOf(after)).toBeGreaterThanOrEqual(scoreOf(before))
      }),
    )
  })
})
