import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnswerMessage } from '../../shared/contract/conversations.ts'
import { askInTurn } from '../support/ask-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const papers = [
  '# Duplicate payments\n\n',
  '| No. | Supplier | Invoice | Amount (EUR) | Recovered |\n| --- | --- | --- | --- | --- |\n',
  '| 1 | Norden Lifts | NL-4471 | 18,600 | Yes |\n| 2 | Pavel Glass | 88213 | 2,215 | No |\n\n',
  '# Guarantors\n\n',
  '| Guarantor | Jurisdiction |\n| --- | --- |\n',
  '| Hallam Haulage Limited | England and Wales |\n| Hallam Nederland B.V. | Netherlands |\n',
].join('')

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  const bytes = new TextEncoder().encode(papers)
  await app.upload('/api/v1/documents', { name: 'papers.md', type: 'text/markdown', bytes }, {})
  await waitUntilIdle(app)
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = async (...texts: string[]) => (await askInTurn(app, texts)).at(-1)
const rowsOf = (answer: AnswerMessage | undefined) =>
  answer?.sentences.filter(({ kind }) => kind === 'statement').map(({ text }) => text.split(':')[0])

test('what was paid twice is a duplicate payment', async () => {
  const answer = await ask('What amount was paid twice to Pavel Glass?')
  expect(answer?.text).toContain('Amount (EUR) 2,215')
})

test('where a company is incorporated is its jurisdiction, of the next one, too', async () => {
  const asked = 'Where is Hallam Nederland B.V. incorporated?'
  expect((await ask(asked))?.text).toContain('Jurisdiction Netherlands')
  const answer = await ask(asked, 'And Hallam Haulage Limited?')
  expect(answer?.text).toContain('Jurisdiction England and Wales')
  expect(answer?.text).not.toContain('Netherlands')
})

test('a company that no list names is incorporated nowhere', async () => {
  expect(rowsOf(await ask('Where is Hallam Ireland Limited incorporated?'))).toEqual([])
})
