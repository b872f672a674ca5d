import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callJson } from '../../examples/run-example.ts'
import { createClient } from '../../client/create-client.ts'
import { checkResponse } from '../../shared/contract/checks.ts'
import { homes, lending, madeOfHomes, madeOfLending, writeRule } from '../support/build-loans.ts'
import { describeWith } from '../support/requirements.ts'
import { startEmptyServer, type EmptyServer } from '../support/start-demo-server.ts'
import { findViolations } from './find-violations.ts'
import { makeLoansReport } from './make-loans-report.ts'
import { buildPane, launchBrowser, openPage, screenshotFolder } from './open-pane.ts'

describeWith('chromium', 'the template’s wording in the pane', (chromiumPath) => {
  let server: EmptyServer
  let browser: Browser

  beforeAll(async () => {
    buildPane()
    server = await startEmptyServer()
    browser = await launchBrowser(chromiumPath)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    console.log(`screenshots: ${screenshotFolder}`)
  })

  const shot = (page: Page, name: string) =>
    page.screenshot({ path: join(screenshotFolder, `wording-${name}.png`) })
  const makeReport = () => makeLoansReport(server, [writeRule(lending), writeRule(homes)])
  const openCheck = async (documentId: string, width = 1280) => {
    const viewport = { width, height: 900 }
    const { page, faults } = await openPage(browser, { viewport })
    await page.goto(`${server.url}/addin/index.html?document=${documentId}#key=${server.apiKey}`)
    await page.getByRole('tab', { name: 'Check' }).click()
    await page.getByText(/checked against/).waitFor()
    return { page, faults }
  }
  const readCheck = async (documentId: string) =>
    checkResponse.parse(
      await callJson(server, `/api/v1/documents/${documentId}/checks/latest?page_size=100`),
    )
  const open = async (page: Page, text: string): Promise<Locator> => {
    await page.getByRole('button', { name: text }).click()
    return page.getByRole('listitem').filter({ hasText: text })
  }

  it('is approved once: the sentence leaves the problems, and is found in a group of its own', async () => {
    const documentId = await makeReport()
    const { page, faults } = await openCheck(documentId)
    await page.getByText(/^2 problems in \d+ sentences and cells, checked/).waitFor()
    const item = await open(page, madeOfLending)
    await expect
      .poll(() => item.locator('p strong').allTextContents())
      .toEqual(expect.arrayContaining(['Lending']))
    await item
      .getByText(
        /right whatever the values are.*no document of the template “Quarterly loans” asks/,
      )
      .waitFor()
    await shot(page, 'open')
    expect(await findViolations(page)).toEqual([])
    await item.getByRole('button', { name: 'Approve this wording' }).click()
    await item.getByText('Wording approved, in every document of the template').waitFor()
    await item.getByText(/^Owner, /).waitFor()
    await page
      .getByText(/^1 problem in \d+ sentences and cells, 1 in an approved wording/)
      .waitFor()
    const withdraw = item.getByRole('button', { name: 'Withdraw' })
    await expect.poll(() => withdraw.evaluate(isFocused)).toBe(true)
    await shot(page, 'approved')
    expect(await findViolations(page)).toEqual([])
    await page.reload()
    await page.getByRole('tab', { name: 'Check' }).click()
    await page.getByRole('radio', { name: 'Wording approved (1)' }).check()
    const heads = page.getByRole('list', { name: 'Sentences and cells' }).locator('[data-claim]')
    await expect
      .poll(() => heads.allTextContents())
      .toEqual([expect.stringMatching(/Partly supported.*Wording approved/)])
    await shot(page, 'group')
    expect(faults).toEqual([])
  })

  it('is asked of nobody again, in another document of the template', async () => {
    const templateIds = new Set<string>()
    const first = await makeReport()
    const { page } = await openCheck(first)
    const item = await open(page, madeOfHomes)
    await item.getByRole('button', { name: 'Approve this wording' }).click()
    await item.getByRole('button', { name: 'Withdraw' }).waitFor()
    const { sentences } = await readCheck(first)
    for (const { wording } of sentences) if (wording) templateIds.add(wording.template_id)
    const [templateId = ''] = templateIds
    const client = createClient({ baseUrl: server.url, apiKey: server.apiKey })
    const { documents } = await client.listDocuments({ kind: 'source', page: 1, pageSize: 20 })
    const made = await client.generateDocument({
      document_type: 'report',
      template_id: templateId,
      output_name: 'Later',
      sources: [{ document_id: documents[0]?.document_id ?? '', role: 'table' }],
    })
    await expect
      .poll(async () => (await client.getDocument(made.task_id)).status, { timeout: 60_000 })
      .toBe('Ready')
    const later = await openCheck(made.task_id)
    await later.page.getByText(/^1 problem in \d+ sentences and cells, 1 in an approved/).waitFor()
  })

  it('is open again once it is withdrawn, by keyboard alone', async () => {
    const documentId = await makeReport()
    const { page } = await openCheck(documentId, 340)
    await page.getByRole('button', { name: 'Check again' }).focus()
    await page.keyboard.press('F8')
    await page.getByText('1 of 2 problems').waitFor()
    await page.getByRole('button', { name: 'Approve this wording' }).focus()
    await page.keyboard.press('Enter')
    const withdraw = page.getByRole('button', { name: 'Withdraw the approval' })
    await expect.poll(() => withdraw.evaluate(isFocused)).toBe(true)
    await shot(page, 'narrow')
    await page.keyboard.press('Enter')
    const approve = page.getByRole('button', { name: 'Approve this wording' })
    await expect.poll(() => approve.evaluate(isFocused)).toBe(true)
    await page.getByText(/^2 problems in/).waitFor()
    expect((await readCheck(documentId)).approved_wording).toBe(0)
  })

  it('says why it can’t be approved where the template is gone', async () => {
    const documentId = await makeReport()
    const { page } = await openCheck(documentId)
    const { sentences } = await readCheck(documentId)
    const templateId = sentences.find(({ wording }) => wording)?.wording?.template_id ?? ''
    const headers = { 'X-API-Key': server.apiKey }
    const path = `${server.url}/api/v1/templates/${templateId}`
    expect((await fetch(path, { method: 'DELETE', headers })).status).toBe(204)
    await page.reload()
    await page.getByRole('tab', { name: 'Check' }).click()
    const item = await open(page, madeOfLending)
    await item.getByText('The template was deleted').waitFor()
    expect(await item.getByRole('button', { name: 'Approve' }).count()).toBe(0)
  })
})

function isFocused(element: Element): boolean {
  return element === element.ownerDocument.activeElement
}
