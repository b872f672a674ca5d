import { afterAll, beforeAll, expect, test } from 'vitest'
import { lending, madeOfLending, writeRule } from '../support/build-loans.ts'
import {
  addTemplate,
  approve,
  checkSentence,
  generate,
  openWordingScene,
  pathOfApproval,
  withdraw,
  type WordingScene,
} from '../support/wording-scene.ts'

const plain = 'Firms: {B-2 | Firms | June} in June.'

let scene: WordingScene
let templateId: string

beforeAll(async () => {
  scene = await openWordingScene()
  templateId = await addTemplate(scene, [writeRule(plain), writeRule(lending)])
}, 60_000)
afterAll(() => scene.app.close())

async function makeSentence() {
  const { task_id } = await generate(scene, templateId)
  return checkSentence(scene, task_id, madeOfLending)
}

test('a document whose every statement is supported is Ready', async () => {
  const supported = await addTemplate(scene, [writeRule(plain)])
  const require = ['no_unsupported', 'no_unsupported_unless_approved']
  const status = await generate(scene, supported, { require })
  expect(status).toMatchObject({ status: 'Ready', error: null })
  expect(status.quality).toMatchObject({ claims: { supported: 1 }, approved_wording: 0 })
})

test('words that only the template says fail the run that requires support, with their place', async () => {
  for (const requirement of ['no_unsupported', 'no_unsupported_unless_approved']) {
    const status = await generate(scene, templateId, { require: [requirement] })
    expect(status.error).toMatchObject({
      code: 'requirement_unmet',
      unmet: [{ requirement, section_id: 'Part 2' }],
    })
    expect(status.error?.unmet?.[0]?.reason).toContain('No source says “Lending”.')
  }
})

test('an approved wording is allowed where that is asked for, and counted apart', async () => {
  const sentence = await makeSentence()
  await approve(scene, sentence)
  const allowed = { require: ['no_unsupported_unless_approved', 'no_contradicted', 'no_gaps'] }
  const status = await generate(scene, templateId, allowed)
  expect(status).toMatchObject({ status: 'Ready', error: null })
  expect(status.quality).toMatchObject({
    claims: { supported: 1, partly_supported: 1 },
    approved_wording: 1,
  })
  await withdraw(scene, sentence)
})

test('an approved wording is not support: the stricter requirement is unmet, and says so', async () => {
  const sentence = await makeSentence()
  await approve(scene, sentence)
  const status = await generate(scene, templateId, { require: ['no_unsupported'] })
  expect(status.error).toMatchObject({
    code: 'requirement_unmet',
    message: expect.stringContaining('1 not supported by their sources (no_unsupported)') as string,
  })
  expect(status.error?.unmet?.[0]?.reason).toContain('A person approved this wording')
  await withdraw(scene, sentence)
})

test('an approval that is withdrawn while the text is judged does not count', async () => {
  const sentence = await makeSentence()
  await approve(scene, sentence)
  const { blobs } = scene.app.deps
  const put = blobs.put.bind(blobs)
  let isWithdrawn = false
  // the bytes are stored between the judging and the commit
  Object.assign(blobs, {
    put: async (...given: Parameters<typeof blobs.put>) => {
      if (!isWithdrawn) {
        isWithdrawn = true
        await scene.app.request(pathOfApproval(sentence), { method: 'DELETE' })
      }
      return put(...given)
    },
  })
  const status = await generate(scene, templateId, { require: ['no_unsupported_unless_approved'] })
  Object.assign(blobs, { put })
  expect(isWithdrawn).toBe(true)
  expect(status.error).toMatchObject({ code: 'requirement_unmet' })
})
