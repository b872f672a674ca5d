import { describe, expect, test } from 'vitest'
import { cell, judge, says } from './evidence-cells.ts'
import { judgeTyped } from './result-table.ts'

const typed = (text: string, quote: string): string =>
  judgeTyped(text, [says(quote, { role: 'report' })])

describe('a typed sentence that names nothing', () => {
  test.each([
    ['It was large.', 'The first large-scale efficacy study of the drug was done in 1997.'],
    ['This is large.', 'Large vessel strokes'],
    ['They were randomized.', 'Randomized'],
    ['It is safe.', 'Prepare or cook a light meal or a snack safely'],
    ['In total, they were paid.', 'Three invoices were paid twice in error.'],
    ['It was high.', 'Rating: High'],
    ['It is a transdermal patch.', 'Focus on the act of wearing the transdermal patch.'],
    ['However, its target is 85%.', 'The target for compliance is 85% on every ward.'],
    ['Both were treated in Berlin.', 'Subjects were treated in Berlin.'],
    ['It was shown to be safe.', 'The device was shown to be safe.'],
  ])('is not supported by what says its words of something: “%s” by “%s”', (claim, quote) => {
    expect(typed(claim, quote)).not.toBe('supported')
  })

  test.each([
    ['It was large and costly.', 'It was large and costly, as the auditors wrote.'],
    ['It was planned to enroll 300 patients.', 'It was planned to enroll 300 patients.'],
    ['Its target is 85%.', 'Its target is 85%.'],
  ])('is supported by what has its pronoun as well: “%s” by “%s”', (claim, quote) => {
    expect(typed(claim, quote)).toBe('supported')
  })

  test('is supported where it is recorded to rest on its source', () => {
    const source = says('The study was large and costly.', { role: 'report' })
    expect(judge('It was large and costly.', [source])).toBe('supported')
  })

  test('is not supported by a cell', () => {
    const patients = cell('254', ['Patients'], ['Total'])
    expect(judgeTyped('There were 254 patients in total.', [patients])).toBe('supported')
    expect(judgeTyped('It had 254 patients in total.', [patients])).not.toBe('supported')
    expect(judgeTyped('Their total was 254 patients.', [patients])).not.toBe('supported')
  })
})

describe('a typed sentence of few words', () => {
  test.each([
    ['Large.', 'Large vessel strokes'],
    ['The patch is active.', 'The patch active drug was 54 mg.'],
    ['The study is safe.', 'The study drug is safe.'],
    ['The snack is safe.', 'Prepare a snack safely.'],
    ['The tenant is liable.', 'The tenant pays what the landlord is liable for.'],
  ])('is not supported by what joins them otherwise: “%s” by “%s”', (claim, quote) => {
    expect(typed(claim, quote)).not.toBe('supported')
  })

  test.each([
    ['The device is safe.', 'The device is safe in all countries.'],
    ['The trial was double-blind.', 'The trial was randomized, double-blind and short.'],
    ['The tenant pays.', 'The tenant pays on the first day of the month.'],
  ])('is supported by what joins them alike: “%s” by “%s”', (claim, quote) => {
    expect(typed(claim, quote)).toBe('supported')
  })
})
