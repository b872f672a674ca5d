import fc from 'fast-check'
import { strFromU8 } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckedSentence } from '../../shared/contract/checks.ts'
import { readZip } from '../../server/formats/zip.ts'
import { statusResponse } from '../../shared/contract/documents.ts'
import { getLatestCheck, checkInApp } from '../support/check-in-app.ts'
import { homes, lending, madeOfHomes, madeOfLending, writeRule } from '../support/build-loans.ts'
import {
  addTemplate,
  approve,
  checkSentence,
  editDocument,
  findSentence,
  generate,
  openWordingScene,
  withdraw,
  type WordingScene,
} from '../support/wording-scene.ts'

let scene: WordingScene

beforeAll(async () => {
  scene = await openWordingScene()
}, 60_000)
afterAll(() => scene.app.close())

/** A document of a template of its own, checked. */
async function makeChecked(paragraphs: readonly string[] = [writeRule(lending), writeRule(homes)]) {
  const templateId = await addTemplate(scene, paragraphs)
  const { task_id: documentId } = await generate(scene, templateId)
  const { sentences } = await checkInApp(scene.app, documentId)
  return { templateId, documentId, sentence: findSentence(sentences, madeOfLending) }
}

/** What is shown of a sentence, without a new check. */
async function readShown(documentId: string, text = madeOfLending): Promise<CheckedSentence> {
  return findSentence((await getLatestCheck(scene.app, documentId)).sentences, text)
}

/** The comments of the document's review, as XML. */
async function readComments(documentId: string): Promise<readonly string[]> {
  const { app } = scene
  const status = await app.request(`/api/v1/documents/status/${documentId}`)
  const { task_number: task } = statusResponse.parse(await status.json())
  const link = await app.request(`/tasks/${task}/steps/review_step/document`)
  const { download_url: url } = (await link.json()) as { download_url: string }
  const { pathname, search } = new URL(url, 'http://localhost')
  const bytes = new Uint8Array(await (await app.request(pathname + search)).arrayBuffer())
  const comments = strFromU8(readZip(bytes).get('word/comments.xml') ?? new Uint8Array())
  return comments.split('<w:comment ').slice(1)
}

const open = { state: 'partly_supported', reason: { code: 'template_words' } }
const approved = { state: 'partly_supported', reason: { code: 'approved_wording' } }

describe('an approved wording', () => {
  test('shows at once: the state stays, the reason says who approved which words and when', async () => {
    const { documentId, sentence } = await makeChecked()
    expect(sentence).toMatchObject(open)
    const before = (await getLatestCheck(scene.app, documentId)).counts
    const { user_name: name, created_at: at } = await approve(scene, sentence)
    const shown = await readShown(documentId)
    expect(shown).toMatchObject(approved)
    expect(shown.reason.text).toContain('No source says “Lending”.')
    expect(shown.reason.text).toContain(
      `${name} approved this wording on ${at.slice(0, 10)}: “Lending to mid-sized firms stood at EUR … million.”`,
    )
    expect(shown.wording).toMatchObject({
      is_approved: true,
      wordings: [{ text: lending, approval: { user_name: name, created_at: at } }],
    })
    const latest = await getLatestCheck(scene.app, documentId)
    expect(latest.counts).toEqual(before)
    expect(latest).toMatchObject({ approved_wording: 1, sources_changed: false })
  })

  test('is a group of its own, which can be left out or asked for alone', async () => {
    const { documentId, sentence } = await makeChecked()
    await approve(scene, sentence)
    const only = await getLatestCheck(scene.app, documentId, { approved_wording: 'only' })
    expect(only.sentences.map(({ text }) => text)).toEqual([madeOfLending])
    const rest = { state: 'partly_supported', approved_wording: 'without' }
    const left = await getLatestCheck(scene.app, documentId, rest)
    expect(left.sentences.map(({ text }) => text)).toEqual([madeOfHomes])
  })

  test('holds in every document of the template, earlier and later ones, and in no other’s', async () => {
    const { templateId, documentId, sentence } = await makeChecked()
    const other = await makeChecked()
    await approve(scene, sentence)
    const later = await generate(scene, templateId)
    expect(await checkSentence(scene, later.task_id, madeOfLending)).toMatchObject(approved)
    expect(await readShown(documentId)).toMatchObject(approved)
    expect(await readShown(other.documentId)).toMatchObject(open)
  })

  test('is open again once it is withdrawn, and may be approved again', async () => {
    const { documentId, sentence } = await makeChecked()
    await approve(scene, sentence)
    await withdraw(scene, sentence)
    expect(await readShown(documentId)).toMatchObject(open)
    expect((await getLatestCheck(scene.app, documentId)).approved_wording).toBe(0)
    await approve(scene, sentence)
    expect(await readShown(documentId)).toMatchObject(approved)
  })

  test('is kept by a new version that has it, and lost by one with other words or another cell', async () => {
    const { templateId, sentence } = await makeChecked()
    await approve(scene, sentence)
    const moved = [writeRule(homes), 'Something else.', writeRule(lending)]
    await addTemplate(scene, moved, templateId)
    const kept = await generate(scene, templateId)
    expect(await checkSentence(scene, kept.task_id, madeOfLending)).toMatchObject(approved)
    await addTemplate(scene, [writeRule(lending.replace('firms', 'companies'))], templateId)
    const changed = await generate(scene, templateId)
    const { sentences } = await checkInApp(scene.app, changed.task_id)
    const { reason } = findSentence(sentences, madeOfLending.replace('firms', 'companies'))
    expect(reason.code).not.toBe('approved_wording')
    await addTemplate(scene, [writeRule(lending.replace('June', 'March'))], templateId)
    const elsewhere = await generate(scene, templateId)
    const march = madeOfLending.replace('6,802', '6,745')
    expect(await checkSentence(scene, elsewhere.task_id, march)).toMatchObject(open)
  })

  test('is told apart in the quality of the document and in its ledger', async () => {
    const { documentId, sentence } = await makeChecked()
    const readQuality = async () => {
      const response = await scene.app.request(`/api/v1/documents/status/${documentId}`)
      return statusResponse.parse(await response.json()).quality
    }
    expect(await readQuality()).toMatchObject({ approved_wording: 0 })
    const { user_name: name, created_at: at } = await approve(scene, sentence)
    expect(await readQuality()).toMatchObject({
      claims: { partly_supported: 2 },
      approved_wording: 1,
    })
    const ledger = await scene.app.request(`/api/v1/documents/${documentId}/ledger`)
    const { rows } = (await ledger.json()) as { rows: Record<string, unknown>[] }
    const rowOf = (text: string) => rows.find((row) => row['text'] === text)
    expect(rowOf(madeOfLending)).toMatchObject({
      state: 'partly_supported',
      wording_approved_by: name,
      wording_approved_date: at,
    })
    expect(rowOf(madeOfHomes)).toMatchObject({ wording_approved_by: null })
  })

  test('is no comment of the review, whose summary counts it', async () => {
    const { documentId, sentence } = await makeChecked()
    expect(await readComments(documentId)).toHaveLength(3)
    await approve(scene, sentence)
    const [summary, ...comments] = await readComments(documentId)
    expect(summary).toContain('Partly supported: 2')
    expect(summary).toContain('Of the partly supported, in an approved wording: 1')
    expect(comments).toHaveLength(1)
    expect(comments[0]).toContain('“Homes”')
  })

  test('counts no sentence of which a person said something else', async () => {
    const { documentId, sentence } = await makeChecked()
    await approve(scene, sentence)
    const path = `/api/v1/documents/${documentId}/checks/${sentence.sentence_id}/override`
    const body = JSON.stringify({ state: 'contradicted', reason: 'These firms are large.' })
    const headers = { 'Content-Type': 'application/json' }
    expect((await scene.app.request(path, { method: 'PUT', body, headers })).status).toBe(200)
    const latest = await getLatestCheck(scene.app, documentId)
    expect(latest).toMatchObject({ approved_wording: 0, counts: { contradicted: 1 } })
  })
})

describe('a sentence that differs from what the rule writes', () => {
  test.each([
    ['6,802', '6,745'],
    ['6,802', '6,8022'],
    ['mid-sized ', ''],
    ['mid-sized', 'large'],
    ['firms', 'households'],
    ['stood', 'did not stand'],
    ['million', 'billion'],
    ['Lending', 'lending'],
  ])('is never approved: “%s” became “%s”', async (from, to) => {
    const { documentId, sentence } = await makeChecked()
    await approve(scene, sentence)
    await editDocument(scene, documentId, from, to)
    const edited = madeOfLending.replace(from, to)
    expect(await readShown(documentId, edited)).toMatchObject({ state: 'edited_since_check' })
    const checked = await checkSentence(scene, documentId, edited)
    expect(checked.reason.code).not.toBe('approved_wording')
    expect(checked.wording).toBeNull()
    expect((await getLatestCheck(scene.app, documentId)).approved_wording).toBe(0)
    await editDocument(
      scene,
      documentId,
      to === '' ? 'to firms' : to,
      to === '' ? 'to mid-sized firms' : from,
    )
    expect(await checkSentence(scene, documentId, madeOfLending)).toMatchObject(approved)
  })

  test('is approved again once it is undone, whatever was left of it in between', async () => {
    const { documentId, sentence } = await makeChecked()
    await approve(scene, sentence)
    const edited = madeOfLending.replace('Lending t', 'L7')
    await editDocument(scene, documentId, madeOfLending, edited)
    await editDocument(scene, documentId, edited, madeOfLending)
    await editDocument(scene, documentId, 'Homes', 'Houses')
    expect(await checkSentence(scene, documentId, madeOfLending)).toMatchObject(approved)
  })

  test('law: whatever is approved and edited', async () => {
    const { documentId, sentence } = await makeChecked()
    const both = [sentence, await readShown(documentId, madeOfHomes)]
    const edit = fc.record({
      of: fc.constantFrom(madeOfLending, madeOfHomes),
      at: fc.nat(48),
      length: fc.integer({ min: 0, max: 9 }),
      typed: fc.constantFrom('', 'x', '7', ' not ', 'million', '18,420', 'Firms', ' ', '.'),
      approvals: fc.subarray([0, 1]),
    })
    await fc.assert(
      fc.asyncProperty(edit, async ({ of, at, length, typed, approvals }) => {
        const edited = of.slice(0, at) + typed + of.slice(at + length)
        fc.pre(edited.trim() !== '' && edited !== of)
        for (const index of approvals) await approve(scene, both[index] ?? sentence)
        await editDocument(scene, documentId, of, edited)
        try {
          const { sentences } = await checkInApp(scene.app, documentId)
          const written = [madeOfLending, madeOfHomes].filter((_, index) =>
            approvals.includes(index),
          )
          const told = sentences.map(({ text, reason }) => [text, reason.code])
          const wanted = sentences.filter(({ text }) => written.includes(text.replace(/\s+/g, ' ')))
          expect(told.filter(([, code]) => code === 'approved_wording')).toEqual(
            wanted.map(({ text }) => [text, 'approved_wording']),
          )
        } finally {
          await editDocument(scene, documentId, edited, of)
          for (const index of approvals) await withdraw(scene, both[index] ?? sentence)
        }
      }),
      { numRuns: 20 },
    )
  }, 120_000)
})
