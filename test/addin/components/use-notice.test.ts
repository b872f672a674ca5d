import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../support/requirements.ts'
import { bundleForPage } from '../bundle-for-page.ts'
import { launchBrowser } from '../open-pane.ts'
import type { Searches } from './notice-page.ts'

type Global = { readonly notices: { showNotice(): Searches }; searches: Searches }

describeWith('chromium', 'what is said of words that are not found', (chromiumPath) => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser(chromiumPath)
    page = await browser.newPage()
    await page.addScriptTag({
      content: await bundleForPage('notices', ['test/addin/components/notice-page.ts']),
    })
    await page.evaluate(() => {
      const here = globalThis as unknown as Global
      here.searches = here.notices.showNotice()
    })
    await page.getByRole('status').waitFor({ state: 'attached' })
  })
  afterAll(() => browser?.close())

  const begin = (name: string) =>
    page.evaluate((of) => (globalThis as unknown as Global).searches.begin(of), name)
  const end = (name: string, isFound: boolean) =>
    page.evaluate(([of, found]) => (globalThis as unknown as Global).searches.end(of, found), [
      name,
      isFound,
    ] as const)
  const read = () => page.getByRole('status').textContent()

  it('is of the last search, whichever ends last', async () => {
    await begin('the first')
    await begin('the second')
    await end('the second', false)
    await expect.poll(read).toBe('the second is missing.')
    await end('the first', true)
    expect(await read()).toBe('the second is missing.')

    await begin('the third')
    await expect.poll(read).toBe('')
    await begin('the fourth')
    await end('the fourth', true)
    await end('the third', false)
    await page.waitForTimeout(100)
    expect(await read()).toBe('')
  })
})
