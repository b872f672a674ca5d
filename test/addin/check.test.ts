import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callJson } from '../../examples/run-example.ts'
import { readZip } from '../../server/formats/zip.ts'
import { checkResponse, type CheckResponse } from '../../shared/contract/checks.ts'
import { describeWith } from '../support/requirements.ts'
import { startDemoServer, type DemoServer } from '../support/start-demo-server.ts'
import { addLocalDocument, editReport, replaceTable } from './change-study.ts'
import { buildPane, launchBrowser, openPage, screenshotFolder } from './open-pane.ts'

describeWith('chromium', 'the check of the pane', (chromiumPath) => {
  let server: DemoServer
  let browser: Browser
  const words = 'Adverse events led to early termination in 1, 2 and 5 subjects'

  beforeAll(async () => {
    buildPane()
    server = await startDemoServer()
    browser = await launchBrowser(chromiumPath)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    console.log(`screenshots: ${screenshotFolder}`)
  })

  const shot = (page: Page, name: string) =>
    page.screenshot({ path: join(screenshotFolder, `check-${name}.png`) })
  const openCheck = async (page: Page) => {
    await page.goto(
      `${server.url}/addin/index.html?document=${server.documentId}#key=${server.apiKey}`,
    )
    await page.getByRole('tab', { name: 'Check' }).click()
    await page.getByText(/checked against/).waitFor()
  }
  const readCheck = async (query = ''): Promise<CheckResponse> =>
    checkResponse.parse(
      await callJson(server, `/api/v1/documents/${server.documentId}/checks/latest?${query}`),
    )
  const readCount = async (page: Page, label: string) => {
    const name = new RegExp(`^${label} \\(\\d+\\)$`)
    const text = await page.locator('label').filter({ hasText: name }).textContent()
    return Number(/\d+/.exec(text ?? '')?.[0])
  }

  it('checks the document when it is opened, with counts that add up to the total', async () => {
    expect((await readCheck()).check).toBeNull()
    const { page, faults } = await openPage(browser)
    await openCheck(page)
    const { total, counts, searched } = await readCheck()
    const labels = ['Contradicted', 'Partly supported', 'No source found', 'Supported']
    const states = [...labels, 'House text', 'Not a claim']
    let sum = 0
    for (const label of states) sum += await readCount(page, label)
    expect(sum).toBe(total)
    expect(await readCount(page, 'All')).toBe(total)
    expect(await readCount(page, 'Supported')).toBe(counts.supported)
    const said = await page.getByText(/checked against/).textContent()
    expect(said).toContain(`in ${total} sentences and cells`)
    expect(said).toContain(`${searched.passages} passages of ${searched.sources} sources`)
    await shot(page, 'problems')
    expect(faults).toEqual([])
  })

  it('shows the state that is chosen, of the whole document and by the page', async () => {
    const { page } = await openPage(browser)
    await openCheck(page)
    const { counts } = await readCheck()
    await page.getByRole('radio', { name: /^Supported/ }).check()
    await page.getByText(`1–25 of ${counts.supported} sentences and cells: Supported`).waitFor()
    const heads = page.getByRole('list', { name: 'Sentences and cells' }).getByRole('listitem')
    await expect.poll(() => heads.count()).toBe(25)
    await page.getByRole('button', { name: 'Next page' }).click()
    await page.getByText(`26–50 of ${counts.supported}`).waitFor()
    for (const text of await heads.allTextContents()) expect(text).toMatch(/^Supported/)
  })

  it('finds exactly the sentence of which one digit was changed, and shows both digits', async () => {
    const { page } = await openPage(browser)
    await openCheck(page)
    const before = await readCheck()
    await editReport(server, '1, 2 and 5 subjects', '1, 2 and 7 subjects')
    await page.getByRole('button', { name: 'Check again' }).click()
    await expect
      .poll(() => readCount(page, 'Contradicted'))
      .toBe((before.counts.contradicted ?? 0) + 1)
    const { counts } = await readCheck()
    expect(counts).toEqual({
      ...before.counts,
      supported: (before.counts.supported ?? 0) - 1,
      contradicted: (before.counts.contradicted ?? 0) + 1,
    })
    await page.getByRole('radio', { name: /^Contradicted/ }).check()
    await page.getByRole('button', { name: /1, 2 and 7 subjects/ }).click()
    const row = page.getByRole('row').nth(1)
    await expect.poll(() => row.getByRole('cell').allTextContents()).toEqual(['7 number', '5'])
    const item = page.getByRole('listitem').filter({ hasText: '1, 2 and 7 subjects' })
    await expect
      .poll(() => item.getByRole('button').first().locator('mark').allTextContents())
      .toEqual(['7'])
    for (const card of await item.getByRole('article').allTextContents()) {
      expect(card).not.toContain('Contradicted')
    }
    const quotes = item.locator('blockquote mark')
    await expect.poll(() => quotes.allTextContents()).toEqual(['5'])
    await shot(page, 'digit')
    await editReport(server, '1, 2 and 7 subjects', '1, 2 and 5 subjects')
  })

  it('stores what a person says with its reason, keeps it through a reload, and takes it back', async () => {
    const { page } = await openPage(browser)
    await openCheck(page)
    const before = (await readCheck()).counts
    await page.getByRole('radio', { name: /^Partly supported/ }).check()
    const list = page.getByRole('list', { name: 'Sentences and cells' })
    await page.getByText(/^1–\d+ of \d+ .*: Partly supported$/).waitFor()
    await list.getByRole('button').first().click()
    await page.getByRole('button', { name: 'Accept or override…' }).click()
    await page.getByRole('button', { name: 'Store' }).click()
    await page.getByText(/Say why/).waitFor()
    await page.getByRole('textbox', { name: 'Reason' }).fill('Counted again on site.')
    await page.getByRole('button', { name: 'Store' }).click()
    await page.getByText(/Overridden: Supported\. The check says: Partly supported/).waitFor()
    await expect
      .poll(() => page.getByRole('button', { name: 'Undo' }).evaluate(isFocused))
      .toBe(true)
    await shot(page, 'override')
    await page.reload()
    await page.getByRole('tab', { name: 'Check' }).click()
    await page.getByRole('radio', { name: 'Overridden (1)' }).check()
    await page.getByText(/^1–1 of 1 .*: Overridden$/).waitFor()
    await list.getByRole('button').first().click()
    await page.getByText('Counted again on site.').waitFor()
    expect((await readCheck()).counts.supported).toBe((before.supported ?? 0) + 1)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await readCheck()).overridden).toBe(0)
    expect((await readCheck()).counts).toEqual(before)
    await page.getByRole('button', { name: 'Accept or override…' }).waitFor()
  })

  it('shows both sides of a conflict, and stores which of them holds and why', async () => {
    const { page } = await openPage(browser)
    await openCheck(page)
    await page.getByRole('tab', { name: 'Conflicts' }).click()
    const card = page.getByRole('list', { name: 'Conflicts' }).getByRole('listitem').first()
    await card.waitFor()
    await expect
      .poll(() => card.locator('td strong').allTextContents())
      .toEqual(['14 days', '30 days'])
    await expect.poll(() => card.getByRole('article').count()).toBe(2)
    await expect.poll(() => card.locator('blockquote mark').allTextContents()).toEqual(['30 days'])
    await card.getByLabel('Which one holds').selectOption({ label: 'analysis-plan.docx' })
    await card.getByRole('textbox', { name: 'Reason' }).fill('The plan is newer.')
    await card.getByRole('button', { name: 'Store the choice' }).click()
    await card.getByText('Chosen: analysis-plan.docx').waitFor()
    await shot(page, 'conflict')
    await page.reload()
    await page.getByRole('tab', { name: 'Check' }).click()
    await page.getByRole('tab', { name: 'Conflicts' }).click()
    await page.getByText('The plan is newer.').waitFor()
  })

  it('saves the ledger as a workbook', async () => {
    const { page } = await openPage(browser)
    await openCheck(page)
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: /^Ledger/ }).click()
    const download = await saving
    expect(download.suggestedFilename()).toMatch(/Clinical Study Report ledger\.xlsx$/)
    const parts = readZip(new Uint8Array(await readFile(await download.path())))
    expect([...parts.keys()]).toContain('xl/workbook.xml')
    const text = [...parts.values()].map((part) => new TextDecoder().decode(part)).join('')
    expect(text).toContain(words)
  })

  it('lists what newer sources have in place of what the document says', async () => {
    await replaceTable(server)
    const { page } = await openPage(browser)
    await openCheck(page)
    await page.getByRole('tab', { name: 'Stale (2)' }).click()
    await page.getByText(/2 stale values: \d+ of \d+ citations/).waitFor()
    const cards = page.getByRole('list', { name: 'Stale values' }).getByRole('listitem')
    expect(await cards.first().textContent()).toMatch(/Version 15Version 26In the document:/)
    await expect.poll(() => cards.first().locator('mark').allTextContents()).toEqual(['5'])
    expect(await cards.nth(1).textContent()).toContain('6 (  8%)')
    await shot(page, 'stale')
  })

  it('lists important passages that the document does not use', async () => {
    const { page } = await openPage(browser)
    await openCheck(page)
    await page.getByRole('tab', { name: 'Unused' }).click()
    await page.getByText(/Not used: \d+ of \d+ tables and \d+ of \d+ sections/).waitFor()
    const cards = page.getByRole('list', { name: 'Unused passages' }).getByRole('listitem')
    await expect.poll(() => cards.count()).toBe(20)
    const table = cards.filter({ hasText: 'Schedule of events' })
    expect(await table.locator('span').getByText('Screening', { exact: true }).count()).toBe(1)
    await table.scrollIntoViewIfNeeded()
    await shot(page, 'unused')
    await page.getByRole('tab', { name: 'Inconsistent (0)' }).click()
    await page.getByText('gives no quantity twice').waitFor()
  })

  it('shows both places where a document contradicts itself', async () => {
    const places = [14, 16].map((n) => `Inspectors found ${n} damaged pallets in the eastern hall.`)
    const between = 'The warehouse was inspected on 3 March 2025 by two inspectors.'
    const lines = [places[0] ?? '', between, places[1] ?? '']
    const document_id = await addLocalDocument(server, lines)
    const { page } = await openPage(browser)
    await page.goto(`${server.url}/addin/index.html?document=${document_id}#key=${server.apiKey}`)
    await page.getByRole('tab', { name: 'Check' }).click()
    await page.getByRole('tab', { name: 'Inconsistent (1)' }).click()
    await page.getByText('gives 1 quantity twice').waitFor()
    const card = page.getByRole('list', { name: 'Inconsistencies' }).getByRole('listitem')
    await expect.poll(() => card.locator('mark').allTextContents()).toEqual(['14', '16'])
    await card.getByRole('button', { name: 'Show place 2 in the document: 16' }).click()
    await expect.poll(() => readHighlight(page)).toBe(places[1])
    await shot(page, 'inconsistent')
  })

  it('goes from problem to problem with the keyboard alone, and shows each in the document', async () => {
    const { page } = await openPage(browser, { colorScheme: 'dark' })
    await page.goto(
      `${server.url}/addin/index.html?document=${server.documentId}#key=${server.apiKey}`,
    )
    await page.getByRole('tab', { name: 'Sources' }).focus()
    for (let at = 0; at < 5; at++) {
      const isThere = await page.getByRole('tab', { name: 'Check' }).evaluate(isFocused)
      if (!isThere) await page.keyboard.press('ArrowRight')
    }
    await page.keyboard.press('Enter')
    await page.getByText(/checked against/).waitFor()
    // the keyboard is still on the tab, before the panel
    await page.keyboard.press('F8')
    await page.getByText(/^1 of \d+ problems$/).waitFor()
    await page.keyboard.press('F8')
    await page.getByText(/^2 of \d+ problems$/).waitFor()
    await page.keyboard.press('Shift+F8')
    await page.getByText(/^1 of \d+ problems$/).waitFor()
    const open = page.getByRole('button', { expanded: true })
    const told = (await open.textContent()) ?? ''
    // until then the words of the one before it are marked
    const isShown = async () => {
      const shown = await readHighlight(page)
      return shown.length > 20 && told.includes(shown)
    }
    await expect.poll(isShown).toBe(true)
    await open.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText(/^2 of \d+ problems$/).waitFor()
    await shot(page, 'dark')
  })

  it('says what went wrong, and tries again', async () => {
    const { page } = await openPage(browser)
    await page.route('**/checks', (route) => route.abort())
    await page.goto(
      `${server.url}/addin/index.html?document=${server.documentId}#key=${server.apiKey}`,
    )
    await page.getByRole('tab', { name: 'Check' }).click()
    await page
      .getByRole('alert')
      .getByText(/can’t be reached/)
      .waitFor()
    await page.unroute('**/checks')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => page.getByRole('alert').count()).toBe(0)
    await page.getByText(/checked against/).waitFor()
  })
})

/** The words that the document shows as marked. */
function readHighlight(page: Page): Promise<string> {
  const body = page.frameLocator('#document iframe').locator('body')
  return body.evaluate(({ ownerDocument }) => {
    const [[, highlight] = []] = [...(ownerDocument.defaultView?.CSS.highlights ?? [])]
    return [...(highlight ?? [])].map((range) => (range as Range).toString()).join('')
  })
}

function isFocused(element: Element): boolean {
  return element === element.ownerDocument.activeElement
}
