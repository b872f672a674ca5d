import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatNumber } from '../../server/formats/docx-number-formats.ts'

describe('formatNumber', () => {
  test.each([
    ['decimal', 12, '12'],
    ['decimalZero', 7, '07'],
    ['upperRoman', 1994, 'MCMXCIV'],
    ['lowerRoman', 4, 'iv'],
    ['upperLetter', 3, 'C'],
    ['lowerLetter', 28, 'bb'],
    ['ordinal', 22, '22nd'],
    ['ordinal', 112, '112th'],
    ['cardinalText', 21, 'Twenty-one'],
    ['ordinalText', 12, 'Twelfth'],
    ['ordinalText', 30, 'Thirtieth'],
    ['decimalEnclosedCircle', 3, '③'],
    ['decimalEnclosedCircle', 21, '21'],
    ['none', 5, ''],
    ['aFormatOfTomorrow', 5, '5'],
    ['constructor', 5, '5'],
  ])('%s of %d is "%s"', (format, value, text) => {
    expect(formatNumber(value, format)).toBe(text)
  })

  test('never gives two numbers the same letters or Roman digits', () => {
    const number = fc.integer({ min: 1, max: 3999 })
    fc.assert(
      fc.property(number, number, fc.constantFrom('upperRoman', 'upperLetter'), (a, b, format) => {
        expect(formatNumber(a, format) === formatNumber(b, format)).toBe(a === b)
      }),
    )
  })
})
