import { describe, expect, it } from 'vitest'
import { sliceRange } from '../../../shared/text/range.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { heading, list, paragraph } from '../../support/build-source-text.ts'
import { ask, statementsOf, textsOf } from './ask.ts'

const { sources: built } = buildEvidence([
  {
    role: 'sap',
    blocks: [
      heading('Authors:'),
      paragraph('Cathy Hill, Joel Moss and Susan Reed for the project team'),
      heading('Secondary Efficacy Endpoints'),
      list('Pain score at Week 8.', 'Mean sleep score from Week 4 to Week 24.'),
      heading('Sample Size Considerations'),
      paragraph(
        'Approximately 100 patients will be randomized to each group. This has 90% power to detect a difference of 3 points.',
      ),
      heading('Early Termination and Missing Data'),
      paragraph('Data of patients who stop early will be collected at the Week 24 visit.'),
      paragraph(
        'Missing values after baseline will be imputed by the last observation carried forward. Missing baseline values will not be imputed.',
      ),
      heading('Further Analyses'),
      paragraph('At each visit, and behind the last visit, the visit is written down as a visit.'),
      paragraph('A visit is a visit to the clinic.'),
      paragraph('Each visit takes an hour.'),
      paragraph('A visit may be moved.'),
      paragraph('The protocol proposes a number of secondary analyses for the efficacy endpoints.'),
      paragraph('Details of how to handle missing values are in Appendix 1 of this plan.'),
      paragraph('The groups are unequal, so that the sample size of each must be looked at.'),
      paragraph('Patients with a rash should be seen at once. Contact CRO medical monitor.'),
    ],
  },
])

/** Each passage below the heading before it, and all below the title. */
const sources = built.map((source) => {
  const { blocks, text } = source.sourceText
  const findHeading = (at: number) =>
    blocks.slice(0, at + 1).findLast(({ kind }) => kind === 'heading')
  const passages = source.passages.map((passage, at) => {
    const found = findHeading(at)
    const path = found ? [sliceRange(text, found.range)] : []
    return { ...passage, headingPath: ['Statistical Analysis Plan', ...path] }
  })
  return { ...source, passages }
})

describe('a question that names a section', () => {
  it('is answered by the list that stands right below its heading', () => {
    expect(textsOf(ask('Which secondary efficacy endpoints are there?', sources))).toEqual([
      'Secondary Efficacy Endpoints',
      '• Pain score at Week 8.',
      '• Mean sleep score from Week 4 to Week 24.',
    ])
  })

  it('is answered by the first sentences below its heading, which need not repeat its name', () => {
    const answer = ask('What is the sample size?', sources)
    expect(textsOf(answer)).toEqual([
      'Planned: Approximately 100 patients will be randomized to each group.',
      'This has 90% power to detect a difference of 3 points.',
    ])
  })

  it('is answered by what stands below a label', () => {
    const answer = ask('Who are the authors of the analysis plan?', sources)
    expect(textsOf(answer)).toEqual(['Cathy Hill, Joel Moss and Susan Reed for the project team'])
  })
})

describe('a question of how something is handled', () => {
  it('is answered by what is done, and not by where to read of it', () => {
    const texts = textsOf(ask('How are missing values handled?', sources))
    expect(texts.join('\n')).toContain('imputed by the last observation carried forward')
    expect(texts.join('\n')).not.toContain('Appendix 1')
  })

  it('has no answer where a heading has one of its words and the sentence below another', () => {
    expect(statementsOf(ask('What happens after a missed visit?', sources))).toEqual([])
  })
})

describe('a question of who somebody is', () => {
  it('has no answer in a request to turn to them', () => {
    expect(statementsOf(ask('Who is the medical monitor?', sources))).toEqual([])
  })
})

describe('what a question asks for by its kind', () => {
  const { sources: told } = buildEvidence([
    {
      role: 'sap',
      blocks: [
        paragraph('Velorastat 15 mg is compared with placebo first; then velorastat 5 mg is.'),
        paragraph('Plasma samples will be capped and frozen at approximately −20°C.'),
        paragraph('A total score will be treated as missing if 4 items or more are missing.'),
      ],
    },
    {
      role: 'report',
      blocks: [
        heading('Earlier Audits'),
        paragraph('Of the five recommendations of audit IA-2022-07, four have been implemented.'),
      ],
    },
  ])
  const inAudit = told.map((source) => ({
    ...source,
    passages: source.passages.map((one) => ({ ...one, headingPath: ['Earlier Audits'] })),
  }))

  it.each([
    ['Which dose is compared with placebo first?', /15 mg/],
    ['At what temperature are plasma samples frozen?', /−20°C/],
    ['When is a total score set to missing?', /4 items or more/],
    ['How many recommendations of the earlier audit have been implemented?', /four/],
  ])('need not be called so: %s', (text, value) => {
    expect(textsOf(ask(text, inAudit))[0]).toMatch(value)
  })
})
