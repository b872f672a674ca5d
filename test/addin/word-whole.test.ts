import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callJson } from '../../examples/run-example.ts'
import { checkResponse } from '../../shared/contract/checks.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { describeWith } from '../support/requirements.ts'
import { startDemoServer, type DemoServer } from '../support/start-demo-server.ts'
import { openWord, paneFrame, type Word } from '../word-host/open-word.ts'
import { WordDocument } from '../word-host/word-document.ts'
import { replaceTable } from './change-study.ts'
import { findViolations } from './find-violations.ts'
import { buildPane, launchBrowser, screenshotFolder } from './open-pane.ts'

const selected = 'Adverse events led to early termination in 1, 2 and 5 subjects'
const digits = '1, 2 and 5 subjects'
const question = 'What happens if serum potassium exceeds 5.5 mmol/L?'

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A check of all of it, on a machine that has other work, too. */
const patience = { timeout: 30_000 }

/** One pane is kept open from test to test, as a writer's is: each goes on where the one before it ended. */
describeWith('chromium', 'a generated report that is worked on in Word', (chromiumPath) => {
  let server: DemoServer
  let browser: Browser
  let word: Word

  beforeAll(async () => {
    buildPane()
    server = await startDemoServer()
    browser = await launchBrowser(chromiumPath)
    const path = `${server.url}/api/v1/documents/${server.documentId}/file?format=docx`
    const file = await fetch(path, { headers: { 'X-API-Key': server.apiKey } })
    word = await openWord(
      browser,
      server.url,
      new WordDocument(new Uint8Array(await file.arrayBuffer()), { settings: remember() }),
    )
  })

  afterAll(async () => {
    await browser?.close()
    await server?.close()
    console.log(`screenshots: ${screenshotFolder}`)
  })

  /** As a file that the pane has sent before: it is the next version of its document. */
  const remember = () => ({
    sourcewright: JSON.stringify({ documentId: server.documentId, address: '', textMark: '' }),
  })
  const shot = (name: string) =>
    word.page.screenshot({ path: join(screenshotFolder, `whole-${name}.png`) })
  const readCheck = async () =>
    checkResponse.parse(
      await callJson(server, `/api/v1/documents/${server.documentId}/checks/latest`),
    )
  /** As when the writer comes back from the text to the pane: what of Word's events is not there. */
  const comeBack = () => paneFrame(word).evaluate('dispatchEvent(new Event("focus"))')

  it('is sent with its progress, named with version and size, and has its sections listed', async () => {
    const { pane } = word
    const progress = pane.getByText(/^(Reading the document from Word|Sending it to the server)…$/)
    await word.page.route('**/documents/local', async (route) => {
      await progress.waitFor()
      await route.fallback()
    })
    await pane.getByLabel('API key').fill(server.apiKey)
    await pane.getByRole('button', { name: 'Connect' }).click()
    await pane.getByText(/^Version 2, \d+ kB, sent$/).waitFor()
    await pane.getByRole('combobox', { name: 'Section' }).click()
    await expect.poll(() => pane.getByRole('option').count()).toBeGreaterThan(20)
    await word.page.keyboard.press('Escape')
    await word.page.unroute('**/documents/local')
  })

  it('shows where selected words come from, and opens the source at them', async () => {
    const { pane } = word
    await word.select(selected)
    const card = pane.getByRole('article').first()
    await card.getByRole('button', { name: /^Open the source/ }).click()
    await pane.getByRole('dialog').getByText('The cited words are marked.').waitFor()
    await shot('source')
    await pane.getByRole('button', { name: 'Close the source' }).click()
  })

  it.each(['footnote', 'comment'] as const)('gets a source as a %s', async (kind) => {
    const { pane, document } = word
    const card = pane.getByRole('article').first()
    await card.getByRole('button', { name: `Insert as ${kind}` }).click()
    await card.getByText(`The ${kind} is in the document.`).waitFor()
    const note = document.notes.find((one) => one.kind === kind)
    expect(note?.text).toContain('table-14-1.1.docx, version 1')
    expect(document.finalText.replaceAll('\u0002', '')).toContain(selected)
  })

  it('is checked again by itself behind an edit: the one sentence is contradicted, with both digits', async () => {
    const { pane, document } = word
    await pane.getByRole('tab', { name: 'Check' }).click()
    await pane.getByText(/checked against/).waitFor(patience)
    const before = (await readCheck()).counts
    document.replace(document.find(digits), digits.replace('5', '7'))
    await comeBack()
    const changed = { contradicted: (before.contradicted ?? 0) + 1 }
    const label = new RegExp(`^Contradicted \\(${changed.contradicted}\\)$`)
    await pane.locator('label').filter({ hasText: label }).waitFor(patience)
    const supported = (before.supported ?? 0) - 1
    expect((await readCheck()).counts).toEqual({ ...before, ...changed, supported })
    await pane.getByRole('radio', { name: /^Contradicted/ }).check()
    await pane.getByRole('button', { name: /1, 2 and 7 subjects/ }).click()
    const cells = pane.getByRole('row').nth(1).getByRole('cell')
    await expect.poll(() => cells.allTextContents()).toEqual(['7 number', '5'])
    await expect.poll(() => document.textOf(document.selected, 'final')).toContain('1, 2 and 7')
    await shot('contradicted')
  })

  it('goes to what became of words that were edited behind the check, and says so', async () => {
    const { pane, document } = word
    const checked = pane.getByRole('button', { name: /1, 2 and 7 subjects/ })
    const [asChecked, later] = [digits.replace('5', '7'), digits.replace('5', '9')]
    document.replace(document.find(asChecked), later)
    await checked.click()
    await checked.click()
    await pane.getByText(/^These words were edited\./).waitFor()
    expect(document.textOf(document.selected, 'final')).toContain(later)
    await shot('edited')
    document.replace(document.find(later), asChecked)
    await checked.click()
    await checked.click()
    await pane.getByText(/^These words were edited\./).waitFor({ state: 'detached' })
    expect(document.textOf(document.selected, 'final')).toContain(asChecked)
  })

  it('says the version that the check has sent, not the one it was opened with', async () => {
    const { version } = await readCheck()
    expect(version).toBeGreaterThan(2)
    await word.pane.getByText(new RegExp(`^Version ${version}, \\d+ kB, sent$`)).waitFor()
  })

  it('takes the value of a newer source as a tracked change', async () => {
    const { pane, document } = word
    document.replace(document.find(digits.replace('5', '7')), digits)
    await replaceTable(server)
    await comeBack()
    await pane.getByRole('button', { name: 'Check again' }).click()
    await pane.getByRole('tab', { name: /^Stale \([1-9]/ }).click(patience)
    await pane.getByRole('button', { name: 'Apply: 5 becomes 6' }).click()
    await expect
      .poll(() => document.trackedChanges, patience)
      .toContainEqual({ kind: 'ins', text: '6' })
    expect(document.trackedChanges).toContainEqual({ kind: 'del', text: '5' })
    await shot('stale')
  })

  it('gets an answer of the chat with its citations', async () => {
    const { pane, document } = word
    await pane.getByRole('tab', { name: 'Chat' }).click()
    const box = pane.getByRole('textbox', { name: 'Question' })
    await box.fill(question)
    await box.press('Enter')
    const turn = pane.getByRole('article', { name: question, exact: true })
    await turn.getByText(/^Searched/).waitFor()
    document.select(document.find('led to early termination'))
    const notes = document.notes.length
    await turn.getByRole('button', { name: 'Insert with footnotes' }).click()
    await turn.getByText('The answer is in the document.').waitFor()
    expect(
      document.notes
        .slice(notes)
        .map(({ text }) => text)
        .join(),
    ).toContain('protocol.pdf')
    await shot('answer')
  })

  it('has another one made in the pane, which is downloaded and known when it is opened', async () => {
    const { page, pane } = word
    await pane.getByRole('tab', { name: 'Generate' }).click()
    await pane.getByRole('button', { name: 'Choose from the workspace' }).click()
    const list = pane.getByRole('list', { name: 'Sources of the workspace' })
    await list.getByRole('checkbox', { name: 'table-14-1.2.docx' }).check()
    const buffer = Buffer.from(
      buildDocx({ body: paragraph('Letter', 'Heading1') + paragraph('Yours faithfully') }),
    )
    await pane
      .locator('input[aria-label="Add a template"]')
      .setInputFiles({ name: 'letter.docx', mimeType: docxType, buffer })
    await pane.getByText('1 section, 0 rules').waitFor(patience)
    await pane.getByLabel('Name').fill('Letter made in Word')
    await pane.getByRole('checkbox', { name: /^Look at the outline/ }).click()
    await pane.getByRole('button', { name: 'Generate', exact: true }).click()
    await pane.getByText('The document is ready. No section has rules.').waitFor(patience)
    expect(await pane.getByRole('button', { name: 'Open beside the pane' }).count()).toBe(0)
    await shot('generated')
    const download = page.waitForEvent('download')
    await pane.getByRole('button', { name: 'Download the Word file' }).click()
    const { pathname, search } = new URL((await download).url())
    const file = await fetch(server.url + pathname + search)
    const bytes = new Uint8Array(await file.arrayBuffer())
    const made = await openWord(browser, server.url, new WordDocument(bytes))
    await made.pane.getByLabel('API key').fill(server.apiKey)
    await made.pane.getByRole('button', { name: 'Connect' }).click()
    await made.pane.getByText(/^Version 2, \d+ kB, sent$/).waitFor(patience)
    await made.pane.getByText('Letter made in Word').waitFor()
    await made.pane.getByRole('combobox', { name: 'Section' }).click()
    await made.pane.getByRole('option', { name: 'Letter' }).waitFor()
    await made.page.context().close()
  })

  it('has no fault that axe finds, in any panel', async () => {
    const { pane } = word
    for (const name of ['Sources', 'Chat', 'Generate', 'Check']) {
      await pane.getByRole('tab', { name }).click()
      await pane.getByRole('tabpanel', { name }).waitFor()
      expect([name, ...(await findViolations(paneFrame(word)))]).toEqual([name])
    }
  })

  it('is taken for a copy once where it was saved under another name', async () => {
    const url = 'https://word.test/documents/Copy.docx'
    const { document } = word
    const settings = document.settings
    await word.page.context().close()
    word = await openWord(browser, server.url, new WordDocument(document.save(), { settings, url }))
    const { pane } = word
    await pane.getByLabel('API key').fill(server.apiKey)
    await pane.getByRole('button', { name: 'Connect' }).click()
    await pane.getByRole('heading', { name: 'Is this a copy?' }).waitFor()
    expect(await findViolations(paneFrame(word))).toEqual([])
    await shot('copy')
    await pane.getByRole('button', { name: 'Make it a document of its own' }).click()
    await pane.getByText(/^Version 1, \d+ kB, sent$/).waitFor()
    await pane.getByRole('button', { name: 'Send again' }).click()
    await pane.getByText(/^Version 1, \d+ kB, unchanged: not sent again$/).waitFor()
    expect(await pane.getByRole('heading', { name: 'Is this a copy?' }).count()).toBe(0)
  })

  it('is shown in the theme of Office', async () => {
    const readScheme = () => paneFrame(word).evaluate('document.documentElement.style.colorScheme')
    await paneFrame(word).evaluate(
      'Object.defineProperty(Office.context, "officeTheme", { value: { isDarkTheme: true }, configurable: true })',
    )
    await comeBack()
    await expect.poll(readScheme).toBe('dark')
    await shot('dark')
  })
})
