import { expect, test } from 'vitest'
import fc from 'fast-check'
import { spellNumber } from '../../server/domain/spell-number.ts'
import { numberWordsPattern, readNumberWords } from '../../shared/text/number-words.ts'

const whole = new RegExp(`^(?:${numberWordsPattern})$`, 'i')

test('a number in words is read as itself, however it is written', () => {
  const cases = [(word: string) => word, (word: string) => word.toUpperCase()]
  const number = fc.integer({ min: 0, max: 999_999 })
  fc.assert(
    fc.property(number, fc.constantFrom(...cases), fc.boolean(), (value, change, hasHyphen) => {
      const words = spellNumber(value)
      const spelled = change(hasHyphen ? words : words.replaceAll('-', ' '))
      expect(whole.test(spelled)).toBe(true)
      expect(readNumberWords(spelled)).toBe(value)
    }),
  )
})

test('two numbers that "and" joins are two', () => {
  const text = 'between one hundred and two hundred, or one thousand and two thousand'
  const found = text.match(new RegExp(`\\b(?:${numberWordsPattern})\\b`, 'g'))
  expect(found).toEqual(['one hundred', 'two hundred', 'one thousand', 'two thousand'])
})

test.each(['none', 'tenth', 'often', 'seventh', 'twenty-tenfold', 'onerous'])(
  'what is no number is not read as one: “%s”',
  (word) => {
    expect(whole.test(word)).toBe(false)
    expect(readNumberWords(word)).toBeUndefined()
  },
)
