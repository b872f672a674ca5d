import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layInLines } from '../../shared/text/lines.ts'
import { sliceRange, trimRange } from '../../shared/text/range.ts'

describe('a text in lines', () => {
  test('is the same for readers that set cells and empty paragraphs apart differently', () => {
    const readings = ['Age\n\nGroup\tn\nPlacebo\t91', ' Age\nGroup\n\tn\n\t\n Placebo\n\t91\n\t\n']
    expect(readings.map((one) => layInLines(one).text)).toEqual(
      Array.from({ length: 2 }, () => 'Age\nGroup\nn\nPlacebo\n91'),
    )
  })

  test('has the words of every range, but for what sets lines apart', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\t', '\n', '\v') })
    fc.assert(
      fc.property(texts, fc.nat(40), fc.nat(40), (text, from, length) => {
        const range = trimRange(text, { start: from, end: Math.min(text.length, from + length) })
        fc.pre(range.start < range.end)
        const lined = layInLines(text)
        const words = sliceRange(lined.text, lined.toLines(range))
        expect(words.replace(/\s+/g, '')).toBe(sliceRange(text, range).replace(/\s+/g, ''))
        expect(lined.text).not.toMatch(/\n\s*\n|^\n|\n$|\t/)
      }),
    )
  })
})
