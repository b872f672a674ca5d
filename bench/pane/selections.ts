import type { Browser, Page, Request } from 'playwright-core'
import { documentFrame, waitForDocument } from '../../test/addin/open-pane.ts'
import type { DemoServer } from '../../test/support/start-demo-server.ts'
import { median } from '../measure.ts'
import { judge, percentile, printTimes } from './goal.ts'
import {
  defineWatch,
  findEnds,
  listSentences,
  takePainted,
  watchDrags,
  type Sentence,
} from './in-page.ts'

const selections = 120
const warmUps = 8

/** Milliseconds from the end of a drag; `bare` is a fetch of the same answer by itself. */
type Measured = {
  readonly painted: number
  readonly asked: number
  readonly answered: number
  readonly bare: number
  readonly cards: number
}

/**
 * Sentences of the study's report, each drawn over with the pointer: from letting go to the frame
 * that shows the cards of these very words.
 */
export async function benchSelections(browser: Browser, server: DemoServer): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(30_000)
  await page.goto(
    `${server.url}/addin/index.html?document=${server.documentId}#key=${server.apiKey}`,
  )
  await page.getByRole('combobox', { name: 'Section' }).waitFor()
  await waitForDocument(page)
  const sentences = await documentFrame(page).locator('body').evaluate(listSentences)
  if (sentences.length < 40) throw new Error(`the report has only ${sentences.length} sentences`)
  await page.evaluate(defineWatch)
  await page.evaluate(watchDrags)
  const measured: Measured[] = []
  for (let turn = 0; turn < warmUps + selections; turn++) {
    const sentence = sentences[turn % sentences.length]
    if (sentence) measured.push(await measureOne(page, sentence, server.apiKey))
  }
  await page.close()
  printSelections(leaveOutEarly(measured.slice(warmUps)), sentences.length)
}

/** On a busy machine a drag may stand still for so long that it is asked for before it ends. */
function leaveOutEarly(measured: readonly Measured[]): Measured[] {
  const kept = measured.filter(({ asked }) => asked >= 0)
  const early = measured.length - kept.length
  if (early > 0)
    console.log(`\n${early} selections were asked for before their drag ended: left out`)
  if (kept.length < 100) throw new Error(`only ${kept.length} selections were measured`)
  return kept
}

async function measureOne(page: Page, sentence: Sentence, apiKey: string): Promise<Measured> {
  const requested = page.waitForRequest('**/get-sources-for-selected-text')
  await drawOver(page, sentence)
  const request = await requested
  const painted = await page.evaluate(takePainted)
  if (painted.failure !== '') throw new Error(`“${sentence.text}”: ${painted.failure}`)
  return { ...painted, bare: await fetchBare(page, request, apiKey) }
}

async function drawOver(page: Page, sentence: Sentence): Promise<void> {
  const ends = await documentFrame(page).locator('body').evaluate(findEnds, sentence)
  const frame = await page.locator('#document iframe').boundingBox()
  if (!frame) throw new Error('the document is not shown')
  await page.mouse.move(frame.x + ends.from.x, frame.y + ends.from.y)
  await page.mouse.down()
  await page.mouse.move(frame.x + ends.to.x, frame.y + ends.to.y, { steps: 6 })
  await page.mouse.up()
}

/** The peer: what the same question costs a page that shows nothing. */
function fetchBare(page: Page, request: Request, apiKey: string): Promise<number> {
  const question = { url: request.url(), body: request.postData() ?? '', apiKey }
  return page.evaluate(async ({ url, body, apiKey }) => {
    const started = performance.now()
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` }
    const response = await fetch(url, { method: 'POST', body, headers })
    await response.json()
    if (!response.ok) throw new Error(`the bare question was answered with ${response.status}`)
    return performance.now() - started
  }, question)
}

function printSelections(measured: readonly Measured[], sentences: number): void {
  const each = (pick: (one: Measured) => number) => measured.map(pick)
  const withCards = each(({ cards }) => cards).filter((cards) => cards > 0).length
  const painted = each((one) => one.painted)
  const bare = each((one) => one.bare)
  console.log(
    `\n${measured.length} selections of one sentence (${sentences} different), ` +
      `${withCards} with sources: from the end of the drag`,
  )
  printTimes('to sources painted', painted)
  printTimes(
    'the same without what the host waits for',
    each((one) => one.painted - one.asked),
  )
  printTimes(
    'to the question sent (what the host waits for)',
    each((one) => one.asked),
  )
  printTimes(
    'from the question to its answer',
    each((one) => one.answered - one.asked),
  )
  printTimes(
    'from the answer to sources painted',
    each((one) => one.painted - one.answered),
  )
  printTimes('peer: a bare fetch of the same answer', bare)
  console.log(
    `  the pane takes ${(median(painted) / median(bare)).toFixed(1)} times the bare fetch`,
  )
  judge('sources painted, p95', percentile(painted, 0.95), 300)
  if (withCards < measured.length / 2) throw new Error('most selections had no sources to paint')
}
