import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { addedLocalDocument } from '../../shared/contract/documents.ts'
import { documentFrame, waitForDocument } from '../../test/addin/open-pane.ts'
import type { DemoServer } from '../../test/support/start-demo-server.ts'
import { median } from '../measure.ts'
import { judge, printMedian } from './goal.ts'
import { buildLongDocument } from './long-document.ts'

const pages = 300
const rounds = 3

/** Milliseconds since the navigation. */
type Opened = {
  readonly filled: number
  /** Its first pages. */
  readonly painted: number
  /** All its pages. */
  readonly laidOut: number
  readonly sectionsCame: number
  readonly fileCame: number
}

/**
 * A long document in the browser host, each time in a fresh profile, in turns with the bare preview.
 * Gives its id.
 */
export async function benchOpening(browser: Browser, server: DemoServer): Promise<string> {
  const bytes = await buildLongDocument(pages)
  const started = performance.now()
  const documentId = await upload(server, bytes)
  const reading = performance.now() - started
  const ours: Opened[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await openInPane(browser, server, documentId))
    bare.push(await renderBare(browser, bytes))
  }
  console.log(
    `\na Word file of ${pages} pages, ${(bytes.length / 1e6).toFixed(2)} MB: ${rounds} rounds`,
  )
  printMedian('uploaded and read by the server, beforehand', [reading])
  printOpening(ours, bare)
  return documentId
}

function printOpening(ours: readonly Opened[], bare: readonly number[]): void {
  const each = (pick: (one: Opened) => number) => ours.map(pick)
  const painted = each((one) => one.painted)
  printMedian(
    'to the dropdown filled',
    each((one) => one.filled),
  )
  printMedian(
    '  to the sections at hand',
    each((one) => one.sectionsCame),
  )
  printMedian('to the first page painted', painted)
  printMedian(
    '  to the file at hand',
    each((one) => one.fileCame),
  )
  printMedian(
    '  unzipping and laying out',
    each((one) => one.painted - one.fileCame),
  )
  const laidOut = each((one) => one.laidOut)
  printMedian('to all pages laid out', laidOut)
  printMedian('peer: docx-preview in an empty page', bare)
  console.log(
    `  the pane takes ${(median(laidOut) / median(bare)).toFixed(2)} times the bare preview, ` +
      `and ${(median(painted) / median(bare)).toFixed(2)} times until the first page`,
  )
  judge('dropdown filled', Math.max(...each((one) => one.filled)), 5000)
  judge('first page painted', Math.max(...painted), 5000)
}

async function upload({ url, apiKey }: DemoServer, bytes: Buffer): Promise<string> {
  const body = new FormData()
  body.set('file', new File([new Uint8Array(bytes)], 'long.docx', { type: docxType }))
  const headers = { authorization: `Bearer ${apiKey}` }
  const response = await fetch(`${url}/api/v1/documents/local`, { method: 'POST', headers, body })
  if (!response.ok) throw new Error(`the upload failed: ${await response.text()}`)
  return addedLocalDocument.parse(await response.json()).document_id
}

async function openInPane(browser: Browser, server: DemoServer, id: string): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.addInitScript(noteTimes)
  await page.goto(`${server.url}/addin/index.html?document=${id}#key=${server.apiKey}`)
  await page.evaluate(() => benchTimes.done)
  await waitForDocument(page)
  const shown = await documentFrame(page).locator('section.docx').count()
  if (shown < pages) throw new Error(`the host shows ${shown} pages of ${pages}`)
  await page.getByRole('combobox', { name: 'Section' }).click()
  const options = await page.getByRole('option').count()
  if (options < pages) throw new Error(`the dropdown has ${options} sections of ${pages}`)
  const opened = await page.evaluate(readTimes)
  await context.close()
  return opened
}

declare global {
  var benchTimes: { filled?: number; painted?: number; laidOut?: number; done: Promise<void> }
}

/** Runs in the page before its own script: notes when a frame has shown what is waited for. */
function noteTimes(): void {
  if (window !== window.top) return
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  globalThis.benchTimes = { done: promise }
  setTimeout(() => reject(new Error('the document was not shown in a minute')), 60_000)
  const note = (
    name: 'filled' | 'painted' | 'laidOut',
    selector: string,
    root: ParentNode | undefined,
  ) => {
    if (benchTimes[name] !== undefined || !root?.querySelector(selector)) return
    // this frame shows it, the next begins when it was painted
    requestAnimationFrame(() => (benchTimes[name] ??= performance.now()))
  }
  const look = () => {
    const frame = document.querySelector<HTMLIFrameElement>('#document iframe')
    note('filled', '#pane input[role=combobox]:not([disabled])', document)
    note('painted', 'section.docx', frame?.contentDocument ?? undefined)
    note('laidOut', '#document:not([aria-busy]) iframe', document)
    const { filled, painted, laidOut } = benchTimes
    if ([filled, painted, laidOut].every((time) => time !== undefined)) resolve()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Runs in the page. */
function readTimes(): Opened {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  const endOf = (pattern: RegExp) =>
    entries.find(({ name }) => pattern.test(name))?.responseEnd ?? NaN
  const { filled = NaN, painted = NaN, laidOut = NaN } = benchTimes
  return {
    filled,
    painted,
    laidOut,
    sectionsCame: endOf(/get-sections-for-document/),
    fileCame: endOf(/\/file/),
  }
}

/** The peer, by its own script and no more. */
async function renderBare(browser: Browser, bytes: Buffer): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(60_000)
  await page.setContent('<div id="place"></div>')
  for (const path of previewScripts) await page.addScriptTag({ path })
  const milliseconds = await page.evaluate(async (base64) => {
    const blob = await (await fetch(`data:application/octet-stream;base64,${base64}`)).blob()
    const started = performance.now()
    const { docx } = globalThis as unknown as {
      docx: { renderAsync(bytes: Blob, place: Element | null): Promise<unknown> }
    }
    await docx.renderAsync(blob, document.querySelector('#place'))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    return performance.now() - started
  }, bytes.toString('base64'))
  await page.close()
  return milliseconds
}

const require = createRequire(import.meta.url)
const previewScripts = [
  join(dirname(require.resolve('jszip/package.json')), 'dist/jszip.min.js'),
  join(import.meta.dirname, '../../node_modules/docx-preview/dist/docx-preview.min.js'),
]

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
