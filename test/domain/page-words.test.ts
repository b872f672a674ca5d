import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  findBoxes,
  packWords,
  type PlacedWord,
  unpackWords,
} from '../../server/domain/page-words.ts'

const step = fc.record({
  gap: fc.integer({ min: 0, max: 100_000 }),
  length: fc.integer({ min: 1, max: 100_000 }),
  left: fc.integer({ min: 0, max: 144_000 }),
  top: fc.integer({ min: 0, max: 144_000 }),
  width: fc.integer({ min: 1, max: 144_000 }),
  height: fc.integer({ min: 1, max: 144_000 }),
  goesOn: fc.boolean(),
})
const anyWords = fc.array(step, { minLength: 1, maxLength: 60 }).map((steps) => {
  let at = 0
  return steps.map(({ gap, length, left, top, width, height, goesOn }): PlacedWord => {
    const start = at + gap
    at = start + length
    return { start, end: at, left, top, right: left + width, bottom: top + height, goesOn }
  })
})

test('the words of a page are the same after packing', () => {
  fc.assert(
    fc.property(anyWords, (words) => {
      const packed = packWords(7, words)!
      expect(packed.page).toBe(7)
      expect(packed.range).toEqual({ start: words[0]!.start, end: words.at(-1)!.end })
      expect(unpackWords(packed.packed)).toEqual(words)
    }),
  )
})

test('a page without words has no row', () => {
  expect(packWords(1, [])).toBeUndefined()
})

const word = (start: number, left: number, goesOn: boolean): PlacedWord => ({
  start,
  end: start + 4,
  left,
  top: 100,
  right: left + 40,
  bottom: 110,
  goesOn,
})

test('words of several ranges are joined on their line, and never over words between them', () => {
  const page = packWords(2, [word(0, 0, false), word(5, 50, true), word(10, 100, true)])!
  const boxAt = (x: number, width: number) => ({ page: 2, x, y: 10, width, height: 1 })
  const first = { start: 0, end: 2 }
  expect(findBoxes([page], [first, { start: 6, end: 7 }])).toEqual([boxAt(0, 9)])
  expect(findBoxes([page], [first, { start: 10, end: 14 }])).toEqual([boxAt(0, 4), boxAt(10, 4)])
  expect(findBoxes([page], [{ start: 4, end: 5 }])).toEqual([])
})
