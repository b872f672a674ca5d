import type { Page } from 'playwright-core'
import { callJson, waitForEnd } from '../../../examples/run-example.ts'
import { documentDetails, generateResponse } from '../../../shared/contract/documents.ts'
import { templateDetails } from '../../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../../support/build-docx.ts'
import type { PaneScene } from '../pane-scene.ts'
import { expectFocusKept, press, showTab } from './press-keys.ts'
import { shrinkPages } from './shrink-pages.ts'

/** From the list of documents to those that can't be opened yet, or not at all. */
export async function walkDocuments(scene: PaneScene, page: Page): Promise<void> {
  const templateId = await addTemplate(scene)
  await makeLetters(scene, templateId)
  await page.goto(`${scene.pane}#key=${scene.server.apiKey}`)
  await goThroughList(page)
  await lookAtWaiting(page)
  await openVersionBefore(page)
  await leaveMissing(scene, page)
}

async function goThroughList(page: Page): Promise<void> {
  const release = await shrinkPages(page, '**/api/v1/documents?*', 1)
  const more = page.getByRole('button', { name: /^Show more \(/ })
  await press(page, page.getByRole('button', { name: 'Reload the list' }))
  await more.waitFor()
  await press(page, more)
  await expectFocusKept(page)
  await release()
  await press(page, page.getByRole('button', { name: 'Reload the list' }))
  await more.waitFor({ state: 'detached' })
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Generate one' }))
  await page.getByRole('heading', { name: 'Template' }).waitFor()
  await expectFocusKept(page)
  await showTab(page, 'Sources', 'Home')
}

async function lookAtWaiting(page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: /^Letter that waits/ }))
  await press(page, page.getByRole('button', { name: 'Look at the outline' }))
  await page.getByRole('button', { name: /^Approve the outline/ }).waitFor()
  await expectFocusKept(page)
  await showTab(page, 'Sources', 'Home')
  await press(page, page.getByRole('button', { name: 'Choose another document' }))
  await expectFocusKept(page)
}

async function openVersionBefore(page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: /^Letter of two versions/ }))
  const retried = page.waitForResponse('**/retry')
  await press(page, page.getByRole('button', { name: 'Retry' }))
  await retried
  await page.getByRole('alert').waitFor({ timeout: 60_000 })
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Open the version before' }))
  await page.getByText('Version 1').waitFor()
  await expectFocusKept(page)
}

async function leaveMissing({ pane, server }: PaneScene, page: Page): Promise<void> {
  const search = `panel=sources&document=${crypto.randomUUID()}`
  await page.goto(`${pane}?${search}#key=${server.apiKey}`)
  await press(page, page.getByRole('button', { name: 'Choose another document' }))
  await page.getByRole('heading', { name: 'Choose a document' }).waitFor()
  await expectFocusKept(page)
}

/** One that waits for its outline, and one whose second version fails over an amount that is none. */
async function makeLetters(scene: PaneScene, templateId: string): Promise<void> {
  await generate(scene, templateId, 'Letter that waits', { approve_outline: true })
  await makeVersion(scene, templateId, '10')
  await makeVersion(scene, templateId, 'about ten')
}

async function makeVersion(scene: PaneScene, templateId: string, amount: string): Promise<void> {
  const name = 'Letter of two versions'
  const data = { offers: [{ amount }] }
  const id = await generate(scene, templateId, name, { data, if_exists: 'new_version' })
  await waitForEnd(scene.server, id, () => undefined)
}

async function generate(
  { server }: PaneScene,
  templateId: string,
  name: string,
  wish: object,
): Promise<string> {
  const path = `/api/v1/documents/${server.documentId}`
  const { sources } = documentDetails.parse(await callJson(server, path))
  const request = {
    document_type: 'letter',
    template_id: templateId,
    output_name: name,
    sources: sources.map(({ document_id }) => ({ document_id })),
    data: { offers: [] },
    ...wish,
  }
  const accepted = await callJson(server, '/api/v1/documents/generate', request)
  return generateResponse.parse(accepted).task_id
}

async function addTemplate({ server }: PaneScene): Promise<string> {
  const lines = ['{{#offers}}', 'Costs: {{amount|currency:EUR}}.', '{{/offers}}']
  const bytes = buildDocx({ body: lines.map((line) => paragraph(line)).join('') })
  const form = new FormData()
  form.append('file', new File([new Uint8Array(bytes)], 'letter.docx'))
  const headers = { 'X-API-Key': server.apiKey }
  const sent = await fetch(`${server.url}/api/v1/templates`, {
    method: 'POST',
    headers,
    body: form,
  })
  return templateDetails.parse(await sent.json()).template_id
}
