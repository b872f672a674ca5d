import { afterAll, beforeAll, expect, test } from 'vitest'
import { lending, madeOfLending as made, writeRule } from '../support/build-loans.ts'
import {
  addTemplate,
  checkSentence,
  editDocument,
  generate,
  openWordingScene,
  type WordingScene,
} from '../support/wording-scene.ts'

let scene: WordingScene
let templateId: string

beforeAll(async () => {
  scene = await openWordingScene()
  templateId = await addTemplate(scene, [writeRule(lending)])
}, 60_000)
afterAll(() => scene.app.close())

/** What the check says of the sentence with its words changed in Word. */
async function checkEdited(from: string, to: string) {
  const { task_id: documentId } = await generate(scene, templateId)
  await editDocument(scene, documentId, from, to)
  return checkSentence(scene, documentId, made.replace(from, to))
}

const ofTemplate = { state: 'partly_supported', reason: { code: 'template_words' } }

test('a generated sentence says which of its words are the template’s, and no source’s', async () => {
  const { task_id } = await generate(scene, templateId)
  const sentence = await checkSentence(scene, task_id, made)
  expect(sentence).toMatchObject(ofTemplate)
  expect(sentence.reason.text).toContain('No source says “Lending”.')
})

test('words that a writer puts in their place are nobody’s', async () => {
  const sentence = await checkEdited('mid-sized', 'ailing')
  expect(sentence).toMatchObject({ state: 'partly_supported', reason: { code: 'not_all_found' } })
})

test('a writer may leave out some of them', async () => {
  expect(await checkEdited('mid-sized ', '')).toMatchObject(ofTemplate)
})
