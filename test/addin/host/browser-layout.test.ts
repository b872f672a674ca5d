import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { selectionDelay } from '../../../addin/host/host.ts'
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
  })
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

  it.each([
    ['in place', '182 subjects'],
    ['with all of it laid out', 'the second page'],
  ])('leaves words selected that stand elsewhere, when shown %s', async (_, words) => {
    const page = await driver.open(bytes)
    await documentFrame(page).getByText('The dose').selectText()
    await page.waitForFunction(() => hostPage.selections.length > 0)
    await replace(page, words, 'other words')
    await documentFrame(page).getByText('other words').waitFor()
    const selected = () =>
      documentFrame(page)
        .locator('body')
        .evaluate((body) => String(body.ownerDocument.getSelection()).trim())
    await expect.poll(selected).toBe('The dose was 5 mg.')
    await page.waitForTimeout(2 * selectionDelay)
    const told = await page.evaluate(() => hostPage.selections.map(({ exact }) => exact))
    expect(told).toEqual(['The dose was 5 mg.'])
  })

  it('leaves the cursor, and both ends of a selection, where they are when all is laid out', async () => {
    const page = await driver.open(bytes)
    const steps = [
      { place: [0, 0], before: 'second', after: 'other' },
      { place: [18, 18], before: 'other', after: 'next' },
      { place: [12, 4], before: 'next', after: 'last' },
    ] as const
    for (const { place, before, after } of steps) {
      await documentFrame(page).getByText('The dose').evaluate(selectBetween, place)
      await replace(page, before, after)
      await documentFrame(page).getByText(`the ${after} page`).waitFor()
      const ends = () => documentFrame(page).getByText('The dose').evaluate(readEnds)
      await expect.poll(ends).toEqual(place)
    }
  })
})

declare global {
  /** What the bar said, one after the other, and whether the document was busy meanwhile. */
  var saidByBar: { readonly said: string[]; isBusy: boolean }
}

/** Runs in the page: selects from the first unit of a paragraph to the second, which may stand before it. */
function selectBetween(paragraph: Element, [from, to]: readonly [number, number]): void {
  const words = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode()
  if (!words) throw new Error('the paragraph has no words')
  paragraph.ownerDocument.getSelection()?.setBaseAndExtent(words, from, words, to)
}

/** Runs in the page: both ends of what is selected, if they are in this paragraph. */
function readEnds(paragraph: Element): number[] {
  const selection = paragraph.ownerDocument.getSelection()
  const isWithin = paragraph.contains(selection?.anchorNode ?? null)
  return selection && isWithin ? [selection.anchorOffset, selection.focusOffset] : []
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
