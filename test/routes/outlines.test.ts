import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  acceptedRun,
  documentDetails,
  statusResponse,
  type StatusResponse,
} from '../../shared/contract/documents.ts'
import {
  outlineResponse,
  type OutlineResponse,
  type OutlineSectionView,
} from '../../shared/contract/outlines.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { searchResponse } from '../../shared/contract/search.ts'
import { task } from '../../shared/contract/tasks.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { requestReport, uploadExample, waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
beforeEach(async () => {
  app = await createTestApp()
})
afterEach(() => app.close())

const getStatus = async (id: string): Promise<StatusResponse> => {
  const response = await app.request(`/api/v1/documents/status/${id}`)
  return statusResponse.parse(await response.json())
}
const waitForOutline = (id: string) =>
  waitFor(async () => {
    const status = await getStatus(id)
    return status.awaiting_approval ? status : undefined
  })
const readOutline = async (id: string): Promise<OutlineResponse> => {
  const response = await app.request(`/api/v1/mrt-outlines/${id}`)
  return outlineResponse.parse(await response.json())
}
const sendOutline = (id: string, sections: unknown) =>
  app.request(`/api/v1/mrt-outlines/${id}`, {
    method: 'PUT',
    body: JSON.stringify({ sections }),
    headers: { 'Content-Type': 'application/json' },
  })
const answer = (number: number, body: unknown) => app.post(`/tasks/${number}/approve`, body)
const readText = async (id: string) => {
  const response = await app.request(`/api/v1/documents/${id}/text`)
  return response.text()
}
const startWaiting = async () => {
  const uploaded = await uploadExample(app, 'audit')
  const id = await requestReport(app, uploaded, { approve_outline: true })
  const status = await waitForOutline(id)
  return { id, uploaded, status, outline: await readOutline(id) }
}
const approve = async (id: string) => {
  const { task_number: number } = await getStatus(id)
  expect((await answer(number ?? 0, { approved: true })).status).toBe(202)
  return waitForEnd(app, id)
}
const getSection = ({ sections }: OutlineResponse, id: string): OutlineSectionView => {
  const section = sections.find((one) => one.section_id === id)
  if (!section) throw new Error(`the outline has no section ${id}`)
  return section
}
const change = (outline: OutlineResponse, id: string, changed: object) =>
  outline.sections.map((section) =>
    section.section_id === id ? { ...section, ...changed } : section,
  )

test('an outline of a template without rules is shown, and approved, too', async () => {
  const uploaded = await uploadExample(app, 'audit')
  const bytes = buildDocx({ body: paragraph('Yours faithfully') })
  const sent = await app.upload('/api/v1/templates', { name: 'letter.docx', bytes })
  const { template_id } = templateDetails.parse(await sent.json())
  const id = await requestReport(app, uploaded, { approve_outline: true, template_id })
  await waitForOutline(id)
  expect((await readOutline(id)).sections.flatMap(({ rules }) => rules)).toEqual([])
  expect(await approve(id)).toMatchObject({ status: 'Ready' })
})

test('a run waits behind its outline, and approved as it is it writes the same bytes as without', async () => {
  const { id, uploaded, status, outline } = await startWaiting()
  expect(status).toMatchObject({ status: 'Pending', step: 'outline', sections_done: 0 })
  expect(outline.sections.length).toBe(status.sections_total)
  await waitUntilIdle(app)
  expect(await getStatus(id)).toMatchObject({ awaiting_approval: true, progress: status.progress })
  expect(await approve(id)).toMatchObject({ status: 'Ready', awaiting_approval: false })
  const straight = await requestReport(app, uploaded, { if_exists: 'new_version' })
  expect(straight).toBe(id)
  await waitForEnd(app, id)
  const { versions } = documentDetails.parse(
    await (await app.request(`/api/v1/documents/${id}`)).json(),
  )
  expect(versions.map(({ hash }) => hash)).toEqual([versions[0]?.hash, versions[0]?.hash])
})

test('evidence that is taken away is not in the document, and what is put in its place is, with its citation', async () => {
  const { id, outline } = await startWaiting()
  const scope = getSection(outline, 'Scope of the Audit')
  const [first, second, ...others] = scope.rules[0]?.evidence ?? []
  const response = await app.post('/api/v1/search', { query: 'access to all records', limit: 1 })
  const [hit] = searchResponse.parse(await response.json()).results
  const evidence = [second, first, { chunk_id: hit?.chunk_id }]
  const rules = [{ rule_id: scope.rules[0]?.rule_id, evidence }]
  const sent = await sendOutline(
    id,
    change(outline, scope.section_id, { rules, relevant_chunk_ids: undefined }),
  )
  expect(sent.status).toBe(200)
  const changed = getSection(outlineResponse.parse(await sent.json()), scope.section_id)
  expect(changed.rules[0]).toMatchObject({ is_changed: true, gap: null })
  expect(changed.relevant_chunk_ids).toContain(hit?.chunk_id)
  await approve(id)
  const text = await readText(id)
  expect(text.indexOf(first?.text ?? '-')).toBeGreaterThan(text.indexOf(second?.text ?? '-'))
  for (const { text: taken } of others) expect(text).not.toContain(taken)
  const added = changed.rules[0]?.evidence.at(-1)?.text ?? '-'
  const traced = await app.post('/get-sources-for-selected-text', {
    document_id: id,
    selected_text: added,
  })
  expect(await traced.json()).toMatchObject({
    sources: [{ basis: 'recorded', document_source_name: hit?.document_name }],
  })
})

test('a section as a whole takes passages: what lies in none of them goes, a new one is added', async () => {
  const { id, outline } = await startWaiting()
  const mandate = getSection(outline, 'Mandate')
  const scope = getSection(outline, 'Scope of the Audit')
  const [kept] = mandate.relevant_chunk_ids
  const passages = [kept, ...scope.relevant_chunk_ids]
  const sent = await sendOutline(id, change(outline, 'Mandate', { relevant_chunk_ids: passages }))
  const changed = getSection(outlineResponse.parse(await sent.json()), 'Mandate')
  expect(changed.relevant_chunk_ids).toEqual(passages)
  const before = mandate.rules[0]?.evidence.filter(({ chunk_ids: ids }) => ids.includes(kept ?? ''))
  expect(changed.rules[0]?.evidence.slice(0, before?.length)).toEqual(before)
  const texts = changed.rules[0]?.evidence.map(({ text }) => text)
  for (const { text } of scope.rules[0]?.evidence ?? []) expect(texts).toContain(text)
})

test('a section that is not selected keeps its heading, can be taken in again, and leaves no gap', async () => {
  const { id, outline } = await startWaiting()
  const without = outline.sections.filter(({ section_id: name }) => name !== 'Mandate')
  const sent = outlineResponse.parse(await (await sendOutline(id, without)).json())
  expect(getSection(sent, 'Mandate').is_selected).toBe(false)
  const again = outlineResponse.parse(await (await sendOutline(id, outline.sections)).json())
  expect(again).toEqual(outline)
  await sendOutline(id, without)
  const status = await approve(id)
  expect(status).toMatchObject({ status: 'Ready', sections_total: without.length })
  expect(status.quality?.gaps.map((gap) => gap.section_id)).not.toContain('Mandate')
  const text = await readText(id)
  expect(text).toContain('Mandate')
  expect(text).not.toContain('independent and objective assurance')
})

test('a rule whose evidence is all taken away leaves a gap that says so', async () => {
  const { id, outline } = await startWaiting()
  const { rules } = getSection(outline, 'Scope of the Audit')
  const emptied = rules.map(({ rule_id }) => ({ rule_id, evidence: [] }))
  const changes = { rules: emptied, relevant_chunk_ids: undefined }
  await sendOutline(id, change(outline, 'Scope of the Audit', changes))
  const { quality } = await approve(id)
  expect(quality?.gaps).toContainEqual(
    expect.objectContaining({
      section_id: 'Scope of the Audit',
      reason: 'its evidence was taken out of the outline',
    }),
  )
})

test('rejected, a run has failed with the comment; tried again it waits with the same outline', async () => {
  const { id, status, outline } = await startWaiting()
  const number = status.task_number ?? 0
  const rejected = await answer(number, { approved: false, comment: 'The charter is missing' })
  expect(acceptedRun.parse(await rejected.json()).task_number).toBe(number)
  expect(await getStatus(id)).toMatchObject({
    status: 'Failed',
    awaiting_approval: false,
    error: {
      code: 'outline_rejected',
      message: 'The outline was not approved: The charter is missing',
    },
  })
  expect((await app.post(`/api/v1/documents/${id}/retry`, {})).status).toBe(202)
  await waitForOutline(id)
  expect(await readOutline(id)).toEqual(outline)
  expect(await approve(id)).toMatchObject({ status: 'Ready' })
})

test('a run that waits can be cancelled by document and by task, and be tried again', async () => {
  const { id, status } = await startWaiting()
  expect((await app.post(`/api/v1/documents/${id}/cancel`, {})).status).toBe(202)
  expect(await waitForEnd(app, id)).toMatchObject({ error: { code: 'cancelled' } })
  await app.post(`/api/v1/documents/${id}/retry`, {})
  await waitForOutline(id)
  const path = `/tasks/${status.task_number}`
  expect((await app.post(`${path}/cancel`, {})).status).toBe(202)
  expect(await waitForEnd(app, id)).toMatchObject({ error: { code: 'cancelled' } })
  expect((await app.post(`${path}/cancel`, {})).status).toBe(409)
  await app.post(`/api/v1/documents/${id}/retry`, {})
  await waitForOutline(id)
  expect(task.parse(await (await app.request(path)).json())).toMatchObject({
    status: 'pending',
    awaiting_approval: true,
    current_step_id: 'outline',
  })
  expect(await approve(id)).toMatchObject({ status: 'Ready' })
})

test('every mistake of an outline is told at once, and nothing of it is stored', async () => {
  const { id, uploaded, outline } = await startWaiting()
  const [title, summary] = outline.sections
  const [cell, copy] = summary?.rules ?? []
  const report = uploaded.sources.find(({ role }) => role === 'report')?.document_id
  const piece = (start: number, end: number) => ({
    document_id: report,
    start_char: start,
    end_char: end,
  })
  const sent = await sendOutline(id, [
    { ...title, rules: [{ rule_id: '0.1', evidence: [piece(881, 1020)] }] },
    {
      section_id: summary?.section_id,
      rules: [
        { rule_id: cell?.rule_id, evidence: [piece(881, 1020)] },
        { rule_id: copy?.rule_id, evidence: [piece(0, 9_999_999), { chunk_id: 'x-1' }, {}] },
        { rule_id: '99.9', evidence: [] },
      ],
    },
    { section_id: 'No such section' },
    { section_id: summary?.section_id },
  ])
  expect(sent.status).toBe(422)
  const { errors } = problemDetails.parse(await sent.json())
  expect(errors?.map(({ loc, msg }) => [loc.slice(2).join('.'), msg])).toEqual([
    ['2.section_id', 'the outline has no section "No such section"'],
    ['3.section_id', '"Executive Summary" is named twice'],
    ['0.rules.0.evidence.0', 'the rule looks at no source'],
    ['1.rules.1.evidence.0', expect.stringContaining('0 to 9999999 is no piece of the')],
    ['1.rules.1.evidence.1', 'x-1 is no passage of a source of this run'],
    ['1.rules.1.evidence.2', 'chunk_id, or document_id, start_char and end_char are needed'],
    ['1.rules.0.evidence.0', 'no table with values stands there'],
    ['1.rules.2.rule_id', 'no rule 99.9 stands there'],
  ])
  expect(await readOutline(id)).toEqual(outline)
})

test('an outline can be changed and approved only while the run waits for that', async () => {
  const { id, outline, status } = await startWaiting()
  const nothing = outline.sections.map((section) => ({ ...section, is_selected: false }))
  expect((await sendOutline(id, nothing)).status).toBe(200)
  expect((await answer(status.task_number ?? 0, { approved: true })).status).toBe(409)
  await sendOutline(id, outline.sections)
  await approve(id)
  expect(
    problemDetails.parse(await (await sendOutline(id, outline.sections)).json()),
  ).toMatchObject({
    status: 409,
    detail: 'The run does not wait for approval; it is completed.',
  })
  expect((await answer(status.task_number ?? 0, { approved: true })).status).toBe(409)
  const after = await readOutline(id)
  expect(after.sections).toEqual(outline.sections)
})

test('of a source that was deleted the outline shows nothing, and sent back it takes nothing out', async () => {
  const { id, uploaded, outline } = await startWaiting()
  const charter = uploaded.sources.find(({ role }) => role === 'guideline')?.document_id
  await app.request(`/api/v1/documents/${charter}`, { method: 'DELETE' })
  const evidence = (await readOutline(id)).sections.flatMap(({ rules }) =>
    rules.flatMap((rule) => rule.evidence),
  )
  expect(evidence.length).toBeGreaterThan(0)
  expect(evidence.map(({ document_id: source }) => source)).not.toContain(charter)
  const shown = await readOutline(id)
  await sendOutline(id, shown.sections)
  const taken = getSection(outline, 'Mandate').rules[0]?.evidence[0]?.text ?? '-'
  expect(await approve(id)).toMatchObject({ status: 'Ready' })
  expect(await readText(id)).toContain(taken)
})
