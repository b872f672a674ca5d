import type { Browser, Frame, Page } from 'playwright-core'
import { openWord, paneFrame, type OpenWordOptions, type Word } from '../word-host/open-word.ts'
import { WordDocument, type WordOptions } from '../word-host/word-document.ts'
import { buildHostPages, eventPagePath, hostPagePath } from './build-host-page.ts'

export type WordDriver = {
  /** Opens a document beside a page that holds the host; the page is connected to the server. */
  open(document: WordDocument | Uint8Array, options?: WordOptions): Promise<OpenHost>
  /** Closes what was opened. */
  close(): Promise<void>
}

export type OpenHost = Word & { readonly frame: Frame }

export async function createWordDriver(
  browser: Browser,
  server: { readonly url: string; readonly apiKey: string },
  { hasEvents = false } = {},
): Promise<WordDriver> {
  const pages = await buildHostPages()
  const options: OpenWordOptions = { pages, pagePath: hasEvents ? eventPagePath : hostPagePath }
  const opened: Page[] = []
  return {
    async open(given, wordOptions) {
      const document = given instanceof WordDocument ? given : new WordDocument(given, wordOptions)
      const word = await openWord(browser, server.url, document, options)
      opened.push(word.page)
      const frame = paneFrame(word)
      await frame.waitForFunction('globalThis.hostPage')
      await frame.evaluate((key) => hostPage.connect(key), server.apiKey)
      return { ...word, frame }
    },
    async close() {
      for (const page of opened.splice(0)) await page.context().close()
    },
  }
}
