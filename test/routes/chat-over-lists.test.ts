import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnswerMessage } from '../../shared/contract/conversations.ts'
import { askInTurn } from '../support/ask-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { uploadExample, waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  await uploadExample(app, 'audit')
  await waitUntilIdle(app)
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = (...texts: string[]) => askInTurn(app, texts)

const statementsOf = (answer: AnswerMessage | undefined) =>
  answer?.sentences.filter(({ kind }) => kind === 'statement') ?? []
const verdictOf = (answer: AnswerMessage | undefined) => answer?.quality_verdict.verdict

describe('a list', () => {
  test('gives the rows whose cells say what is asked, and of how many', async () => {
    const [answer] = await ask('Which exceptions were duplicate payments?')
    const rows = statementsOf(answer)
    expect(rows.map(({ text }) => text.split(':')[0])).toEqual([
      'INV-20417',
      'INV-20533',
      'INV-20780',
    ])
    expect(answer?.sentences[0]?.text).toBe('3 of 15 rows:')
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test('is added up where a total of its rows is asked for: said as computed, with every cell cited', async () => {
    const [, answer] = await ask(
      'Which exceptions were duplicate payments?',
      'What was their total amount?',
    )
    expect(answer?.sentences[0]?.text).toBe('Computed from the rows below:')
    const [total] = statementsOf(answer)
    expect(total?.text).toContain('20,556.25')
    expect(total?.claim_state).toBe('supported')
    expect(total?.citations.map(({ quote }) => quote)).toEqual([
      '4,860.00',
      '12,480.50',
      '3,215.75',
    ])
  })

  test('names the owner beside a number, and the next question goes on from there', async () => {
    const [owner, due, other] = await ask(
      'Who is the owner of finding 4?',
      'And when is it due?',
      'And finding 1?',
    )
    expect(statementsOf(owner)[0]?.text).toContain('Owner HR Services')
    expect(statementsOf(due)[0]?.text).toContain('Due 2025-04-30')
    expect(statementsOf(other)[0]?.text).toContain('Due 2025-01-31')
  })

  test('whose rows are other things counts none of them', async () => {
    const [answer] = await ask('How many invoices were paid twice?')
    expect(statementsOf(answer).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Three invoices of suppliers were paid twice/),
    ])
  })
})

describe('what was recommended', () => {
  test('is not in place for that', async () => {
    const [answer] = await ask('Is the duplicate check in place?')
    expect(
      statementsOf(answer)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Extend')
    expect(verdictOf(answer)).not.toBe('sufficient')
  })
})

describe('a count', () => {
  test('is asked for again where only another row is named', async () => {
    const [, answer] = await ask(
      'How many of the bank payments were tested?',
      'And of the travel expenses?',
    )
    expect(statementsOf(answer)[0]?.text).toContain('Tested 80')
  })
})

describe('a table', () => {
  test.each([
    ['How many exceptions were there?', 'Exceptions 15 (4.0%)'],
    ['What is the total amount of all exceptions?', '108,007.10'],
    ['How many transactions were tested altogether?', 'Tested 375'],
    ['Which process had the highest exception rate?', 'Vendor master data'],
    ['What was the largest single exception?', 'PO-7803'],
    ['What percentage of purchase orders were exceptions?', '4 (6.7%)'],
  ])('%s', async (question, value) => {
    const [answer] = await ask(question)
    expect(statementsOf(answer)[0]?.text).toContain(value)
    expect(verdictOf(answer)).toBe('sufficient')
  })
})

describe('prose', () => {
  test('explains a name by its definition', async () => {
    const [answer] = await ask('What does a High rating mean?')
    expect(statementsOf(answer)[0]?.text).toMatch(/^High: a control is missing or fails/)
  })

  test('that says what is still to be done is not called done', async () => {
    const [answer] = await ask('Have the duplicate supplier accounts been merged?')
    expect(statementsOf(answer).map(({ text }) => text)).toEqual([
      'Planned: The duplicate accounts will be merged by 31 January 2025.',
    ])
    expect(answer?.quality_verdict).toMatchObject({
      verdict: 'low_confidence',
      reason_code: 'only_planned',
    })
  })

  test('tells who does something to whom from the other way round', async () => {
    const [answer] = await ask('To whom does Internal Audit report?')
    expect(statementsOf(answer)[0]?.text).toMatch(/^Internal Audit reports to the chair/)
  })
})

describe('what is not there', () => {
  test.each([
    'How many exceptions were found in the fourth quarter?',
    'What was the amount of PO-7899?',
    'What is the deadline of finding 9?',
    'How many exceptions were found in payroll?',
    'What was the total amount of exceptions in 2023?',
    'Who is the chief financial officer of the group?',
    'Wie viele Rechnungen wurden geprüft?',
  ])('is not answered: %s', async (question) => {
    const [answer] = await ask(question)
    expect(verdictOf(answer)).toBe('insufficient_evidence')
    expect(statementsOf(answer)).toEqual([])
  })

  test.each(['And the other one?', 'How many?', 'What was the amount?'])(
    'is asked back where nothing is named: %s',
    async (question) => {
      const [answer] = await ask(question)
      expect(answer?.quality_verdict.reason_code).toBe('question_unclear')
    },
  )
})

test('a fragment that the question before does not explain is asked by itself', async () => {
  const [, answer] = await ask('¿Cuántas facturas?', 'INV-20417')
  expect(statementsOf(answer)[0]?.text).toMatch(/^INV-20417: /)
  expect(answer?.understood_as).toBe('INV-20417')
})
