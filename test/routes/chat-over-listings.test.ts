import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askInTurn, listStatements, verdictOf } from '../support/ask-in-app.ts'
import type { TestApp } from '../support/create-test-app.ts'
import { openWithFiles } from '../support/open-with-files.ts'

const withdrawn = [
  ['Subject', 'Site', 'Arm', 'Age', 'Sex', 'Day of withdrawal', 'Reason', 'Detail'],
  ['11-004', 'Bergen', 'Vehicle', '34', 'F', '41', 'Lack of efficacy', ''],
  ['11-011', 'Bergen', 'Low dose', '52', 'M', '23', 'Withdrawal of consent', 'Moved abroad'],
  ['12-003', 'Lodz', 'Vehicle', '61', 'F', '19', 'Lack of efficacy', ''],
  ['12-018', 'Lodz', 'High dose', '55', 'M', '77', 'Lost to follow-up', ''],
  ['12-020', 'Lodz', 'High dose', '47', 'F', '33', 'Adverse event', 'Site pain (severe)'],
  ['13-009', 'Braga', 'High dose', '31', 'F', '16', 'Adverse event', 'Cellulitis of the foot'],
]

const events =
  'Results: safety\n\nTable 4. Serious adverse events, number of subjects\n\n' +
  '| Event | Vehicle | Low dose | High dose |\n| - | - | - | - |\n' +
  '| Appendicitis | 1 | 0 | 0 |\n| Cellulitis | 0 | 0 | 1 |\n| Syncope | 0 | 0 | 1 |\n\n' +
  'One subject of the low dose had an anaphylactic reaction at home.\n'

const awards = [
  ['ID', 'Recipient', 'District', 'Amount (EUR)', 'Approved by'],
  ['A-01', 'Rowing Club', 'Harbour', '12,500', 'Director Lind'],
  ['A-02', 'Food Bank', 'Eastfield', '34,000', 'Committee'],
  ['A-03', 'Choir', 'Old Town', '14,200', 'Head of Unit Okoro'],
  ['A-04', 'Model Boats', 'Harbour', '1,900', 'Head of Unit Okoro'],
  ['A-05', 'Heritage Walks', 'Old Town', '15,200', 'Director Lind'],
  ['A-06', 'Film Nights', 'Harbour', '22,800', 'Director Lind'],
]

const inspection =
  '# Inspection of the works\n\nTable 1. Deficiencies found\n\n' +
  '| No. | Building | Deficiency | Class | Deadline | Done by 15 January 2026 |\n| - | - | - | - | - | - |\n' +
  '| D1 | A | Noise above the action value | Serious | 28 February 2025 | No |\n' +
  '| D2 | B | Guard of conveyor loose | Serious | 31 October 2025 | Yes |\n' +
  '| D3 | A | Electricity use of the pumps not metered | Minor | 30 November 2025 | Yes |\n\n' +
  '# Targets\n\nElectricity use is to fall to 6,250 MWh in 2026.\n\n'

const plan =
  '# Audit plan\n\nTable 1. Planned work\n\n| Step | Auditor days |\n| - | - |\n| Preparation | 6 |\n| Total | 47 |\n\n' +
  '# Results\n\nThe audit found no award used for another purpose than agreed.\n'

let app: TestApp
beforeAll(async () => {
  app = await openWithFiles({
    'withdrawn.csv': [{ name: 'W', rows: withdrawn }],
    'events.md': events,
    'awards.xlsx': [{ name: 'Awards', rows: awards }],
    'inspection.md': inspection,
    'plan.md': plan,
  })
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = (...texts: string[]) => askInTurn(app, texts)

describe('what is asked for by “at which site”', () => {
  test('is given with the row that has it', async () => {
    const [answer] = await ask('At which site was the subject with cellulitis of the foot?')
    expect(listStatements(answer)[0]).toContain('Site Braga')
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test.each([
    'At which site was the subject with syncope?',
    'At which hospital was the subject with cellulitis of the foot?',
    'In which country was the subject with cellulitis of the foot?',
    'At which site did the subject of the low dose have an anaphylactic reaction?',
    'In which town is the Food Bank?',
    'On which machine was the guard of the conveyor loose?',
  ])('is not answered with what doesn’t say it: %s', async (question) => {
    const [answer] = await ask(question)
    expect(listStatements(answer)).toEqual([])
    expect(verdictOf(answer)).toBe('insufficient_evidence')
  })
})

describe('the most or least of a total', () => {
  test.each([
    'Which district received the smallest total amount?',
    'Which district received the largest amount in total?',
    'Which district got the lowest amount altogether?',
    'Which district had the smallest amount?',
  ])('is no single row of those that are added up: %s', async (question) => {
    const [answer] = await ask(question)
    expect(listStatements(answer).join()).not.toMatch(/A-0[24]/)
  })

  test('is the sum of the rows of each, with every cell of it cited', async () => {
    const [answer] = await ask('Which district received the smallest total amount?')
    const statements = answer?.sentences.filter(({ kind }) => kind === 'statement') ?? []
    expect(statements.map(({ text }) => text)).toEqual([
      'Total Amount (EUR), District Old Town: 29,400 (awards.xlsx)',
      'Total Amount (EUR), District Harbour: 37,200 (awards.xlsx)',
      'Total Amount (EUR), District Eastfield: 34,000 (awards.xlsx)',
    ])
    expect(statements[0]?.citations.map(({ quote }) => quote)).toEqual([
      'Old Town',
      '14,200',
      '15,200',
    ])
    expect(statements.every(({ claim_state: state }) => state === 'supported')).toBe(true)
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test('is not told where the total is not asked for', async () => {
    const [answer] = await ask('Which district had the smallest amount?')
    expect(verdictOf(answer)).toBe('insufficient_evidence')
  })
})

describe('how much was used', () => {
  test('is no list of deficiencies with a date in it', async () => {
    const [, answer] = await ask(
      'What is the target for electricity use in 2026?',
      'How much was used in 2025?',
    )
    expect(listStatements(answer)).toEqual([])
  })

  test('is not told by what was used for a purpose', async () => {
    const [, answer] = await ask('How many auditor days were planned?', 'How many were used?')
    expect(listStatements(answer)).toEqual([])
  })
})
