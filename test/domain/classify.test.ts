import { expect, it, describe } from 'vitest'
import { classify } from '../../server/domain/classify.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { buildSourceText, heading, paragraph, table } from '../support/build-source-text.ts'

const prose = 'Forty people were seen at six sites over two years, and none was lost. '.repeat(9)

const texts: Record<string, { name: string; role: string; sourceText: SourceText }> = {
  'a protocol by its title': {
    name: 'upload (3).pdf',
    role: 'protocol',
    sourceText: buildSourceText([paragraph('Clinical Study Protocol Q7X'), paragraph(prose)]),
  },
  'a protocol by its headings alone': {
    name: 'file.docx',
    role: 'protocol',
    sourceText: buildSourceText([
      ...['Study Design', 'Inclusion Criteria', 'Informed Consent'].map((text) => heading(text)),
      paragraph(prose),
    ]),
  },
  'an analysis plan that names its protocol': {
    name: 'Q7X protocol plan.pdf',
    role: 'sap',
    sourceText: buildSourceText([
      paragraph('Statistical Analysis Plan'),
      paragraph('Protocol Q7X-AB-TRNB'),
      heading('Analysis Populations'),
      paragraph(prose),
    ]),
  },
  'a list of deviations from a protocol': {
    name: 'Q7X_protocol_deviations.csv',
    role: 'table',
    sourceText: buildSourceText([
      table({
        number: '',
        header: [['No.', 'Site', 'Class']],
        rows: [
          ['D1', '12', 'Minor'],
          ['D2', '14', 'Major'],
        ],
      }),
    ]),
  },
  'a report': {
    name: 'final.docx',
    role: 'report',
    sourceText: buildSourceText([
      paragraph('Clinical Study Report'),
      heading('Discussion and Overall Conclusions'),
      paragraph(prose),
    ]),
  },
  'a contract': {
    name: 'acme.docx',
    role: 'contract',
    sourceText: buildSourceText([
      paragraph('Supply Agreement'),
      paragraph('This deal is made by and between Acme and Bolt.'),
      heading('Governing Law'),
      paragraph(prose),
    ]),
  },
  'a ledger by its column heads': {
    name: 'q3.xlsx',
    role: 'ledger',
    sourceText: buildSourceText([
      table({
        number: '',
        header: [['Account', 'Posting date', 'Debit', 'Credit']],
        rows: [['4000', '2004-05-01', '12.00', '']],
      }),
    ]),
  },
  'a guideline': {
    name: 'e3.pdf',
    role: 'guideline',
    sourceText: buildSourceText([paragraph('Guidance for Industry: Reports'), paragraph(prose)]),
  },
  'a result table by its shape and number': {
    name: '14-9.01.docx',
    role: 'table',
    sourceText: buildSourceText([
      table({ number: '14-9.01', title: 'Deaths', header: [['', 'All']], rows: [['n', '0']] }),
    ]),
  },
  'a listing': {
    name: 'l16.docx',
    role: 'listing',
    sourceText: buildSourceText([
      paragraph('Listing 16.2.1 Withdrawn subjects'),
      table({ number: '', header: [['Subject', 'Day']], rows: [['1001', '12']] }),
    ]),
  },
}

describe('classify', () => {
  it.each(Object.entries(texts))('knows %s', (_, { name, role, sourceText }) => {
    const found = classify({ name, sourceText })
    expect(found.role).toBe(role)
    expect(found.confidence).toBeGreaterThan(0.3)
    expect(found.confidence).toBeLessThanOrEqual(1)
  })

  it('says other, without much confidence, where nothing tells', () => {
    const sourceText = buildSourceText([heading('Ducks'), paragraph('They swim.')])
    expect(classify({ name: 'ducks.docx', sourceText })).toEqual({ role: 'other', confidence: 0.5 })
  })

  it('does not take a text for a table because it has one', () => {
    const sourceText = buildSourceText([
      paragraph(prose),
      table({ number: '1', title: 'Sites', header: [['Site']], rows: [['Lund']] }),
    ])
    expect(classify({ name: 'notes.docx', sourceText }).role).toBe('other')
  })

  it('does not take a table for a protocol because its margin names one', () => {
    const built = texts['a result table by its shape and number']?.sourceText
    const sourceText = { ...built, metadata: { title: '', marginLines: ['Protocol: Q7X'] } }
    expect(classify({ name: 'x.docx', sourceText: sourceText as SourceText }).role).toBe('table')
  })

  it('is surer where name, title and headings agree', () => {
    const sourceText = buildSourceText([paragraph('Protocol Q7X'), heading('Inclusion Criteria')])
    const alone = classify({ name: 'x.pdf', sourceText: buildSourceText([paragraph('Protocol')]) })
    const agreed = classify({ name: 'q7x_protocol.pdf', sourceText })
    expect(agreed.confidence).toBeGreaterThan(alone.confidence)
  })
})
