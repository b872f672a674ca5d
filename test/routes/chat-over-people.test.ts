import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askInTurn, listStatements, verdictOf } from '../support/ask-in-app.ts'
import type { TestApp } from '../support/create-test-app.ts'
import { openWithFiles } from '../support/open-with-files.ts'

const enrolled = [
  ['Subject', 'Site', 'Arm', 'Age', 'Sex'],
  ['11-001', 'Bergen', 'Vehicle', '34', 'F'],
  ['11-002', 'Bergen', 'Active', '66', 'M'],
  ['12-001', 'Lodz', 'Vehicle', '61', 'F'],
  ['12-002', 'Lodz', 'Active', '55', 'M'],
  ['12-003', 'Lodz', 'Active', '47', 'F'],
  ['13-001', 'Braga', 'Active', '21', 'F'],
]

const withdrawn = [
  ['Listing of subjects withdrawn before Week 10'],
  ['Subject', 'Site', 'Age', 'Reason'],
  ['11-002', 'Bergen', '66', 'Lack of efficacy'],
  ['13-001', 'Braga', '21', 'Lost to follow-up'],
  ['13-004', 'Braga', '40', 'Withdrawal of consent'],
]

const report =
  '# Review of the store\n\nLead auditor: Petra Vasko\n\nAuditors: Hamid Rezai, Lucy Brandt (reserve)\n\n' +
  '## Findings\n\nTable 1. Findings\n\n| No. | Finding | Owner | Agreed date | Status |\n| - | - | - | - | - |\n' +
  '| F-05 | No credit check on file | Head of Sales | 31 January 2026 | Open |\n' +
  '| F-09 | Interests not declared | Legal Counsel | 28 February 2026 | Open |\n\n' +
  '## Staff\n\nTable 2. Executive officers\n\n| Name | Age | Title |\n| - | - | - |\n' +
  '| Leigh Fox | 47 | Chief Executive Officer |\n| Andrew Kaiser | 51 | Chief Financial Officer |\n' +
  '| Suzanne Maratta | 37 | Controller |\n\n' +
  'Defined contribution schemes are provided in Egypt, Greece, Hungary and Spain. ' +
  'The schemes of each class are chosen by a board of trustees for whom the rules of the group were written, to obtain maximum consistency.\n\n' +
  'Before that, Leigh Fox was in the audit practice of Rowe & Sons; she has been with the company since 2017.\n'

let app: TestApp
beforeAll(async () => {
  app = await openWithFiles({
    'subjects.csv': [{ name: 'S', rows: enrolled }],
    'withdrawals.csv': [{ name: 'W', rows: withdrawn }],
    'review.md': report,
  })
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = (...texts: string[]) => askInTurn(app, texts)

describe('who did something', () => {
  test.each([
    ['Who led the audit?', 'Petra Vasko'],
    ['Who leads the audit?', 'Petra Vasko'],
    ['Who was the lead auditor?', 'Petra Vasko'],
    ['Who is the Chief Financial Officer?', 'Andrew Kaiser'],
  ])('%s', async (question, name) => {
    const [answer] = await ask(question)
    expect(listStatements(answer)[0]).toContain(name)
    expect(listStatements(answer)).toHaveLength(1)
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test.each(['Who audits the company?', 'Who led the fieldwork?', 'Who leads the sales team?'])(
    'is not told by what has its words in other clauses: %s',
    async (question) => {
      const [answer] = await ask(question)
      expect(listStatements(answer)).toEqual([])
    },
  )
})

test('what is his is asked of whom the answer before was about', async () => {
  const [, title, other] = await ask(
    'How old is Andrew Kaiser?',
    'What is his title?',
    'And that of Leigh Fox?',
  )
  expect(listStatements(title)[0]).toContain('Title Chief Financial Officer')
  expect(listStatements(other)[0]).toContain('Title Chief Executive Officer')
})

test('a scheme of defined contributions is asked about, and no definition', async () => {
  const [answer] = await ask('Is a defined contribution scheme provided in Hungary?')
  expect(listStatements(answer)[0]).toContain('Hungary')
  expect(verdictOf(answer)).toBe('sufficient')
})

test('the most of something else is not the most of what is asked', async () => {
  const [answer] = await ask('Which class of schemes has the highest count?')
  expect(listStatements(answer)).toEqual([])
})

describe('by when something is to be done', () => {
  test.each([
    ['When is F-05 due?', '31 January 2026'],
    ['What is the due date of F-09?', '28 February 2026'],
    ['What is the target date for F-05?', '31 January 2026'],
    ['What is the deadline for F-09?', '28 February 2026'],
    ['By when is F-05 to be dealt with?', '31 January 2026'],
  ])('%s', async (question, day) => {
    const [answer] = await ask(question)
    expect(listStatements(answer)[0]).toContain(day)
    expect(listStatements(answer)).toHaveLength(1)
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test.each(['When is F-28 due?', 'What is the deadline for the credit line?'])(
    'is of nothing else: %s',
    async (question) => {
      const [answer] = await ask(question)
      expect(listStatements(answer)).toEqual([])
    },
  )
})

describe('the oldest and the youngest', () => {
  test.each([
    ['Who is the oldest executive officer?', 'Andrew Kaiser', '51'],
    ['Who is the youngest of the executive officers?', 'Suzanne Maratta', '37'],
    ['How old is the youngest subject?', '13-001', '21'],
    ['How old was the oldest subject in Lodz?', '12-001', '61'],
    ['How old was the oldest withdrawn subject?', '11-002', '66'],
  ])('%s', async (question, name, age) => {
    const [answer] = await ask(question)
    expect(listStatements(answer)[0]).toContain(name)
    expect(listStatements(answer)[0]).toContain(age)
    expect(listStatements(answer)).toHaveLength(1)
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test('is none of another list', async () => {
    const [answer] = await ask('Who is the oldest director?')
    expect(listStatements(answer)).toEqual([])
  })
})

describe('the group with the most rows', () => {
  test('is counted where the list is of what is asked', async () => {
    const [answer] = await ask('Which site has the most subjects?')
    expect(answer?.sentences[0]?.text).toBe('Most rows under “Site”: Lodz, 3 of 6.')
    expect(listStatements(answer).map((text) => text.split(':')[0])).toEqual([
      '12-001',
      '12-002',
      '12-003',
    ])
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test('is counted in a list of some of them only where these are asked for', async () => {
    const [answer] = await ask('Which site has the most subjects withdrawn?')
    expect(answer?.sentences[0]?.text).toBe('Most rows under “Site”: Braga, 2 of 3.')
  })

  test.each(['Which site has the most nurses?', 'Which site has the most subjects in Arm B?'])(
    'is not told of what no row is: %s',
    async (question) => {
      const [answer] = await ask(question)
      expect(listStatements(answer)).toEqual([])
    },
  )
})
