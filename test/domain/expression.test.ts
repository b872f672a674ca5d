import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../server/domain/evaluate-expression.ts'
import { formatExpression, parseExpression } from '../../server/domain/expression.ts'
import { parseFraction, toDecimal } from '../../server/domain/fraction.ts'

/** Cells are named by their own words; `twice` is a name for `{2} * a`. */
function compute(text: string): string {
  const parsed = parseExpression(text)
  if (parsed.outcome === 'failed') return parsed.message
  const result = evaluate(parsed.expression, {
    cell: (source) => source,
    name: (name) => ({ a: read('{21}'), b: read('a * 2'), loop: read('loop + 1') })[name],
    rows: () => 4,
  })
  if (result.outcome === 'failed') return result.message
  return toDecimal(result.value, result.decimals) + (result.isPercent ? '%' : '')
}

function read(text: string) {
  const parsed = parseExpression(text)
  if (parsed.outcome === 'failed') throw new Error(parsed.message)
  return parsed.expression
}

describe('a sum', () => {
  test.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * -3', '-9'],
    ['10 - 2 - 3', '5'],
    ['0.1 + 0.2', '0.3'],
    ['{1,241} - {182}', '1059'],
    ['{24.1} - {4}', '20.1'],
    ['7 / 2', '3.5'],
    ['2 / 3', '0.7'],
    ['percent(59, 241)', '24.5%'],
    ['percent({1}, {8}) ', '12.5%'],
    ['{9%} - {4%}', '5%'],
    ['sum(1, 2, {3})', '6'],
    ['mean(1, 2)', '1.5'],
    ['min({3}, 1.5, 2)', '1.5'],
    ['max({3}, 1.5, 2)', '3.0'],
    ["rows(14-5.01, 'any percent > 5') + 1", '5'],
    ['b + 1', '43'],
  ])('%s is %s', (text, value) => {
    expect(compute(text)).toBe(value)
  })

  test.each([
    ['1 / 0', 'a division by zero'],
    ['percent(1, 0)', 'a percentage of zero'],
    ['{<.05} + 1', '"<.05" is no number to compute with'],
    ['{8 (9%)} + 1', 'is no number'],
    ['c + 1', '"c" is not in values='],
    ['loop', 'go in a circle'],
    ['1 +', 'a value, not the end'],
    ['1 2', 'an operator or the end, not 2'],
    ['median(1, 2)', 'one of sum, mean, min, max, percent, rows'],
    ['percent(1)', 'two values in percent'],
    ['rows(1)', "rows(table number, 'condition')"],
    ['('.repeat(500), 'fewer nested brackets'],
  ])('%s can’t be made: %s', (text, message) => {
    expect(compute(text)).toContain(message)
  })

  test('is written in the words of its cells', () => {
    const names = new Map([['all', read('{a} + {b}')]])
    expect(formatExpression(read('percent({a}, all) * (all - 1)'), names)).toBe(
      'percent({a}, ({a} + {b})) * (({a} + {b}) - 1)',
    )
  })

  test('of decimals is exact', () => {
    const hundredths = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(
      fc.property(hundredths, hundredths, (a, b) => {
        const sum = compute(`{${(a / 100).toFixed(2)}} + {${(b / 100).toFixed(2)}}`)
        expect(sum).toBe(((a + b) / 100).toFixed(2).replace(/^-0\.00$/, '0.00'))
      }),
    )
  })

  test('never makes parsing throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '(', ')', '1', '+', '-', 'a', "'", ',') }),
        (text) => void parseExpression(text),
      ),
    )
  })
})

test.each([
  ['1,234.50', 1, '1234.5'],
  ['.5', 0, '1'],
  ['-0.5', 0, '-1'],
  ['−2.25', 1, '-2.3'],
  ['0.04', 1, '0.0'],
])('%s with %i decimals is %s', (text, decimals, shown) => {
  const fraction = parseFraction(text)
  expect(fraction && toDecimal(fraction, decimals)).toBe(shown)
})

test.each(['', '.', '1.2.3', '1e5', 'x', '-'])('"%s" is no number', (text) => {
  expect(parseFraction(text)).toBeUndefined()
})
