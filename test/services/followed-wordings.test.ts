import { afterAll, beforeAll, expect, test } from 'vitest'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { buildLoans, lending, madeOfLending as made, writeRule } from '../support/build-loans.ts'
import { replaceWords } from '../support/edit-docx.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'
import {
  addTemplate,
  checkSentence,
  editDocument,
  generate,
  openWordingScene,
  type WordingScene,
} from '../support/wording-scene.ts'

let scene: WordingScene
let documentId: string

beforeAll(async () => {
  scene = await openWordingScene()
  const templateId = await addTemplate(scene, [writeRule(lending)])
  ;({ task_id: documentId } = await generate(scene, templateId))
  await checkSentence(scene, documentId, made)
  await sendLoans('6,802', '6,950')
}, 60_000)
afterAll(() => scene.app.close())

async function sendLoans(from: string, to: string): Promise<void> {
  const file = { name: 'loans.docx', bytes: replaceWords(buildLoans(), from, to) }
  const fields = { document_id: scene.sourceId }
  expect((await scene.app.upload('/api/v1/documents', file, fields)).status).toBe(201)
  await waitUntilIdle(scene.app)
}

const followed = made.replace('6,802', '6,950')

test('a value among words of the template is stale when its table has another one', async () => {
  const sentence = await checkSentence(scene, documentId, made)
  expect(sentence).toMatchObject({
    state: 'partly_supported',
    reason: { code: 'template_words' },
    is_stale: true,
    stale: [{ old: '6,802', new: '6,950' }],
  })
})

test('and is stale no longer, but as good as before, when the writer has put in the new one', async () => {
  await editDocument(scene, documentId, '6,802', '6,950')
  const sentence = await checkSentence(scene, documentId, followed)
  expect(sentence).toMatchObject({
    state: 'partly_supported',
    reason: { code: 'template_words' },
    basis: 'recorded',
    is_stale: false,
    evidence: [{ quote: '6,950', document_source_version: 2 }],
  })
  expect(sentence.reason.text).toContain('newer version')
  const ledger = await scene.app.request(`/api/v1/documents/${documentId}/ledger`)
  const { rows } = ledgerResponse.parse(await ledger.json())
  const row = rows.find(({ text }) => text === followed)
  expect(row).toMatchObject({ version: 1, newer_version: 2, newer_quote: '6,950' })
})

test('a still newer version makes it stale again', async () => {
  await sendLoans('6,802', '7,000')
  const sentence = await checkSentence(scene, documentId, followed)
  expect(sentence).toMatchObject({ is_stale: true, stale: [{ new: '7,000' }] })
})
