import { join } from 'node:path'
import type { Browser, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../support/requirements.ts'
import { startDemoServer, type DemoServer } from '../support/start-demo-server.ts'
import { openWord, type Word } from '../word-host/open-word.ts'
import { createWordDocument, WordDocument } from '../word-host/word-document.ts'
import { buildPane, launchBrowser, screenshotFolder } from './open-pane.ts'

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
  let server: DemoServer
  let browser: Browser

  beforeAll(async () => {
    buildPane()
    server = await startDemoServer()
    browser = await launchBrowser(chromiumPath)
  }, 240_000)

  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  async function openPane(document: WordDocument) {
    const word = await openWord(browser, server.url, document)
    const connect = async () => {
      await word.pane.getByLabel('API key').fill(server.apiKey)
      await word.pane.getByRole('button', { name: 'Connect' }).click()
    }
    return { ...word, connect }
  }

  /** Word with the pane connected and the document sent; `sections` are those of the model. */
  async function connect(): Promise<Word & { readonly questions: unknown[] }> {
    const word = await openPane(createWordDocument(outline))
    const questions: unknown[] = []
    word.page.on('request', (request) => collectQuestion(request, questions))
    await word.page.route('**/get-sections-for-document', (route) =>
      route.fulfill({ json: { sections: listSections() } }),
    )
    await word.connect()
    await word.pane.getByRole('combobox', { name: 'Section' }).waitFor()
    return { ...word, questions }
  }

  it('sends the open document, names it after its file, and closes what it opened', async () => {
    const { pane, file } = await connect()
    expect(await pane.getByText('My report').isVisible()).toBe(true)
    expect(file.open).toBe(0)
  })

  it('sends it again, once it was edited, as a new version of the same document', async () => {
    const { page, pane, document } = await connect()
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/documents/local')) sent.push(request.postData() ?? '')
    })
    await pane.getByRole('button', { name: 'Send again' }).click()
    await pane.getByRole('combobox', { name: 'Section' }).waitFor()
    expect(sent).toEqual([])
    document.replace(document.find('182'), '183')
    await pane.getByRole('button', { name: 'Send again' }).click()
    await expect.poll(() => sent).toEqual([expect.stringContaining('name="document_id"')])
  })

  it('closes the file and says so when Word does not give it', async () => {
    const { pane, file } = await connect()
    file.isBroken = true
    await pane.getByRole('button', { name: 'Send again' }).click()
    expect(await pane.getByRole('alert').textContent()).toMatch(/Word could not do this.*word_5001/)
    expect(file.open).toBe(0)
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
    const { page, pane, connect: connectCopy } = await openPane(copy)
    await connectCopy()
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
    const { pane, select, questions } = await connect()
    await select('182 subjects')
    await pane.getByText('Selected words').waitFor()
    await expect.poll(() => questions).toHaveLength(1)
    expect(questions[0]).toMatchObject({
      selected_text: '182 subjects',
      prefix: 'Results\nA total of ',
      suffix: ' were randomized.\r\nSafety',
    })
  })

  it('asks once, however often Word tells of one selection', async () => {
    const { pane, select, questions } = await connect()
    for (let times = 0; times < 3; times++) await select('182 subjects')
    await pane.getByText('Selected words').waitFor()
    await select('randomized')
    await expect.poll(() => questions).toHaveLength(2)
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

  it.each([
    { name: 'Results (in Efficacy)', paragraph: 3 },
    { name: 'Results (in Safety)', paragraph: 6 },
    { name: 'Costs ^p', paragraph: 7 },
    { name: 'Title (before', paragraph: 0 },
  ])('goes to the heading of $name', async ({ name, paragraph }) => {
    const { pane, document } = await connect()
    document.selection = { start: 5, end: 5 }
    await pane.getByRole('combobox', { name: 'Section' }).click()
    await pane.getByRole('option', { name }).first().click()
    const { start } = document.paragraphs[paragraph]!
    await expect.poll(() => document.selection).toEqual({ start, end: start })
  })
})

function collectQuestion(request: Request, questions: unknown[]): void {
  if (request.url().includes('get-sources-for-selected-text'))
    questions.push(request.postDataJSON())
}

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
