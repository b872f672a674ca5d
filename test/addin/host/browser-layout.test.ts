import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildDocx, paragraph, run } from '../../support/build-docx.ts'
import { describeWith } from '../../support/requirements.ts'
import { startEmptyServer, type EmptyServer } from '../../support/start-demo-server.ts'
import { createBrowserDriver, type BrowserDriver } from '../browser-driver.ts'
import { documentFrame, launchBrowser } from '../open-pane.ts'

const newPage = '<w:r><w:br w:type="page"/></w:r>'
const bytes = buildDocx({
  body: [
    paragraph('A total of 182 subjects were randomized.'),
    paragraph('The dose was 5 mg.'),
    `<w:p>${run('This is the first page.')}${newPage}${run('This is the second page.')}</w:p>`,
  ].join(''),
})

describeWith('chromium', 'an edit in the browser', (chromiumPath) => {
  let server: EmptyServer
  let browser: Browser
  let driver: BrowserDriver

  beforeAll(async () => {
    server = await startEmptyServer()
    browser = await launchBrowser(chromiumPath)
    driver = await createBrowserDriver(browser, server)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const replace = (page: Page, exact: string, text: string) =>
    page.evaluate(
      ([exact, text]) => hostPage.host.editor.replaceQuote({ exact, prefix: '', suffix: '' }, text),
      [exact, text] as const,
    )

  it('says that the whole is laid out where a page begins in its paragraph', async () => {
    const page = await driver.open(bytes)
    await page.evaluate(noteWords)
    await replace(page, 'the second page', 'another page')
    await documentFrame(page).getByText('This is another page.').waitFor()
    await page.getByText('1 edit not saved.').waitFor()
    const { said, isBusy } = await page.evaluate(() => saidByBar)
    expect(said.filter((words) => words !== '')).toEqual([
      '1 edit not saved.',
      'Laying out the edited document…',
      '1 edit not saved.',
    ])
    expect(isBusy).toBe(true)
    expect(await page.locator('#document').getAttribute('aria-busy')).toBeNull()
  })

  it('leaves words selected that stand elsewhere', async () => {
    const page = await driver.open(bytes)
    await documentFrame(page).getByText('The dose').selectText()
    await replace(page, '182 subjects', '183 subjects')
    await documentFrame(page).getByText('183').waitFor()
    const selected = await documentFrame(page)
      .locator('body')
      .evaluate((body) => String(body.ownerDocument.getSelection()))
    expect(selected.trim()).toBe('The dose was 5 mg.')
  })
})

declare global {
  /** What the bar said, one after the other, and whether the document was busy meanwhile. */
  var saidByBar: { readonly said: string[]; isBusy: boolean }
}

/** Runs in the page. */
function noteWords(): void {
  const place = document.getElementById('document')
  const status = place?.querySelector('.edit-bar [role=status]')
  if (!place || !status) throw new Error('the page has no line for edits')
  globalThis.saidByBar = { said: [], isBusy: false }
  new MutationObserver(() => {
    saidByBar.said.push(status.textContent)
    saidByBar.isBusy ||= place.ariaBusy === 'true'
  }).observe(status, { childList: true, characterData: true, subtree: true })
}
