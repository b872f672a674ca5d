import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CandidateSet, FieldCounts } from '../../server/domain/candidates.ts'
import { rank } from '../../server/domain/rank.ts'
import type { Passage } from '../../shared/model/passage.ts'
import { listTerms } from '../../shared/text/terms.ts'

type Fields = { body?: string; heading?: string; caption?: string; header?: string }
type Source = { id: string; hash: string; passages: readonly Fields[] }

function countFields(fields: Fields): readonly string[][] {
  const { body = '', heading = '', caption = '', header = '' } = fields
  return [body, heading, caption, header].map(listTerms)
}

/** Counts what an index over exactly these sources would. */
function buildCandidates(query: string, sources: readonly Source[]): CandidateSet {
  const searched = new Set(listTerms(query))
  const all = sources.flatMap(({ id, passages }) =>
    passages.map((fields, ordinal) => ({ id, ordinal, terms: countFields(fields) })),
  )
  const toCounts = (count: (field: number) => number) => [0, 1, 2, 3].map(count) as unknown
  const documentFrequencies = new Map<string, number>()
  const candidates = all.map(({ id, ordinal, terms }) => {
    const frequencies = new Map<string, FieldCounts>()
    for (const term of new Set(terms.flat())) {
      if (!searched.has(term)) continue
      const count = (field: number) => (terms[field] ?? []).filter((other) => other === term).length
      frequencies.set(term, toCounts(count) as FieldCounts)
      documentFrequencies.set(term, (documentFrequencies.get(term) ?? 0) + 1)
    }
    const lengths = toCounts((field) => terms[field]?.length ?? 0) as FieldCounts
    return { sourceTextId: id, ordinal, lengths, frequencies }
  })
  const average = (field: number) =>
    candidates.reduce((sum, { lengths }) => sum + (lengths[field] ?? 0), 0) / candidates.length
  return {
    candidates: candidates.filter(({ frequencies }) => frequencies.size > 0),
    passageCount: all.length,
    averageLengths: toCounts(average) as FieldCounts,
    documentFrequencies,
  }
}

function search(query: string, sources: readonly Source[], limit = 10) {
  const searched = sources.map(({ id, hash, passages }) => ({
    sourceTextId: id,
    sourceHash: hash,
    passages: passages.map((_, ordinal): Passage => ({
      ordinal,
      range: { start: ordinal * 10, end: ordinal * 10 + 10 },
      headingPath: [],
      caption: '',
      headerCells: '',
      isEvidence: true,
    })),
  }))
  return rank(query, buildCandidates(query, sources), searched, limit)
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
    expect(search('dose', [source('a', '0', 'dose', 'dose', 'dose')], 2)).toHaveLength(2)
  })

  it('leaves out candidates of sources that were not asked for', () => {
    const set = buildCandidates('dose', [source('a', '0', 'dose')])
    expect(rank('dose', set, [], 10)).toEqual([])
  })

  const word = fc.constantFrom('dose', 'placebo', 'patient', 'arm', 'week', 'visit')
  const body = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '))
  const bodies = fc.array(body, { minLength: 1, maxLength: 6 })

  it('gives positive scores that never rise, in an order that the sources do not change', () => {
    fc.assert(
      fc.property(bodies, bodies, body, (one, two, query) => {
        const a = source('a', '1', ...one)
        const b = source('b', '2', ...two)
        const found = search(query, [a, b])
        const scores = found.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((x, y) => y - x))
        expect(scores.every((score) => score > 0)).toBe(true)
        expect(placesOf(query, b, a)).toEqual(placesOf(query, a, b))
      }),
    )
  })

  it('never puts a passage lower for one more hit in place of another word', () => {
    fc.assert(
      fc.property(bodies, word, (rest, query) => {
        const before = search(query, [source('a', '1', `${query} other`, ...rest)])
        const after = search(query, [source('a', '1', `${query} ${query}`, ...rest)])
        const scoreOf = (found: typeof before) =>
          found.find(({ ordinal }) => ordinal === 0)?.score ?? 0
        expect(scoreOf(after)).toBeGreaterThanOrEqual(scoreOf(before))
      }),
    )
  })
})
