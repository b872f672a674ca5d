import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callJson } from '../../../examples/run-example.ts'
import type { EditReport, SentDocument } from '../../../addin/host/document-editor.ts'
import { documentDetails } from '../../../shared/contract/documents.ts'
import { sourcesResponse } from '../../../shared/contract/sources.ts'
import { textResponse } from '../../../shared/contract/document-text.ts'
import { findNewFaults } from '../../support/validate-docx.ts'
import { describeWith, requirements } from '../../support/requirements.ts'
import { startDemoServer, type DemoServer } from '../../support/start-demo-server.ts'
import { bundleForPage } from '../bundle-for-page.ts'
import {
  buildPane,
  documentFrame,
  launchBrowser,
  openPage,
  screenshotFolder,
  selectWords,
} from '../open-pane.ts'

const sentence = 'Approximately 180 subjects were to be randomized, 60 in each treatment group.'

describeWith('chromium', 'the editor of the browser’s document', (chromiumPath) => {
  let server: DemoServer
  let browser: Browser
  let bundle: string

  beforeAll(async () => {
    buildPane()
    const modules = ['addin/host/browser.ts', 'client/create-client.ts']
    bundle = await bundleForPage('hosting', modules)
    server = await startDemoServer()
    browser = await launchBrowser(chromiumPath)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    console.log(`screenshots: ${screenshotFolder}`)
  })

  /** The host over the report, in a page of the server's without a pane. */
  async function openHost() {
    const watched = await openPage(browser, { viewport: { width: 900, height: 800 } })
    const { page } = watched
    await page.goto(`${server.url}/addin/index.html`)
    // a script's own variables stay within what is evaluated
    await page.evaluate(`${bundle}; window.hosting = hosting; undefined`)
    const { apiKey, documentId } = server
    await page.evaluate(
      async ({ apiKey, documentId }) => {
        const { hosting } = window as unknown as { hosting: Hosting }
        const container = document.getElementById('document')!
        const host = hosting.createBrowserHost({
          container,
          documentId,
          onShown: () => undefined,
          onLeave: () => undefined,
        })
        const client = hosting.createClient({ baseUrl: '', apiKey })
        const open = (id: string) => host.showDocument(id, client, new AbortController().signal)
        const changes = { count: 0 }
        host.editor.subscribeChanges(() => changes.count++)
        Object.assign(window, { driven: { host, client, open, changes } })
        await open(documentId)
      },
      { apiKey, documentId },
    )
    return watched
  }

  const replace = (page: Page, exact: string, text: string) =>
    page.evaluate(
      ([exact, text]) => {
        const { driven } = window as unknown as { driven: Driven }
        return driven.host.editor.replaceQuote({ exact, prefix: '', suffix: '' }, text)
      },
      [exact, text] as const,
    )
  const listVersions = async () => {
    const details = await callJson(server, `/api/v1/documents/${server.documentId}`)
    return documentDetails.parse(details).versions.map(({ number }) => number)
  }
  const send = (page: Page) =>
    page.evaluate(() => {
      const { driven } = window as unknown as { driven: Driven }
      return driven.host.editor.sendDocument(driven.client, new AbortController().signal)
    })
  const readText = async (version: number) => {
    const path = `/api/v1/documents/${server.documentId}/text?version=${version}`
    return textResponse.parse(await callJson(server, path)).text
  }
  const getFile = async (version: number) => {
    const path = `${server.url}/api/v1/documents/${server.documentId}/file?version=${version}`
    const headers = { 'X-API-Key': server.apiKey }
    return new Uint8Array(await (await fetch(path, { headers })).arrayBuffer())
  }
  const shownText = (page: Page) =>
    documentFrame(page)
      .locator('p')
      .filter({ hasText: /^Approximately \d+/ })
      .evaluate((paragraph) => paragraph.textContent)

  it('shows an edit where the reader is, and takes it back', async () => {
    const { page, faults } = await openHost()
    const frame = documentFrame(page).locator('html')
    await documentFrame(page).getByText(sentence).first().scrollIntoViewIfNeeded()
    const top = () => frame.evaluate((root) => root.ownerDocument.defaultView!.scrollY)
    const before = await top()
    expect(before).toBeGreaterThan(1000)
    const report = await replace(page, sentence, sentence.replace('180', '190'))
    expect(report).toEqual({ outcome: 'applied', isTracked: true })
    await expect.poll(() => shownText(page)).toContain('Approximately 190 subjects were')
    await expect.poll(top).toBe(before)
    await page.getByText('1 edit not saved.').waitFor()
    await page.screenshot({ path: join(screenshotFolder, 'edited.png') })
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('All edits are saved.').waitFor()
    await expect.poll(() => shownText(page)).toContain(sentence)
    const changes = () =>
      page.evaluate(() => (window as unknown as { driven: Driven }).driven.changes.count)
    await expect.poll(changes).toBe(2)
    expect(await send(page)).toMatchObject({ version: 1, isNewVersion: false })
    expect(faults).toEqual([])
  })

  it('puts text with its notes behind the selected words, and the next behind that', async () => {
    const { page, faults } = await openHost()
    await selectWords(page, sentence)
    const insert = (text: string) =>
      page.evaluate((text) => {
        const { driven } = window as unknown as { driven: Driven }
        const notes = [{ kind: 'footnote', text: 'Protocol, page 5' }] as const
        return driven.host.editor.insertText([{ text, notes }])
      }, text)
    expect((await insert(' This was the plan.')).outcome).toBe('applied')
    expect((await insert(' It was kept.')).outcome).toBe('applied')
    const wanted = /60 in each treatment group\. This was the plan\.1 It was kept\.2/
    await expect.poll(() => shownText(page)).toMatch(wanted)
    expect(faults).toEqual([])
  })

  it('keeps edits while another document is looked at, and warns before they are lost', async () => {
    const { page } = await openHost()
    await replace(page, sentence, sentence.replace('180', '195'))
    await page.evaluate(async (id) => {
      const { driven } = window as unknown as { driven: Driven }
      await driven.open(id)
    }, server.documentId)
    expect(await shownText(page)).toContain('Approximately 195 subjects were')
    await page.getByText('1 edit not saved.').waitFor()
    // a page may hold on to its reader only once it was touched
    await documentFrame(page).locator('body').click()
    const warned = page.waitForEvent('dialog')
    void page.reload().catch(() => undefined)
    const dialog = await warned
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
    expect(await shownText(page)).toContain('Approximately 195 subjects were')
  })

  it('sends the generated report back as its next version, sound, its citations carried', async () => {
    const { page, faults } = await openHost()
    const edited = 'Approximately 180 patients were to be randomized, 60 in each treatment group.'
    expect((await replace(page, sentence, edited)).outcome).toBe('applied')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved as version 2.').waitFor()
    expect(await send(page)).toMatchObject({ version: 2, isNewVersion: false })
    expect(await readText(2)).toContain(edited)
    expect(await readText(2)).not.toContain(sentence)
    const request = { document_id: server.documentId, selected_text: edited }
    const answer = await callJson(server, '/api/v1/get-sources-for-selected-text', request)
    const { sources } = sourcesResponse.parse(answer)
    expect(sources[0]).toMatchObject({ basis: 'recorded', document_source_name: 'protocol.pdf' })
    if (requirements.ooxmlValidator.findPath() !== undefined) {
      expect(await findNewFaults(await getFile(1), await getFile(2))).toEqual([])
    }
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('1 edit not saved.').waitFor()
    await expect.poll(() => shownText(page)).toContain(sentence)
    expect(faults).toEqual([])
  })

  it('saves nothing over a version that another pane stored, until its writer says so', async () => {
    const [mine, other] = [await openHost(), await openHost()]
    const [words, theirs, own] = ['60 in each', 'sixty in each', 'some 60 in each']
    expect((await replace(other.page, words, theirs)).outcome).toBe('applied')
    await other.page.getByRole('button', { name: 'Save' }).click()
    await other.page.getByText(/^Saved as version \d/).waitFor()
    const newest = (await listVersions()).at(-1) ?? 0
    expect((await replace(mine.page, words, own)).outcome).toBe('applied')
    await mine.page.getByRole('button', { name: 'Save' }).click()
    await mine.page.getByText(/A newer version is stored.*The edits are kept/).waitFor()
    expect((await listVersions()).at(-1)).toBe(newest)
    expect(await shownText(mine.page)).toContain(own)
    await mine.page.screenshot({ path: join(screenshotFolder, 'newer-version-bar.png') })
    const download = mine.page.waitForEvent('download')
    await mine.page.getByRole('button', { name: `Download version ${newest}` }).click()
    expect((await download).suggestedFilename()).toMatch(new RegExp(`version ${newest}\\)\\.docx$`))
    const saving = `Save mine as version ${newest + 1}`
    await mine.page.getByRole('button', { name: saving }).click()
    await mine.page.getByText(`Saved as version ${newest + 1}.`).waitFor()
    await mine.page.getByRole('button', { name: saving }).waitFor({ state: 'hidden' })
    expect([await readText(newest), await readText(newest + 1)]).toEqual([
      expect.stringContaining(theirs),
      expect.stringContaining(own),
    ])
  })
})

type Driven = {
  readonly client: unknown
  readonly host: {
    readonly editor: {
      replaceQuote(selector: unknown, text: string): Promise<EditReport>
      insertText(pieces: unknown): Promise<EditReport>
      sendDocument(client: unknown, signal: AbortSignal): Promise<SentDocument>
      subscribeChanges(listener: () => void): () => void
    }
    showDocument(id: string, client: unknown, signal: AbortSignal): Promise<void>
  }
  readonly changes: { count: number }
  open(documentId: string): Promise<void>
}

type Hosting = {
  createBrowserHost(options: unknown): Driven['host']
  createClient(options: unknown): unknown
}
