import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findInContext } from '../../shared/text/find-in-context.ts'
import { sliceRange } from '../../shared/text/range.ts'

const twin = 'No serious adverse event was reported.'
const text = `Safety with placebo, of which sixty subjects were treated. ${twin} Blood pressure is told of below.\n\nSafety with 15 mg, of which sixty-one subjects were treated. ${twin} Potassium is told of below.`

function select(start: number, reach: number) {
  const end = start + twin.length
  return {
    exact: twin,
    prefix: text.slice(Math.max(0, start - reach), start),
    suffix: text.slice(end, end + reach),
  }
}

test.each([text.indexOf(twin), text.lastIndexOf(twin)])(
  'twins are told apart by what the selector has of their sides, from %i on',
  (start) => {
    for (const reach of [24, 31, 32, 33, 64]) {
      const range = findInContext(text, select(start, reach))
      expect(range).toEqual({ start, end: start + twin.length })
    }
  },
)

test('what stands nowhere with these sides, or twice, is not found', () => {
  const start = text.indexOf(twin)
  expect(findInContext(text, { exact: twin, prefix: '', suffix: '' })).toBeUndefined()
  expect(findInContext(text, select(start, 7))).toBeUndefined()
  const swapped = { ...select(start, 32), suffix: select(text.lastIndexOf(twin), 32).suffix }
  expect(findInContext(text, swapped)).toBeUndefined()
  expect(findInContext(`${text}\n${text}`, select(start, 32))).toBeUndefined()
})

test('other blanks, quotation marks and line ends are no other words', () => {
  const word = text.replaceAll(' ', '\u00A0').replaceAll('\n\n', '\r')
  const start = text.lastIndexOf(twin)
  const range = findInContext(word, select(start, 32))
  expect(range && sliceRange(word, range)).toBe(twin.replaceAll(' ', '\u00A0'))
})

test('what is found has the words of the quote', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 64 }), (from, length, reach) => {
      const start = from % (text.length - 1)
      const end = Math.min(text.length, start + 1 + (length % 80))
      const selector = {
        exact: text.slice(start, end),
        prefix: text.slice(Math.max(0, start - reach), start),
        suffix: text.slice(end, end + reach),
      }
      const range = findInContext(text, selector)
      if (range) expect(sliceRange(text, range).trim()).toBe(selector.exact.trim())
    }),
  )
})
