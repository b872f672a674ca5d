import { describe, expect, test } from 'vitest'
import type { TableNames } from '../../../server/domain/verify/table-names.ts'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'

type Place = { readonly title: string; readonly rows: readonly (readonly string[])[] }

let places = 0

function cell(
  quote: string,
  rowPath: readonly string[],
  columnPath: readonly string[],
  { title, rows }: Place,
): ClaimEvidence {
  const start = 100 * places++
  const table: TableNames = { rows, columns: [columnPath], groups: [] }
  const reference = { tableNumber: '1', rowPath, columnPath, part: 'whole' } as const
  return {
    sourceTextId: 'source',
    role: 'table',
    range: { start, end: start + quote.length },
    quote,
    context: title,
    cell: { reference, headers: [...rowPath, ...columnPath], table },
    transformations: [],
    formula: '',
  }
}

const judge = (text: string, ...evidence: readonly ClaimEvidence[]): string =>
  verify({ text, context: '', isCell: false }, evidence).state

describe('cells that were only found', () => {
  test('of a table of men say nothing of all', () => {
    const table = { title: '1 Height in Male Subjects', rows: [] }
    const height = cell('175.2', ['Height (cm)', 'Mean'], ['Placebo (N=30)'], table)
    expect(judge('The mean height of men on placebo was 175.2 cm.', height)).toBe('supported')
    expect(judge('The mean height on placebo was 175.2 cm.', height)).toBe('partly_supported')
  })

  test('of one week of several say nothing where no week is named', () => {
    const rows = ['8', '16'].map((week) => [`Week ${week}`, 'Minimal improvement'])
    const table = { title: '1 Improvement', rows }
    const improved = cell('13 (18%)', rows[0] ?? [], ['Placebo (N=72)'], table)
    const told = '13 subjects (18%) on placebo had a minimal improvement'
    expect(judge(`At Week 8, ${told}.`, improved)).toBe('supported')
    expect(judge(`There were ${told}.`, improved)).toBe('partly_supported')
  })

  test('are not named by the note of another column', () => {
    const title = '1 Subjects by site\nEff: number of subjects in the efficacy population.'
    const total = cell('86', ['Total'], ['Placebo (N=86)', 'ITT'], { title, rows: [] })
    const claim = 'On placebo, the efficacy population had 86 subjects.'
    expect(judge(claim, total)).toBe('partly_supported')
  })

  test('of what came are not against what was planned', () => {
    const table = { title: '1 Subjects', rows: [] }
    const screened = cell('241', ['Screened'], ['Total'], table)
    for (const plan of ['are planned to be', 'were planned to be', 'will be']) {
      const told = `Approximately 240 subjects ${plan} screened.`
      expect(judge(told, screened)).toBe('partly_supported')
    }
    expect(judge('A total of 240 subjects were screened.', screened)).toBe('contradicted')
    const both = 'A total of 240 subjects were screened, and the others will be followed.'
    expect(judge(both, screened)).toBe('contradicted')
  })

  test('of two rows are not added up', () => {
    const rows = [['Screened'], ['Randomized']]
    const cells = ['241', '182'].map((count, at) =>
      cell(count, rows[at] ?? [], ['Total'], { title: '1 Subjects', rows }),
    )
    expect(judge('Of 182 screened subjects, 241 were randomized.', ...cells)).not.toBe('supported')
    expect(judge('Of 241 subjects, 182 were randomized.', ...cells)).not.toBe('supported')
  })

  test('of all groups together are of no group that stands beside the number', () => {
    const table = { title: '1 Reasons for early termination', rows: [] }
    const [placebo, drug, all] = ['3 (3%)', '1 (1%)', '4 (2%)'].map((quote, at) => {
      const column = ['Placebo (N=86)', 'Low Dose (N=84)', 'Total (N=170)'][at] ?? ''
      return cell(quote, ['Lack of efficacy'], [column], table)
    })
    if (!placebo || !drug || !all) throw new Error('three cells')
    const cells = [all, placebo, drug]
    const lack = 'Lack of efficacy was reported for'
    expect(judge(`${lack} four subjects: 3 on placebo and 1 on low dose.`, ...cells)).toBe(
      'supported',
    )
    for (const told of [
      'four subjects (3%) on placebo',
      'four subjects on placebo',
      '4 on low dose',
    ])
      expect(judge(`${lack} ${told}.`, ...cells)).not.toBe('supported')
    expect(judge(`On placebo, lack of efficacy was reported for 4.`, ...cells)).not.toBe(
      'supported',
    )
  })

  const ages = {
    title: '1 Age',
    rows: [
      ['Age (years)', 'Mean (SD)'],
      ['Age (years)', 'Min, Max'],
    ],
  }
  const [means = [], limits = []] = ages.rows
  const mean = cell('53.9 (9.23)', means, ['Total'], ages)
  const range = cell('26, 73', limits, ['Total'], ages)

  test.each([
    ['The mean age was 53.9 years.', mean],
    ['The mean age was 53.9 years (SD 9.23).', mean],
    ['The minimum age was 26 years.', range],
    ['The maximum age was 73 years.', range],
  ])('give the half that a claim names: %s', (text, evidence) => {
    expect(judge(text, evidence)).toBe('supported')
  })

  test.each([
    ['The mean age was 9.23 years.', mean],
    ['The standard deviation of age was 53.9.', mean],
    ['The minimum age was 73 years.', range],
    ['The maximum age was 26 years.', range],
    ['The maximum age was 26 and the minimum age 73 years.', range],
  ])('give no other half: %s', (text, evidence) => {
    expect(judge(text, evidence)).not.toBe('supported')
  })

  test('below a reason are of those who have it', () => {
    const rows = [['Reason for early termination', 'Adverse event']]
    const stopped = cell('1 (2%)', rows[0] ?? [], ['Placebo (N=60)'], { title: '1 Subjects', rows })
    expect(
      judge('One subject (2%) on placebo terminated early for the reason adverse event.', stopped),
    ).toBe('supported')
    expect(judge('One subject (2%) on placebo had an adverse event.', stopped)).not.toBe(
      'supported',
    )
  })

  test('are shares of all, and not of some', () => {
    const rows = [['Nausea']]
    const nausea = cell('5 (8.2%)', ['Nausea'], ['Placebo (N=61)', 'n (%)'], {
      title: '1 Adverse events',
      rows,
    })
    const events = cell('[5]', ['Nausea'], ['Placebo (N=61)', 'Events'], {
      title: '1 Adverse events',
      rows,
    })
    expect(judge('On placebo, 5 subjects (8.2%) had nausea.', nausea)).toBe('supported')
    expect(
      judge('Of the subjects with an adverse event on placebo, 5 (8.2%) had nausea.', nausea),
    ).not.toBe('supported')
    expect(judge('On placebo, 5% had nausea.', nausea)).not.toBe('supported')
    expect(judge('On placebo, 5 subjects had nausea.', events)).not.toBe('supported')
  })

  test('are not against what is told loosely of them', () => {
    const rows = [['Age', 'Mean'], ['Hypotension']]
    const age = cell('53.9', rows[0] ?? [], ['Total'], { title: '1 Age', rows })
    expect(judge('The mean age was 54.', age)).toBe('partly_supported')
    expect(judge('The mean age was 55.', age)).toBe('contradicted')
  })

  test('give a majority where their share is more than half', () => {
    const rows = [
      ['Race', 'White'],
      ['Race', 'Asian'],
    ]
    const table = { title: '1 Race', rows }
    const white = cell('124 (68%)', rows[0] ?? [], ['Total'], table)
    const asian = cell('20 (11%)', rows[1] ?? [], ['Total'], table)
    expect(judge('Most subjects were White (68%).', white)).toBe('supported')
    expect(judge('Most subjects were Asian (11%).', asian)).not.toBe('supported')
  })

  test('are not against a count in words where they are shares', () => {
    const lost = cell('3 (2%)', ['Lost to follow-up'], ['Total'], { title: '1 Subjects', rows: [] })
    expect(judge('Three subjects were lost to follow-up, one in each group.', lost)).toBe(
      'partly_supported',
    )
  })
})
