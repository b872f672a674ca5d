import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnswerMessage } from '../../shared/contract/conversations.ts'
import { askInTurn } from '../support/ask-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { uploadExample, waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  await uploadExample(app, 'study')
  await waitUntilIdle(app)
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = (...texts: string[]) => askInTurn(app, texts)

const textOf = (answer: AnswerMessage | undefined) => answer?.text ?? ''
const verdictOf = (answer: AnswerMessage | undefined) => answer?.quality_verdict.verdict

describe('an answer', () => {
  test('takes an amount from the cell of the result table and cites exactly that cell', async () => {
    const [answer] = await ask('How many patients discontinued on placebo?')
    const [sentence] = answer?.sentences ?? []
    expect(sentence?.text).toContain('Early termination (prior to Week 12): Placebo (N=60) 8 (13%)')
    expect(sentence?.citations).toHaveLength(1)
    expect(sentence?.citations[0]).toMatchObject({
      quote: '8 ( 13%)',
      document_source_name: 'table-14-1.1.docx',
      table: { number: '14-1.1', column_path: ['Placebo (N=60)'] },
    })
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test('tells what was planned from what happened, in words', async () => {
    const [answer] = await ask('How many subjects were randomized?')
    const [result, plan] = answer?.sentences ?? []
    expect(result?.text).toContain('182 (100%)')
    expect(plan?.text).toMatch(/^Planned: Approximately 180 subjects will be randomized/)
    const [asked] = await ask('How many subjects were planned to be randomized?')
    expect(textOf(asked)).toContain('Approximately 180 subjects')
    expect(textOf(asked)).not.toContain('182')
  })

  test('of what happened, where only a plan speaks of it, is not sure', async () => {
    const [answer] = await ask('Which countries were the centres in?')
    expect(textOf(answer)).toContain('United Kingdom, Poland and Portugal')
    expect(answer?.quality_verdict).toMatchObject({
      verdict: 'low_confidence',
      reason_code: 'only_planned',
    })
  })

  test('shows both values where two sources disagree, and says so', async () => {
    const [answer] = await ask(
      'How long after the last dose are adverse events treatment-emergent?',
    )
    expect(textOf(answer)).toContain('up to 30 days after the last dose')
    expect(textOf(answer)).toContain('The sources disagree')
    expect(textOf(answer)).toContain('up to 14 days after the last dose')
    expect(answer?.quality_verdict).toMatchObject({
      verdict: 'low_confidence',
      reason_code: 'sources_disagree',
    })
  })

  test('gives the items that its sentence introduces, each with its own citation', async () => {
    const [answer] = await ask('What are the exclusion criteria?')
    const items = answer?.sentences.filter(({ text }) => text.startsWith('•')) ?? []
    expect(items.length).toBeGreaterThan(8)
    expect(items.map(({ text }) => text)).toContain('• Is pregnant or is breast-feeding.')
  })

  test('of the most and the least compares the rows of the one table that is meant', async () => {
    const [answer] = await ask('What was the most common adverse event on high dose?')
    expect(textOf(answer)).toContain('Dizziness')
    expect(textOf(answer)).not.toContain('Any adverse event')
  })

  test.each([
    'What is the capital of France?',
    'How many patients died?',
    'How many subjects had a stroke on placebo?',
    'What was the effect on HbA1c?',
    'What was the change in diastolic blood pressure at week 12?',
    'How many patients had headache on velorastat 30 mg?',
    'What was the mean weight on placebo?',
    'How much did the study cost?',
  ])('says that the sources don’t say, and what was searched: %s', async (question) => {
    const [answer] = await ask(question)
    expect(verdictOf(answer)).toBe('insufficient_evidence')
    expect(textOf(answer)).toContain('The sources don’t say.')
    expect(textOf(answer)).toContain('Searched: 6 sources')
    expect(answer?.sentences.every(({ citations }) => citations.length === 0)).toBe(true)
    expect(answer?.searched.sources).toBe(6)
  })

  test('cites words that stand in their source exactly, and says nothing without a citation', async () => {
    const answers = await ask(
      'What is the primary objective?',
      'How many women were there in each group?',
      'Who is the sponsor?',
      'Which countries are the centres in?',
      'Is an interim analysis planned?',
      'What does DSMB stand for?',
    )
    for (const { sentences, quality_verdict: verdict } of answers) {
      expect(verdict.verdict).toBe('sufficient')
      for (const { kind, citations, claim_state: state } of sentences) {
        expect(citations.length > 0).toBe(kind === 'statement')
        expect(state).toBe(kind === 'statement' ? 'supported' : 'not_a_claim')
        for (const { quote, marks, referenced_text: context, ...place } of citations) {
          expect(marks.map(({ start, end }) => context.slice(start, end))).toEqual([quote])
          const path = `/api/v1/chunks/${place.document_source_id}/context`
          const size = place.end_char - place.start_char
          const response = await app.request(`${path}?offset=${place.start_char}&max_chars=${size}`)
          expect(await response.json()).toMatchObject({ content: context })
        }
      }
    }
  })
})

describe('a follow-up', () => {
  test('takes over what it does not say again, and its own words take the place of their like', async () => {
    const answers = await ask(
      'How many patients had headache on high dose?',
      'and dizziness?',
      'and on placebo?',
    )
    expect(answers.map(({ sentences }) => sentences[0]?.citations[0]?.quote)).toEqual([
      '5 ( 8.2%)',
      '9 (14.8%)',
      '2 ( 3.3%)',
    ])
    expect(answers[2]?.understood_as).toContain('dizziness')
  })

  test('asks for another statistic of the same', async () => {
    const answers = await ask('What was the mean age?', 'And the median?', 'on placebo?')
    expect(answers.map(({ sentences }) => sentences[0]?.citations[0]?.quote)).toEqual([
      '53.9 (9.23)',
      '54.0',
      '56.0',
    ])
  })

  test('that asks why wants a reason, and the next one does not', async () => {
    const answers = await ask(
      'How many patients discontinued on placebo?',
      'why?',
      'and on high dose?',
    )
    const reasons = answers[1]?.sentences.map(({ citations }) => citations[0]?.table?.row_path[1])
    expect(reasons).toEqual([
      'Adverse event',
      'Lack of efficacy',
      'Lost to follow-up',
      'Withdrawal by subject',
    ])
    expect(textOf(answers[2])).toContain('8 (13%)')
    const [, unexplained] = await ask('How many patients had headache on high dose?', 'why?')
    expect(unexplained?.quality_verdict.reason_code).toBe('no_reason_given')
  })

  test('of something that no source has beside the rest is not answered by the rest', async () => {
    const [, answer] = await ask('How many patients discontinued on placebo?', 'What about women?')
    expect(verdictOf(answer)).toBe('insufficient_evidence')
  })
})
