import { describe, expect, test } from 'vitest'
import { sliceRange } from '../../../shared/text/range.ts'
import { accounts, disposition, events, orders, response, tieTo } from './tied-tables.ts'

const find = tieTo(response, disposition, events, accounts, orders)

describe('a sentence whose numbers are those of the cells that it names', () => {
  test.each([
    'At Week 12, a clinical response was seen in 35.0% of the patients of the 5 mg arm and 56.0% of the 10 mg arm, compared with 15.0% on placebo.',
    'A clinical response was seen in 28 patients (56.0%) with 10 mg at Week 12.',
    'The clinical response rose from 20.0% at Week 4 to 35.0% at Week 12 in the 5 mg arm.',
    'In the 10 mg arm the difference in clinical response was significant at Week 4 (p = 0.021).',
    'Eleven patients of the 10 mg arm (22.0%) discontinued before Week 12, six of them because of an adverse event; on placebo five patients discontinued.',
    'A total of 107 patients (82.3%) completed Week 12.',
    'There were no deaths.',
    'Nausea was the most common adverse event in every arm, affecting 24.0% of those on 10 mg and 10.0% on placebo.',
    'Nausea was more frequent with 10 mg (24.0%) than on placebo (10.0%).',
    'Revenue rose by 6.6% to £148.6 million (2024: £139.5 million).',
    'Research costs fell to £7.9 million.',
    'Basic earnings per share were 20.0 pence, compared with 22.0 pence in the year before.',
    'Of the five change orders requested, three have been completed and one is in progress.',
  ])('is supported: “%s”', (text) => {
    expect(find(text)?.state).toBe('supported')
  })
})

describe('what differs from the cell that the words name', () => {
  test.each([
    ['At Week 4, a clinical response was seen in 56.0% of the 10 mg arm.', '56.0%'],
    ['Headache was reported by 12 patients (24.0%) on 10 mg.', '12'],
    ['Severe nausea was reported for 12 patients (24.0%) on 10 mg.', '12'],
    ['Gross profit came to £52,780 thousand.', '£52,780 thousand'],
    ['Research costs rose to £7.9 million.', 'rose'],
    ['Four change orders have been completed.', 'Four'],
  ])('contradicts: “%s”', (text, words) => {
    const found = find(text)
    expect(found?.state).toBe('contradicted')
    const [first] = found?.differences ?? []
    expect(first && sliceRange(text, first.claim)).toBe(words)
    expect(first?.cell).toBeDefined()
  })
})

describe('what the cells do not say', () => {
  test.each([
    // who is left out, who is added
    'All 28 patients with a clinical response at Week 12 were in the 10 mg arm.',
    'Another 28 patients of the 10 mg arm had a clinical response at Week 12.',
    '28 of the 28 patients of the 10 mg arm had a clinical response at Week 12.',
    // a reason of leaving counts no events
    'Six patients on 10 mg had an adverse event.',
    // groups changed about
    'At Week 12, a clinical response was seen in 56.0% of the 5 mg arm and 35.0% of the 10 mg arm.',
    // another population, unit, currency, cause
    'In the Per-Protocol Set, a clinical response was seen in 56.0% of the 10 mg arm at Week 12.',
    'Nausea was reported by 12 patients on 10 µg.',
    'Revenue came to €148.6 million.',
    'Revenue rose to £148.6 million because of the acquisition.',
    // nothing was tested
    'Nausea was significantly more frequent with 10 mg (24.0%) than on placebo (10.0%).',
    // other things of the list
    'All three change orders that were completed are urgent.',
    'Two change orders are not urgent.',
  ])('is not supported: “%s”', (text) => {
    expect(find(text)?.state).not.toBe('supported')
  })

  test('is said word by word beside the cells that give the values', () => {
    const text = 'Revenue rose by 6.6% to £148.6 million after the acquisition.'
    const found = find(text)
    expect(found?.state).toBe('partly_supported')
    expect(found?.differences.map(({ claim }) => sliceRange(text, claim))).toEqual([
      'after',
      'acquisition',
    ])
    expect(found?.cells.map(({ words }) => words)).toEqual(['148,620', '139,480'])
  })

  test('is open where two tables give the value of the same words', () => {
    const twice = tieTo(accounts, { ...accounts, rows: [['Revenue', '151,200', '139,480']] })
    expect(twice('Revenue came to £148.6 million.')?.state).toBe('partly_supported')
  })

  test('is not supported of one month where the table is of several', () => {
    const title = 'Exceptions by process, July to September 2024'
    const header = [['Process', 'Exceptions']]
    const tied = tieTo({
      ...accounts,
      title,
      header,
      rows: [
        ['Payments', '15'],
        ['Orders', '4'],
      ],
    })
    expect(tied('There were 15 exceptions in payments.')?.state).toBe('supported')
    expect(tied('In July 2024, there were 15 exceptions in payments.')?.state).not.toBe('supported')
  })

  test('is no contradiction where another group may be meant', () => {
    const text = 'Three patients had severe nausea, and none of these was on placebo.'
    expect(find(text)?.state).not.toBe('contradicted')
  })
})
