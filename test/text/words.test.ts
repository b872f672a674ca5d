import { expect, test } from 'vitest'
import fc from 'fast-check'
import { rangesOverlap, sliceRange } from '../../shared/text/range.ts'
import { listWords } from '../../shared/text/words.ts'

const pieces = ['follow-up', 'H2Q-MC-LZZT', 'CD4+', "patient's", 'été', '31OCT2023', 'mL/min', 'a']
const marks = [' ', ', ', ' (', ') ', '; ', ' – ', '. ']

test('words are whole, in order and where they stand, whatever stands between them', () => {
  const text = fc.array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...marks)))
  fc.assert(
    fc.property(text, (parts) => {
      const words = listWords(parts.flat().join(''))
      expect(words.map(({ spelled }) => spelled)).toEqual(parts.map(([piece]) => piece))
      words.forEach(({ spelled, range }) => {
        expect(sliceRange(parts.flat().join(''), range)).toBe(spelled)
      })
    }),
  )
})

test('no word reaches into what is taken, and every letter beside it is in one', () => {
  const place = fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 8 }))
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.array(place, { maxLength: 3 }), (text, places) => {
      const taken = places
        .map(([start, length]) => ({ start, end: start + length }))
        .filter(({ end }) => end <= text.length)
      const words = listWords(text, taken)
      expect(words.some(({ range }) => taken.some((one) => rangesOverlap(one, range)))).toBe(false)
      for (const { index } of text.matchAll(/[\p{L}\p{N}]/gu)) {
        const own = { start: index, end: index + 1 }
        const isIn = [...taken, ...words.map(({ range }) => range)].some((one) =>
          rangesOverlap(one, own),
        )
        expect(isIn).toBe(true)
      }
    }),
  )
})
