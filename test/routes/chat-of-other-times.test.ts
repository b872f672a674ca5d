import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnswerMessage } from '../../shared/contract/conversations.ts'
import { askInTurn } from '../support/ask-in-app.ts'
import type { TestApp } from '../support/create-test-app.ts'
import { openWithFiles } from '../support/open-with-files.ts'

const ratios = [
  ['', '31/03/2024', '30/06/2024', '30/09/2024'],
  ['Gearing (x)', '2.10', '1.95', '1.80'],
  ['Stocks (£000)', '5,410', '5,335', '5,240'],
]

const water = [
  ['Water withdrawn (thousand m3)'],
  ['Site', '2022', '2023', '2024'],
  ['Hexham', '214.6', '211.3', '205.9'],
  ['Morpeth', '141.2', '140.7', '136.6'],
  ['Total', '355.8', '352.0', '342.5'],
]

const plan = [
  '# Works of 2026\n\n',
  '| Proposal | Town | Cost (£ thousand) | Return (years) | Decision |\n| --- | --- | --- | --- | --- |\n',
  '| P1 Lagging of hot pipes | Hexham | 95 | 2.4 | Agreed |\n',
  '| P2 Larger cold store | Morpeth | 420 | 3.9 | Put off |\n',
  '| P3 Lamps of the yard | Hexham | 12 | 1.1 | Agreed |\n\n',
  'Larch & Tolland LLP gave limited assurance on the 2024 figures in March 2025.\n',
].join('')

const covenants = [
  '# Covenants\n\nGearing shall not exceed 2.50:1 on the test dates from 31 March 2024 to 31 December 2024.\n',
].join('')

const survival = [
  '# Results\n\nOverall survival (OS) was a secondary endpoint, progression-free survival (PFS) the primary one.\n\n',
  'Table 1. Progression-free survival\n\n',
  '| | Ondafil (N=212) | Placebo (N=106) |\n| --- | --- | --- |\n',
  '| Events | 151 (71.2%) | 87 (82.1%) |\n',
  '| Median PFS, months (95% CI) | 5.8 (5.2, 6.7) | 3.9 (3.1, 4.4) |\n',
  '| PFS rate at 12 months (95% CI) | 21.6% (15.4, 28.5) | 9.8% (4.2, 18.3) |\n\n',
  'Table 2. Overall survival\n\n',
  '| | Ondafil (N=212) | Placebo (N=106) |\n| --- | --- | --- |\n',
  '| Deaths | 98 (46.2%) | 57 (53.8%) |\n',
  '| Median OS, months (95% CI) | 12.1 (10.6, 14.0) | 10.4 (8.7, 12.3) |\n',
].join('')

let app: TestApp
beforeAll(async () => {
  app = await openWithFiles({
    'ratios.xlsx': [{ name: 'Ratios', rows: ratios }],
    'water.xlsx': [{ name: 'Water', rows: water }],
    'plan.md': plan,
    'covenants.md': covenants,
    'survival.md': survival,
  })
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = async (...texts: string[]) => (await askInTurn(app, texts)).at(-1)
const statementsOf = (answer: AnswerMessage | undefined) =>
  answer?.sentences.filter(({ kind }) => kind === 'statement').map(({ text }) => text)
const verdictOf = (answer: AnswerMessage | undefined) => answer?.quality_verdict.verdict

describe('a value of a day', () => {
  test.each([
    ['What was Gearing at 30 June 2024?', 'Gearing (x): 30/06/2024 1.95 (ratios.xlsx)'],
    ['What was Gearing at 31 March 2024?', 'Gearing (x): 31/03/2024 2.10 (ratios.xlsx)'],
    ['What were Stocks at 30 September 2024?', 'Stocks (£000): 30/09/2024 5,240 (ratios.xlsx)'],
  ])('%s', async (question, text) => {
    const answer = await ask(question)
    expect(statementsOf(answer)).toEqual([text])
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test.each(['What was Gearing at 31 December 2024?', 'What was Gearing at 30 June 2023?'])(
    'is neither the value of another day nor the bound that it must keep: %s',
    async (question) => {
      expect(statementsOf(await ask(question))).toEqual([])
    },
  )

  test('may be bounded where the bound is asked for', async () => {
    const answer = await ask('What was the limit of Gearing at 31 December 2024?')
    expect(statementsOf(answer)?.[0]).toContain('2.50:1')
  })
})

describe('the same question', () => {
  test('of another day is understood as it would be asked whole', async () => {
    const answer = await ask('What was Gearing at 30 June 2024?', 'And at 31 March 2024?')
    expect(answer?.understood_as).toBe('What was Gearing at 31 March 2024?')
    expect(statementsOf(answer)).toEqual(['Gearing (x): 31/03/2024 2.10 (ratios.xlsx)'])
  })

  test('of a day that no source tells is refused', async () => {
    const answer = await ask('What was Gearing at 30 June 2024?', 'And at 31 December 2024?')
    expect(statementsOf(answer)).toEqual([])
  })

  test('of another year, with a word that only the sources’ form of it was found by', async () => {
    const answer = await ask('How much water did Morpeth withdraw in 2024?', 'And in 2022?')
    expect(statementsOf(answer)).toEqual(['Morpeth: 2022 141.2 (Water withdrawn (thousand m3))'])
  })

  test('of another row leaves behind what only the last row said', async () => {
    const asked = 'What is the return of the larger cold store at Morpeth?'
    const answer = await ask(asked, 'And of the lagging of hot pipes?')
    expect(statementsOf(answer)?.map((text) => text.split(':')[0])).toEqual([
      'P1 Lagging of hot pipes',
    ])
    expect(verdictOf(answer)).toBe('sufficient')
  })
})

describe('a value with its interval', () => {
  test.each([
    ['What was the median PFS on ondafil?', /^Median PFS.* 5\.8 \(5\.2, 6\.7\)/],
    ['What was the PFS rate at 12 months on placebo?', /^PFS rate at 12 .* 9\.8% \(4\.2, 18\.3\)/],
    ['What was the median overall survival on placebo?', /^Median OS.* 10\.4 \(8\.7, 12\.3\)/],
  ])('%s', async (question, value) => {
    const answer = await ask(question)
    expect(statementsOf(answer)).toEqual([expect.stringMatching(value)])
    expect(verdictOf(answer)).toBe('sufficient')
  })
})

test('a firm with an ampersand in its name is somebody', async () => {
  const answer = await ask('Who gave limited assurance on the 2024 figures?')
  expect(statementsOf(answer)?.[0]).toContain('Larch & Tolland LLP')
})
