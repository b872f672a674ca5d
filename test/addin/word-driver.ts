import type { Browser, Frame } from 'playwright-core'
import { openWordWindow, paneFrame, type Word } from '../word-host/open-word.ts'
import { WordDocument, type WordOptions } from '../word-host/word-document.ts'
import { buildHostPages, eventPagePath, hostPagePath } from './build-host-page.ts'

export type WordDriver = {
  /**
   * Opens a document, in place of the one before, beside a page that holds the host; the page is
   * connected to the server.
   */
  open(document: WordDocument | Uint8Array, options?: WordOptions): Promise<OpenHost>
}

export type OpenHost = Word & { readonly frame: Frame }

export async function createWordDriver(
  browser: Browser,
  server: { readonly url: string; readonly apiKey: string },
  { hasEvents = false } = {},
): Promise<WordDriver> {
  const pages = await buildHostPages()
  const window = await openWordWindow(browser, server.url, {
    pages,
    pagePath: hasEvents ? eventPagePath : hostPagePath,
  })
  return {
    async open(given, wordOptions) {
      const document = given instanceof WordDocument ? given : new WordDocument(given, wordOptions)
      const word = await window.open(document)
      const frame = paneFrame(word)
      await frame.waitForFunction('globalThis.hostPage')
      await frame.evaluate((key) => hostPage.connect(key), server.apiKey)
      return { ...word, frame }
    },
  }
}
