import { describe, expect, it } from 'vitest'
import { buildEvidence } from '../../support/build-evidence.ts'
import { paragraph, table } from '../../support/build-source-text.ts'
import { ask, statementsOf, textsOf } from './ask.ts'

const { sources } = buildEvidence([
  {
    role: 'other',
    blocks: [
      paragraph('4.2 The Council shall pay undisputed invoices within 30 days of receipt.'),
      paragraph('5.1 The Supplier shall report each accident within two days.'),
      table({
        number: 'C.1',
        title: 'Charges at the Start Date',
        header: [['Ref.', 'Item', 'Unit', 'Price']],
        rows: [
          ['C1', 'Service desk', 'User per month', '14.20'],
          ['C2', 'On-site support', 'site per month', '4,850.00'],
        ],
      }),
    ],
  },
  {
    role: 'other',
    blocks: [
      paragraph('2.1 In clause 4.2, "30 days" is replaced by "45 days".'),
      paragraph('2.6 In Table C.1, the price of item C1 is replaced by 13.10.'),
    ],
  },
  {
    role: 'other',
    blocks: [
      table({
        number: '',
        title: 'Incidents by priority, January to May 2025, June to follow',
        header: [['', 'Jan 2025', 'Feb 2025', 'Mar 2025', 'Apr 2025', 'May 2025']],
        rows: [
          ['Priority 1', '3', '2', '5', '1', '4'],
          ['Priority 2', '8', '9', '7', '6', '5'],
        ],
      }),
    ],
  },
])

describe('what another source changes', () => {
  it('is told before the sentence that it changes, and nobody is sure', () => {
    const answer = ask('Within how many days must the Council pay invoices now?', sources)
    expect(statementsOf(answer).map(({ text }) => text)).toEqual([
      '2.1 In clause 4.2, "30 days" is replaced by "45 days".',
      '4.2 The Council shall pay undisputed invoices within 30 days of receipt.',
    ])
    expect(textsOf(answer)[0]).toBe('Another source changes this:')
    expect(answer.verdict).toMatchObject({ verdict: 'low_confidence', reason: 'sources_disagree' })
  })

  it('is told before the row that it changes', () => {
    const answer = ask('What is the current price of the service desk?', sources)
    const [first, second] = statementsOf(answer).map(({ text }) => text)
    expect(first).toContain('replaced by 13.10')
    expect(second).toContain('14.20')
  })

  it('is left out where something else is asked', () => {
    const answer = ask('Within how many days must the Supplier report each accident?', sources)
    expect(textsOf(answer).join('\n')).not.toContain('replaced')
  })
})

describe('several months of one row', () => {
  it('are added up, with each of their cells', () => {
    const answer = ask(
      'How many Priority 1 incidents were there from January to May 2025?',
      sources,
    )
    const [total] = statementsOf(answer)
    expect(total?.text).toBe('Total: 15')
    expect(total?.citations.map((one) => one.quote)).toEqual(['3', '2', '5', '1', '4'])
  })

  it('are not added up where one of them is not there', () => {
    const answer = ask(
      'How many Priority 1 incidents were there from January to June 2025?',
      sources,
    )
    expect(textsOf(answer).join('\n')).not.toContain('Total')
    expect(answer.verdict.verdict).not.toBe('sufficient')
  })
})

it('Two sources with other numbers in words disagree', () => {
  const told = ['seven', 'ten'].map((years) => ({
    role: 'other' as const,
    blocks: [paragraph(`Procurement records are kept for ${years} years.`)],
  }))
  const answer = ask('How long are procurement records kept?', buildEvidence(told).sources)
  expect(statementsOf(answer)).toHaveLength(2)
  expect(answer.verdict.reason).toBe('sources_disagree')
})
