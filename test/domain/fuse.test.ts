import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addCandidates, fuse } from '../../server/domain/fuse.ts'

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
