import { build } from 'esbuild'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { openPage } from '../open-pane.ts'

/** An edit as a person makes it, or its taking back; where it goes is a share of the text. */
export type RandomEdit = {
  readonly kind: 'replace' | 'footnote' | 'comment' | 'insert' | 'undo'
  readonly place: number
  readonly words: number
}

/** The document after edits, as it was shown change by change and as it is shown anew. */
export type BothShown = {
  readonly updated: ShownState
  readonly anew: ShownState
  /** How often the whole was laid out for a change, and how many changes were shown. */
  readonly layouts: number
  readonly shown: number
}

export type SeenOpening = {
  /** How many paragraphs were seen, and what was said of them, each time that it changed. */
  readonly seen: readonly string[]
  /** Where the reader had scrolled to, when all was there. */
  readonly top: number
  readonly hasStatus: boolean
}

/** All that the host reads of what is shown, and all of its elements. */
export type ShownState = {
  readonly html: string
  readonly text: string
  /** Where the text nodes begin in it. */
  readonly starts: readonly number[]
  readonly paragraphs: readonly string[]
  /** Of every piece of the text that stands once, what a selection of it tells. */
  readonly quotes: readonly string[]
}

/** Shows files and edits them in Chromium with the host's own parts. */
export async function openShowing(browser: Browser) {
  const { page, faults } = await openPage(browser, { viewport: { width: 900, height: 800 } })
  await page.setContent('<div id="a"></div><div id="b"></div>')
  await page.addScriptTag({ content: await bundleShowing() })
  return {
    page,
    faults,
    editAndCompare: (bytes: Uint8Array, edits: readonly RandomEdit[]): Promise<BothShown> =>
      page.evaluate(([base64, edits]) => window.showing.editAndCompare(base64, edits), [
        Buffer.from(bytes).toString('base64'),
        edits,
      ] as const),
    watchOpening: (bytes: Uint8Array): Promise<SeenOpening> =>
      page.evaluate(
        (base64) => window.showing.watchOpening(base64),
        Buffer.from(bytes).toString('base64'),
      ),
  }
}

declare global {
  interface Window {
    showing: {
      editAndCompare(base64: string, edits: readonly RandomEdit[]): Promise<BothShown>
      watchOpening(base64: string): Promise<SeenOpening>
    }
  }
}

async function bundleShowing(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'edit-and-compare.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'showing',
  })
  return outputFiles[0]!.text
}
