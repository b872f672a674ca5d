import { describe, expect, it } from 'vitest'
import { buildEvidence } from '../../support/build-evidence.ts'
import { heading, paragraph, table } from '../../support/build-source-text.ts'
import { ask, statementsOf, textsOf } from './ask.ts'

const { sources } = buildEvidence([
  {
    role: 'protocol',
    blocks: [
      heading('Protocol H2Q-MC-LZZT(c)'),
      paragraph('The protocol proposes a number of secondary analyses.'),
      paragraph(
        'Events are counted from the date of the first dose [Week 0] of each patient enrolled.',
      ),
      paragraph(
        'The sponsor must agree, even if the study is done by a contract research organization.',
      ),
      paragraph('A tie of sites is broken, and one of these will be chosen at random.'),
      paragraph('So, for example, if both endpoints are significant, the level is adjusted.'),
      paragraph('The study was a prospective, randomized, multi-center (17), double-blind study.'),
    ],
  },
  {
    role: 'table',
    blocks: [
      table({
        number: '14-5.01',
        title: 'Incidence of Adverse Events',
        header: [['', 'Placebo (N=86)', 'High Dose (N=84)']],
        rows: [
          ['Application site pruritus', '6 (7.0%)', '22 (26.2%)'],
          ['Application site pain', '0', '2 (2.4%)'],
        ],
      }),
    ],
  },
])

describe('what only speaks of the thing that is asked for', () => {
  it.each([
    'On what date was the first patient enrolled?',
    'What is the name of the contract research organization?',
    'Is the significance level adjusted for both endpoints?',
  ])('is no answer: %s', (text) => {
    expect(statementsOf(ask(text, sources))).toEqual([])
  })
})

describe('a count', () => {
  it('is that of the noun itself, and not of what the noun describes', () => {
    const [first] = statementsOf(ask('How many sites were there?', sources))
    expect(first?.text).toContain('multi-center (17)')
  })

  it('is that of the whole name where the name’s noun is asked for', () => {
    const [first] = statementsOf(ask('How many patients had pruritus on placebo?', sources))
    expect(first?.text).toContain('Application site pruritus: Placebo (N=86) 6 (7.0%)')
  })
})

describe('the number of a thing', () => {
  it.each(['What is the protocol number?', 'What is the number of the protocol?'])(
    'is the identifier behind its name: %s',
    (text) => {
      expect(textsOf(ask(text, sources))).toEqual(['Protocol H2Q-MC-LZZT(c)'])
    },
  )
})
