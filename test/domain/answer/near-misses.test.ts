import { describe, expect, it } from 'vitest'
import { buildEvidence } from '../../support/build-evidence.ts'
import { heading, paragraph, table } from '../../support/build-source-text.ts'
import { ask, statementsOf } from './ask.ts'

const arms = ['Placebo (N=79)', 'Drug Low Dose (N=81)', 'Drug High Dose (N=74)']

const { sources } = buildEvidence([
  {
    role: 'table',
    blocks: [
      table({
        number: '3.02',
        title: 'CIBIC+ - Summary at Week 24 - LOCF',
        header: [['', ...arms]],
        rows: [
          ['Week 24', '', '', ''],
          ['  n', '77', '80', '73'],
          ['  Mean (SD)', '4.3 (0.77)', '4.2 (0.79)', '4.3 (0.81)'],
          ['p-value (Drug - Placebo)', '', '0.489', '0.799'],
          ['  95% CI', '', '(-0.3;0.2)', '(-0.2;0.3)'],
          ['p-value (Drug High - Drug Low)', '', '', '0.349'],
          ['  95% CI', '', '', '(-0.1;0.4)'],
        ],
      }),
    ],
  },
  {
    role: 'table',
    blocks: [
      table({
        number: '3.12',
        title: 'Mean Total NPI-X from Week 4 through Week 24',
        header: [['', ...arms]],
        rows: [
          ['Mean of Weeks 4-24', '', '', ''],
          ['  Mean (SD)', '9.1 (11.82)', '7.7 (10.09)', '7.8 (10.54)'],
        ],
      }),
      table({
        number: '2.01',
        title: 'Baseline Characteristics',
        header: [['', ...arms]],
        rows: [
          ['Duration of disease', '', '', ''],
          ['  <12 months', '5 (6%)', '3 (4%)', '4 (5%)'],
          ['  >=12 months', '74 (94%)', '78 (96%)', '70 (95%)'],
          ['Task, Object', 'Clue', 'Clue', 'Clue'],
        ],
      }),
      table({
        number: '4.01',
        title: 'Summary of Planned Exposure',
        header: [['', ...arms]],
        rows: [
          ['Average daily dose (mg)', '', '', ''],
          ['  Mean', '0.0', '54.0', '71.6'],
        ],
      }),
    ],
  },
  {
    role: 'table',
    blocks: [
      table({
        number: '5.02',
        title: 'Serious Adverse Events',
        header: [
          ['', ...arms, "Fisher's Exact p-values", ''],
          ['', 'n(%)', 'n(%)', 'n(%)', 'Placebo vs. Low Dose', 'Placebo vs. High Dose'],
        ],
        rows: [
          ['Any event', '0', '1 (1.2%)', '2 (2.4%)', '0.494', '0.243'],
          ['Syncope', '0', '1 (1.2%)', '1 (1.2%)', '0.494', '0.494'],
        ],
      }),
    ],
  },
  {
    role: 'report',
    blocks: [
      paragraph('CIBIC+ is the Clinician’s Interview-Based Impression of Change (CIBIC+).'),
      paragraph('The employer-sponsored insurance of Truven Health covers these persons.'),
      paragraph('Actions that are overdue by three months are reported to the committee.'),
      paragraph('The size of the patch is acceptable to the patients of the study.'),
      paragraph('The remaining 5 visits should be scheduled so that one sample is collected.'),
      paragraph('If the review of ECGs reveals bradycardia of 50 beats, the patient is withdrawn.'),
      heading('References'),
      paragraph(
        '15. Yabe, D., et al., Use of the Japanese claims database to assess pancreatitis.',
      ),
    ],
  },
])

const textOf = (question: string) =>
  statementsOf(ask(question, sources))
    .map(({ text }) => text)
    .join('\n')

describe('the comparison that is asked for', () => {
  it.each([
    ['What is the 95% CI of CIBIC+ at Week 24 for high dose minus low dose?', '(-0.1;0.4)', '0.2'],
    ['What was the p-value for high dose versus placebo for CIBIC+ at Week 24?', '0.799', '0.349'],
  ])('is given, and no other: %s', (question, value, other) => {
    expect(textOf(question)).toContain(value)
    expect(textOf(question)).not.toContain(other)
  })

  it('is not made of two others with a third group', () => {
    const question =
      'What was the p-value for serious adverse events of low dose against high dose?'
    expect(textOf(question)).toBe('')
  })
})

describe('a near miss', () => {
  it.each([
    ['a mean of several weeks', 'What was the mean total NPI-X at Week 24 on placebo?'],
    ['what was given on the average', 'What is the planned daily dose of high dose?'],
    ['a compound', 'Who sponsored the insurance of Truven?'],
    ['a rule', 'Which actions are overdue?'],
    ['a bibliography', 'How large is the Japanese claims database?'],
    ['a word of the same stem', 'What is the objective of the task?'],
    ['a size that is not told', 'What is the size of the patch?'],
    ['some of them', 'How many visits are there?'],
    ['a thing without how often it is done', 'How often are ECGs reviewed?'],
    ['a sum of events', 'How soon must serious adverse events be reported?'],
  ])('is no answer: %s', (_, question) => {
    expect(textOf(question)).toBe('')
  })
})

it('less than so much is none of the others', () => {
  const text = textOf('How many subjects with less than 12 months of disease were on placebo?')
  expect(text).toContain('5 (6%)')
  expect(text).not.toContain('74 (94%)')
})

it('a day is no day of another year, though each half of it stands above some column', () => {
  const { sources: staff } = buildEvidence([
    {
      role: 'other',
      blocks: [
        table({
          number: '1',
          title: 'Employees by country',
          header: [['Country', 'Average FTE 2024', 'Employees at 31 Dec 2025']],
          rows: [
            ['Sweden', '208', '226'],
            ['Germany', '171', '166'],
            ['Total', '379', '392'],
          ],
        }),
      ],
    },
  ])
  expect(statementsOf(ask('How many employees were there at 31 Dec 2024?', staff))).toEqual([])
  const [right] = statementsOf(ask('How many employees were there in Germany in 2025?', staff))
  expect(right?.text).toContain('166')
})

it('a scale whose long name has “change” asks for no change of it', () => {
  expect(textOf('What was the mean CIBIC+ at Week 24 on low dose?')).toContain('4.2 (0.79)')
})

it('a count of people is no mean', () => {
  const text = textOf('How many placebo subjects had a CIBIC+ at Week 24?')
  expect(text).toContain(' 77')
  expect(text).not.toContain('4.3')
})
