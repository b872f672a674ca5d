import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptExample, callJson, readPlan } from '../../examples/run-example.ts'
import {
  documentDetails,
  documentsResponse,
  generateResponse,
  statusResponse,
} from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { describeWith } from '../support/requirements.ts'
import { startDemoServer, type DemoServer } from '../support/start-demo-server.ts'
import {
  buildPane,
  chooseSection,
  documentFrame,
  launchBrowser,
  openPage,
  screenshotFolder,
  selectWords,
} from './open-pane.ts'

describeWith('chromium', 'the pane in a plain browser', (chromiumPath) => {
  let server: DemoServer
  let browser: Browser
  let selection: { section_id: string; selected_text: string; source: string }
  const pane = () => `${server.url}/addin/index.html`
  const paneOfReport = () => `${pane()}?document=${server.documentId}#key=${server.apiKey}`
  const shot = (page: Page, name: string) =>
    page.screenshot({ path: join(screenshotFolder, `${name}.png`) })

  beforeAll(async () => {
    buildPane()
    const plan = await readPlan('study')
    selection = plan.selections[0]!
    server = await startDemoServer()
    browser = await launchBrowser(chromiumPath)
  }, 240_000)

  async function readGaps() {
    const details = await callJson(server, `/api/v1/documents/${server.documentId}`)
    return documentDetails.parse(details).quality?.gaps ?? []
  }

  /** A letter whose amount is none, in a block, which the run alone resolves: so the run fails. */
  async function failRun(): Promise<string> {
    const form = new FormData()
    const lines = ['{{#offers}}', 'Costs: {{amount|currency:EUR}}.', '{{/offers}}']
    const bytes = buildDocx({ body: lines.map((line) => paragraph(line)).join('') })
    form.append('file', new File([new Uint8Array(bytes)], 'letter.docx'))
    const headers = { 'X-API-Key': server.apiKey }
    const path = `${server.url}/api/v1/templates`
    const sent = await fetch(path, { method: 'POST', headers, body: form })
    const { template_id } = templateDetails.parse(await sent.json())
    const { sources } = documentDetails.parse(
      await callJson(server, `/api/v1/documents/${server.documentId}`),
    )
    const request = {
      document_type: 'letter',
      template_id,
      output_name: 'Failing letter',
      sources: sources.map(({ document_id }) => ({ document_id })),
      data: { offers: [{ amount: 'about ten' }] },
    }
    const accepted = await callJson(server, '/api/v1/documents/generate', request)
    const { task_id } = generateResponse.parse(accepted)
    await expect
      .poll(
        async () => {
          const status = await callJson(server, `/api/v1/documents/status/${task_id}`)
          return statusResponse.parse(status).status
        },
        { timeout: 60_000 },
      )
      .toBe('Failed')
    return task_id
  }

  afterAll(async () => {
    await browser?.close()
    await server?.close()
    console.log(`screenshots: ${screenshotFolder}`)
  })

  it('shows the sources of a chosen section, and scrolls to it', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(paneOfReport())
    await chooseSection(page, selection.section_id)
    await page.getByRole('article').first().waitFor()
    expect(await page.getByRole('article').count()).toBeGreaterThan(0)
    const heading = documentFrame(page)
      .locator('p')
      .filter({ hasText: new RegExp(`^\\s*${selection.section_id}\\s*$`) })
    const top = await heading.last().evaluate((element) => element.getBoundingClientRect().top)
    const height = await page.evaluate(() => innerHeight)
    expect(top).toBeGreaterThanOrEqual(-1)
    expect(top).toBeLessThan(height)
    await shot(page, 'section')
    expect(faults).toEqual([])
  })

  it('shows source, place and quote of the words that the pointer selects', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(paneOfReport())
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    await selectWords(page, selection.selected_text)
    const card = page.getByRole('article').first()
    await card.waitFor()
    const fileName = selection.source.split('/').at(-1)!
    expect(await card.textContent()).toContain(fileName)
    expect(await card.textContent()).toMatch(/version 1 · (page \d+|no fixed pages)/)
    expect(await card.locator('mark').count()).toBeGreaterThan(0)
    expect(await page.getByText('Selected words').isVisible()).toBe(true)
    expect(await page.getByRole('combobox').inputValue()).toContain(selection.section_id)
    await shot(page, 'selection')
    expect(faults).toEqual([])
  })

  it('is used with the keyboard alone, in the document and in the pane', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(paneOfReport())
    const section = page.getByRole('combobox', { name: 'Section' })
    await section.focus()
    await page.keyboard.type(selection.section_id)
    await page.keyboard.press('Enter')
    await page.getByRole('article').first().waitFor()
    await documentFrame(page).locator('body').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByText('Selected words').waitFor()
    const first = await documentFrame(page)
      .locator('body')
      .evaluate((body) => String(body.ownerDocument.getSelection()))
    await page.keyboard.press('Alt+ArrowDown')
    const second = await documentFrame(page)
      .locator('body')
      .evaluate((body) => String(body.ownerDocument.getSelection()))
    expect(first.trim()).not.toBe('')
    expect(second).not.toBe(first)
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('pane')
    expect(faults).toEqual([])
  })

  it('goes from source to source with the arrow keys and with the buttons', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(paneOfReport())
    await chooseSection(page, selection.section_id)
    const cards = page.getByRole('article')
    await cards.nth(1).waitFor()
    await cards.first().focus()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    expect(await focused()).toMatch(/^Source 1 of /)
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toMatch(/^Source 2 of /)
    await page.keyboard.press('Home')
    expect(await focused()).toMatch(/^Source 1 of /)
    await page.getByRole('button', { name: 'Next source' }).click()
    await page.getByText(/^Source 2 of /).waitFor()
    expect(faults).toEqual([])
  })

  it('says of a gap that it is one, why, and what was searched, by section and by selection', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(paneOfReport())
    const [gap] = await readGaps()
    await chooseSection(page, gap!.section_id)
    const notes = page.getByRole('list', { name: 'Gaps and data' })
    await notes.waitFor()
    const bySection = await notes.innerText()
    expect(bySection).toContain(`Reason: ${gap!.reason}`)
    expect(bySection).toContain(`Searched: ${gap!.searched}`)
    await shot(page, 'gap')
    await selectWords(page, gap!.reason.slice(0, 30))
    await page.getByText('Selected words').waitFor()
    await expect.poll(() => notes.innerText()).toBe(bySection)
    expect(await page.getByText('No source found').count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('says of a section left out on purpose why, and of house text that it is', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(paneOfReport())
    await chooseSection(page, 'Investigators and Administrative')
    await page.getByText('Left out on purpose: The list of investigators').waitFor()
    await selectWords(page, 'This report was prepared in accordance')
    await page.getByText('House text').waitFor()
    expect(faults).toEqual([])
  })

  it('gives the cells of one row one card that names their columns, not checked yet', async () => {
    const { page } = await openPage(browser)
    await page.goto(paneOfReport())
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    await selectWords(page, selection.selected_text)
    const card = page.getByRole('article')
    await card.first().waitFor()
    expect(await card.count()).toBe(1)
    expect(await card.innerText()).toMatch(/Columns: Placebo .* · .* · Total/)
    expect(await card.innerText()).toContain('Not checked')
    expect(await card.locator('mark').count()).toBe(4)
  })

  it('says that a run was cancelled, and opens its document once it was retried', async () => {
    const { documentId } = await acceptExample(server, 'audit', () => undefined)
    await callJson(server, `/api/v1/documents/${documentId}/cancel`, {})
    const { page, faults } = await openPage(browser)
    await page.goto(`${pane()}?document=${documentId}#key=${server.apiKey}`)
    await page.getByRole('alert').waitFor({ timeout: 60_000 })
    expect(await page.getByRole('alert').textContent()).toMatch(/was cancelled/)
    await shot(page, 'cancelled')
    await page.getByRole('button', { name: 'Retry' }).click()
    await page.getByRole('combobox', { name: 'Section' }).waitFor({ timeout: 60_000 })
    expect(faults).toEqual([])
  })

  it('says why and where a run failed, and sends it again', async () => {
    const documentId = await failRun()
    const { page } = await openPage(browser)
    await page.goto(`${pane()}#key=${server.apiKey}`)
    await page.getByRole('button', { name: /Failing letter.*failed or cancelled/ }).click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(/about ten.*Section: Title.*Code data_invalid/)
    await shot(page, 'failed')
    const retried = page.waitForResponse(`**/documents/${documentId}/retry`)
    await page.getByRole('button', { name: 'Retry' }).press('Enter')
    expect((await retried).status()).toBe(202)
    await alert.waitFor()
  })

  it('says of a source that it is none of the documents to open', async () => {
    const list = await callJson(server, '/api/v1/documents?kind=source')
    const [source] = documentsResponse.parse(list).documents
    const { page } = await openPage(browser)
    await page.goto(`${pane()}?document=${source!.document_id}#key=${server.apiKey}`)
    expect(await page.getByRole('alert').textContent()).toMatch(/is a source/)
  })

  it('takes the key out of the address at once, and sends it to nobody but the API', async () => {
    const { page, requests } = await openPage(browser)
    await page.goto(paneOfReport())
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    expect(page.url()).toBe(`${pane()}?document=${server.documentId}`)
    expect(requests.filter((url) => url.includes(server.apiKey))).toEqual([])
    expect(requests.filter((url) => !url.startsWith(server.url))).toEqual([])
    await page.reload()
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
  })

  it('says why a key is refused, and opens with the right one', async () => {
    const { page } = await openPage(browser)
    await page.goto(`${pane()}?document=${server.documentId}`)
    const key = page.getByLabel('API key')
    await key.fill('not a key')
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByText('This is not an API key').waitFor()
    await key.fill('swk_live_nobody')
    await page.getByRole('button', { name: 'Connect' }).click()
    expect(await page.getByRole('alert').textContent()).toMatch(/Invalid API key.*unauthenticated/)
    await shot(page, 'refused-key')
    await key.fill(server.apiKey)
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
  })

  it('lets a document be chosen where the address names none', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(`${pane()}#key=${server.apiKey}`)
    await page.getByRole('button', { name: /Clinical Study Report/ }).click()
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    expect(page.url()).toBe(`${pane()}?document=${server.documentId}`)
    expect(faults).toEqual([])
  })

  it('says what is wrong with a document that is not there, and what to do', async () => {
    const { page } = await openPage(browser)
    const unknown = '00000000-0000-4000-8000-000000000000'
    await page.goto(`${pane()}?document=${unknown}#key=${server.apiKey}`)
    const message = page.getByRole('alert')
    await message.waitFor()
    expect(await message.textContent()).toMatch(/Not found.*Choose another.*not_found.*trace id/)
    await shot(page, 'unknown-document')
    await page.getByRole('button', { name: 'Choose another document' }).click()
    await page.getByRole('heading', { name: 'Choose a document' }).waitFor()
  })

  it('says that the server is away, and tries again when asked', async () => {
    const { page } = await openPage(browser)
    await page.goto(paneOfReport())
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    const path = '**/get-sources-for-selected-text'
    await page.route(path, (route) => route.abort())
    await selectWords(page, selection.selected_text)
    expect(await page.getByRole('alert').textContent()).toMatch(/can’t be reached.*unreachable/)
    await page.unroute(path)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('article').first().waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('forgets key and document when it is told to', async () => {
    const { page } = await openPage(browser)
    await page.goto(paneOfReport())
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Forget the key' }).click()
    await page.getByText('Sourcewright needs an API key').waitFor()
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
    expect(await page.locator('#document iframe').count()).toBe(0)
  })

  it.each([
    { name: 'light', width: 320, options: {} },
    { name: 'dark', width: 320, options: { colorScheme: 'dark' } },
    { name: 'forced colours', width: 320, options: { forcedColors: 'active' } },
    { name: 'dark', width: 400, options: { colorScheme: 'dark' } },
    { name: 'light', width: 400, options: {} },
  ] as const)('fits $width pixels in $name', async ({ name, width, options }) => {
    const viewport = { width, height: 1200 }
    const { page, faults } = await openPage(browser, { viewport, ...options })
    await page.goto(paneOfReport())
    await chooseSection(page, selection.section_id)
    await page.getByRole('article').first().waitFor()
    const overflowing = await page.evaluate(() =>
      [...document.querySelectorAll('#pane *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => element.outerHTML.slice(0, 80)),
    )
    expect(overflowing).toEqual([])
    await shot(page, `${name}-${width}`)
    expect(faults).toEqual([])
  })
})
