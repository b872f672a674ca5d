import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findViolations } from './find-violations.ts'
import { launchBrowser, openPage, type WatchedPage } from './open-pane.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { describeWith } from '../support/requirements.ts'

const address = 'http://docs.example/docs'

describeWith('chromium', 'the page of the API in a browser', (chromiumPath) => {
  let app: TestApp
  let opened: WatchedPage
  let page: Page
  let close: () => Promise<void>

  beforeAll(async () => {
    app = await createTestApp({ startQueue: false })
    const browser = await launchBrowser(chromiumPath)
    close = () => browser.close()
    opened = await openPage(browser, { reducedMotion: 'reduce' })
    page = opened.page
    await page.route('**/*', async (route) => {
      const answer = await app.request(new URL(route.request().url()).pathname)
      const headers = Object.fromEntries(answer.headers)
      await route.fulfill({ status: answer.status, headers, body: await answer.text() })
    })
    await page.goto(`${address}#post-v1-schedules`)
  })
  afterAll(async () => {
    await close?.()
    await app?.close()
  })

  const shown = () => page.locator('main article:visible h3').allTextContents()

  test('opens the call that its address names', async () => {
    await page.locator('#post-v1-schedules pre').first().waitFor()
    await expect.poll(() => page.locator('article details[open]').count()).toBe(1)
    const place = () => page.locator('#post-v1-schedules').boundingBox()
    await expect.poll(async () => Math.abs((await place())?.y ?? 999)).toBeLessThan(60)
  })

  test('is walked by keyboard: to the content, into a group, to a call of it', async () => {
    const filter = page.getByRole('searchbox', { name: 'Filter calls' })
    await filter.press('Shift+Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('To the content')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#get-api-v1-sign-in pre').first().waitFor()
  })

  test('is filtered by words that may stand anywhere in a call', async () => {
    const filter = page.getByRole('searchbox', { name: 'Filter calls' })
    await filter.fill('time_zone PATCH')
    await expect.poll(shown).toEqual(['PATCH /v1/schedules/{id}'])
    await expect.poll(() => page.getByRole('status').textContent()).toBe('1 call')
    expect(await page.locator('nav a:visible').allTextContents()).toEqual([
      'PATCH /v1/schedules/{id}',
    ])
    await page.evaluate(() => (location.hash = '#get-health'))
    await page.locator('#get-health pre').first().waitFor()
    await expect.poll(() => filter.inputValue()).toBe('')
    await expect.poll(async () => (await shown()).length).toBeGreaterThan(100)
  })

  test('fits 320 pixels with all of it open', async () => {
    await page.setViewportSize({ width: 320, height: 900 })
    const wide = await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true
      return [...document.querySelectorAll('body *')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.outerHTML.slice(0, 200))
    })
    expect(wide).toEqual([])
  })

  test('has no fault that axe finds, in light and dark, and asks for nothing else', async () => {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByRole('searchbox', { name: 'Filter calls' }).fill('time_zone PATCH')
    // all calls are written alike, and axe takes its time with each, hidden or not
    await page.evaluate(() => document.querySelectorAll('[hidden]').forEach((one) => one.remove()))
    expect(await findViolations(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await findViolations(page, ['color-contrast'])).toEqual([])
    expect(opened.faults).toEqual([])
    expect(new Set(opened.requests.map((one) => one.split('#')[0]))).toEqual(new Set([address]))
  })
})
