import { afterEach, beforeEach, expect, test } from 'vitest'
import { generateResponse, statusResponse } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { task } from '../../shared/contract/tasks.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { generateExample, requestReport, uploadExample, waitForEnd } from '../support/run-in-app.ts'

let app: TestApp
beforeEach(async () => {
  app = await createTestApp()
})
afterEach(() => app.close())

const generate = async (uploaded: Awaited<ReturnType<typeof uploadExample>>, change = {}) => {
  const { plan, sources, template } = uploaded
  return app.post('/api/v1/documents/generate', {
    document_type: plan.document_type,
    template_id: template.template_id,
    output_name: plan.output_name,
    as_of: plan.as_of,
    sources,
    ...change,
  })
}

test('fifty requests for one name at the same time make one document', async () => {
  const uploaded = await uploadExample(app, 'audit')
  const responses = await Promise.all(Array.from({ length: 50 }, () => generate(uploaded)))
  const answers = await Promise.all(
    responses.map(async (response) => generateResponse.parse(await response.json())),
  )
  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([202]))
  expect(new Set(answers.map(({ task_id }) => task_id)).size).toBe(1)
  expect(answers.filter(({ reused }) => !reused).length).toBe(1)
  const list = await app.request('/api/v1/documents?kind=generated')
  expect(((await list.json()) as { total: number }).total).toBe(1)
})

test('the same name says whether the inputs differ, makes a version on demand, or is refused on demand', async () => {
  const uploaded = await uploadExample(app, 'audit')
  const first = await requestReport(app, uploaded)
  await waitForEnd(app, first)
  const same = generateResponse.parse(await (await generate(uploaded)).json())
  expect(same).toMatchObject({ task_id: first, reused: true, inputs_changed: false })
  const other = await generate(uploaded, { selected_section_ids: ['Executive Summary'] })
  expect(generateResponse.parse(await other.json())).toMatchObject({
    reused: true,
    inputs_changed: true,
  })
  const kind = await generate(uploaded, { document_type: 'Another kind' })
  expect(generateResponse.parse(await kind.json())).toMatchObject({
    reused: true,
    inputs_changed: true,
  })
  const refused = await generate(uploaded, { if_exists: 'error' })
  expect(problemDetails.parse(await refused.json())).toMatchObject({
    status: 409,
    code: 'name_taken',
  })
  const again = await generate(uploaded, {
    if_exists: 'new_version',
    output_name: `${uploaded.plan.output_name}.docx`,
  })
  expect(generateResponse.parse(await again.json())).toMatchObject({
    task_id: first,
    reused: false,
  })
  await waitForEnd(app, first)
  const details = (await (await app.request(`/api/v1/documents/${first}`)).json()) as {
    versions: { number: number }[]
  }
  expect(details.versions.map(({ number }) => number)).toEqual([1, 2])
})

test('only the selected sections are made; the others keep their headings', async () => {
  const uploaded = await uploadExample(app, 'audit')
  const id = await requestReport(app, uploaded, {
    selected_section_ids: [{ section_id: 'Executive Summary' }],
  })
  const status = await waitForEnd(app, id)
  expect(status).toMatchObject({ status: 'Ready', sections_total: 1, sections_done: 1 })
  const answer = await app.post('/get-sections-for-document', { document_id: id })
  const { sections } = (await answer.json()) as { sections: unknown[] }
  expect(sections.length).toBeGreaterThan(10)
})

test('progress never falls, and events tell every step and section once, from any place on', async () => {
  const uploaded = await uploadExample(app, 'audit')
  const id = await requestReport(app, uploaded)
  const seen: number[] = []
  await waitFor(async () => {
    const response = await app.request(`/api/v1/documents/status/${id}`)
    const status = statusResponse.parse(await response.json())
    seen.push(status.progress)
    return status.status === 'Ready' ? status : undefined
  })
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  const events = await readEvents(id)
  const steps = events
    .filter(({ event }) => event === 'step.completed')
    .map(({ data }) => data.data['step'])
  expect(steps).toEqual(['extract', 'ingest', 'outline', 'orchestrate', 'generate'])
  expect(events.at(0)?.event).toBe('run.accepted')
  expect(events.at(-1)?.event).toBe('run.completed')
  const middle = events[4]?.id ?? ''
  expect(await readEvents(id, middle)).toEqual(events.slice(5))
})

test('an unchanged status is a 304', async () => {
  const { documentId } = await generateExample(app, 'audit')
  const path = `/api/v1/documents/status/${documentId}`
  const tag = (await app.request(path)).headers.get('etag') ?? ''
  expect((await app.request(path, { headers: { 'If-None-Match': tag } })).status).toBe(304)
})

test('a cancelled run is Failed with its code, gives its name free, and goes on when tried again', async () => {
  await app.queue.close()
  const uploaded = await uploadExample(app, 'audit')
  const id = await requestReport(app, uploaded)
  const cancelled = await app.post(`/api/v1/documents/${id}/cancel`, {})
  expect(cancelled.status).toBe(202)
  await app.queue.start()
  expect(await waitForEnd(app, id)).toMatchObject({
    status: 'Failed',
    error: { code: 'cancelled' },
  })
  expect((await app.post(`/api/v1/documents/${id}/cancel`, {})).status).toBe(409)
  const removed = await app.request(`/api/v1/documents/${id}/file`)
  expect(problemDetails.parse(await removed.json()).code).toBe('not_ready')
  expect((await app.post(`/api/v1/documents/${id}/retry`, {})).status).toBe(202)
  expect(await waitForEnd(app, id)).toMatchObject({ status: 'Ready', error: null, progress: 100 })
  expect((await app.post(`/api/v1/documents/${id}/retry`, {})).status).toBe(409)
})

test('a cancelled run can not come back once another document has its name', async () => {
  await app.queue.close()
  const uploaded = await uploadExample(app, 'audit')
  const first = await requestReport(app, uploaded)
  await app.post(`/api/v1/documents/${first}/cancel`, {})
  await app.queue.start()
  await waitForEnd(app, first)
  const second = await requestReport(app, uploaded)
  expect(second).not.toBe(first)
  const retry = await app.post(`/api/v1/documents/${first}/retry`, {})
  expect(problemDetails.parse(await retry.json())).toMatchObject({
    status: 409,
    code: 'name_taken',
  })
})

test('a run is a task by its number in the workspace', async () => {
  const { documentId, status } = await generateExample(app, 'audit')
  const response = await app.request(`/tasks/${status.task_number}`)
  const found = task.parse(await response.json())
  expect(found).toMatchObject({ document_id: documentId, status: 'completed', task_id: 1 })
  expect(found.step_runs.map(({ status: state }) => state)).toEqual(Array(5).fill('completed'))
  expect((await app.request('/tasks/2')).status).toBe(404)
})

type SentEvent = { id: string; event: string; data: { data: Record<string, unknown> } }

async function readEvents(id: string, after?: string): Promise<SentEvent[]> {
  const headers: Record<string, string> = after ? { 'Last-Event-ID': after } : {}
  const response = await app.request(`/api/v1/documents/status/${id}/events`, { headers })
  const text = await response.text()
  return text
    .split('\n\n')
    .filter((part) => part.includes('data:'))
    .map((part) => {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1] ?? ''
      return {
        id: field('id'),
        event: field('event'),
        data: JSON.parse(field('data')) as SentEvent['data'],
      }
    })
}
