import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../support/requirements.ts'
import { chooseSection, documentFrame } from './open-pane.ts'
import { startPaneScene, type PaneScene } from './pane-scene.ts'

describeWith('chromium', 'the document beside the pane in a narrow window', (chromiumPath) => {
  let scene: PaneScene

  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
  })
  afterAll(() => scene?.close())

  it.each([320, 480])(
    'is read at %i pixels in letters of their own size, with no line cut off',
    async (width) => {
      const { page } = await scene.openReport({ viewport: { width, height: 900 } })
      const lines = await measureLines(page)
      expect(lines.count).toBeGreaterThan(100)
      expect(lines.cut).toEqual([])
      expect(lines.smallest).toBeGreaterThanOrEqual(11)
      await scene.shot(page, `document-${width}`)
    },
  )

  it('keeps a table that is wider than the window, which is scrolled by keyboard to its last column', async () => {
    const { page } = await scene.openReport({ viewport: { width: 320, height: 900 } })
    const table = documentFrame(page).locator('table').filter({ hasText: 'Nervous system' }).first()
    await table.scrollIntoViewIfNeeded()
    const last = table.locator('tr').nth(1).locator('td').last()
    const isInView = () =>
      last.evaluate((cell) => cell.getBoundingClientRect().right <= window.innerWidth + 1)
    expect(await isInView()).toBe(false)
    await documentFrame(page).locator('body').focus()
    for (let presses = 0; presses < 120; presses++) {
      if (await table.evaluate((one) => one === one.ownerDocument.activeElement)) break
      await page.keyboard.press('Tab')
    }
    for (let presses = 0; presses < 40 && !(await isInView()); presses++) {
      await page.keyboard.press('ArrowRight')
      await page.waitForTimeout(50)
    }
    await expect.poll(isInView).toBe(true)
    await scene.shot(page, 'document-table-320')
  })

  it('is laid out in pages again as soon as there is room for them', async () => {
    const { page } = await scene.openReport({ viewport: { width: 320, height: 900 } })
    await page.setViewportSize({ width: 1280, height: 900 })
    const pageWidth = () =>
      documentFrame(page)
        .locator('section.docx')
        .first()
        .evaluate((one) => one.getBoundingClientRect().width)
    await expect.poll(pageWidth).toBeGreaterThan(700)
  })

  it('keeps what was in view where the window is made narrow, and wide again', async () => {
    const { page } = await scene.openReport({ viewport: { width: 1280, height: 900 } })
    await chooseSection(page, 'Disposition of Subjects')
    const heading = documentFrame(page)
      .locator('p')
      .filter({ hasText: /^\s*Disposition of Subjects/ })
      .last()
    const place = () => heading.evaluate((one) => one.getBoundingClientRect().top)
    await expect.poll(place).toBeLessThan(60)
    const flowing = documentFrame(page).locator('.docx-wrapper.flowing')
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await flowing.waitFor({ state: width === 320 ? 'attached' : 'detached' })
      expect(Math.abs(await place())).toBeLessThan(60)
    }
  })
})

type Lines = { count: number; cut: string[]; smallest: number }

/** Of what stands in no table: where each piece of text ends, and how large its letters are shown. */
function measureLines(page: Page): Promise<Lines> {
  return documentFrame(page)
    .locator('body')
    .evaluate((body) => {
      const view = body.ownerDocument.defaultView!
      const measured: Lines = { count: 0, cut: [], smallest: 100 }
      for (const span of body.querySelectorAll('article p > span')) {
        const words = span.textContent?.trim() ?? ''
        if (span.closest('table') || words === '') continue
        const box = span.getBoundingClientRect()
        const size = parseFloat(view.getComputedStyle(span).fontSize) * span.currentCSSZoom
        measured.count++
        measured.smallest = Math.min(measured.smallest, size)
        if (box.right > view.innerWidth + 1) measured.cut.push(words.slice(0, 60))
      }
      return measured
    })
}
