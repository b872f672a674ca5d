import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckedSentence } from '../../shared/contract/checks.ts'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import {
  templateWordingsResponse,
  wordingDecisionsResponse,
} from '../../shared/contract/wordings.ts'
import { makeCaller, makeStranger, type Caller } from '../support/callers.ts'
import { getLatestCheck } from '../support/check-in-app.ts'
import { homes, lending, madeOfLending, writeRule } from '../support/build-loans.ts'
import {
  addTemplate,
  approve,
  checkSentence,
  findSentence,
  generate,
  openWordingScene,
  pathOfApproval,
  withdraw,
  type WordingScene,
} from '../support/wording-scene.ts'

let scene: WordingScene
let templateId: string
let documentId: string
let sentence: CheckedSentence

beforeAll(async () => {
  scene = await openWordingScene()
  await startAnew()
}, 60_000)
afterAll(() => scene.app.close())

/** A template on whose wordings nothing was said, with a document. */
async function startAnew(): Promise<void> {
  templateId = await addTemplate(scene, [writeRule(lending), writeRule(homes), writeRule(lending)])
  documentId = (await generate(scene, templateId)).task_id
  sentence = await checkSentence(scene, documentId, madeOfLending)
}

async function listWordings(query = '') {
  const response = await scene.app.request(`/api/v1/templates/${templateId}/wordings?${query}`)
  return templateWordingsResponse.parse(await response.json())
}

async function listDecisions(query = '') {
  const path = `/api/v1/templates/${templateId}/wordings/decisions?${query}`
  return wordingDecisionsResponse.parse(await (await scene.app.request(path)).json())
}

async function call(method: string, path: string, caller?: Caller) {
  const headers = caller ? { 'X-API-Key': caller.key } : {}
  const response = await scene.app.request(path, { method, headers })
  if (response.ok) return { status: response.status }
  const { status, code, detail } = problemDetails.parse(await response.json())
  return { status, code, detail }
}

describe('the wordings of a template', () => {
  test('are listed once each, in its order, with their rules and who approved them', async () => {
    await startAnew()
    const before = await listWordings()
    expect(before).toMatchObject({ version: 1, total: 2, approved: 0 })
    expect(before.wordings).toMatchObject([
      {
        text: lending,
        words: 'Lending to mid-sized firms stood at EUR … million.',
        approval: null,
        rules: [{ section_id: 'Part 1' }, { section_id: 'Part 3' }],
      },
      { text: homes, approval: null, rules: [{ section_id: 'Part 2' }] },
    ])
    const approval = await approve(scene, sentence)
    const after = await listWordings('page=1&page_size=1')
    expect(after).toMatchObject({ total: 2, approved: 1, wordings: [{ approval }] })
  })

  test('are approved by one word, which a second one neither repeats nor takes over', async () => {
    await startAnew()
    const first = await approve(scene, sentence)
    const other = await makeCaller(scene.app, { role: 'member', memberOf: [scene.app.workspaceId] })
    const again = await scene.app.request(pathOfApproval(sentence), {
      method: 'PUT',
      headers: { 'X-API-Key': other.key },
    })
    expect(await again.json()).toEqual(first)
    expect((await listDecisions()).total).toBe(1)
  })

  test('keep all that was said of them, newest first', async () => {
    await startAnew()
    await approve(scene, sentence)
    await withdraw(scene, sentence)
    await approve(scene, sentence)
    const { decisions, total } = await listDecisions()
    expect(total).toBe(3)
    expect(decisions.map(({ decision }) => decision)).toEqual(['approved', 'withdrawn', 'approved'])
    expect(decisions[0]).toMatchObject({ text: lending, user_name: 'Owner' })
    const second = await listDecisions('page=2&page_size=2')
    expect(second.decisions).toEqual(decisions.slice(2))
  })

  test('answer a request that is sent again as the first time', async () => {
    await startAnew()
    const send = () =>
      scene.app.request(pathOfApproval(sentence), {
        method: 'PUT',
        headers: { 'Idempotency-Key': `once-${documentId}` },
      })
    const first = await (await send()).json()
    await withdraw(scene, sentence)
    const again = await send()
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(await again.json()).toEqual(first)
    const { sentences } = await getLatestCheck(scene.app, documentId)
    expect(findSentence(sentences, madeOfLending).reason.code).toBe('template_words')
  })

  test('of earlier versions can be approved, too: their documents are still there', async () => {
    await startAnew()
    await addTemplate(scene, [writeRule(homes)], templateId)
    expect((await listWordings()).total).toBe(1)
    await approve(scene, sentence)
    expect((await listDecisions()).total).toBe(1)
    expect((await listWordings()).approved).toBe(0)
  })
})

describe('what was approved', () => {
  test('outlives its template, and is withdrawn as before', async () => {
    await startAnew()
    await approve(scene, sentence)
    await scene.app.request(`/api/v1/templates/${templateId}`, { method: 'DELETE' })
    const { sentences } = await getLatestCheck(scene.app, documentId)
    const shown = findSentence(sentences, madeOfLending)
    expect(shown.reason.code).toBe('approved_wording')
    expect(shown.wording).toMatchObject({ template_name: null, can_be_approved: false })
    expect(await call('PUT', pathOfApproval(sentence))).toMatchObject({ status: 404 })
    await withdraw(scene, sentence)
    expect((await listDecisions()).decisions).toMatchObject([
      { decision: 'withdrawn' },
      { decision: 'approved' },
    ])
    expect(await call('DELETE', pathOfApproval(sentence))).toMatchObject({ status: 404 })
  })
})

describe('no approval comes about', () => {
  beforeAll(() => startAnew())

  const expectNothingSaid = async () => {
    expect(await listDecisions()).toMatchObject({ total: 0 })
    const { sentences } = await getLatestCheck(scene.app, documentId)
    expect(findSentence(sentences, madeOfLending).reason.code).toBe('template_words')
  }

  test('of a wording that the template does not have', async () => {
    const other = await addTemplate(scene, [writeRule('Loans were {B-2 | Firms | June}.')])
    const foreign = pathOfApproval(sentence).replace(templateId, other)
    expect(await call('PUT', foreign)).toMatchObject({ status: 404, code: 'not_found' })
    for (const id of ['', 'x', randomUUID(), '%00', 'a'.repeat(5_000)]) {
      const path = `/api/v1/templates/${templateId}/wordings/${id}/approval`
      expect(await call('PUT', path)).toMatchObject({ status: 404 })
    }
    await expectNothingSaid()
  })

  test('of a wording that only the outline of one run had', async () => {
    const sections = [
      {
        section_name: 'Firms',
        level: 1,
        rules: [
          {
            rule_type: 'cell',
            rule_parameters: { text: lending.replace('mid-sized', 'well-known') },
          },
        ],
      },
    ]
    const generic_mrt_outline_full = { sections }
    const run = await generate(scene, templateId, { generic_mrt_outline_full })
    expect(run.error).toBeNull()
    const text = madeOfLending.replace('mid-sized', 'well-known')
    const own = await checkSentence(scene, run.task_id, text)
    expect(own.wording).toMatchObject({ can_be_approved: false, is_approved: false })
    expect(await call('PUT', pathOfApproval(own))).toMatchObject({ status: 404 })
    await expectNothingSaid()
  })

  test('without the permission to change templates', async () => {
    const memberOf = [scene.app.workspaceId]
    const viewer = await makeCaller(scene.app, { role: 'viewer', memberOf })
    const permissions = ['read', 'search', 'generate', 'admin'] as const
    const reader = await makeCaller(scene.app, { role: 'owner', permissions })
    for (const caller of [viewer, reader]) {
      for (const method of ['PUT', 'DELETE']) {
        const answer = await call(method, pathOfApproval(sentence), caller)
        expect(answer).toMatchObject({ status: 403, code: 'permission_missing' })
      }
    }
    await expectNothingSaid()
  })

  test('from another workspace, which is told what it is told of a missing template', async () => {
    const made = await scene.app.post('/api/v1/document-sets', { document_set_name: 'Other' })
    const { id } = documentSet.parse(await made.json())
    const sibling = await makeCaller(scene.app, { role: 'admin', workspaceId: id, memberOf: [id] })
    const stranger = await makeStranger(scene.app)
    await approve(scene, sentence)
    const base = `/api/v1/templates/${templateId}/wordings`
    for (const caller of [sibling, stranger]) {
      for (const [method, path] of [
        ['PUT', pathOfApproval(sentence)],
        ['DELETE', pathOfApproval(sentence)],
        ['GET', base],
        ['GET', `${base}/decisions`],
      ] as const) {
        const answer = await call(method, path, caller)
        expect(answer.status).toBe(404)
        const missing = path.replace(templateId, randomUUID())
        expect(answer).toEqual(await call(method, missing, caller))
      }
    }
    await withdraw(scene, sentence)
    expect((await listDecisions()).total).toBe(2)
  })
})
