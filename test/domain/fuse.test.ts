import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addCandidates, addMeasured, fuse } from '../../server/domain/fuse.ts'

const hit = (ordinal: number, score = 1) => ({ sourceTextId: 'text', ordinal, score })
const ranking = fc
  .uniqueArray(fc.nat(30), { maxLength: 15 })
  .map((ordinals) => ordinals.map((ordinal, rank) => hit(ordinal, 20 - rank)))
const weight = fc.double({ min: 0.01, max: 0.99, noNaN: true })
const ordinalsOf = (hits: readonly { ordinal: number }[]) => hits.map(({ ordinal }) => ordinal)

test('a fused ranking holds what either one holds, once, best first', () => {
  fc.assert(
    fc.property(ranking, ranking, weight, (one, other, share) => {
      const fused = fuse(one, other, share, 100)
      const expected = new Set([...ordinalsOf(one), ...ordinalsOf(other)])
      expect(new Set(ordinalsOf(fused))).toEqual(expected)
      expect(fused.length).toBe(expected.size)
      const scores = fused.map(({ score }) => score)
      expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    }),
  )
})

test('what both put before another stays before it', () => {
  fc.assert(
    fc.property(ranking, ranking, weight, (one, other, share) => {
      const fused = ordinalsOf(fuse(one, other, share, 100))
      const [first, second] = [ordinalsOf(one), ordinalsOf(other)]
      const both = first.filter((ordinal) => second.includes(ordinal))
      for (const a of both) {
        for (const b of both) {
          if (first.indexOf(a) >= first.indexOf(b) || second.indexOf(a) >= second.indexOf(b))
            continue
          expect(fused.indexOf(a)).toBeLessThan(fused.indexOf(b))
        }
      }
    }),
  )
})

test('with all weight on one side the order is that side’s', () => {
  fc.assert(
    fc.property(ranking, ranking, (one, other) => {
      expect(ordinalsOf(fuse(one, other, 0, 100))).toEqual(ordinalsOf(one))
      expect(ordinalsOf(fuse(one, other, 1, 100))).toEqual(ordinalsOf(other))
    }),
  )
})

test('what words find counts as near as it is, though others are nearer', () => {
  const byWords = [hit(3, 10), hit(4, 9.9)]
  const nearest = [hit(1, 0.9), hit(2, 0.8)]
  const cosines = new Map([
    [3, 0.1],
    [4, 0.79],
  ])
  const measured = addMeasured(nearest, byWords, ({ ordinal }) => cosines.get(ordinal))
  expect(measured).toEqual([hit(1, 0.9), hit(2, 0.8), hit(4, 0.79), hit(3, 0.1)])
  expect(ordinalsOf(fuse(byWords, nearest, 0.3, 4))).toEqual([3, 4, 1, 2])
  expect(ordinalsOf(fuse(byWords, measured, 0.3, 4))).toEqual([4, 3, 1, 2])
})

test('a passage without a vector is not made near, and none is counted twice', () => {
  fc.assert(
    fc.property(ranking, ranking, (nearest, byWords) => {
      const measured = addMeasured(nearest, byWords, ({ ordinal }) =>
        ordinal % 2 === 0 ? ordinal : undefined,
      )
      const known = new Set(ordinalsOf(nearest))
      const further = ordinalsOf(byWords).filter((one) => one % 2 === 0 && !known.has(one))
      expect(ordinalsOf(measured).toSorted()).toEqual([...known, ...further].toSorted())
    }),
  )
})

test('further candidates stand behind the others, which stay as they are', () => {
  fc.assert(
    fc.property(ranking, ranking, (one, other) => {
      const all = addCandidates(one, other)
      expect(all.slice(0, one.length)).toEqual(one)
      expect(new Set(ordinalsOf(all)).size).toBe(all.length)
      expect(new Set(ordinalsOf(all))).toEqual(new Set([...ordinalsOf(one), ...ordinalsOf(other)]))
    }),
  )
})
