import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import {
  findCurrency,
  isSameCurrency,
  listCurrencies,
  readCurrency,
} from '../../shared/text/currencies.ts'

/** What stands before a number, and what behind it. */
const spellings = {
  EUR: { before: ['€', 'EUR', '€ ', 'EUR '], behind: ['€', 'EUR', 'euros', 'Euros', 'euro'] },
  GBP: { before: ['£', 'GBP '], behind: ['GBP', 'pounds', 'pounds sterling', 'British pounds'] },
  USD: { before: ['US$', 'USD ', 'US$ '], behind: ['USD', 'US dollars', 'American dollars'] },
  AUD: { before: ['A$', 'AU$', 'AUD '], behind: ['AUD', 'Australian dollars'] },
  CAD: { before: ['C$', 'CA$', 'CAD '], behind: ['CAD', 'Canadian dollars'] },
  NZD: { before: ['NZ$', 'NZD '], behind: ['New Zealand dollars'] },
  CHF: { before: ['CHF '], behind: ['CHF', 'francs', 'Swiss francs'] },
  JPY: { before: ['¥', 'JPY '], behind: ['yen', 'JPY'] },
  CNY: { before: ['RMB ', 'CN¥', 'CNY '], behind: ['yuan', 'renminbi'] },
  PLN: { before: ['PLN '], behind: ['zł', 'złoty', 'PLN'] },
  SEK: { before: ['SEK '], behind: ['SEK', 'Swedish kronor'] },
  NOK: { before: ['NOK '], behind: ['NOK', 'Norwegian kroner'] },
  DKK: { before: ['DKK '], behind: ['DKK', 'Danish kroner'] },
  INR: { before: ['₹', 'INR '], behind: ['rupees', 'Indian rupees'] },
  $: { before: ['$', '$ '], behind: ['dollars', 'dollar', 'Dollars'] },
} as const

const amount = fc
  .tuple(
    fc.integer({ min: 1, max: 999_999 }),
    fc.constantFrom('', '.5', '.25'),
    fc.constantFrom('', ' thousand', ' million', ' billion', 'm', 'bn'),
  )
  .map(([whole, rest, scale]) => `${whole.toLocaleString('en-GB')}${rest}${scale}`)

const codes = fc.constantFrom(...(Object.keys(spellings) as (keyof typeof spellings)[]))

const told = codes.chain((code) =>
  fc.record({
    code: fc.constant(code),
    amount,
    spelled: fc.oneof(
      fc.constantFrom(...spellings[code].before).map((words) => [words, ''] as const),
      fc.constantFrom(...spellings[code].behind).map((words) => ['', ` ${words}`] as const),
    ),
  }),
)

describe('a sum of money', () => {
  test('is of the same currency in every spelling, and of another in those of another', () => {
    fc.assert(
      fc.property(told, told, (one, other) => {
        const [first, second] = [one, other].map(({ amount: number, spelled }) => {
          const text = `Last year the board spent ${spelled.join(number)}, of which little is left.`
          const start = text.indexOf(number)
          const found = findCurrency(text, { start, end: start + number.length })
          expect(text.slice(found?.range.start, found?.range.end)).toBe(spelled.join('').trim())
          return found?.code
        })
        expect([first, second]).toEqual([one.code, other.code])
        expect(first === second).toBe(one.code === other.code)
      }),
    )
  })

  test('has its currency in every spelling in running words and in the heads of tables', () => {
    fc.assert(
      fc.property(told, fc.constantFrom('', 'm', 'k', ' million'), ({ code, spelled }, scale) => {
        const words = spelled.join('').trim()
        const head = `Revenue (${words}${/[a-z]$/.test(words) ? '' : scale}), by unit`
        expect(listCurrencies(head).map((one) => one.code)).toEqual([code])
        expect(readCurrency(words)).toBe(code)
      }),
    )
  })

  test.each([
    ['Of 2023 €5 million is left.', '2023'],
    ['In 2023 EUR 5 million was left.', '2023'],
    ['The CHIEF 5 of them met.', '5'],
    ['Of 12 EURASIAN sites two closed.', '12'],
    ['It was 12 poundstones.', '12'],
  ])('is none in “%s” (%s)', (text, number) => {
    const start = text.indexOf(number)
    expect(findCurrency(text, { start, end: start + number.length })).toBeUndefined()
  })
})

describe('dollars of no country', () => {
  test('may be those of any country, which are not one another’s', () => {
    expect(['USD', 'AUD', 'CAD', '$'].map((code) => isSameCurrency('$', code))).not.toContain(false)
    expect(isSameCurrency('USD', 'AUD')).toBe(false)
    expect(isSameCurrency('$', 'EUR')).toBe(false)
  })
})
