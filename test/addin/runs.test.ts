import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptExample, callJson } from '../../examples/run-example.ts'
import {
  documentDetails,
  documentsResponse,
  generateResponse,
  statusResponse,
} from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { describeWith } from '../support/requirements.ts'
import { openPage } from './open-pane.ts'
import { startPaneScene, type PaneScene } from './pane-scene.ts'

describeWith('chromium', 'a document that can’t be opened yet', (chromiumPath) => {
  let scene: PaneScene

  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
  })
  afterAll(() => scene?.close())

  /** A letter whose amount is none, in a block, which the run alone resolves: so the run fails. */
  async function failRun(): Promise<string> {
    const form = new FormData()
    const lines = ['{{#offers}}', 'Costs: {{amount|currency:EUR}}.', '{{/offers}}']
    const bytes = buildDocx({ body: lines.map((line) => paragraph(line)).join('') })
    form.append('file', new File([new Uint8Array(bytes)], 'letter.docx'))
    const headers = { 'X-API-Key': scene.server.apiKey }
    const path = `${scene.server.url}/api/v1/templates`
    const sent = await fetch(path, { method: 'POST', headers, body: form })
    const { template_id } = templateDetails.parse(await sent.json())
    const { sources } = documentDetails.parse(
      await callJson(scene.server, `/api/v1/documents/${scene.server.documentId}`),
    )
    const request = {
      document_type: 'letter',
      template_id,
      output_name: 'Failing letter',
      sources: sources.map(({ document_id }) => ({ document_id })),
      data: { offers: [{ amount: 'about ten' }] },
    }
    const accepted = await callJson(scene.server, '/api/v1/documents/generate', request)
    const { task_id } = generateResponse.parse(accepted)
    await expect
      .poll(
        async () => {
          const status = await callJson(scene.server, `/api/v1/documents/status/${task_id}`)
          return statusResponse.parse(status).status
        },
        { timeout: 60_000 },
      )
      .toBe('Failed')
    return task_id
  }

  it('says that a run was cancelled, and opens its document once it was retried', async () => {
    const { documentId } = await acceptExample(scene.server, 'audit', () => undefined)
    await callJson(scene.server, `/api/v1/documents/${documentId}/cancel`, {})
    const { page, faults } = await openPage(scene.browser)
    await page.goto(`${scene.pane}?document=${documentId}#key=${scene.server.apiKey}`)
    await page.getByRole('alert').waitFor({ timeout: 60_000 })
    expect(await page.getByRole('alert').textContent()).toMatch(/was cancelled/)
    await scene.shot(page, 'cancelled')
    await page.getByRole('button', { name: 'Retry' }).click()
    await page.getByRole('combobox', { name: 'Section' }).waitFor({ timeout: 60_000 })
    expect(faults).toEqual([])
  })

  it('says why and where a run failed, and sends it again', async () => {
    const documentId = await failRun()
    const { page } = await openPage(scene.browser)
    await page.goto(`${scene.pane}#key=${scene.server.apiKey}`)
    await page.getByRole('button', { name: /Failing letter.*failed or cancelled/ }).click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(/about ten.*Section: Title.*Code data_invalid/)
    await scene.shot(page, 'failed')
    const retried = page.waitForResponse(`**/documents/${documentId}/retry`)
    await page.getByRole('button', { name: 'Retry' }).press('Enter')
    expect((await retried).status()).toBe(202)
    await alert.waitFor()
  })

  it('says of a source that it is none of the documents to open', async () => {
    const list = await callJson(scene.server, '/api/v1/documents?kind=source')
    const [source] = documentsResponse.parse(list).documents
    const { page } = await openPage(scene.browser)
    await page.goto(`${scene.pane}?document=${source!.document_id}#key=${scene.server.apiKey}`)
    expect(await page.getByRole('alert').textContent()).toMatch(/is a source/)
  })
})
