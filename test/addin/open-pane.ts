import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type FrameLocator,
  type Page,
} from 'playwright-core'
import { onTestFinished, TestRunner } from 'vitest'
import { selectionDelay } from '../../addin/host/host.ts'
import { doInTurn } from '../support/kept-stores.ts'

const root = join(import.meta.dirname, '../..')

/** Where the screenshots of this run go, to be looked at. */
export const screenshotFolder = mkdtempSync(join(tmpdir(), 'sourcewright-pane-'))

/** What is not stale is not built again: of workers that begin together one builds for all. */
export function buildPane(): void {
  const args = ['--import', './server/require-node.js', 'scripts/build-pane.ts', '--if-stale']
  doInTurn('pane', () => execFileSync(process.execPath, args, { cwd: root, stdio: 'ignore' }))
}

export function launchBrowser(executablePath: string): Promise<Browser> {
  const flags =
    '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
  return chromium.launch({ executablePath, args: flags.split(' ') })
}

/** A page with what went wrong in it: errors, and what the page's policy refused, frames included. */
export type WatchedPage = {
  readonly page: Page
  readonly faults: readonly string[]
  readonly requests: readonly string[]
}

/** A page that a test opens is closed with it: pages left open are painted until the file ends. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  if (TestRunner.getCurrentTest()) onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const faults = watchFaults(page)
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  return { page, faults, requests }
}

/** What its console is told of as an error from now on, and what no code caught. */
export function watchFaults(page: Page): readonly string[] {
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  return faults
}

/** The frame that holds the rendered document. */
export function documentFrame(page: Page): FrameLocator {
  return page.frameLocator('#document iframe')
}

/** The pane is open before its document is laid out. */
export async function waitForDocument(page: Page): Promise<void> {
  await page.locator('#document:not([aria-busy]) iframe').waitFor()
}

/** Types a section's title and takes the first that has it. */
export async function chooseSection(page: Page, title: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Section' }).pressSequentially(title)
  await page.getByRole('option', { name: title }).first().click()
}

/** Draws the pointer over `words`, which stand in one rendered paragraph. */
export async function selectWords(
  page: Page,
  words: string,
  { restsHalfway = false } = {},
): Promise<void> {
  // what is seen before is laid out anew once all of it is there
  await waitForDocument(page)
  const paragraph = documentFrame(page).locator('p').filter({ hasText: words }).first()
  await paragraph.scrollIntoViewIfNeeded()
  const ends = await paragraph.evaluate(findEnds, words)
  const frame = await page.locator('#document iframe').boundingBox()
  if (!frame) throw new Error('the document is not shown')
  await page.mouse.move(frame.x + ends.from.x, frame.y + ends.from.y)
  await page.mouse.down()
  if (restsHalfway) {
    const half = { x: (ends.from.x + ends.to.x) / 2, y: (ends.from.y + ends.to.y) / 2 }
    await page.mouse.move(frame.x + half.x, frame.y + half.y, { steps: 3 })
    await page.waitForTimeout(4 * selectionDelay)
  }
  await page.mouse.move(frame.x + ends.to.x, frame.y + ends.to.y, { steps: 6 })
  await page.mouse.up()
}

type Point = { readonly x: number; readonly y: number }

/** Runs in the page: the points at both ends of the words, in the frame's own pixels. */
function findEnds(paragraph: Element, words: string): { from: Point; to: Point } {
  const walker = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
  const places: { node: Node; offset: number }[] = []
  while (walker.nextNode()) {
    const node = walker.currentNode
    for (let offset = 0; offset < (node.nodeValue ?? '').length; offset++) {
      places.push({ node, offset })
    }
  }
  const start = (paragraph.textContent ?? '').indexOf(words)
  const boxOf = (index: number) => {
    const place = places[index]
    if (!place) throw new Error('the words are not in the paragraph')
    const range = paragraph.ownerDocument.createRange()
    range.setStart(place.node, place.offset)
    range.setEnd(place.node, place.offset + 1)
    return range.getBoundingClientRect()
  }
  const first = boxOf(start)
  const last = boxOf(start + words.length - 1)
  return {
    from: { x: first.left + 0.5, y: first.top + first.height / 2 },
    to: { x: last.right - 0.5, y: last.top + last.height / 2 },
  }
}
