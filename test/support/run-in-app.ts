import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  addedSource,
  generateResponse,
  statusResponse,
  type StatusResponse,
} from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { readPlan } from '../../examples/run-example.ts'
import {
  createTestApp,
  readExample,
  waitFor,
  type TestApp,
  type TestAppOptions,
} from './create-test-app.ts'
import { copyKept } from './kept-stores.ts'

/** Sends an example's files to a test app; nothing is generated yet. */
export async function uploadExample(app: TestApp, folder: string, planName?: string) {
  const plan = await readPlan(folder, planName)
  const sources = []
  for (const { file, role } of plan.sources) {
    const name = file.split('/').at(-1) ?? file
    const bytes = await readExample(`${folder}/${file}`)
    const response = await app.upload('/api/v1/documents', { name, bytes }, { role })
    sources.push({ document_id: addedSource.parse(await response.json()).document_id, role })
  }
  const bytes = await readExample(`${folder}/${plan.template}`)
  const response = await app.upload('/api/v1/templates', { name: plan.template, bytes })
  const template = templateDetails.parse(await response.json())
  return { plan, sources, template }
}

export async function requestReport(
  app: TestApp,
  { plan, sources, template }: Awaited<ReturnType<typeof uploadExample>>,
  change: Record<string, unknown> = {},
): Promise<string> {
  const response = await app.post('/api/v1/documents/generate', {
    document_type: plan.document_type,
    template_id: template.template_id,
    output_name: plan.output_name,
    as_of: plan.as_of,
    data: plan.data,
    sources,
    ...change,
  })
  return generateResponse.parse(await response.json()).task_id
}

export async function waitForEnd(app: TestApp, documentId: string): Promise<StatusResponse> {
  return waitFor(async () => {
    const response = await app.request(`/api/v1/documents/status/${documentId}`)
    const status = statusResponse.parse(await response.json())
    return status.status === 'Ready' || status.status === 'Failed' ? status : undefined
  })
}

/** Until no job waits or runs. */
export async function waitUntilIdle({ deps }: TestApp): Promise<void> {
  await waitFor(async () => {
    const open = await deps.db
      .selectFrom('jobs')
      .select('id')
      .where('status', 'in', ['waiting', 'running'])
      .executeTakeFirst()
    return open === undefined || undefined
  })
}

/** From upload to the finished document. */
export async function generateExample(app: TestApp, folder: string, planName?: string) {
  const uploaded = await uploadExample(app, folder, planName)
  const documentId = await requestReport(app, uploaded)
  return { ...uploaded, documentId, status: await waitForEnd(app, documentId) }
}

/** An app whose store has the report of an example, for tests of what comes behind its making. */
export async function createAppWithReport(folder: 'study' | 'audit', options: TestAppOptions = {}) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sourcewright-test-'))
  const { owner, ...made } = await copyKept(`app-${folder}`, dataFolder, async (store) => {
    const app = await createTestApp({ dataFolder: store })
    const { ownerKey, workspaceId } = app
    const run = await generateExample(app, folder)
    await waitUntilIdle(app)
    await app.stop()
    return { ...run, owner: { ownerKey, workspaceId } }
  })
  return { ...made, app: await createTestApp({ ...options, dataFolder, owner }) }
}
