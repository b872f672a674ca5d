import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openPage } from '../../test/addin/open-pane.ts'
import { startPaneScene } from '../../test/addin/pane-scene.ts'
import { legs } from '../../test/addin/walk-pane.ts'
import { chromiumPath } from '../../test/support/requirements.ts'

/** The pictures of the README, by the state of the pane that each of them shows. */
const pictures: Readonly<Record<string, Picture>> = {
  selection: { file: 'sources', colorScheme: 'light', width: 1100 },
  'source-pdf': { file: 'source', colorScheme: 'light', width: 1100 },
  'chat-answer': { file: 'chat', colorScheme: 'dark', width: 1100 },
  'generate-outline': {
    file: 'generate',
    colorScheme: 'light',
    width: 1100,
    top: 'summary:has-text("Inclusion Criteria")',
  },
  'check-digit': { file: 'check', colorScheme: 'light', width: 1100 },
}

type Picture = {
  readonly file: string
  readonly colorScheme: 'light' | 'dark'
  /** CSS pixels. */
  readonly width: number
  /** A selector of what the pane is scrolled to. */
  readonly top?: string
}

const folder = join(import.meta.dirname, '../../docs/images')
const chromium = chromiumPath()
if (chromium === undefined) throw new Error('Chromium is not installed: npm run setup installs it')
await mkdir(folder, { recursive: true })
const scene = await startPaneScene(chromium)
try {
  const { page } = await openPage(scene.browser, { reducedMotion: 'reduce' })
  const stop = async (name: string) => {
    const picture = pictures[name]
    if (!picture) return
    await page.setViewportSize({ width: picture.width, height: 720 })
    await page.emulateMedia({ colorScheme: picture.colorScheme })
    // the document's frame is laid out anew for the width
    await page.waitForTimeout(500)
    if (picture.top) await page.locator(picture.top).evaluate((one) => one.scrollIntoView())
    await page.screenshot({ path: join(folder, `${picture.file}.png`) })
    console.log(`docs/images/${picture.file}.png`)
  }
  for (const walk of Object.values(legs)) await walk({ scene, page, stop })
} finally {
  await scene.close()
}
