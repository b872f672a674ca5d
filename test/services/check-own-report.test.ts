import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedSource } from '../../shared/contract/documents.ts'
import { buildDocx, paragraph, standardStyles, table } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'
import {
  addTemplate,
  checkSentence,
  generate,
  type WordingScene,
} from '../support/wording-scene.ts'
import { disposition } from '../support/disposition.ts'

let app: TestApp
let scene: WordingScene

beforeAll(async () => {
  app = await createTestApp()
  const caption = 'Table 14.1.1 Disposition of Patients (All Randomised Patients)'
  const body = paragraph(caption, 'Caption') + table(disposition, 1)
  const file = { name: 'disposition.docx', bytes: buildDocx({ body, styles: standardStyles }) }
  const added = await app.upload('/api/v1/documents', file, { role: 'table' })
  scene = { app, sourceId: addedSource.parse(await added.json()).document_id }
  await waitUntilIdle(app)
}, 60_000)
afterAll(() => app.close())

/** What the check says of the sentence that a template's paragraph makes. */
async function check(words: string, made: string) {
  const { task_id: documentId } = await generate(scene, await addTemplate(scene, [words]))
  return checkSentence(scene, documentId, made)
}

const randomised = '[[rule cell text="{14.1.1 | Randomised | Total | count}"]]'
const completed = '[[rule cell text="{14.1.1 | Completed | Total | n}"]]'

const stopped = '[[rule cell text="{14.1.1 | Discontinued | Total | n}"]]'

test.each([
  [
    `A total of ${randomised} patients were randomised, and ${completed} completed Week 12.`,
    'A total of 242 patients were randomised, and 209 completed Week 12.',
  ],
  [
    `In all, ${completed} patients completed Week 12 and ${stopped} discontinued.`,
    'In all, 209 patients completed Week 12 and 33 discontinued.',
  ],
])('a template’s own sentence is held by rows that are called as it says: “%s”', async (...of) => {
  expect(await check(...of)).toMatchObject({ state: 'supported' })
})

test.each([
  `In all, ${completed} patients discontinued.`,
  `In all, ${completed} patients discontinued and ${stopped} completed Week 12.`,
])('but by none that is called the opposite: “%s”', async (words) => {
  const made = words.replace(completed, '209').replace(stopped, '33')
  const { state } = await check(words, made)
  expect(state).not.toBe('supported')
})

describe('the six of a condition that asks for more than five', () => {
  const cell = '{14.1.1 | Discontinued > Adverse event | Zelvarin 100 | count}'
  const checkWhen = (bound: string, made: string) =>
    check(`[[rule when if="${cell} ${bound}" then="${made}" else="Few did."]]`, made)

  test.each([
    ['> 5', 'More than five patients on 100 µg discontinued for an adverse event.'],
    ['>= 6', 'At least 6 patients on 100 µg discontinued for an adverse event.'],
  ])('is what such words say: %s', async (...of) => {
    expect(await checkWhen(...of)).toMatchObject({ state: 'supported' })
  })

  test.each([
    'More than five patients on 100 µg stopped because of an adverse event.',
    'More than four patients on 100 µg stopped because of an adverse event.',
  ])('is not against “%s”', async (made) => {
    const { state } = await checkWhen('> 5', made)
    expect(state).not.toBe('contradicted')
  })

  test.each([
    'More than seven patients on 100 µg discontinued because of an adverse event.',
    'More than five patients on 50 µg discontinued because of an adverse event.',
    'More than five patients on 100 µg discontinued because of lack of efficacy.',
    'More than five patients on 100 µg completed the study.',
    'Fewer than five patients on 100 µg discontinued because of an adverse event.',
  ])('is not told by “%s”', async (made) => {
    const { state } = await checkWhen('> 5', made)
    expect(state).not.toBe('supported')
  })
})
