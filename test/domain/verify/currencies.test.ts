import { describe, expect, test } from 'vitest'
import { cell, judge, says } from './evidence-cells.ts'
import { judgeTyped } from './result-table.ts'

const claim = 'A customer in Rotterdam has claimed €2.1 million for late delivery.'

describe('a sentence about money', () => {
  test.each([
    ['supported', '€2.1 million'],
    ['supported', 'EUR 2.1 million'],
    ['contradicted', '£2.1 million'],
    ['contradicted', '$2.1 million'],
  ])('is %s where it has “%s” for the euros of its source', (state, amount) => {
    const text = claim.replace('€2.1 million', amount)
    expect(judgeTyped(text, [says(claim)])).toBe(state)
    expect(judge(text, [says(claim)])).toBe(state)
  })

  test.each([
    ['supported', 'Revenue of Marine came to €19,250.', '(€)'],
    ['contradicted', 'Revenue of Marine came to £19,250.', '(€)'],
    ['contradicted', 'Revenue of Marine came to €19,250.', '(GBP)'],
    ['supported', 'Revenue of Marine came to $19,250.', '(US$)'],
  ])('is %s by a cell: “%s” below “Revenue %s”', (state, text, unit) => {
    expect(judge(text, [cell('19,250', ['Marine'], [`Revenue ${unit}`])])).toBe(state)
  })

  test('is only partly supported where other money is named around the table alone', () => {
    const own = { ...cell('19,250', ['Marine'], ['Revenue']), context: 'All amounts are in €.' }
    expect(judge('Revenue of Marine came to £19,250.', [own])).toBe('partly_supported')
    expect(judge('Revenue of Marine came to €19,250.', [own])).toBe('supported')
  })
})
