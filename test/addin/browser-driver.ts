import type { Browser, Page } from 'playwright-core'
import { browserPagePath, buildHostPages } from './build-host-page.ts'

export type BrowserDriver = {
  /** A page with the browser's host and no pane that shows the .docx, in place of the one before. */
  open(bytes: Uint8Array): Promise<Page>
}

export async function createBrowserDriver(
  browser: Browser,
  server: { readonly url: string; readonly apiKey: string },
): Promise<BrowserDriver> {
  const pages = await buildHostPages()
  const page = await browser.newPage()
  page.setDefaultTimeout(30_000)
  await page.route(`${server.url}/test/**`, (route) => {
    const own = pages[new URL(route.request().url()).pathname]
    return own ? route.fulfill({ contentType: own.type, body: own.body }) : route.abort()
  })
  return {
    async open(bytes) {
      await page.goto(server.url + browserPagePath)
      await page.waitForFunction('globalThis.hostPage')
      await page.evaluate((key) => hostPage.connect(key), server.apiKey)
      await page.evaluate(showDocument, Buffer.from(bytes).toString('base64'))
      return page
    },
  }
}

/** Runs in the page: makes the bytes a document of the server's, and shows it. */
async function showDocument(base64: string): Promise<void> {
  const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0))
  const file = new Blob([bytes])
  const { host, client } = hostPage
  const { document_id } = await client.addLocalDocument({ file, fileName: 'Report.docx' })
  await host.showDocument(document_id, client, new AbortController().signal)
}
