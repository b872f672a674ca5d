import { join } from 'node:path'
import type { Browser, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../support/requirements.ts'
import { startEmptyServer, type EmptyServer } from '../support/start-demo-server.ts'
import { openWordWindow, type WordWindow } from '../word-host/open-word.ts'
import { createWordDocument, WordDocument } from '../word-host/word-document.ts'
import { buildPane, launchBrowser, screenshotFolder, watchFaults } from './open-pane.ts'

const sentence = 'A total of 182 subjects were randomized.'
const outline = [
  { text: 'Report' },
  { text: 'Results' },
  { text: 'Efficacy', level: 1 },
  { text: 'Results', level: 2 },
  { text: sentence },
  { text: 'Safety', level: 1 },
  { text: 'Results', level: 2 },
  { text: `Costs ^p of care ${'and of much else '.repeat(20)}`.trim(), level: 1 },
  { text: sentence },
]

describeWith('chromium', 'the pane in Word', (chromiumPath) => {
  let server: EmptyServer
  let browser: Browser
  let window: WordWindow
  let requests: Request[]
  let faults: readonly string[]

  beforeAll(async () => {
    buildPane()
    server = await startEmptyServer()
    browser = await launchBrowser(chromiumPath)
    window = await openWordWindow(browser, server.url)
    faults = watchFaults(window.page)
    window.page.on('request', (request) => requests.push(request))
    await window.page.route('**/get-sections-for-document', (route) =>
      route.fulfill({ json: { sections: listSections() } }),
    )
  })

  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  async function openPane(document: WordDocument) {
    requests = []
    const word = await window.open(document)
    await word.pane.getByLabel('API key').fill(server.apiKey)
    await word.pane.getByRole('button', { name: 'Connect' }).click()
    return word
  }

  /** Word with the pane connected and the document sent. */
  async function connect() {
    const word = await openPane(createWordDocument(outline))
    await word.pane.getByRole('combobox', { name: 'Section' }).waitFor()
    return word
  }

  const bodiesOf = (path: string) =>
    requests.filter((request) => request.url().endsWith(path)).map((one) => one.postData() ?? '')
  const questions = () =>
    bodiesOf('/get-sources-for-selected-text').map((body) => JSON.parse(body) as unknown)

  it('sends the open document, names it after its file, and closes what it opened', async () => {
    const { pane, file } = await connect()
    await pane.getByText('My report').waitFor()
    await expect.poll(() => file.open).toBe(0)
    expect(faults).toEqual([])
  })

  it('sends it again, once it was edited, as a new version of the same document', async () => {
    const { pane, document } = await connect()
    requests = []
    const sent = () => bodiesOf('/documents/local')
    await pane.getByRole('button', { name: 'Send again' }).click()
    await pane.getByRole('combobox', { name: 'Section' }).waitFor()
    expect(sent()).toEqual([])
    document.replace(document.find('182'), '183')
    await pane.getByRole('button', { name: 'Send again' }).click()
    await expect.poll(sent).toEqual([expect.stringContaining('name="document_id"')])
    await pane.getByText(/^Version 2, /).waitFor()
  })

  it('closes the file and says so when Word does not give it', async () => {
    const { pane, file } = await connect()
    file.isBroken = true
    await pane.getByRole('button', { name: 'Send again' }).click()
    expect(await pane.getByRole('alert').textContent()).toMatch(/Word could not do this.*word_5001/)
    await expect.poll(() => file.open).toBe(0)
    file.isBroken = false
    await pane.getByRole('button', { name: 'Try again' }).click()
    await pane.getByRole('combobox', { name: 'Section' }).waitFor()
  })

  it.each([
    { answer: 'Make it a document of its own', field: 'fork_of' },
    { answer: 'Go on with the same document', field: 'document_id' },
  ])('asks once what a copy is, and takes “$answer” for an answer', async ({ answer, field }) => {
    const { document } = await connect()
    const url = 'https://word.test/documents/Copy.docx'
    const copy = new WordDocument(document.save(), { settings: document.settings, url })
    copy.replace(copy.find('182'), '183')
    const { page, pane } = await openPane(copy)
    await pane.getByRole('heading', { name: 'Is this a copy?' }).waitFor()
    await page.screenshot({ path: join(screenshotFolder, `word-copy-${field}.png`) })
    const sent = page.waitForRequest('**/api/v1/documents/local')
    await pane.getByRole('button', { name: answer }).click()
    expect((await sent).postData()).toContain(`name="${field}"`)
    await pane.getByRole('combobox', { name: 'Section' }).waitFor()
    await pane.getByRole('button', { name: 'Send again' }).click()
    await pane.getByRole('combobox', { name: 'Section' }).waitFor()
  })

  it('asks for the sources of the selected words with the words around them', async () => {
    const { pane, select } = await connect()
    await select('182 subjects')
    await pane.getByText('Selected words').waitFor()
    await expect.poll(questions).toHaveLength(1)
    expect(questions()[0]).toMatchObject({
      selected_text: '182 subjects',
      prefix: 'Results\nA total of ',
      suffix: ' were randomized.\r\nSafety',
    })
  })

  it('asks once, however often Word tells of one selection', async () => {
    const { pane, select } = await connect()
    for (let times = 0; times < 3; times++) await select('182 subjects')
    await pane.getByText('Selected words').waitFor()
    await select('randomized')
    await expect.poll(questions).toHaveLength(2)
  })

  it('goes back to exactly the words that were selected', async () => {
    const { pane, select, document } = await connect()
    await select('182 subjects', 1)
    await pane.getByText('Selected words').waitFor()
    const selected = document.selection
    document.selection = { start: 0, end: 0 }
    await pane.getByRole('button', { name: 'Show in the document' }).click()
    await expect.poll(() => document.selection).toEqual(selected)
  })

  it('goes to the heading of the chosen section: of twins, of a long one with a caret, of the title', async () => {
    const { pane, document } = await connect()
    const combobox = pane.getByRole('combobox', { name: 'Section' })
    for (const [name, paragraph] of [
      ['Results (in Efficacy)', 3],
      ['Results (in Safety)', 6],
      ['Costs ^p', 7],
      ['Title (before', 0],
    ] as const) {
      document.selection = { start: 5, end: 5 }
      await combobox.fill('')
      await combobox.click()
      await pane.getByRole('option', { name }).first().click()
      const { start } = document.paragraphs[paragraph]!
      await expect.poll(() => document.selection).toEqual({ start, end: start })
    }
  })
})

function listSections() {
  const headings = outline.filter(({ level }) => level !== undefined)
  const named = headings.map(({ text, level = 1 }, index) => {
    const twins = headings.slice(0, index).filter((other) => other.text === text).length
    const id = twins === 0 ? text : `${text} (${twins + 1})`
    return { section_id: id, section_title: text, section_order: index + 1, level }
  })
  const title = { section_id: 'title', section_title: 'title', section_order: 0, level: 0 }
  return [title, ...named]
}
