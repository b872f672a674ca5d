import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyAnswer } from '../../../server/domain/answer/verify-answer.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { heading, list, paragraph, table } from '../../support/build-source-text.ts'
import { ask as askSources, statementsOf, textsOf } from './ask.ts'

const disposition = table({
  number: '14-1',
  title: 'Subject Disposition',
  header: [['', 'Placebo (N=60)', 'High Dose (N=61)']],
  rows: [
    ['Completed the study', '52 (87%)', '53 (87%)'],
    ['Early termination', '8 (13%)', '8 (13%)'],
    ['Reason for early termination', '', ''],
    ['  Adverse event', '1 (2%)', '5 (8%)'],
    ['  Lack of efficacy', '7 (12%)', '0'],
    ['  Lost to follow-up', '0', '3 (5%)'],
  ],
})

const { sources: studySources } = buildEvidence([
  {
    role: 'protocol',
    blocks: [
      heading('Objectives'),
      paragraph('The primary endpoint is the change in blood pressure at Week 12.'),
      paragraph('The primary endpoint will be analysed by analysis of covariance.'),
      heading('Exclusion Criteria'),
      paragraph('Patients with any of these exclusion criteria are excluded:'),
      list('Pregnancy.', 'Hypertension of a known cause.'),
      paragraph('Approximately 120 patients will be randomized.'),
    ],
  },
  {
    role: 'sap',
    blocks: [
      paragraph(
        'Adverse events (AEs) are counted up to 30 days after the last dose of study drug.',
      ),
    ],
  },
  {
    role: 'report',
    blocks: [
      paragraph(
        'Adverse events (AEs) are counted up to 14 days after the last dose of study drug.',
      ),
    ],
  },
  { role: 'table', blocks: [disposition] },
])

const ask = (text: string, sources = studySources) => askSources(text, sources)

const register = buildEvidence([
  {
    role: 'ledger',
    blocks: [
      table({
        number: 'L-1',
        title: 'Exceptions found',
        header: [['Reference', 'Exception', 'Amount (EUR)']],
        rows: [
          ['INV-1', 'Duplicate payment', '4,860.00'],
          ['INV-2', 'Receipt missing', '412.30'],
          ['INV-3', 'Duplicate payment', '3,215.75'],
        ],
      }),
    ],
  },
]).sources

const { sources: summary } = buildEvidence([
  {
    role: 'ledger',
    blocks: [
      table({
        number: 'L-2',
        title: 'Exceptions by process',
        header: [['Process', 'Tested', 'Exceptions', 'Amount (EUR)']],
        rows: [
          ['Duplicates', '120', '9 (7.5%)', '160.25'],
          ['Receipts', '80', '2 (2.5%)', '990.00'],
          ['Limits', '60', '1 (1.7%)', '100.25'],
          ['Total', '260', '12 (4.6%)', '1,250.50'],
        ],
      }),
    ],
  },
])

const { sources: budget } = buildEvidence([
  {
    role: 'ledger',
    blocks: [
      table({
        number: 'L-3',
        title: 'Orders',
        header: [['Reference', 'Supplier', 'Ordered (EUR)', 'Paid (EUR)']],
        rows: [
          ['INV-1', 'Harbour Tools', '4,860.00', '4,000.00'],
          ['INV-2', 'Northern Paper', '412.30', '412.30'],
        ],
      }),
      paragraph('Nothing else is worth a note.'),
    ],
  },
])

describe('an answer', () => {
  it('takes a count from the cell of the arm that is named', () => {
    const [first] = statementsOf(ask('How many patients discontinued on placebo?'))
    expect(first?.citations.map(({ quote }) => quote)).toEqual(['8 (13%)'])
    expect(first?.claimState).toBe('supported')
  })

  it('takes who dropped out for who discontinued', () => {
    const [first] = statementsOf(ask('How many patients dropped out on placebo?'))
    expect(first?.citations.map(({ quote }) => quote)).toEqual(['8 (13%)'])
  })

  it('gives the reasons that somebody had, and leaves those out that count nobody', () => {
    const rows = statementsOf(ask('Why did patients discontinue on placebo?'))
    expect(rows.map(({ citations }) => citations[0]?.cell?.rowPath.at(-1))).toEqual([
      'Adverse event',
      'Lack of efficacy',
    ])
  })

  it('says what a thing is, and not what is done with it', () => {
    const answer = ask('What is the primary endpoint?')
    expect(textsOf(answer)).toEqual([
      'The primary endpoint is the change in blood pressure at Week 12.',
    ])
  })

  it('compares the arms of one row, and shows the others beside the first', () => {
    const [most, others] = statementsOf(
      ask('Which arm had the most early terminations for adverse events?'),
    )
    expect(most?.citations.map(({ quote }) => quote)).toEqual(['5 (8%)'])
    expect(others?.citations.map(({ quote }) => quote)).toEqual(['1 (2%)'])
  })

  it('finds a value, and what something is worth, in the one column of a currency', () => {
    for (const text of [
      'What is the value of INV-2?',
      'How much was INV-2 worth?',
      'How much money was involved in INV-2?',
    ]) {
      const [row] = statementsOf(ask(text, register))
      expect(row?.text, text).toContain('INV-2')
      expect(row?.text, text).toContain('Amount (EUR) 412.30')
    }
    const [largest] = statementsOf(ask('Which process had the highest value?', summary))
    expect(largest?.text).toContain('Receipts: Amount (EUR) 990.00')
  })

  it('gives the count no value where a total of money is asked for', () => {
    const [total] = statementsOf(ask('What is the total value of all exceptions?', summary))
    expect(total?.text).toContain('Amount (EUR) 1,250.50')
  })

  it('takes no column of money for a value where two may be meant, or for a price', () => {
    expect(statementsOf(ask('How much was INV-1 worth?', budget))).toEqual([])
    expect(statementsOf(ask('What was the price of INV-2?', register))).toEqual([])
  })

  it('lends a number no noun from the heading above it', () => {
    expect(statementsOf(ask('How many exclusion criteria had the 120 patients?'))).toEqual([])
  })

  it('shows both where two sources disagree', () => {
    const answer = ask('How long after the last dose are adverse events counted?')
    expect(answer.verdict.reason).toBe('sources_disagree')
    expect(statementsOf(answer)).toHaveLength(2)
  })

  it.each([
    'How many patients had a stroke on placebo?',
    'What is the hazard ratio?',
    'Why was the drug withdrawn from the market?',
    'Who audited the database?',
    'How many patients discontinued on the low dose?',
    'How many patients did not discontinue on placebo?',
    'What was the change in blood pressure at Week 52?',
  ])('has no statement where nothing answers: %s', (text) => {
    const answer = ask(text)
    expect(answer.verdict.verdict).toBe('insufficient_evidence')
    expect(statementsOf(answer)).toEqual([])
  })
})

const known = studySources.flatMap(
  ({ sourceText }) => sourceText.text.match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? [],
)
const opening = fc.constantFrom(
  'How many',
  'What is the',
  'Why did',
  'When was',
  'Which',
  'Who',
  '',
)
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...known) },
  fc.constantFrom('penguins', 'cost', '7', 'stroke', 'mean', 'not'),
)
const question = fc
  .tuple(opening, fc.array(word, { minLength: 1, maxLength: 6 }))
  .map(([start, words]) => `${start} ${words.join(' ')}?`)

describe('whatever is asked', () => {
  it('every quote is its range of the source (law 1), and no statement is without one', () => {
    fc.assert(
      fc.property(question, (text) => {
        for (const { kind, citations, claimState } of ask(text).sentences) {
          expect(citations.length > 0).toBe(kind === 'statement')
          if (kind === 'statement') expect(['supported', 'partly_supported']).toContain(claimState)
          for (const { sourceTextId, range, quote } of citations) {
            const source = studySources.find((one) => one.sourceTextId === sourceTextId)
            expect(source && sliceRange(source.sourceText.text, range)).toBe(quote)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('there are statements if and only if the evidence is not called insufficient', () => {
    fc.assert(
      fc.property(question, (text) => {
        const answer = ask(text)
        const isRefused = answer.verdict.verdict === 'insufficient_evidence'
        expect(statementsOf(answer).length === 0).toBe(isRefused)
        expect(answer).toEqual(ask(text))
      }),
      { numRuns: 150 },
    )
  })

  it('a statement with another number than its evidence is not sent', () => {
    const [statement] = statementsOf(ask('How many patients discontinued on placebo?'))
    if (!statement) throw new Error('there is an answer')
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 9999 }), (number) => {
        const changed = { ...statement, text: statement.text.replace('8 (13%)', `${number} (13%)`) }
        expect(verifyAnswer([changed], studySources)).toEqual([])
      }),
    )
    expect(verifyAnswer([statement], studySources)).toEqual([statement])
  })

  it('a sum of other cells than those it cites is not sent', () => {
    const [total] = statementsOf(ask('What is the total amount of duplicate payments?', register))
    if (!total) throw new Error('there is a sum')
    expect(total.text).toContain('8,075.75')
    expect(verifyAnswer([total], register)).toEqual([total])
    const fewer = { ...total, citations: total.citations.slice(1) }
    expect(verifyAnswer([fewer], register)).toEqual([])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8_074 }), (amount) => {
        const changed = { ...total, text: total.text.replace('8,075.75', `${amount}.75`) }
        expect(verifyAnswer([changed], register)).toEqual([])
      }),
    )
  })

  it.each([
    'The change in heart rate will be analysed in the same way as the primary endpoint.',
    'The change in heart rate will be analysed the same as the primary endpoint.',
  ])(
    'what is only likened to the thing that is asked for does not say what it is: %s',
    (likened) => {
      const { sources } = buildEvidence([
        {
          role: 'protocol',
          blocks: [
            heading('Endpoints'),
            paragraph('The primary endpoint is the change in blood pressure at Week 12.'),
            heading('Secondary Analyses'),
            paragraph(likened),
          ],
        },
      ])
      const [first, ...others] = ask('What is the primary endpoint?', sources).sentences
      expect(first?.text).toBe('The primary endpoint is the change in blood pressure at Week 12.')
      expect(others.map(({ text }) => text).join()).not.toContain(likened)
    },
  )
})
