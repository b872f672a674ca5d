import { describe, expect, it } from 'vitest'
import { buildEvidence } from '../../support/build-evidence.ts'
import { heading, paragraph, table } from '../../support/build-source-text.ts'
import { ask, statementsOf } from './ask.ts'

const { sources } = buildEvidence([
  {
    role: 'table',
    blocks: [
      table({
        number: '14.1.1',
        title: 'Disposition of Patients',
        header: [['', 'Placebo (N=81)', 'Drug (N=82)']],
        rows: [
          ['Completed Week 12', '68 (84.0%)', '70 (85.4%)'],
          ['Discontinued', '13 (16.0%)', '12 (14.6%)'],
        ],
      }),
      table({
        number: '14.1.2',
        title: 'Baseline',
        header: [['', 'Placebo (N=81)', 'Drug (N=82)']],
        rows: [['TNSS', '8.6', '8.7']],
      }),
    ],
  },
  {
    role: 'protocol',
    blocks: [
      paragraph('The total nasal symptom score (TNSS) is the primary measure.'),
      table({
        number: '3-1',
        title: 'Objectives and endpoints',
        header: [['Objective', 'Endpoint', 'Set']],
        rows: [
          ['Primary', 'TNSS at Week 12', 'PPS'],
          ['Safety', 'Serious adverse events to Week 16', 'Safety Set'],
        ],
      }),
    ],
  },
  {
    role: 'other',
    blocks: [
      heading('Approval'),
      paragraph('Purchases above EUR 25,000 must be approved by the Head of Finance.'),
      paragraph('The starting dose is 50 mg twice a day.'),
      paragraph('Interim analysis of VLX-401 planned for September 2025.'),
      paragraph('Of 41 audit actions due in the year, 36 were closed and two were open.'),
      paragraph('The supplier shall submit a remedial plan within ten days of a failure.'),
      table({
        number: '',
        title: '',
        header: [['Ref.', 'Service', 'Available']],
        rows: [
          ['A3', 'Device management and patching', 'Every day'],
          ['A4', 'Network monitoring', 'Every day'],
        ],
      }),
      table({
        number: '',
        title: 'Cases',
        header: [['Case', 'Daily dose', 'Action']],
        rows: [
          ['V-1', '200 mg', 'Dose reduced'],
          ['V-2', '400 mg', 'Dose withdrawn at the start'],
        ],
      }),
    ],
  },
])

const answer = (text: string) => {
  const given = ask(text, sources)
  return { verdict: given.verdict.verdict, texts: statementsOf(given).map((one) => one.text) }
}

describe('what is asked', () => {
  it('spells out a short form and gives no row of it', () => {
    const { verdict, texts } = answer('What does TNSS stand for?')
    expect(texts).toEqual(['The total nasal symptom score (TNSS) is the primary measure.'])
    expect(verdict).toBe('sufficient')
  })

  it('has no words for a short form that no source spells out', () => {
    expect(answer('What does PPS stand for?').verdict).toBe('insufficient_evidence')
  })

  it('is a date where it asks when, and no count', () => {
    expect(answer('When was the study completed?').verdict).toBe('insufficient_evidence')
  })

  it('is a deed, which no rule tells', () => {
    const { verdict } = answer(
      'Which purchases above EUR 25,000 were not approved by the Head of Finance?',
    )
    expect(verdict).toBe('insufficient_evidence')
    expect(answer('Was a remedial plan submitted?').verdict).not.toBe('sufficient')
  })

  it('is what came of something, which its plan does not tell', () => {
    const { verdict } = answer('What were the results of the interim analysis of VLX-401?')
    expect(verdict).not.toBe('sufficient')
    const { texts } = answer('When is the interim analysis of VLX-401 planned?')
    expect(texts.join(' ')).toContain('September 2025')
  })

  it('is such things as it wants a list of, and no endpoint of them', () => {
    expect(answer('Which serious adverse events occurred?').verdict).toBe('insufficient_evidence')
  })

  it('is told by no count of such things', () => {
    expect(answer('Which audit actions were open?').verdict).not.toBe('sufficient')
  })

  it('is somebody in an office, and no service that is managed', () => {
    expect(answer('Who is the Service Manager?').verdict).toBe('insufficient_evidence')
  })

  it('is the very dose that it names', () => {
    expect(answer('What is the starting dose?').texts).toEqual([
      'The starting dose is 50 mg twice a day.',
    ])
  })

  it('is after any dose, and after neither of them alone', () => {
    const doses = buildEvidence([
      {
        role: 'table',
        blocks: [
          table({
            number: '14.3.4',
            title: 'Selected solicited adverse events by dose',
            header: [['', 'Placebo (N=61)', 'TLX high (N=62)']],
            rows: [
              ['Fever after dose 1', '1 (1.6%)', '2 (3.2%)'],
              ['Fever after dose 2', '2 (3.3%)', '6 (9.7%)'],
            ],
          }),
        ],
      },
    ]).sources
    const given = ask('How many patients had fever after any dose on placebo?', doses)
    expect(given.verdict.verdict).not.toBe('sufficient')
    expect(ask('How many patients had fever after dose 2 on placebo?', doses).verdict.verdict).toBe(
      'sufficient',
    )
  })

  it('is answered by half where it asks twice', () => {
    const { verdict, texts } = answer('How many patients discontinued on placebo and why?')
    expect(texts[0]).toContain('13 (16.0%)')
    expect(verdict).toBe('low_confidence')
  })
})
