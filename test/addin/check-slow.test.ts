import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../support/requirements.ts'
import { editReport } from './change-study.ts'
import { openPage } from './open-pane.ts'
import { startPaneScene, type PaneScene } from './pane-scene.ts'

describeWith('chromium', 'the check of the pane over a slow network', (chromiumPath) => {
  let scene: PaneScene

  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
  })
  afterAll(() => scene?.close())

  const openCheck = async () => {
    const { page } = await openPage(scene.browser)
    await page.goto(scene.paneOfReport)
    await page.getByRole('tab', { name: 'Check' }).click()
    await page.getByText(/checked against/).waitFor()
    return page
  }
  const heads = (page: Page) =>
    page.getByRole('list', { name: 'Sentences and cells' }).locator('[data-claim]')
  const choose = (page: Page, label: RegExp) => page.getByRole('radio', { name: label }).check()
  const readCount = async (page: Page, label: RegExp) => {
    const text = await page.locator('label').filter({ hasText: label }).textContent()
    return Number(/\d+/.exec(text ?? '')?.[0])
  }

  it('says nothing of the sentences of another state before they are there', async () => {
    const page = await openCheck()
    const supported = await readCount(page, /^Supported/)
    const release = await holdAnswers(page)
    await choose(page, /^Supported/)
    await page.getByText('Loading the sentences…').waitFor()
    const list = page.getByRole('list', { name: 'Sentences and cells' })
    expect(await list.getAttribute('aria-busy')).toBe('true')
    expect(await page.getByText(/sentences and cells: Supported/).count()).toBe(0)
    await release()
    await page.getByText(`1–25 of ${supported} sentences and cells: Supported`).waitFor()
    for (const text of await heads(page).allTextContents()) expect(text).toMatch(/^Supported/)
  })

  it('leaves a sentence open that was opened while the list of its state was waited for', async () => {
    const page = await openCheck()
    const partly = heads(page)
      .filter({ hasText: /^Partly supported/ })
      .first()
    const words = await partly.textContent()
    const release = await holdAnswers(page)
    await choose(page, /^Partly supported/)
    await partly.click()
    const open = page.getByRole('button', { expanded: true }).and(page.locator('[data-claim]'))
    await expect.poll(() => open.textContent()).toBe(words)
    await release()
    await page.getByText(/^1 of \d+ sentences? (?:and|or) cells?: Partly supported/).waitFor()
    expect(await open.textContent()).toBe(words)
  })

  it('says what a check has found once that is there, and not what the one before it found', async () => {
    const page = await openCheck()
    const before = await readCount(page, /^Contradicted/)
    await editReport(scene.server, '1, 2 and 5 subjects', '1, 2 and 7 subjects')
    const release = await holdAnswers(page)
    await page.getByRole('button', { name: 'Check again' }).click()
    await page.getByText('Loading what the check has found…').waitFor()
    expect(await page.getByText(/checked against/).count()).toBe(0)
    await release()
    await page.getByText(/checked against/).waitFor()
    expect(await readCount(page, /^Contradicted/)).toBe(before + 1)
  })
})

/** Holds what is asked of the list, though not whether a check is over; gives what lets it go on. */
async function holdAnswers(page: Page): Promise<() => Promise<void>> {
  const path = /\/checks\/latest\?.*page_size=25/
  const released = Promise.withResolvers<void>()
  const hold = async (route: Route) => {
    await released.promise
    // a question that was given up meanwhile
    await route.continue().catch(() => undefined)
  }
  await page.route(path, hold)
  return async () => {
    released.resolve()
    await page.unroute(path, hold)
  }
}
