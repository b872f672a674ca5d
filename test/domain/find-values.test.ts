import { describe, expect, test } from 'vitest'
import { findValues, type WantedValue } from '../../server/domain/find-values.ts'
import { parseSafePattern } from '../../server/domain/safe-pattern.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { buildSourceText, heading, paragraph, table } from '../support/build-source-text.ts'

const sourceText = buildSourceText([
  { kind: 'contents', text: 'Sponsor: 3' },
  paragraph('Protocol number: ALD-VEL-201\tPhase: 2'),
  paragraph('Sponsor'),
  paragraph('Aldermoor Therapeutics Ltd'),
  heading('Sponsored research'),
  paragraph('The date: see above. Date: signed on 14 March 2024, London'),
  table({
    number: '',
    header: [],
    rows: [
      ['Sample size', 'about 1,180 subjects'],
      ['Released', 'April 2, 2024'],
      ['Version: 3.0', ''],
    ],
  }),
])

function find(labels: readonly string[], others: Partial<WantedValue> = {}): readonly string[] {
  const values = findValues(sourceText, { labels, pattern: undefined, type: 'text', ...others })
  return values.map((range) => sliceRange(sourceText.text, range))
}

function pattern(text: string): RegExp {
  const parsed = parseSafePattern(text)
  if (parsed.outcome === 'failed') throw new Error(parsed.message)
  return parsed.pattern
}

describe('a value with a label', () => {
  test('stands behind it in its line', () => {
    expect(find(['Protocol Number'])).toEqual(['ALD-VEL-201'])
    expect(find(['Phase'])).toEqual(['2'])
    expect(find(['Version'])).toEqual(['3.0'])
  })

  test('stands in the line below a line of the label alone', () => {
    expect(find(['sponsor'])).toEqual(['Aldermoor Therapeutics Ltd'])
  })

  test('stands in the next cell', () => {
    expect(find(['Sample size'])).toEqual(['about 1,180 subjects'])
    expect(find(['Sample size'], { type: 'number' })).toEqual(['1,180'])
    expect(find(['Released', 'nothing'], { type: 'date' })).toEqual(['April 2, 2024'])
  })

  test('is cut to its type or pattern', () => {
    expect(find(['Protocol number'], { pattern: pattern('[A-Z]+-[A-Z]+') })).toEqual(['ALD-VEL'])
    expect(find(['Protocol number'], { type: 'date' })).toEqual([])
  })
})

describe('a value with a pattern alone', () => {
  test('is found wherever it stands', () => {
    expect(find([], { pattern: pattern('\\d+ March \\d{4}') })).toEqual(['14 March 2024'])
    expect(find([], { pattern: pattern('V\\w+: 3\\.0|L[a-z]+n') })).toEqual([
      'London',
      'Version: 3.0',
    ])
  })

  test.each([
    ['(a+)+', 'a group can’t be repeated'],
    ['(?=a)', '(? and references'],
    ['(a)\\1', '(? and references'],
    ['.*.*.*.*', 'more than three'],
    ['[a', 'no regular expression'],
    ['a'.repeat(201), 'longer than 200'],
  ])('%s is refused: %s', (text, message) => {
    const parsed = parseSafePattern(text)
    expect(parsed.outcome === 'failed' && parsed.message).toContain(message)
  })

  test.each(['\\(?a\\)+', '[+*?]+', 'a{2,3}', '(a|b)c?', 'x{3}'])('%s is allowed', (text) => {
    expect(parseSafePattern(text).outcome).toBe('parsed')
  })

  test('repeats no more than 80 times', () => {
    expect('a'.repeat(200).match(pattern('a+'))?.[0]).toHaveLength(80)
    expect('a'.repeat(200).match(pattern('a{5,}'))?.[0]).toHaveLength(80)
  })
})
