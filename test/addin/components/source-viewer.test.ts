import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type axeCore from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callJson } from '../../../examples/run-example.ts'
import { addedLocalDocument, documentDetails } from '../../../shared/contract/documents.ts'
import { sourcesResponse, type TracedSource } from '../../../shared/contract/sources.ts'
import { buildDocx, paragraph } from '../../support/build-docx.ts'
import { buildPdf } from '../../support/build-pdf.ts'
import { describeWith, testWith } from '../../support/requirements.ts'
import { startDemoServer, type DemoServer } from '../../support/start-demo-server.ts'
import { buildPane, launchBrowser, openPage, screenshotFolder, selectWords } from '../open-pane.ts'

const ofProtocol = 'Approximately 180 subjects were to be randomized'
const ofTable = 'A total of 182 subjects were randomized'
const sources = join(import.meta.dirname, '../../../examples/study/sources')

describeWith('chromium', 'a source opened at its cited words', (chromiumPath) => {
  let server: DemoServer
  let browser: Browser

  beforeAll(async () => {
    buildPane()
    server = await startDemoServer()
    browser = await launchBrowser(chromiumPath)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    console.log(`screenshots: ${screenshotFolder}`)
  })

  const shot = (page: Page, name: string) =>
    page.screenshot({ path: join(screenshotFolder, `source-${name}.png`) })

  async function findFirst(text: string, documentId = server.documentId): Promise<TracedSource> {
    const request = { document_id: documentId, selected_text: text }
    const answer = await callJson(server, '/api/v1/get-sources-for-selected-text', request)
    return sourcesResponse.parse(answer).sources[0]!
  }

  async function showCard(page: Page, text: string, documentId = server.documentId) {
    await page.goto(`${server.url}/addin/index.html?document=${documentId}#key=${server.apiKey}`)
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    await selectWords(page, text)
    return page
      .getByRole('article')
      .first()
      .getByRole('button', { name: /^Open the source/ })
  }

  async function openSource(page: Page, text: string, documentId?: string) {
    const button = await showCard(page, text, documentId)
    await button.click()
    return page.getByRole('dialog')
  }

  async function send(path: string, fields: Readonly<Record<string, Blob | string>>) {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const headers = { 'X-API-Key': server.apiKey }
    const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: form })
    expect(response.ok).toBe(true)
    return (await response.json()) as { document_id: string }
  }

  async function addSource(file: File, fields: Readonly<Record<string, string>> = {}) {
    const { document_id } = await send('/api/v1/documents', { file, ...fields })
    const path = `/api/v1/documents/${document_id}`
    const read = async () => documentDetails.parse(await callJson(server, path)).status
    await expect.poll(read, { timeout: 30_000 }).toBe('completed')
    return document_id
  }

  async function addLocal(text: string): Promise<string> {
    const file = new File([new Uint8Array(buildDocx({ body: paragraph(text) }))], 'mine.docx')
    return addedLocalDocument.parse(await send('/api/v1/documents/local', { file })).document_id
  }

  /** The marks over the page, in PDF points. */
  function readMarks(page: Page, scaleOf: { width: number }) {
    return page.locator('[data-mark]').evaluateAll((marks, pageWidth) => {
      const page = marks[0]!.parentElement!.getBoundingClientRect()
      const scale = page.width / pageWidth
      return marks.map((mark) => {
        const { left, top, right, bottom } = mark.getBoundingClientRect()
        return {
          left: (left - page.left) / scale,
          top: (top - page.top) / scale,
          right: (right - page.left) / scale,
          bottom: (bottom - page.top) / scale,
        }
      })
    }, scaleOf.width)
  }

  testWith(
    'pdftotext',
    'a PDF opens at the cited page, the marks over the very words',
    async () => {
      const source = await findFirst(ofProtocol)
      expect(source.page).toBeGreaterThan(1)
      const { page, faults, requests } = await openPage(browser)
      const dialog = await openSource(page, ofProtocol)
      await dialog.getByText(`Page ${source.page} of 13`).waitFor()
      await dialog.locator('[aria-busy=false] canvas').waitFor()
      await page.locator('[data-mark]').first().waitFor()
      const printed = readWords(join(sources, 'protocol.pdf'), source.page!)
      const marks = await readMarks(page, printed)
      const marked = printed.words.filter(({ x, y }) =>
        marks.some(
          ({ left, right, top, bottom }) => x > left && x < right && y > top && y < bottom,
        ),
      )
      const quoted = source.marks.map(({ start, end }) => source.referenced_text.slice(start, end))
      expect(marked.map(({ text }) => text).join(' ')).toBe(quoted.join(' ').replace(/\s+/g, ' '))
      const room = (await dialog.getByRole('region', { name: 'Page' }).boundingBox())!
      const isInRoom = async () => {
        const mark = (await page.locator('[data-mark]').first().boundingBox())!
        return mark.y > room.y && mark.y + mark.height < room.y + room.height
      }
      await expect.poll(isInRoom).toBe(true)
      expect(await drawnColours(page)).toBeGreaterThan(2)
      expect(await dialog.getByLabel('Cited passage').innerText()).toContain(quoted[0]!.trim())
      await shot(page, 'pdf')
      expect(requests.filter((url) => !url.startsWith(server.url))).toEqual([])
      expect(faults).toEqual([])
    },
  )

  it('goes from page to page, larger and smaller, and back to the words, by keyboard alone', async () => {
    const { page: cited } = await findFirst(ofProtocol)
    const { page, faults } = await openPage(browser, { viewport: { width: 320, height: 800 } })
    const button = await showCard(page, ofProtocol)
    await button.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.locator('[aria-busy=false] canvas').waitFor()
    const press = async (name: string) => {
      await dialog.getByRole('button', { name }).focus()
      await page.keyboard.press('Enter')
    }
    await press('Next page')
    await dialog.getByText(`Page ${cited! + 1} of 13`).waitFor()
    await expect.poll(() => page.locator('[data-mark]').count()).toBe(0)
    await expect
      .poll(() => dialog.getByRole('status').innerText())
      .toContain(`are on page ${cited}`)
    await press('Back to the cited words')
    await dialog.getByText(`Page ${cited} of 13`).waitFor()
    const width = () =>
      page
        .locator('[data-mark]')
        .first()
        .evaluate((mark) => mark.clientWidth)
    await page.locator('[data-mark]').first().waitFor()
    const before = await width()
    await press('Larger')
    await expect.poll(width).toBeGreaterThan(before)
    await shot(page, 'pdf-320')
    expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 800 })
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe('Open the source')
    expect(faults).toEqual([])
  })

  it('shows a Word file with the cited cells marked, and closes by Escape from within it', async () => {
    const { page, faults } = await openPage(browser)
    const dialog = await openSource(page, ofTable)
    await dialog.getByText('The cited words are marked.').waitFor()
    const words = await dialog.locator('iframe').evaluate((frame) => {
      const view = (frame as HTMLIFrameElement).contentWindow as Window & typeof globalThis
      return [...view.CSS.highlights.values()].flatMap((marks) =>
        [...marks].map((range) => (range as Range).toString()),
      )
    })
    expect(words).toEqual(expect.arrayContaining(['60', '61', '182']))
    expect(words.every((one) => /^(Randomized|\d+( \(100%\))?)$/.test(one.trim()))).toBe(true)
    await shot(page, 'docx')
    await dialog.frameLocator('iframe').locator('body').focus()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  })

  it('shows the text of a file without pages, the cited words marked', async () => {
    const sentence = 'The lighthouse of Orkelsund was kept by three sisters until 1931.'
    const filler = Array.from({ length: 3000 }, (_, at) => `Line ${at} of the chronicle.\n\n`)
    const notes = [...filler, `${sentence}\n\n`, ...filler].join('')
    await addSource(new File([notes], 'chronicle.md', { type: 'text/markdown' }))
    const { page, faults } = await openPage(browser, { colorScheme: 'dark' })
    const documentId = await addLocal(sentence)
    const dialog = await openSource(page, sentence, documentId)
    const text = dialog.getByRole('region', { name: 'Text' })
    const mark = text.locator('mark').first()
    await mark.waitFor()
    const { marks } = await findFirst(sentence, documentId)
    expect(await text.locator('mark').allInnerTexts()).toEqual(
      marks.map(({ start, end }) => sentence.slice(start, end)),
    )
    await expect.poll(async () => (await mark.boundingBox())!.y).toBeLessThan(900)
    await shot(page, 'text-dark')
    expect(faults).toEqual([])
  })

  it('opens the version that was cited when there is a newer one', async () => {
    const old = await findFirst(ofProtocol)
    const newer = buildPdf({ pages: [{ lines: [{ text: 'All was written anew.' }] }] })
    const file = new File([new Uint8Array(newer)], 'protocol.pdf', { type: 'application/pdf' })
    await addSource(file, { document_id: old.document_source_id })
    const { page, faults } = await openPage(browser)
    const dialog = await openSource(page, ofProtocol)
    await dialog.getByText(`Page ${old.page} of 13`).waitFor()
    await expect.poll(() => dialog.getByText(/^version 1 · page/).count()).toBe(1)
    expect(faults).toEqual([])
  })

  it('says so and marks nothing where the place of the words is not known', async () => {
    const { page } = await openPage(browser)
    // as the server answers for a damaged PDF of which only the words could be read
    await page.route('**/get-sources-for-selected-text', async (route) => {
      const answer = sourcesResponse.parse(await (await route.fetch()).json())
      const sources = answer.sources.map((source) => ({ ...source, boxes: [] }))
      await route.fulfill({ json: { ...answer, sources } })
    })
    const dialog = await openSource(page, ofProtocol)
    await dialog.locator('[aria-busy=false] canvas').waitFor()
    await expect.poll(() => dialog.getByRole('status').innerText()).toMatch(/can’t be marked/)
    expect(await page.locator('[data-mark]').count()).toBe(0)
    const { page: cited } = await findFirst(ofProtocol)
    await expect.poll(() => dialog.getByText(`Page ${cited} of 13`).count()).toBe(1)
  })

  it('says what went wrong, and tries again when asked', async () => {
    const { page } = await openPage(browser)
    const path = '**/file?version=*'
    await page.route(path, (route) => route.abort())
    const dialog = await openSource(page, ofProtocol)
    expect(await dialog.getByRole('alert').innerText()).toMatch(/can’t be reached/)
    await page.unroute(path)
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await dialog.locator('[aria-busy=false] canvas').waitFor()
    await expect.poll(() => dialog.getByRole('alert').count()).toBe(0)
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')
    await page.evaluate(axe)
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof axeCore }
      return (await axe.run('dialog')).violations.map(({ id, nodes }) => [id, nodes[0]?.html])
    })
    expect(violations).toEqual([])
  })
})

type PrintedWord = { readonly text: string; readonly x: number; readonly y: number }

/** The words of a page with their middles, in points from its top left corner, as Poppler reads it. */
function readWords(file: string, page: number): { width: number; words: PrintedWord[] } {
  const args = ['-bbox', '-f', String(page), '-l', String(page), file, '-']
  const xml = execFileSync('pdftotext', args, { encoding: 'utf8' })
  const width = Number(/<page width="([\d.]+)"/.exec(xml)?.[1])
  const pattern =
    /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g
  const words = Array.from(xml.matchAll(pattern), ([, left, top, right, bottom, text]) => ({
    text: text!,
    x: (Number(left) + Number(right)) / 2,
    y: (Number(top) + Number(bottom)) / 2,
  }))
  return { width, words }
}

/** How many colours the page was drawn with: a blank one has one. */
function drawnColours(page: Page): Promise<number> {
  return page.locator('dialog canvas').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement
    const context = (canvas as HTMLCanvasElement).getContext('2d')!
    return new Set(new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)).size
  })
}
