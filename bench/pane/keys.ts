import type { Browser, Locator, Page } from 'playwright-core'
import { documentFrame, waitForDocument } from '../../test/addin/open-pane.ts'
import type { DemoServer } from '../../test/support/start-demo-server.ts'
import { judge, percentile, printTimes } from './goal.ts'

/** Milliseconds that a key may take until what it does is painted. */
const allowed = 100
const steps = 30

/** Keys beside a long document: in the list of its sections, in a question, and from sentence to sentence. */
export async function benchKeys(
  browser: Browser,
  { url, apiKey }: DemoServer,
  documentId: string,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${url}/addin/index.html?document=${documentId}#key=${apiKey}`)
  await page.getByRole('combobox', { name: 'Section' }).waitFor()
  await waitForDocument(page)
  console.log('\nkeys beside the same document, to what they do painted')
  report('a letter in the list of sections', await typeSection(page))
  report('from a sentence to the next', await stepSentences(page))
  await page.getByRole('tab', { name: 'Chat' }).click()
  const question = page.getByRole('textbox', { name: 'Question' })
  report('a letter of a question', await typeIn(page, question, 'Which site had the most subjects'))
  await context.close()
}

function report(name: string, milliseconds: readonly number[]): void {
  printTimes(name, milliseconds)
  judge(name, percentile(milliseconds, 0.95), allowed)
}

async function typeSection(page: Page): Promise<number[]> {
  const box = page.getByRole('combobox', { name: 'Section' })
  const taken = await typeIn(page, box, 'Results of site 217')
  await page.keyboard.press('Enter')
  return taken
}

async function typeIn(page: Page, box: Locator, words: string): Promise<number[]> {
  await box.focus()
  const taken: number[] = []
  for (const letter of words)
    taken.push(await timeKey(page, box, letter === ' ' ? 'Space' : letter))
  return taken
}

async function stepSentences(page: Page): Promise<number[]> {
  const body = documentFrame(page).locator('body')
  await body.focus()
  const taken: number[] = []
  for (let step = 0; step < steps; step++) taken.push(await timeKey(page, body, 'Alt+ArrowDown'))
  return taken
}

/** The page itself takes the time: what the driver adds is no part of it. */
async function timeKey(page: Page, place: Locator, key: string): Promise<number> {
  await place.evaluate(watchKey)
  await page.keyboard.press(key)
  return page.evaluate(() => benchKey)
}

declare global {
  var benchKey: Promise<number>
}

/** Runs in the page, or in the document's frame: begins to wait for a key other than one that is held. */
function watchKey(element: Element): void {
  const window = element.ownerDocument.defaultView
  if (!window) throw new Error('the place of the keys is gone')
  const held = ['Alt', 'Shift', 'Control', 'Meta']
  const page = window.top as unknown as typeof globalThis
  page.benchKey = new Promise((resolve) => {
    const listen = (event: KeyboardEvent) => {
      if (held.includes(event.key)) return
      window.removeEventListener('keydown', listen, { capture: true })
      const show = () => resolve(window.performance.now() - event.timeStamp)
      // the second frame begins when the first is painted
      window.requestAnimationFrame(() => window.requestAnimationFrame(show))
    }
    window.addEventListener('keydown', listen, { capture: true })
  })
}
