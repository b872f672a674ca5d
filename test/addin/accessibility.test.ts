import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../support/requirements.ts'
import { findViolations } from './find-violations.ts'
import { openPage } from './open-pane.ts'
import { startPaneScene, type PaneScene } from './pane-scene.ts'
import { legs } from './walk-pane.ts'

/** What axe asks of each: between two looks only the colours differ. */
const looks = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' }, rules: 'all' },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' }, rules: ['color-contrast'] },
  // The reader's own colours are no fault of the page's: there only what does not fit is.
  { name: 'forced', media: { colorScheme: 'dark', forcedColors: 'active' }, rules: [] },
] as const
const widths = [320, 400]

describeWith('chromium', 'the pane in light, dark and forced colours', (chromiumPath) => {
  let scene: PaneScene
  let page: Page
  let stops = 0

  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
    const opened = await openPage(scene.browser, { reducedMotion: 'reduce' })
    page = opened.page
  })
  afterAll(() => scene?.close())

  /** What is wrong with the page as it stands, in every look, whose widths take turns. */
  async function audit(name: string): Promise<string[]> {
    const faults: string[] = []
    stops++
    await page.evaluate(showDocument, false)
    for (const [turn, look] of looks.entries()) {
      const width = widths[(stops + turn) % widths.length]!
      await page.setViewportSize({ width, height: 1400 })
      await page.emulateMedia(look.media)
      await page.evaluate(waitForLook, look.media.colorScheme)
      const state = `${name}-${look.name}-${width}`
      const violations = await findViolations(page, look.rules)
      const found = [...violations, ...(await findOverflowing(page))]
      faults.push(...found.map((fault) => `${state}: ${fault}`))
    }
    await page.evaluate(showDocument, true)
    return faults
  }

  it.each(Object.entries(legs))(
    'has no fault that axe finds, and none wider than the pane: %s',
    async (_, walk) => {
      const faults: string[] = []
      await walk({ scene, page, stop: async (name) => void faults.push(...(await audit(name))) })
      expect(faults).toEqual([])
    },
    180_000,
  )
})

/** Runs in the page: the rendered document is not looked at, and costs most where it is painted anew. */
function showDocument(isShown: boolean): void {
  for (const frame of document.querySelectorAll<HTMLElement>('#document iframe')) {
    frame.style.display = isShown ? '' : 'none'
  }
}

/** Runs in the page: until the pane has its colours, and none of them is on its way any more. */
async function waitForLook(colorScheme: string): Promise<void> {
  // two frames: what the first begins the second shows
  const nextFrame = () =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  do await nextFrame()
  while (document.documentElement.style.colorScheme !== colorScheme)
  const fading = document.getAnimations().filter((one) => one instanceof CSSTransition)
  await Promise.allSettled(fading.map(({ finished }) => finished))
  await nextFrame()
}

function findOverflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#pane *')]
      // a page of a PDF is scrolled in its own room
      .filter((element) => !element.closest('dialog [role=region]'))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => `overflow: ${element.outerHTML.slice(0, 200)}`),
  )
}
