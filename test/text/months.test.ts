import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { datePattern, readDate } from '../../shared/text/dates.ts'
import { findMonth, formatMonth, monthNames, readMonth } from '../../shared/text/months.ts'

const month = fc.integer({ min: 1, max: 12 })
const year = fc.integer({ min: 1900, max: 2099 })
const day = fc.integer({ min: 1, max: 28 })

const cases = [
  (word: string) => word,
  (word: string) => word.toLowerCase(),
  (word: string) => word.toUpperCase(),
]

/** Every form of a name, in every case. */
const spelled = month.chain((number) => {
  const name = monthNames[number - 1] ?? ''
  const short = name.slice(0, 3)
  const forms = [name, short, `${short}.`, ...(number === 9 ? ['Sept', 'Sept.'] : [])]
  return fc.record({
    number: fc.constant(number),
    word: fc
      .tuple(fc.constantFrom(...forms), fc.constantFrom(...cases))
      .map(([form, change]) => change(form)),
  })
})

describe('a month', () => {
  test('is read in full, short and with a point, in any case', () => {
    fc.assert(
      fc.property(spelled, year, ({ number, word }, ofYear) => {
        expect(readMonth(word)).toBe(number)
        expect(findMonth(`Orders, ${word} ${ofYear}`)).toBe(number)
        expect(findMonth(word)).toBe(number)
      }),
    )
  })

  test.each(['Marital', 'decision', 'Maybe', 'junior', 'Octopus', 'Mars'])(
    'is not in “%s”',
    (word) => {
      expect(readMonth(word)).toBeUndefined()
      expect(findMonth(`${word} 2024`)).toBeUndefined()
      expect(readDate(`${word} 2024`)).toBeUndefined()
    },
  )
})

describe('a date', () => {
  test('is the same in every form that documents write', () => {
    const isDate = new RegExp(`^(?:${datePattern})$`, 'i')
    fc.assert(
      fc.property(spelled, day, year, ({ number, word }, ofDay, ofYear) => {
        const iso = `${ofYear}-${formatMonth(number)}-${String(ofDay).padStart(2, '0')}`
        const forms = [
          `${ofDay} ${word} ${ofYear}`,
          `${ofDay}-${word}-${ofYear}`,
          `${ofDay}th ${word} ${ofYear}`,
          `${word} ${ofDay}, ${ofYear}`,
          `${word} ${ofDay} ${ofYear}`,
          iso,
        ]
        expect(forms.map((form) => [isDate.test(form), readDate(form)])).toEqual(
          forms.map(() => [true, iso]),
        )
        expect(readDate(`${word} ${ofYear}`)).toBe(iso.slice(0, 7))
        expect(readDate(`${ofDay}${word.slice(0, 3)}${ofYear}`)).toBe(iso)
      }),
    )
  })
})
