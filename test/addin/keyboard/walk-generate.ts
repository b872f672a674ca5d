import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { writeTemplate } from '../generate-scene.ts'
import { screenshotFolder } from '../open-pane.ts'
import type { PaneScene } from '../pane-scene.ts'
import { chooseFiles, expectFocusKept, press, reach, type } from './press-keys.ts'

const patience = { timeout: 60_000 }

/** Files of one's own, data that are wrong at first, a name that is taken. */
export async function walkOwnFiles(scene: PaneScene, page: Page): Promise<void> {
  await page.goto(`${scene.pane}?panel=generate#key=${scene.server.apiKey}`)
  await addFiles(page)
  await fillIn(page)
  await failOnce(page)
  await printIt(page)
  await takeTheName(page)
}

/** More sources than stand as cards. */
export async function walkManySources(scene: PaneScene, page: Page): Promise<void> {
  await page.goto(`${scene.pane}?panel=generate#key=${scene.server.apiKey}`)
  const names = Array.from({ length: 8 }, (_, at) => `hall-${at + 1}.txt`)
  const files = await Promise.all(names.map(writeText))
  await chooseFiles(page, page.getByRole('button', { name: 'Add source files' }), files)
  await type(page, page.getByRole('searchbox', { name: 'Find among the chosen sources' }), 'hall-3')
  const list = page.getByRole('list', { name: 'Chosen sources' })
  await list.getByText('hall-4.txt').waitFor({ state: 'detached' })
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Remove hall-3.txt' }))
  await page.getByText('No chosen source has “hall-3” in its name.').waitFor()
  await expectFocusKept(page)
}

const generateButton = (page: Page) => page.getByRole('button', { name: 'Generate', exact: true })

async function addFiles(page: Page): Promise<void> {
  const files = await Promise.all(['inventory.txt', 'second.txt'].map(writeText))
  await chooseFiles(page, page.getByRole('button', { name: 'Add source files' }), files)
  const list = page.getByRole('list', { name: 'Chosen sources' })
  await list
    .getByText(/^Read \(/)
    .nth(1)
    .waitFor(patience)
  await reach(page, page.getByRole('combobox', { name: 'What inventory.txt is' }))
  await page.keyboard.press('Home')
  await list.getByText('What it is (given)').waitFor()
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Remove second.txt' }))
  await list.getByText('second.txt').waitFor({ state: 'detached' })
  await expectFocusKept(page)
}

async function fillIn(page: Page): Promise<void> {
  const lines = ['To {{name}}', '{{#offers}}', 'Costs: {{amount|currency:EUR}}.', '{{/offers}}']
  const template = await writeTemplate('offers.docx', lines)
  await chooseFiles(page, page.getByRole('button', { name: 'Add a template' }), [template])
  await page.getByText(/^1 section, /).waitFor()
  await expectFocusKept(page)
  await type(page, page.getByRole('textbox', { name: 'name', exact: true }), 'Ann')
  await press(page, page.getByRole('button', { name: 'Paste or open data' }))
  await type(page, page.getByRole('textbox', { name: 'Data', exact: true }), '{}')
  await openData(page, 'about ten')
  await type(page, page.getByRole('textbox', { name: 'Name', exact: true }), 'Letter by keyboard')
  await type(page, page.getByRole('textbox', { name: 'Kind of document' }), 'Letter')
  await reach(page, page.getByLabel('As of'))
  await page.keyboard.type('03092026')
  await type(page, page.getByRole('textbox', { name: 'Instructions' }), 'Be short.')
  await reach(page, page.getByRole('checkbox', { name: /^Look at the outline/ }))
  await page.keyboard.press('Space')
}

async function openData(page: Page, amount: string): Promise<void> {
  const path = join(screenshotFolder, 'offers.json')
  await writeFile(path, JSON.stringify({ offers: [{ amount }] }))
  await chooseFiles(page, page.getByRole('button', { name: 'Read it from a file' }), [path])
  await page.getByText('Read from offers.json.').waitFor()
}

async function failOnce(page: Page): Promise<void> {
  await press(page, generateButton(page))
  await page.getByText(/Code data_invalid/).waitFor(patience)
  await expectFocusKept(page)
  const retried = page.waitForResponse('**/retry')
  await press(page, page.getByRole('button', { name: 'Retry' }))
  await retried
  await page.getByText(/Code data_invalid/).waitFor(patience)
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Back to the request' }))
  await generateButton(page).waitFor()
  await expectFocusKept(page)
  await openData(page, '10')
}

async function printIt(page: Page): Promise<void> {
  await press(page, generateButton(page))
  await page.getByText('The document is ready.').waitFor(patience)
  await press(page, page.getByRole('button', { name: 'Download as PDF' }))
  // a file, or what to do where the server makes none
  await page.getByRole('button', { name: 'Download as PDF', disabled: false }).waitFor(patience)
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Generate another' }))
  await expectFocusKept(page)
}

async function takeTheName(page: Page): Promise<void> {
  await type(page, page.getByRole('textbox', { name: 'Name', exact: true }), 'Letter by keyboard')
  await press(page, generateButton(page))
  await press(page, page.getByRole('button', { name: 'Make a new version of that document' }))
  await page.getByText('The document is ready.').waitFor(patience)
  await expectFocusKept(page)
}

async function writeText(name: string): Promise<string> {
  const path = join(screenshotFolder, name)
  await writeFile(path, `The eastern hall holds 140 pallets, says ${name}.\n`)
  return path
}
