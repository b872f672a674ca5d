import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, parseCondition } from '../../server/domain/condition.ts'
import { parseRowCondition } from '../../server/domain/row-condition.ts'

/** Cells are named by their own words: `{<.05} < 0.1`. */
function decideText(text: string): string {
  const parsed = parseCondition(text)
  if (parsed.outcome === 'failed') return parsed.message
  return decide(parsed.condition, {
    cell: (source) => source,
    name: () => undefined,
    rows: (table) => (table === '14-5.01' ? 3 : undefined),
    hasRole: (role) => role === 'sap',
  }).outcome
}

describe('a condition', () => {
  test.each([
    ['{8} = 8', 'holds'],
    ['{8.0} = {8}', 'holds'],
    ['{9%} >= 9', 'holds'],
    ['{1,234} > 1000', 'holds'],
    ['{0.3} = 0.1 + 0.2', 'holds'],
    ['{5} != 5', 'fails'],
    ['{<.0001} < 0.05', 'holds'],
    ['{<.0001} > 0.05', 'fails'],
    ['{<.05} < 0.05', 'holds'],
    ['{<.05} < 0.01', 'undecided'],
    ['{<.05} = 0.01', 'undecided'],
    ['{<.05} = 0.05', 'fails'],
    ['{≤5} <= 5', 'holds'],
    ['{>.99} > .5', 'expected a number, a name, a {cell} or a function, not .'],
    ['{>.99} > 0.5', 'holds'],
    ['{none} > 0.5', 'undecided'],
    ["rows(14-5.01, 'any percent >= 5') = 3", 'holds'],
    ['role sap', 'holds'],
    ['not role listing and {1} < 2', 'holds'],
    ['role listing or {1} < 2', 'holds'],
    ['role listing and {none} < 2', 'fails'],
    ['{1} and or {2}', 'expected a comparison such as {…} < 0.05, not "{1}"'],
  ])('%s: %s', (text, expected) => {
    expect(decideText(text)).toContain(expected)
  })

  test('names what it does not understand', () => {
    expect(decideText('role boss')).toContain('"boss" is no role')
    expect(decideText('{1} is 2')).toContain('expected a comparison')
    expect(decideText('{1} < (2')).toContain('expected ")"')
  })

  test('on values is decided as numbers are', () => {
    const signs = fc.constantFrom('<', '<=', '>', '>=', '=', '!=')
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        signs,
        fc.integer({ min: 0, max: 50 }),
        (a, sign, b) => {
          const truth = {
            '<': a < b,
            '<=': a <= b,
            '>': a > b,
            '>=': a >= b,
            '=': a === b,
            '!=': a !== b,
          }
          expect(decideText(`{${a / 10}} ${sign} ${b / 10}`)).toBe(truth[sign] ? 'holds' : 'fails')
        },
      ),
    )
  })

  test('never makes parsing throw', () => {
    const piece = fc.constantFrom(
      '{a}',
      '{',
      '(',
      ')',
      ' and ',
      ' or ',
      'not ',
      '<',
      '=',
      "'",
      '1',
      'role ',
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        parseCondition(pieces.join(''))
        parseRowCondition(pieces.join(''))
      }),
    )
  })
})

describe('a condition on rows', () => {
  test.each([
    ['any percent >= 5', 'parsed'],
    ["path ~ 'A B' or not (path = 'C' and depth < 2)", 'parsed'],
    ['Placebo > 3', 'parsed'],
    ["'Placebo > n(%)' count ≥ 3%", 'parsed'],
    ['any percent', 'expected a comparison such as >=, not the end'],
    ['any percent >= many', 'a number, not many'],
    ['path 5', '~ or = after path'],
    ['any count > 1 any', '"and", "or" or the end, not any'],
    ['', 'path, depth, any, all'],
  ])('%s: %s', (text, expected) => {
    const parsed = parseRowCondition(text)
    expect(parsed.outcome === 'failed' ? parsed.message : 'parsed').toContain(expected)
  })
})
