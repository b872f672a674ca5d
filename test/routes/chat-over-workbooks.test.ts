import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnswerMessage } from '../../shared/contract/conversations.ts'
import { askInTurn } from '../support/ask-in-app.ts'
import type { TestApp } from '../support/create-test-app.ts'
import { openWithFiles } from '../support/open-with-files.ts'

const orders = [
  ['Order', 'Date', 'Town', 'Supplier', 'Item', 'Amount (EUR)', 'Approved by'],
  ['4701', '2025-01-14', 'Ulm', 'Hartwig Paper', 'Copy paper', '1,240.00', 'A. Brandt'],
  ['4703', '2025-02-03', 'Ulm', 'Seidel Office', 'Desks', '12,450.00', ''],
  ['4708', '2025-03-31', 'Kassel', 'Nordkabel', 'Switches', '9,870.00', ''],
  ['4710', '2025-05-16', 'Trier', 'Nordkabel', 'Patch panels', '2,115.75', 'J. Osei'],
  ['4711', '2025-05-07', 'Ulm', 'Seidel Office', 'Cabinets', '8,460.00', 'M. Ferri'],
]

const quarters = [
  ['Quarter', 'Paid late (number)', 'Duplicate payments (number)'],
  ['Q1', '625', '14'],
  ['Q2', '755', '19'],
  ['Q3', '950', '31'],
  ['Q4', '497', '9'],
  ['Year', '2,827', '73'],
]

const register = [
  '# Findings register\n\nTable 2. Critical and High findings\n\n',
  '| No. | Rating | Finding | Owner | Agreed date | Status |\n| --- | --- | --- | --- | --- | --- |\n',
  '| F-05 | High | No credit check on file | Head of Procurement | 31 Jan 2026 | Overdue |\n',
  '| F-09 | High | Interests not declared | Legal Counsel | 28 Feb 2026 | Open, not yet due |\n',
  '| F-40 | Critical | One person could release a payment | Chief Accountant | 15 Nov 2025 | Closed |\n',
  '| F-55 | High | Accounts of leavers not disabled | Head of IT | 31 Jan 2026 | Overdue |\n\n',
  'Actions are due within 60 days for Critical and 120 days for High findings.\n',
].join('')

let app: TestApp
beforeAll(async () => {
  app = await openWithFiles({
    'orders.xlsx': [{ name: 'Orders', rows: orders }],
    'ledger.csv': [{ name: 'Ledger', rows: quarters }],
    'register.md': register,
  })
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = (...texts: string[]) => askInTurn(app, texts)
const textsOf = (answer: AnswerMessage | undefined) =>
  answer?.sentences.map(({ text }) => text).filter((text) => !/^(?:Searched|Nearest):/.test(text))
const rowsOf = (answer: AnswerMessage | undefined) =>
  answer?.sentences.filter(({ kind }) => kind === 'statement').map(({ text }) => text.split(':')[0])
const verdictOf = (answer: AnswerMessage | undefined) => answer?.quality_verdict.verdict

describe('a list of orders', () => {
  test.each([
    ['Which order was the largest?', ['4703']],
    ['Which order was the largest in Ulm?', ['4703']],
    ['Which order was the smallest?', ['4701']],
    ['Which orders were not approved?', ['4703', '4708']],
    ['Which orders in Ulm were not approved?', ['4703']],
    ['How many orders without approval in Ulm?', ['4703']],
    ['How many of the orders in Ulm were approved?', ['4701', '4711']],
    ['How many orders were placed in May 2025?', ['4710', '4711']],
    ['Who approved order 4711?', ['4711']],
    ['How many orders are there?', ['4701', '4703', '4708', '4710', '4711']],
  ])('%s', async (question, rows) => {
    const [answer] = await ask(question)
    expect(rowsOf(answer)).toEqual(rows)
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test('counts the rows that it gives', async () => {
    const [answer] = await ask('How many orders were placed with Nordkabel?')
    expect(textsOf(answer)?.[0]).toBe('2 of 5 rows:')
  })

  test('adds up the rows that are meant, or all of them', async () => {
    const [some] = await ask('What was the total of the orders placed with Nordkabel?')
    expect(textsOf(some)?.[1]).toContain('11,985.75')
    const [all] = await ask('What is the total of all orders?')
    expect(textsOf(all)?.[1]).toContain('34,135.75')
  })

  test('says of an empty cell that there is no entry, and who approved it is not answered with the row', async () => {
    const [answer] = await ask('Who approved order 4703?')
    expect(textsOf(answer)).toEqual([
      'The sources speak of this and give no value.',
      'No entry under “Approved by”: 4703.',
    ])
    expect(verdictOf(answer)).toBe('insufficient_evidence')
  })

  test.each([
    'Who approved order 4720?',
    'How many orders were placed in July 2025?',
    'How many orders were placed in Stuttgart?',
    'Which supplier has the most orders?',
  ])('has nothing where none is meant: %s', async (question) => {
    const [answer] = await ask(question)
    expect(verdictOf(answer)).toBe('insufficient_evidence')
  })
})

describe('a question behind an answer', () => {
  test('gives nobody’s orders for the limit of what they may approve', async () => {
    const [limit] = await ask('Up to what amount can J. Osei approve an order?')
    expect(rowsOf(limit)).toEqual([])
  })

  test('asks of the very row that was shown', async () => {
    const [, approved, item] = await ask(
      'Which order was the smallest?',
      'Who approved it?',
      'What was ordered?',
    )
    expect(rowsOf(approved)).toEqual(['4701'])
    expect(rowsOf(item)).toEqual(['4701'])
  })

  test('asks of the rows that were shown, and of no others', async () => {
    const [, open, largest, when] = await ask(
      'Which orders were placed in Ulm?',
      'Which of them were not approved?',
      'Which orders are from Kassel?',
      'When was it placed?',
    )
    expect(rowsOf(open)).toEqual(['4703'])
    expect(rowsOf(largest)).toEqual(['4708'])
    expect(rowsOf(when)).toEqual(['4708'])
  })

  test('puts another name of the same column in the place of the one before', async () => {
    const [, other, total] = await ask(
      'How many orders did M. Ferri approve?',
      'And J. Osei?',
      'And A. Brandt?',
    )
    expect(rowsOf(other)).toEqual(['4710'])
    expect(rowsOf(total)).toEqual(['4701'])
  })
})

describe('a register', () => {
  test('gives a row for its own number, and not for a date with the same digits', async () => {
    const [own, none] = await ask('What is the status of finding F-09?', 'Who owns finding F-28?')
    expect(rowsOf(own)).toEqual(['F-09'])
    expect(verdictOf(none)).toBe('insufficient_evidence')
  })

  test('takes the Head of IT for no other head', async () => {
    const [answer] = await ask('Which findings does the Head of IT own?')
    expect(rowsOf(answer)).toEqual(['F-55'])
  })

  test('gives no row that is not yet due for a deadline', async () => {
    const [answer] = await ask('What is the deadline for High findings?')
    expect(textsOf(answer)?.join(' ')).toContain('120 days for High')
    expect(textsOf(answer)?.join(' ')).not.toContain('F-09')
  })

  test('gives a row whose words begin with a number word', async () => {
    const [answer] = await ask('Which findings are rated Critical?')
    expect(rowsOf(answer)).toEqual(['F-40'])
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test.each(['Who is the Chief Accountant?', 'What is the name of the Legal Counsel?'])(
    'has an office, and nobody’s name: %s',
    async (question) => {
      const [answer] = await ask(question)
      expect(verdictOf(answer)).toBe('insufficient_evidence')
    },
  )
})

describe('a table with a sum that is not called so', () => {
  test('gives another value of the row that was asked for, and none of the sum', async () => {
    const [, late] = await ask(
      'How many duplicate payments were there in Q3?',
      'How many paid late does that give?',
    )
    expect(textsOf(late)?.[0]).toContain('950')
  })

  test('compares the quarters without the year', async () => {
    const [answer] = await ask('Which quarter had the most duplicate payments?')
    expect(rowsOf(answer)).toEqual(['Q3'])
  })
})

test('an answer of the rows before says which they are', async () => {
  const [, total] = await ask('Which orders were placed in Ulm?', 'What was their total?')
  expect(total?.understood_as).toBe('What was their total? (4701, 4703, 4711)')
  expect(textsOf(total)?.[1]).toContain('22,150.00')
})
