import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { startDemoServer, type DemoServer } from '../support/start-demo-server.ts'
import {
  buildPane,
  launchBrowser,
  openPage,
  screenshotFolder,
  waitForDocument,
  type WatchedPage,
} from './open-pane.ts'

/** The built pane, the server with the study's report, and a browser to open them in. */
export type PaneScene = {
  readonly server: DemoServer
  readonly browser: Browser
  /** Address of the plain-browser page. */
  readonly pane: string
  /** The same with the study's report, and the key in the fragment. */
  readonly paneOfReport: string
  /** A page with the report open in it. */
  openReport(options?: BrowserContextOptions): Promise<WatchedPage>
  shot(page: Page, name: string): Promise<unknown>
  close(): Promise<void>
}

export async function startPaneScene(chromiumPath: string): Promise<PaneScene> {
  buildPane()
  const server = await startDemoServer()
  const browser = await launchBrowser(chromiumPath)
  const pane = `${server.url}/addin/index.html`
  const paneOfReport = `${pane}?document=${server.documentId}#key=${server.apiKey}`
  return {
    server,
    browser,
    pane,
    paneOfReport,
    async openReport(options = {}) {
      const watched = await openPage(browser, options)
      await watched.page.goto(paneOfReport)
      await watched.page.getByRole('combobox', { name: 'Section' }).waitFor()
      await waitForDocument(watched.page)
      return watched
    },
    shot: (page, name) => page.screenshot({ path: join(screenshotFolder, `${name}.png`) }),
    async close() {
      await browser.close()
      await server.close()
      console.log(`screenshots: ${screenshotFolder}`)
    },
  }
}
