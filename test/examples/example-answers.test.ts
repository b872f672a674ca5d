import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeDigit } from '../../examples/show-check.ts'
import { readPlan, type ExamplePlan } from '../../examples/run-example.ts'
import { askInTurn } from '../support/ask-in-app.ts'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { uploadExample, waitUntilIdle } from '../support/run-in-app.ts'

describe.each(['study', 'audit'] as const)('the example %s', (example) => {
  let app: TestApp
  let plan: ExamplePlan
  beforeAll(async () => {
    plan = await readPlan(example)
    app = await createTestApp()
    await uploadExample(app, example)
    await waitUntilIdle(app)
  })
  afterAll(() => app.close())

  test('answers its questions from the file that says it, or says that no source does', async () => {
    expect(plan.questions.length).toBeGreaterThan(1)
    for (const { text, source } of plan.questions) {
      const [answer] = await askInTurn(app, [text])
      const cited = (answer?.sentences ?? []).flatMap(({ citations }) =>
        citations.map(({ document_source_name }) => document_source_name),
      )
      expect([...new Set(cited)], text).toEqual(source === null ? [] : [basename(source)])
    }
  })

  test('contradicts its first selected sentence only when one digit of it is changed', async () => {
    const sentence = plan.selections[0]?.selected_text ?? ''
    const states = []
    for (const claim of [sentence, changeDigit(sentence)]) {
      states.push((await verifyInApp(app, claim)).claim_state)
    }
    expect(states).toEqual([expect.stringMatching(/^(?:partly_)?supported$/), 'contradicted'])
  })
})
