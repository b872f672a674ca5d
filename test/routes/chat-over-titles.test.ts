import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnswerMessage } from '../../shared/contract/conversations.ts'
import { askInTurn, listStatements } from '../support/ask-in-app.ts'
import type { TestApp } from '../support/create-test-app.ts'
import { openWithFiles } from '../support/open-with-files.ts'

const minutes = [
  '# Minutes of the Harbour Board\n\n',
  'Boats are kept in two basins. They are inspected twice a day.\n\n',
  'Idle boat is defined as a boat that did not leave its berth for ninety days.\n\n',
  'The crane was shut on 24MAR2025 because of a torn cable and opened on 31MAR2025.\n\n',
  'The ferry fee fell mainly because of the new pier.\n\n',
  'Amendment no. 2 sets the mooring limit to 40 boats.\n\n',
  'Minutes taken by Ilse Moor, Harbour Clerk.\n\n',
  'The report of the crane was written by Jan Hof.\n',
].join('')

const berths = [
  ['Basin', 'Berths', 'Berths', 'Repairs', 'Repairs'],
  ['', '2025', '2024', '2025', '2024'],
  ['North', '410', '380', '12', '17'],
  ['South', '255', '262', '31', '28'],
]

const calls = [
  ['Service', 'Jan 2025', 'Feb 2025', 'Mar 2025'],
  ['Calls answered within a minute', '88.1%', '86.4%', '83.2%'],
  ['Tows done the same day', '93.5%', '91.8%', '90.6%'],
]

const damage = [
  '# Damage to boats\n\nTable 4. Damage by cause, any season\n\n',
  '| Cause | North (N=62) | South (N=31) |\n| --- | --- | --- |\n',
  '| **Ice** | | |\n| Any | 30 | 9 |\n| Slight | 16 | 7 |\n| Heavy | 14 | 2 |\n',
  '| **Storm** | | |\n| Any | 24 | 8 |\n| Slight | 20 | 7 |\n| Heavy | 4 | 1 |\n',
].join('')

let app: TestApp
beforeAll(async () => {
  app = await openWithFiles({
    'harbour_minutes.md': minutes,
    'damage.md': damage,
    'harbour_figures.xlsx': [
      { name: 'Basins', rows: berths },
      { name: 'Calls', rows: calls },
    ],
  })
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = async (...turns: string[]): Promise<AnswerMessage | undefined> =>
  (await askInTurn(app, turns)).at(-1)

describe('what a question says of the source that it asks', () => {
  test.each([
    ['Who took the minutes of the Harbour Board?', 'Ilse Moor'],
    ['How is idle boat defined in the minutes?', 'ninety days'],
  ])('need not be said again by the answer: %s', async (question, expected) => {
    expect(listStatements(await ask(question)).join('\n')).toContain(expected)
  })
})

describe('words of a question', () => {
  test.each([
    ['Why was the crane shut in March 2025?', 'torn cable'],
    ['Why did the ferry fee fall?', 'the new pier'],
    ['How often a day are the boats inspected?', 'twice a day'],
    ['Under what condition is a boat an idle boat?', 'ninety days'],
    ['What is the mooring limit since Amendment no. 2?', '40 boats'],
  ])('meet those of the sources in other forms: %s', async (question, expected) => {
    expect(listStatements(await ask(question)).join('\n')).toContain(expected)
  })
})

describe('the heads of a table', () => {
  test('may stand in two lines, the second of years', async () => {
    const answer = await ask('How many berths did the South basin have in 2024?')
    expect(listStatements(answer)).toEqual([
      expect.stringContaining('Berths 2024 262 (harbour_figures.xlsx'),
    ])
  })

  test('shorten a month that a question spells', async () => {
    const asked = 'What share of calls was answered within a minute in February 2025?'
    expect(listStatements(await ask(asked)).join('\n')).toContain('Feb 2025 86.4%')
    const next = listStatements(await ask(asked, 'And in March?')).join('\n')
    expect(next).toContain('Mar 2025 83.2%')
    expect(next).not.toContain('86.4')
  })
})

describe('a row of all kinds below a group', () => {
  test('is of the group', async () => {
    const answer = await ask('How many boats in the South had damage by storm in any season?')
    expect(listStatements(answer)).toEqual([expect.stringContaining('Storm, Any: South (N=31) 8')])
  })
})
