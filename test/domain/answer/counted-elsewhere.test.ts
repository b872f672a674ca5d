import { describe, expect, it } from 'vitest'
import { buildEvidence } from '../../support/build-evidence.ts'
import { paragraph, table } from '../../support/build-source-text.ts'
import { ask, statementsOf } from './ask.ts'

const { sources } = buildEvidence([
  {
    role: 'report',
    blocks: [
      table({
        number: '1',
        title: 'Findings by area and status',
        header: [['Area', 'Closed', 'Overdue']],
        rows: [
          ['Contracts', '4', '4'],
          ['Goods receipt', '8', '3'],
          ['Payment runs', '5', '3'],
          ['Total', '17', '10'],
        ],
      }),
      table({
        number: '2',
        title: 'Critical and High findings',
        header: [['No.', 'Finding', 'Status']],
        rows: [
          ['F-05', 'Receipts are approved after the invoice', 'Overdue'],
          ['F-09', 'No credit check on file', 'Overdue'],
          ['F-14', 'Orders split', 'Closed'],
        ],
      }),
      table({
        number: '3',
        title: 'Employees by country',
        header: [['Country', 'Average FTE 2024', 'of whom part-time']],
        rows: [
          ['Sweden', '208', '31'],
          ['Germany', '171', '19'],
          ['Poland', '98', '9'],
        ],
      }),
      paragraph('An interim review was planned after 200 patients of the hospital.'),
      paragraph('Gorse School withdrew early, so that six schools and 1,350 pupils were invited.'),
      paragraph('Sites reported serious incidents to the manufacturer within 24 hours.'),
      paragraph('A caregiver is available by telephone and monitors the medical prescriptions.'),
    ],
  },
])

const textOf = (question: string) =>
  statementsOf(ask(question, sources))
    .map(({ text }) => text)
    .join('\n')

describe('a count', () => {
  it('is the total of the table, not the rows of a list that holds only some', () => {
    expect(textOf('How many findings are overdue?')).toMatch(/^Total: Overdue 10/)
  })

  it.each([
    ['a row that only tells of them', 'How many receipts are approved after the invoice?'],
    ['the year of another column', 'How many part-time employees were there in Germany in 2024?'],
    ['what was only planned', 'How many patients had an interim review?'],
    ['another clause', 'How many pupils were invited at Gorse School?'],
  ])('is not %s', (_, question) => {
    expect(textOf(question)).toBe('')
  })
})

it.each(['When is an incident serious?', 'What is the telephone number of the medical monitor?'])(
  'a sentence without the form that is asked for is no answer: %s',
  (question) => {
    expect(textOf(question)).toBe('')
  },
)
