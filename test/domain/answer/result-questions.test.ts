import { describe, expect, it } from 'vitest'
import { buildEvidence } from '../../support/build-evidence.ts'
import { table } from '../../support/build-source-text.ts'
import { ask, statementsOf } from './ask.ts'

const { sources } = buildEvidence([
  {
    role: 'table',
    blocks: [
      table({
        number: '14-3.01',
        title: 'Primary Endpoint: Pain Score - Change from Baseline to Week 24 - LOCF',
        header: [['', 'Placebo (N=79)', 'Low Dose (N=81)', 'High Dose (N=74)']],
        rows: [
          ['Baseline', '', '', ''],
          ['  n', '79', '81', '74'],
          ['  Mean (SD)', '24.1 (12.19)', '24.4 (12.92)', '21.3 (11.74)'],
          ['Week 24', '', '', ''],
          ['  Mean (SD)', '26.7 (13.79)', '26.4 (13.18)', '22.8 (12.48)'],
          ['Change from Baseline', '', '', ''],
          ['  Mean (SD)', '2.5 (5.80)', '2.0 (5.55)', '1.5 (4.26)'],
          ['p-value (Dose Response) [1]', '', '', '0.245'],
          ['p-value (Drug - Placebo) [2]', '', '0.569', '0.233'],
          ['  95% CI', '', '(-2.1;1.1)', '(-2.7;0.7)'],
        ],
      }),
    ],
  },
  {
    role: 'table',
    blocks: [
      table({
        number: '14-5.01',
        title: 'Incidence of Adverse Events by Treatment Group',
        header: [
          [
            '',
            'Placebo (N=86)',
            'Drug Low Dose (N=84)',
            'Drug High Dose (N=84)',
            'p-values',
            'p-values',
          ],
          ['Term', 'n (%)', 'n (%)', 'n (%)', 'Placebo vs. Low Dose', 'Placebo vs. High Dose'],
        ],
        rows: [
          ['Nausea', '3 (3.5%)', '3 (3.6%)', '6 (7.1%)', '>.99', '0.326'],
          ['Rash', '5 (5.8%)', '13 (15.5%)', '9 (10.7%)', '0.048*', '0.277'],
        ],
      }),
    ],
  },
])

const first = (text: string) => statementsOf(ask(text, sources))[0]?.text

describe('the result of a table', () => {
  it('is given for a baseline, though the table’s title speaks of a change', () => {
    expect(first('What was the mean pain score at baseline for placebo?')).toMatch(
      /^Baseline, Mean \(SD\): Placebo \(N=79\) 24\.1 \(12\.19\) \(Table 14-3\.01/,
    )
  })

  it('is given for the p-value of such a table', () => {
    expect(first('What is the p-value for the dose response of the pain score?')).toMatch(
      /^p-value \(Dose Response\): High Dose \(N=74\) 0\.245 /,
    )
  })

  it('is given for the p-value of two groups', () => {
    expect(first('What was the p-value for nausea, placebo vs. high dose?')).toMatch(
      /^Nausea: .*Placebo vs\. High Dose 0\.326 /,
    )
  })
})

describe('a question in people’s own words', () => {
  it.each([
    ['What was the mean pain score at Week 24 on placebo?', /26\.7/],
    ['What was the mean pain score at wk 24 on placebo?', /26\.7/],
    ['What was the mean pain score at wk24 on placebo?', /26\.7/],
    ['How many pts on placebo had nausea?', /Placebo \(N=86\),? n \(%\) 3 \(3\.5%\)/],
    ['How high was the rate of nausea on placebo?', /3 \(3\.5%\)/],
  ])('is understood: %s', (text, value) => {
    expect(first(text)).toMatch(value)
  })
})
