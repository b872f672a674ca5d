import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { describeGenerate } from './generate-scene.ts'

describeGenerate('the outline of a run over a slow network', (scene) => {
  let page: Page

  beforeAll(async () => {
    page = (await scene.openGenerate()).page
    await scene.askForStudy(page, 'Slowly corrected')
    for (const name of ['Primary Objective', 'Inclusion Criteria']) {
      await page.locator('summary').filter({ hasText: name }).click()
    }
  })

  it('shows below words that are looked for what was found for them, and for none before them', async () => {
    const rule = page.getByRole('list', { name: 'Rules of Primary Objective' })
    await rule.getByRole('button', { name: /^Add a passage/ }).click()
    const words = rule.getByLabel(/^Words to look for/)
    const passages = rule.getByRole('list', { name: 'Passages found' })
    await search(words, 'serum potassium')
    await expect.poll(() => passages.innerText()).toMatch(/potassium/i)
    const release = await hold(page, '**/api/v1/search', 'informed consent')
    await search(words, 'informed consent')
    await rule.getByText('Looking for passages…').waitFor()
    expect(await passages.count()).toBe(0)
    await search(words, 'blood pressure')
    await expect.poll(() => passages.innerText()).toMatch(/blood pressure/i)
    const before = await passages.innerText()
    await release()
    expect(await passages.innerText()).toBe(before)
  })

  it('loses no change that is made while another one is stored, and is approved behind the last', async () => {
    const boxes = ['Primary Objective', 'Inclusion Criteria'].map((name) =>
      page.getByRole('checkbox', { name: `Make the section “${name}”` }),
    )
    const approve = page.getByRole('button', { name: /^Approve the outline/ })
    const release = await hold(page, '**/mrt-outlines/*')
    for (const box of boxes) await box.click()
    await page.getByText('Being saved…').waitFor()
    expect(await approve.isEnabled()).toBe(false)
    await release()
    await page.getByText('25 of 27 sections will be made').waitFor()
    for (const box of boxes) await expect.poll(() => box.isChecked()).toBe(false)
    await expect.poll(() => approve.isEnabled()).toBe(true)
    await approve.click()
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
    expect(await page.getByText('The document is ready.').textContent()).toContain(' 23 filled, ')
  })
})

async function search(words: Locator, query: string): Promise<void> {
  await words.fill(query)
  await words.press('Enter')
}

/** Holds what is sent there with these words in it; gives what lets it go on. */
async function hold(page: Page, path: string, words = ''): Promise<() => Promise<void>> {
  const released = Promise.withResolvers<void>()
  await page.route(path, async (route) => {
    if (route.request().postData()?.includes(words)) await released.promise
    // a question that was given up meanwhile
    await route.continue().catch(() => undefined)
  })
  return async () => {
    released.resolve()
    await page.unroute(path)
  }
}
