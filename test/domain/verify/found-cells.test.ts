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

  test('of two rows count together where each row is named beside its value', () => {
    const rows = [['Screened'], ['Randomized']]
    const cells = ['241', '182'].map((count, at) =>
      cell(count, rows[at] ?? [], ['Total'], { title: '1 Subjects', rows }),
    )
    expect(judge('Of 241 screened subjects, 182 were randomized.', ...cells)).toBe('supported')
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

  test('of results are not against what was planned, nor the count of a column against its number', () => {
    const screened = cell('241', ['Screened'], ['Total (N=182)'], { title: '1 Subjects', rows: [] })
    const planned = 'Approximately 240 subjects are planned to be screened.'
    expect(judge(planned, screened)).not.toBe('contradicted')
    expect(judge('Of 182 subjects, 241 were screened.', screened)).not.toBe('contradicted')
  })

  test('are rounded, but not where another one gives the number, and no p-value is', () => {
    const rows = [['Age', 'Mean']]
    const age = cell('53.9', ['Age', 'Mean'], ['Total'], { title: '1 Age', rows })
    expect(judge('The mean age was 54.', age)).toBe('supported')
    expect(judge('The mean age was 53.', age)).not.toBe('supported')
    const p = cell('0.0488', ['Age', 'p-value'], ['Total'], { title: '1 Age', rows })
    expect(judge('The p-value for age was 0.05.', p)).not.toBe('supported')
  })
})
