import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatValue } from '../../server/domain/format-value.ts'
import { collapsePadding } from '../../shared/text/collapse-padding.ts'
import { spellNumber } from '../../server/domain/spell-number.ts'

function show(quote: string, ...formats: readonly string[]): string | undefined {
  const shown = formatValue(quote, 'whole', formats, false)
  return shown.outcome === 'formatted' ? shown.text : undefined
}

describe('a value', () => {
  test.each([
    ['8 (  9%)', '8 (9%)'],
    ['16( 19%)', '16 (19%)'],
    ['82(100%)', '82 (100%)'],
    ['21.0 (  5;61)', '21.0 (5;61)'],
    ['4.0 (  2; 6)', '4.0 (2;6)'],
    ['1 ( <1%)', '1 (<1%)'],
    ['Placebo\nvs. Low', 'Placebo vs. Low'],
  ])('%s loses its padding: %s', (quote, text) => {
    expect(collapsePadding(quote)).toBe(text)
  })

  test('that is shown as it stands is not transformed; any other says from what to what', () => {
    expect(formatValue('8 (9%)', 'whole', [], false)).toMatchObject({ transformations: [] })
    expect(formatValue('8 (  9%)', 'whole', [], false)).toMatchObject({
      transformations: [{ kind: 'format', from: '8 (  9%)', to: '8 (9%)' }],
    })
  })

  test.each([
    ['0.000', '<0.001'],
    ['.0000', '<0.0001'],
    ['0.001', '0.001'],
    ['<.0001', '<.0001'],
  ])('p %s is shown as %s', (quote, text) => {
    expect(formatValue(quote, 'p', [], false)).toMatchObject({ text })
  })

  test.each([
    ['75.15', 'decimals=1', '75.2'],
    ['-0.45', 'decimals=1', '-0.5'],
    ['-0.04', 'decimals=1', '0.0'],
    ['99.95', 'decimals=1', '100.0'],
    ['14.0%', 'decimals=0', '14%'],
    ['1,234.5', 'decimals=0', '1235'],
    ['<0.05', 'decimals=2', '<0.05'],
    ['75.1', 'decimals=2', undefined],
    ['75', 'decimals=1', undefined],
    ['8 (9%)', 'decimals=0', undefined],
    ['86', 'words', 'eighty-six'],
    ['7.5', 'words', undefined],
  ])('%s with %s is %s', (quote, format, text) => {
    expect(show(quote, format)).toBe(text)
  })

  test('in words begins a sentence with a capital', () => {
    expect(formatValue('86', 'count', ['words'], true)).toMatchObject({ text: 'Eighty-six' })
  })

  test('rounded lies within half a step of what it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999, max: 99_999 }),
        fc.integer({ min: 0, max: 2 }),
        (units, decimals) => {
          const quote = (units / 1000).toFixed(3)
          const text = show(quote, `decimals=${decimals}`)
          expect(Math.abs(Number(text) - Number(quote))).toBeLessThanOrEqual(
            0.5 * 10 ** -decimals + 1e-9,
          )
          expect(text?.split('.')[1]?.length ?? 0).toBe(decimals)
        },
      ),
    )
  })
})

test.each([
  [0, 'zero'],
  [12, 'twelve'],
  [40, 'forty'],
  [101, 'one hundred one'],
  [254, 'two hundred fifty-four'],
  [3000, 'three thousand'],
  [120_015, 'one hundred twenty thousand fifteen'],
])('%i is spelled %s', (value, words) => {
  expect(spellNumber(value)).toBe(words)
})
