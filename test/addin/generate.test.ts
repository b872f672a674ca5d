import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { readBytes } from '../support/read-built-docx.ts'
import { describeWith, requirements } from '../support/requirements.ts'
import { startEmptyServer, type EmptyServer } from '../support/start-demo-server.ts'
import {
  buildPane,
  chooseSection,
  documentFrame,
  launchBrowser,
  openPage,
  screenshotFolder,
  waitForDocument,
} from './open-pane.ts'

const study = join(import.meta.dirname, '../../examples/study')
const sourceFiles = [
  'protocol.pdf',
  'analysis-plan.docx',
  'table-14-1.1.docx',
  'table-14-1.2.docx',
  'table-14-2.1.docx',
  'table-14-3.1.docx',
]

describeWith('chromium', 'the generation of a document from the pane', (chromiumPath) => {
  let server: EmptyServer
  let browser: Browser

  beforeAll(async () => {
    buildPane()
    server = await startEmptyServer()
    browser = await launchBrowser(chromiumPath)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    console.log(`screenshots: ${screenshotFolder}`)
  })

  const shot = (page: Page, name: string) =>
    page.screenshot({ path: join(screenshotFolder, `generate-${name}.png`) })

  const openGenerate = async (options: BrowserContextOptions = {}) => {
    const opened = await openPage(browser, options)
    await opened.page.goto(`${server.url}/addin/index.html?panel=generate#key=${server.apiKey}`)
    await opened.page.getByRole('heading', { name: 'Template' }).waitFor()
    return opened
  }
  const addSources = async (page: Page, files: readonly string[]) => {
    const paths = files.map((file) => join(study, 'sources', file))
    await page.locator('input[aria-label="Add source files"]').setInputFiles(paths)
    const list = page.getByRole('list', { name: 'Chosen sources' })
    await expect
      .poll(() => list.getByText(/^Read \(/).count(), { timeout: 60_000 })
      .toBe(files.length)
    return list
  }
  const addTemplate = (page: Page, path: string) =>
    page.locator('input[aria-label="Add a template"]').setInputFiles(path)
  const generate = (page: Page) =>
    page.getByRole('button', { name: 'Generate', exact: true }).click()
  const askForStudy = async (page: Page, name: string) => {
    await addSources(page, sourceFiles)
    await addTemplate(page, join(study, 'template.docx'))
    await page.getByText('37 sections, 44 rules').waitFor()
    await page.getByLabel('Name').fill(name)
    await generate(page)
    await page.getByText('27 of 27 sections will be made').waitFor({ timeout: 60_000 })
  }

  it('makes a document from files that are added, without the passage that was taken out of its outline', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(`${server.url}/addin/index.html#key=${server.apiKey}`)
    await page.getByText('no documents yet').waitFor()
    await page.getByRole('button', { name: 'Generate one' }).click()
    await page.getByText('No sources are chosen yet').waitFor()
    await page.getByText('no templates yet').waitFor()
    await shot(page, 'empty')
    const list = await addSources(page, sourceFiles)
    const protocol = list.getByRole('listitem').filter({ hasText: 'protocol.pdf' })
    expect(await protocol.textContent()).toMatch(/told from the file, \d+ % sure/)
    await protocol.getByRole('combobox').selectOption('Report')
    await protocol.getByText('What it is (given)').waitFor()
    await addTemplate(page, join(study, 'template.docx'))
    await page.getByText(/No source is a protocol; 19 rules/).waitFor({ timeout: 30_000 })
    await protocol.getByRole('combobox').selectOption('Protocol')
    await page.getByText(/1 rule would leave a gap/).waitFor({ timeout: 30_000 })
    await page.getByLabel('Name').fill('Report of the pane')
    await page.getByLabel('Instructions').fill('Be brief.')
    await shot(page, 'asked')
    await generate(page)
    await page.getByText('27 of 27 sections will be made').waitFor({ timeout: 60_000 })
    await page.getByText('instructions were not applied').waitFor()

    await page.locator('summary').filter({ hasText: 'Inclusion Criteria' }).click()
    const rule = page.getByRole('list', { name: 'Rules of Inclusion Criteria' })
    const passages = rule.getByRole('list', { name: /^Passages of rule/ }).getByRole('listitem')
    await passages.nth(1).waitFor()
    const before = await passages.count()
    const words = (await passages.first().locator('blockquote').textContent())!.trim()
    const kept = (await passages.nth(1).locator('blockquote').textContent())!.trim()
    expect(await passages.first().textContent()).toMatch(/protocol\.pdf.*page \d+/)
    await passages
      .first()
      .getByRole('button', { name: /^Take out passage 1/ })
      .click()
    await page.getByText('The passage is taken out.').waitFor()
    await expect.poll(() => passages.count()).toBe(before - 1)
    await shot(page, 'outline')

    await page.getByRole('button', { name: /^Approve the outline/ }).click()
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
    await page.getByText('25 filled, 1 left out on purpose, 1 gap').waitFor()
    await shot(page, 'done')
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download the Word file' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('Report of the pane.docx')
    const bytes = new Uint8Array(await readFile(await download.path()))
    const { text } = readBytes(bytes)
    expect(text).toContain(kept)
    expect(text).not.toContain(words)

    await page.getByRole('button', { name: 'Open beside the pane' }).click()
    await chooseSection(page, 'Inclusion Criteria')
    await page.getByRole('article').first().waitFor()
    await waitForDocument(page)
    await expect.poll(() => documentFrame(page).getByText(kept).count()).toBeGreaterThan(0)
    expect(await documentFrame(page).getByText(words).count()).toBe(0)
    await shot(page, 'opened')
    await page.getByRole('tab', { name: 'Generate' }).click()
    await page.getByRole('button', { name: /^Go to the gap in Changes/ }).click()
    const heading = documentFrame(page)
      .locator('p')
      .filter({ hasText: /^\s*Changes in the Conduct/ })
    await expect
      .poll(() => heading.last().evaluate((one) => Math.abs(one.getBoundingClientRect().top)), {
        timeout: 15_000,
      })
      .toBeLessThan(5)
    expect(faults).toEqual([])
  }, 90_000)

  it('adds a passage that was looked for, puts back one that was taken out, and leaves a section out', async () => {
    const { page } = await openGenerate()
    await askForStudy(page, 'Corrected outline')
    await page.locator('summary').filter({ hasText: 'Primary Objective' }).click()
    const rule = page.getByRole('list', { name: 'Rules of Primary Objective' })
    const passages = rule.getByRole('list', { name: /^Passages of rule/ }).getByRole('listitem')
    await passages.first().waitFor()
    const before = await passages.allTextContents()
    await rule.getByRole('button', { name: /^Take out passage 1/ }).click()
    await page.getByRole('button', { name: 'Put it back' }).click()
    await page.getByText('The passage is back.').waitFor()
    await expect.poll(() => passages.allTextContents()).toEqual(before)
    await rule.getByRole('button', { name: /^Add a passage/ }).click()
    await rule.getByLabel(/^Words to look for/).fill('informed consent')
    await rule.getByRole('button', { name: 'Search' }).press('Enter')
    await rule.getByText(/^\d+ passages? found among \d+ passages of 6 sources/).waitFor()
    await rule.getByRole('button', { name: 'Add this passage' }).first().click()
    await page.getByText('The passage is added.').waitFor()
    await expect.poll(() => passages.count()).toBeGreaterThan(before.length)
    await page.getByRole('checkbox', { name: 'Make the section “Primary Objective”' }).click()
    await page.getByText('26 of 27 sections will be made').waitFor()
    await page.reload()
    await page.getByText('26 of 27 sections will be made').waitFor()
    await page.getByLabel('If not: why').fill('Too long')
    await page.getByRole('button', { name: 'Reject the outline' }).click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(/Too long.*Code outline_rejected/)
    await shot(page, 'rejected')
  })

  it('cancels a run that waits, and says so', async () => {
    const { page } = await openGenerate({ colorScheme: 'dark' })
    await askForStudy(page, 'To be cancelled')
    await shot(page, 'outline-dark')
    await page.getByRole('button', { name: 'Cancel the run' }).click()
    await page.getByText('The making of the document was cancelled.').waitFor()
    await shot(page, 'cancelled-dark')
    await page.getByRole('button', { name: 'Back to the request' }).click()
    expect(await page.getByLabel('Name').inputValue()).toBe('To be cancelled')
  })

  it('says why a run failed, retries it, and keeps what was typed for the next', async () => {
    const { page } = await openGenerate()
    const template = await writeTemplate('failing.docx', [
      'To {{name}}',
      '{{#offers}}',
      'Costs: {{amount|currency:EUR}}.',
      '{{/offers}}',
    ])
    await addSources(page, ['table-14-1.1.docx'])
    await addTemplate(page, template)
    const json = '{"offers": [{"amount": "about ten"}]}'
    await page.getByRole('textbox', { name: 'name', exact: true }).fill('Ann')
    await page.getByText(/The data lack “offers”/).waitFor()
    await page.getByRole('button', { name: 'Paste or open data' }).click()
    await page.getByRole('textbox', { name: 'Data', exact: true }).fill('{"offers": ')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Failing letter')
    await generate(page)
    await page.getByText(/can’t be read as JSON/).waitFor()
    await page.getByRole('textbox', { name: 'Data', exact: true }).fill(json)
    await generate(page)
    const alert = page.getByRole('alert')
    await page.getByText(/Code data_invalid/).waitFor({ timeout: 60_000 })
    expect(await alert.textContent()).toMatch(/about ten/)
    await shot(page, 'failed')
    const retried = page.waitForResponse('**/retry')
    await page.getByRole('button', { name: 'Retry' }).click()
    expect((await retried).status()).toBe(202)
    await page.getByText(/Code data_invalid/).waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Back to the request' }).click()
    expect(await page.getByRole('textbox', { name: 'Data', exact: true }).inputValue()).toBe(json)
    await page.reload()
    await page.getByText('Read (').waitFor()
    expect(await page.getByRole('textbox', { name: 'name', exact: true }).inputValue()).toBe('Ann')
    await page
      .getByRole('textbox', { name: 'Data', exact: true })
      .fill('{"offers": [{"amount": 10}]}')
    await page.getByRole('checkbox', { name: /^Look at the outline/ }).click()
    await generate(page)
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
  })

  it('says why a file is refused, and which mistakes a template has, beside what is well', async () => {
    const { page } = await openGenerate()
    const old = join(screenshotFolder, 'old.doc')
    await writeFile(old, 'not a document')
    const files = [old, join(study, 'sources/analysis-plan.docx')]
    await page.locator('input[aria-label="Add source files"]').setInputFiles(files)
    const list = page.getByRole('list', { name: 'Chosen sources' })
    await list.getByText(/^Read \(/).waitFor()
    const refused = list.getByRole('listitem').filter({ hasText: 'old.doc' })
    expect(await refused.getByRole('alert').textContent()).toMatch(/unsupported_type/)
    await refused.getByRole('button', { name: 'Remove old.doc' }).click()
    await addTemplate(page, await writeTemplate('wrong.docx', ['[[rule dance from=protocol]]']))
    await page.getByText('The template has 1 mistake').waitFor()
    await page.getByLabel('Name').fill('Never made')
    await generate(page)
    await page.getByText('no document can be made from it').waitFor()
    await shot(page, 'mistakes')
  })

  it('says that a name is taken, and makes a new version when it is told to', async () => {
    const { page } = await openGenerate()
    const template = await writeTemplate('letter.docx', ['Yours faithfully'])
    const ask = async () => {
      await page.getByLabel('Name').fill('Taken')
      await generate(page)
    }
    await addSources(page, ['table-14-1.1.docx'])
    await addTemplate(page, template)
    await page.getByText('1 section, 0 rules').waitFor()
    await page.getByRole('checkbox', { name: /^Look at the outline/ }).click()
    await ask()
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Generate another' }).click()
    await ask()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(/name is taken.*Give the document another name/i)
    await page.getByRole('button', { name: 'Make a new version of that document' }).click()
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
  })

  it('takes files that are dropped on it, and gives the document as PDF too', async () => {
    const { page } = await openGenerate()
    const name = 'table-14-1.2.docx'
    const bytes = [...(await readFile(join(study, 'sources', name)))]
    const dropped = await page.evaluateHandle(
      ([name, bytes]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([new Uint8Array(bytes)], name))
        return transfer
      },
      [name, bytes] as const,
    )
    const zone = page.getByRole('button', { name: 'Add source files' })
    for (const type of ['dragover', 'drop']) {
      await zone.dispatchEvent(type, { dataTransfer: dropped })
    }
    const list = page.getByRole('list', { name: 'Chosen sources' })
    await list
      .getByRole('listitem')
      .filter({ hasText: name })
      .getByText(/^Read \(/)
      .waitFor()
    await addTemplate(page, await writeTemplate('letter.docx', ['Yours faithfully']))
    await page.getByText('1 section, 0 rules').waitFor()
    await page.getByLabel('Name').fill('Printed')
    await page.getByRole('checkbox', { name: /^Look at the outline/ }).click()
    await generate(page)
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
    const download = page.waitForEvent('download', { timeout: 60_000 })
    await page.getByRole('button', { name: 'Download as PDF' }).click()
    if (requirements.libreOffice.findPath() === undefined) {
      await page.getByText('Download the Word file and save it as PDF there.').waitFor()
      return
    }
    const file = await download
    expect(file.suggestedFilename()).toBe('Printed.pdf')
    expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-')
  }, 90_000)

  it('goes on with the run when the stream breaks off and when the pane is reloaded', async () => {
    const { page } = await openGenerate({ viewport: { width: 320, height: 900 } })
    await page.route('**/events', (route) => route.abort(), { times: 1 })
    await askForStudy(page, 'Broken off')
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.reload()
    await page.getByRole('heading', { name: 'Broken off' }).waitFor()
    await page.getByText('27 of 27 sections will be made').waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(320)
    await shot(page, 'outline-320')
    await page.getByRole('button', { name: 'Leave it to run' }).click()
    await page.getByRole('tab', { name: 'Sources' }).click()
    await page.getByRole('button', { name: /^Broken off/ }).click()
    await page.getByRole('button', { name: 'Look at the outline' }).click()
    await page.getByRole('button', { name: /^Approve the outline/ }).click()
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
    await shot(page, 'done-320')
  })

  it('is used with the keyboard alone, from the tab to the document', async () => {
    const { page: before } = await openGenerate()
    await addSources(before, ['table-14-1.1.docx'])
    await addTemplate(before, await writeTemplate('letter.docx', ['Yours faithfully']))
    await before.getByText('1 section, 0 rules').waitFor()
    const { page, faults } = await openPage(browser)
    await page.goto(`${server.url}/addin/index.html#key=${server.apiKey}`)
    await page.getByRole('tab', { name: 'Sources' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const { keyboard } = page
    const reach = async (
      name: string | RegExp,
      role: 'button' | 'checkbox' | 'combobox' | 'textbox',
    ) => {
      const wanted = page.getByRole(role, { name, exact: true }).first()
      await wanted.waitFor()
      for (let presses = 0; presses < 80; presses++) {
        if (await wanted.evaluate((one) => one === document.activeElement)) return
        await keyboard.press('Tab')
      }
      throw new Error(`the keyboard does not come to ${String(name)}`)
    }
    await reach('Choose from the workspace', 'button')
    await keyboard.press('Enter')
    await reach('table-14-1.1.docx', 'checkbox')
    await keyboard.press('Space')
    await page.getByText('Read (').waitFor()
    await reach('Template of the workspace', 'combobox')
    await keyboard.type('letter')
    await page.getByText('1 section, 0 rules').waitFor()
    await reach('Name', 'textbox')
    await keyboard.type('By keyboard')
    await reach('Generate', 'button')
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: 'By keyboard' }).waitFor()
    const focused = await page.evaluate(() => document.activeElement?.id)
    expect(focused).toBe('generation-title')
    await reach('Approve the outline and write the document', 'button')
    await keyboard.press('Enter')
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
    await reach('Open beside the pane', 'button')
    await keyboard.press('Enter')
    await documentFrame(page).getByText('Yours faithfully').waitFor()
    expect(faults).toEqual([])
  }, 90_000)

  async function writeTemplate(name: string, lines: readonly string[]): Promise<string> {
    const path = join(screenshotFolder, name)
    await writeFile(path, buildDocx({ body: lines.map((line) => paragraph(line)).join('') }))
    return path
  }
})
