import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packVectors, readVectors } from '../../server/domain/pack-vectors.ts'
import { findNearest, packVector } from '../../server/domain/vectors.ts'

const number = fc.float({ min: -100, max: 100, noNaN: true, noDefaultInfinity: true })
const vectorsOf = (dimensions: number, maxLength: number) =>
  fc.array(
    fc
      .array(number, { minLength: dimensions, maxLength: dimensions })
      .map((numbers) => Float32Array.from(numbers))
      .filter((vector) => vector.some((one) => Math.abs(one) > 0.01)),
    { minLength: 1, maxLength },
  )

const multiply = (one: Float32Array, other: Float32Array) => {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

const cosine = (one: Float32Array, other: Float32Array) => {
  return multiply(one, other) / Math.sqrt(multiply(one, one) * multiply(other, other))
}

const hold = (vectors: readonly Float32Array[], sourceTextId = 'text') => {
  const packed = packVectors([...vectors.keys()], vectors)
  return { ...readVectors([packed]), sourceTextId, sourceHash: sourceTextId }
}

const search = (
  query: Float32Array,
  texts: Parameters<typeof findNearest>[1],
  limit = 10,
): ReturnType<typeof findNearest> => {
  const packed = packVector(query)
  return packed ? findNearest(packed, texts, limit) : []
}

describe('packed vectors', () => {
  test('keep their cosines to less than two hundredths', () => {
    fc.assert(
      fc.property(vectorsOf(48, 20), (vectors) => {
        const [query = new Float32Array()] = vectors
        for (const { ordinal, score } of search(query, [hold(vectors)], 20)) {
          const exact = cosine(query, vectors[ordinal] ?? query)
          expect(Math.abs(score - exact)).toBeLessThan(0.02)
        }
      }),
    )
  })

  test('are nearest to themselves, and give as many hits as are asked for, best first', () => {
    fc.assert(
      fc.property(
        vectorsOf(33, 30),
        fc.nat(29),
        fc.integer({ min: 1, max: 40 }),
        (all, at, limit) => {
          const query = all[at % all.length] ?? new Float32Array()
          const hits = search(query, [hold(all)], limit)
          expect(hits.length).toBe(Math.min(limit, all.length))
          const scores = hits.map(({ score }) => score)
          expect(scores).toEqual(scores.toSorted((a, b) => b - a))
          expect(hits[0]?.score).toBeGreaterThan(0.98)
        },
      ),
    )
  })

  test('are the same in one portion or in several, with the places of their passages', () => {
    fc.assert(
      fc.property(vectorsOf(8, 12), fc.nat(12), (all, at) => {
        const ordinals = all.map((_, place) => 3 * place + 1)
        const cut = Math.min(at, all.length)
        const portions = [
          packVectors(ordinals.slice(0, cut), all.slice(0, cut)),
          packVectors(ordinals.slice(cut), all.slice(cut)),
        ].filter((portion) => new Uint32Array(portion.slice(0, 4).buffer)[0] !== 0)
        expect(readVectors(portions)).toEqual(readVectors([packVectors(ordinals, all)]))
      }),
    )
  })

  test('of equal distance stand in the order of source hash and place', () => {
    const one = Float32Array.of(1, 2, 3)
    const texts = ['b', 'a'].map((id) => hold([one, one], id))
    expect(search(one, texts).map(({ sourceTextId, ordinal }) => [sourceTextId, ordinal])).toEqual([
      ['a', 0],
      ['a', 1],
      ['b', 0],
      ['b', 1],
    ])
  })

  test('without direction are refused', () => {
    expect(packVector(new Float32Array(4))).toBeUndefined()
    expect(packVector(Float32Array.of(Infinity, 1))).toBeUndefined()
    expect(() => packVectors([0], [new Float32Array(4)])).toThrow('can not be packed')
    expect(() => packVectors([0, 1], [Float32Array.of(1), Float32Array.of(1, 2)])).toThrow()
  })
})

test('among thousands the choice by signs loses hardly any of the ten nearest', () => {
  const random = createRandom(7)
  const normal = () => random() + random() + random() + random() - 2
  const vector = () => Float32Array.from({ length: 128 }, normal)
  const topics = Array.from({ length: 300 }, vector)
  const near = (topic: Float32Array) => topic.map((one) => one + 1.2 * normal())
  const all = Array.from({ length: 12_000 }, (_, at) => near(topics[at % 300] ?? vector()))
  const text = hold(all)
  let kept = 0
  for (const topic of topics.slice(0, 20)) {
    const query = near(topic)
    const exact = [...all.keys()]
      .map((at) => ({ at, score: cosine(query, all[at] ?? query) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, 10)
    const found = new Set(search(query, [text]).map(({ ordinal }) => ordinal))
    kept += exact.filter(({ at }) => found.has(at)).length
  }
  expect(kept / 200).toBeGreaterThan(0.95)
})

/** Park and Miller's generator: the same numbers each time. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}
