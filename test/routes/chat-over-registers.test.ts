import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askInTurn, listStatements } from '../support/ask-in-app.ts'
import type { TestApp } from '../support/create-test-app.ts'
import { openWithFiles } from '../support/open-with-files.ts'

const requests = [
  ['BR no.', 'Asked on', 'Asked by', 'Description', 'Price EUR', 'Status'],
  ['BR-01', '2025-01-14', 'Harbour', 'New rails at the slip', '9180', 'Completed'],
  ['BR-02', '2025-02-02', 'Yard', 'Second crane hook', '4150', 'Rejected'],
  ['BR-03', '2025-02-19', 'Harbour', 'Paint for the ferry', '1760', 'In progress'],
  ['BR-04', '2025-03-22', 'Yard', 'Weekend shift', '3600', 'Withdrawn'],
  ['BR-05', '2025-04-08', 'Yard', 'Spare pump', '2300', 'Rejected'],
]

const rules = [
  '# Rules of the yard\n\n',
  'A build request states its number, the day on which it is asked, the price and the party asking.\n\n',
  'Build requests are signed by both masters.\n',
].join('')

let app: TestApp
beforeAll(async () => {
  app = await openWithFiles({
    'build_requests.csv': [{ name: 'R', rows: requests }],
    'rules.md': rules,
  })
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = async (...turns: string[]) => (await askInTurn(app, turns)).at(-1)
const namesOf = async (...turns: string[]) =>
  listStatements(await ask(...turns)).map((text) => text.split(':')[0])

describe('a list whose file alone says what its rows are', () => {
  test.each([
    ['Which build requests were rejected?', ['BR-02', 'BR-05']],
    ['Which build requests are in progress?', ['BR-03']],
    ['Which build request was withdrawn?', ['BR-04']],
  ])('gives the rows whose cells say the rest: %s', async (question, expected) => {
    expect(await namesOf(question)).toEqual(expected)
  })

  test('says nothing where no cell says it', async () => {
    expect(await namesOf('Which build requests were postponed?')).toEqual([])
  })

  test('is counted', async () => {
    const answer = await ask('How many build requests were rejected?')
    expect(answer?.sentences[0]?.text).toBe('2 of 5 rows:')
  })

  test('is gone on from where its rows were found', async () => {
    const [first] = await namesOf('Which build requests are in progress?', 'What is its price?')
    expect(first).toBe('BR-03')
  })
})
