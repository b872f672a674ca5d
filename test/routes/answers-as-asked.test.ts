import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnswerMessage } from '../../shared/contract/conversations.ts'
import { askInTurn } from '../support/ask-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { uploadExample, waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  await uploadExample(app, 'study')
  const bytes = new TextEncoder().encode(
    '# Conduct\n\n## Withdrawal Criteria\n\nA subject leaves the study for any of these reasons:\n\n' +
      '- Consent is taken back.\n- A rescue dose is needed twice.\n\n' +
      '## Laboratory\n\nTable 9. Laboratory Tests Performed at Visit 1\n\n| Category | Laboratory tests |\n| --- | --- |\n' +
      '| Urinalysis | Protein, glucose |\n| Hematology | Platelets, leukocytes |\n\n' +
      '## Dosing Errors\n\nAn overdose is treated at the site. The sponsor is told within a day.\n',
  )
  await app.upload(
    '/api/v1/documents',
    { name: 'conduct.md', type: 'text/markdown', bytes },
    { role: 'protocol' },
  )
  await waitUntilIdle(app)
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = async (text: string): Promise<AnswerMessage> => {
  const [answer] = await askInTurn(app, [text])
  if (!answer) throw new Error('no answer came')
  return answer
}

describe('whether something is good', () => {
  test.each([
    'Was velorastat effective?',
    'Was the drug safe?',
    'Is velorastat better than placebo?',
    'Did velorastat work?',
    'Was the study drug well tolerated?',
  ])('is no row of a table and no plan: %s', async (question) => {
    const { sentences, quality_verdict: verdict } = await ask(question)
    expect(sentences[0]?.text).toBe('The sources don’t say.')
    expect(verdict.verdict).toBe('insufficient_evidence')
  })
})

describe('what a measure is for', () => {
  test('is no count of it', async () => {
    const { sentences } = await ask('What does dizziness describe?')
    expect(sentences.map(({ text }) => text).join(' ')).not.toMatch(/\d \(/)
  })
})

describe('at which visits something is done', () => {
  test('is not said by a list that names no visit', async () => {
    const { sentences } = await ask('At which visits is urinalysis done?')
    expect(sentences.map(({ text }) => text).join(' ')).not.toContain('Protein')
  })

  test('but what the list says of it is', async () => {
    const { text } = await ask('Which laboratory tests are done of urinalysis?')
    expect(text).toContain('Protein, glucose')
  })
})

describe('a request', () => {
  test.each(['List the exclusion criteria', 'Please give me all the exclusion criteria.'])(
    'is read as the question that it is: %s',
    async (request) => {
      const { sentences, understood_as: understood } = await ask(request)
      expect(understood).toBe('What are the exclusion criteria?')
      expect(sentences.map(({ text }) => text)).toContain('• Is pregnant or is breast-feeding.')
    },
  )
})

describe('what a heading names', () => {
  test('is the list below it, though no sentence repeats its words', async () => {
    const { sentences, quality_verdict: verdict } = await ask('What are the withdrawal criteria?')
    expect(sentences.map(({ text }) => text)).toEqual([
      'A subject leaves the study for any of these reasons:',
      '• Consent is taken back.',
      '• A rescue dose is needed twice.',
    ])
    expect(verdict.verdict).toBe('sufficient')
  })
})

describe('whether something happened at all', () => {
  test('is answered by the result, not by what is to be done then', async () => {
    const { text } = await ask('Were there any protocol deviations on placebo?')
    expect(text).toContain('(Table 14-')
  })
})

describe('a question in another language', () => {
  test.each([
    'Wie viele Patienten haben die Studie unter Placebo abgebrochen?',
    'Quels sont les critères de sortie de la étude ?',
    '¿Cuántos sujetos fueron excluidos de la cohorte?',
  ])('is not said to have no answer: %s', async (question) => {
    const { sentences, quality_verdict: verdict } = await ask(question)
    expect(sentences[0]?.text).toBe(
      'Questions are understood in English; this one seems to be in another language.',
    )
    expect(verdict).toMatchObject({
      verdict: 'insufficient_evidence',
      reason_code: 'question_unclear',
    })
  })
})

describe('a misspelled question', () => {
  test('is answered as the nearest words of the sources, and says how it was read', async () => {
    const answer = await ask('How menny patients had headach on placebo?')
    expect(answer.understood_as).toBe('How many patients had headache on placebo?')
    expect(answer.sentences[0]).toMatchObject({
      kind: 'note',
      text: 'Read as “How many patients had headache on placebo?”',
    })
    expect(answer.text).toContain('7 (11.7%)')
    expect(answer.quality_verdict.verdict).toBe('low_confidence')
  })

  test.each([
    'How many subjects had a strake on placebo?',
    // "nervous", by one letter in place of another
    'How many subjects had narvous disorders on placebo?',
    'How many injuctions were given?',
  ])('is left as it is where the sources have no word that it can be: %s', async (question) => {
    const answer = await ask(question)
    expect(answer.understood_as).toBe(question)
    expect(answer.quality_verdict.verdict).toBe('insufficient_evidence')
  })
})
