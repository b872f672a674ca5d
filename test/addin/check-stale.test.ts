import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callJson } from '../../examples/run-example.ts'
import { readZip } from '../../server/formats/zip.ts'
import { checkResponse } from '../../shared/contract/checks.ts'
import { describeWith } from '../support/requirements.ts'
import { startDemoServer, type DemoServer } from '../support/start-demo-server.ts'
import { replaceTable } from './change-study.ts'
import { buildPane, launchBrowser, openPage, screenshotFolder } from './open-pane.ts'

describeWith('chromium', 'stale values in the check of the pane', (chromiumPath) => {
  let server: DemoServer
  let browser: Browser

  beforeAll(async () => {
    buildPane()
    server = await startDemoServer()
    browser = await launchBrowser(chromiumPath)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const readCheck = async () =>
    checkResponse.parse(
      await callJson(server, `/api/v1/documents/${server.documentId}/checks/latest`),
    )

  it('puts in one value and then the others, keeps what became of each, and accuses none', async () => {
    await replaceTable(server)
    const { page } = await openPage(browser)
    await page.goto(
      `${server.url}/addin/index.html?document=${server.documentId}#key=${server.apiKey}`,
    )
    await page.getByRole('tab', { name: 'Check' }).click()
    await page.getByText(/checked against/).waitFor()
    const before = (await readCheck()).counts
    await page.getByRole('tab', { name: 'Stale (2)' }).click()
    const cards = page.getByRole('list', { name: 'Stale values' }).getByRole('listitem')
    await page.getByRole('button', { name: 'Apply all 2' }).waitFor()
    await cards
      .first()
      .getByRole('button', { name: /^Apply/ })
      .click()
    await cards.first().getByText('Applied as a tracked change, and read back.').waitFor()
    await page.getByRole('tab', { name: 'Stale (1)' }).waitFor()
    await cards
      .nth(1)
      .getByRole('button', { name: /^Apply/ })
      .click()
    await page.getByRole('tab', { name: 'Stale (0)' }).waitFor()
    const counted = async (words: string) => cards.getByText(words).count()
    await expect.poll(() => counted('Applied as a tracked change, and read back.')).toBe(2)
    // said of what the server has: the list is asked for again behind the edit
    await expect.poll(() => counted('a check holds them against version 2')).toBe(2)
    expect((await readCheck()).counts).toEqual(before)
    await page.getByText(/^No stale values, 2 put in: /).waitFor()
    await page.screenshot({ path: join(screenshotFolder, 'check-stale.png') })
  })

  it('puts in all of them at once, each a tracked change', async () => {
    const path = `/api/v1/documents/${server.documentId}`
    const headers = { 'X-API-Key': server.apiKey }
    const written = await fetch(`${server.url}${path}/file?format=docx&version=1`, { headers })
    const form = new FormData()
    form.append('file', new File([await written.arrayBuffer()], 'as-it-was.docx'))
    form.append('document_id', server.documentId)
    const sending = { method: 'POST', headers, body: form }
    expect((await fetch(`${server.url}/api/v1/documents/local`, sending)).status).toBe(201)
    const { page, faults } = await openPage(browser)
    await page.goto(
      `${server.url}/addin/index.html?document=${server.documentId}#key=${server.apiKey}`,
    )
    await page.getByRole('tab', { name: 'Check' }).click()
    await page.getByRole('tab', { name: 'Stale (2)' }).click()
    await page.getByText(/^2 stale values: /).waitFor()
    await page.getByRole('button', { name: 'Apply all 2' }).click()
    await page.getByText('2 applied.').waitFor()
    await page.getByText(/^No stale values, 2 put in: /).waitFor()
    await page.getByRole('tab', { name: 'Stale (0)' }).waitFor()
    const newest = await fetch(`${server.url}${path}/file?format=docx`, { headers })
    const parts = readZip(new Uint8Array(await newest.arrayBuffer()))
    const xml = new TextDecoder().decode(parts.get('word/document.xml'))
    const put = [...xml.matchAll(/<w:ins [^>]*w:author="Sourcewright"[^>]*>.*?<w:t[^>]*>(.*?)</g)]
    expect(put.map(([, text]) => text)).toEqual(['6', '6'])
    expect(faults).toEqual([])
  })
})
