import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumDecimals } from '../../../server/domain/answer/sum-decimals.ts'

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
const write = (amount: number) =>
  `${amount < 0 ? '-' : ''}${Math.floor(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, '0')}`

test('a sum of amounts is exact to the cent', () => {
  fc.assert(
    fc.property(fc.array(cents, { minLength: 1, maxLength: 12 }), (amounts) => {
      const sum = sumDecimals(amounts.map(write)).replaceAll(',', '')
      expect(sum).toBe(write(amounts.reduce((all, one) => all + one, 0)))
    }),
  )
})

test.each([
  [['4860.00', '12480.50', '3215.75'], '20,556.25'],
  [['1', '2.5'], '3.5'],
  [['999', '1'], '1,000'],
  [['0.1', '0.2'], '0.3'],
])('%j make %s', (values, sum) => {
  expect(sumDecimals(values)).toBe(sum)
})
