import type { Page } from 'playwright-core'
import { callJson } from '../../examples/run-example.ts'
import { documentDetails } from '../../shared/contract/documents.ts'
import { addLocalDocument, editReport, replaceTable } from './change-study.ts'
import { chooseSection, selectWords } from './open-pane.ts'
import type { PaneScene } from './pane-scene.ts'

export type Walk = {
  readonly scene: PaneScene
  readonly page: Page
  /** Called in each state that a user meets, with its name. */
  readonly stop: (name: string) => Promise<void>
}

/** The states of the whole pane; each leg goes on from where the one before it ended. */
export const legs: Readonly<Record<string, (walk: Walk) => Promise<void>>> = {
  'the way to a document': walkToDocument,
  Sources: walkSources,
  'the source viewer': walkViewer,
  Chat: walkChat,
  Generate: walkGenerate,
  Check: walkCheck,
  'a section that is written again': walkRewriting,
  'a document that was not made here': walkLocalDocument,
  'settings, and a server that is away': walkSettings,
}

const ofTable = 'A total of 182 subjects were randomized'
const question = 'What happens if serum potassium exceeds 5.5 mmol/L?'

async function walkToDocument({ scene, page, stop }: Walk): Promise<void> {
  await page.goto(scene.pane)
  await page.getByLabel('API key').waitFor()
  await stop('connect')
  await page.getByLabel('API key').fill('not a key')
  await page.getByRole('button', { name: 'Connect' }).click()
  await page.getByText('This is not an API key').waitFor()
  await stop('refused')
  await page.getByLabel('API key').fill(scene.server.apiKey)
  await page.getByRole('button', { name: 'Connect' }).click()
  await page.getByRole('button', { name: /Clinical Study Report/ }).waitFor()
  await stop('documents')
  await page.getByRole('button', { name: /Clinical Study Report/ }).click()
  await page.getByRole('combobox', { name: 'Section' }).waitFor()
  await stop('first-steps')
  await page.getByRole('button', { name: 'Hide this guide' }).click()
}

async function walkSources({ scene, page, stop }: Walk): Promise<void> {
  await stop('nothing-chosen')
  await page.getByRole('combobox', { name: 'Section' }).click()
  await page.getByRole('option').first().waitFor()
  await stop('section-list')
  await page.keyboard.press('Escape')
  await chooseSection(page, 'Disposition of Subjects')
  await page.getByRole('article').first().waitFor()
  await stop('section')
  const path = `/api/v1/documents/${scene.server.documentId}`
  const { quality } = documentDetails.parse(await callJson(scene.server, path))
  await page.getByRole('combobox', { name: 'Section' }).fill('')
  await chooseSection(page, quality?.gaps[0]?.section_id ?? '')
  await page.getByRole('list', { name: 'Gaps and data' }).waitFor()
  await stop('gap')
  await selectWords(page, 'This report was prepared in accordance')
  await page.getByText('House text').waitFor()
  await stop('house-text')
  await selectWords(page, ofTable)
  await page.getByText('Selected words').waitFor()
  await page.getByRole('article').first().waitFor()
  await stop('selection')
}

async function walkViewer({ page, stop }: Walk): Promise<void> {
  const close = page.getByRole('button', { name: 'Close the source' })
  await page
    .getByRole('button', { name: /^Open the source/ })
    .first()
    .click()
  await page.getByRole('dialog').locator('mark').first().waitFor()
  await stop('source-docx')
  await close.click()
  await selectWords(page, 'Approximately 180 subjects were to be randomized')
  await page
    .getByRole('button', { name: 'Open the source protocol.pdf at the words' })
    .first()
    .click()
  await page.getByRole('region', { name: 'Page' }).locator('canvas').waitFor()
  await stop('source-pdf')
  await close.click()
}

async function walkChat({ page, stop }: Walk): Promise<void> {
  await page.getByRole('tab', { name: 'Chat' }).click()
  await page.getByRole('textbox', { name: 'Question' }).waitFor()
  await stop('chat-empty')
  await page.getByRole('button', { name: 'Choose…' }).click()
  await page.getByRole('radio', { name: /that I choose/ }).check()
  await page.getByRole('checkbox', { name: 'protocol.pdf (protocol)' }).waitFor()
  await stop('chat-scope')
  await page.getByRole('radio', { name: /sources of this document/ }).check()
  await page.getByRole('button', { name: 'Ask about these' }).click()
  await ask(page, question)
  await page.getByRole('button', { name: 'Citation 1' }).click()
  await page.getByRole('article', { name: /^Source 1 of/ }).waitFor()
  await stop('chat-answer')
  await ask(page, 'What did the study cost?')
  await stop('chat-nothing')
  await page.getByRole('button', { name: 'Earlier conversations' }).click()
  await page
    .getByRole('button', { name: /^Delete “/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Keep' }).waitFor()
  await stop('chat-history')
  await page.getByRole('button', { name: 'Keep' }).click()
}

async function ask(page: Page, words: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Question' })
  await box.fill(words)
  await box.press('Enter')
  const turn = page.getByRole('article', { name: words, exact: true })
  await turn.getByText(/^Searched/).waitFor()
}

async function walkGenerate({ page, stop }: Walk): Promise<void> {
  await page.getByRole('tab', { name: 'Generate' }).click()
  await page.getByText('No sources are chosen yet').waitFor()
  await stop('generate-empty')
  await page.getByRole('button', { name: 'Choose from the workspace' }).click()
  const list = page.getByRole('list', { name: 'Sources of the workspace' })
  await list.getByRole('checkbox').first().waitFor()
  await page.getByRole('button', { name: 'Choose all', exact: true }).click()
  await list.getByRole('checkbox', { checked: false }).first().waitFor({ state: 'detached' })
  const template = page.getByLabel('Template of the workspace')
  await template.selectOption({ index: 1 })
  await page.getByText('37 sections, 44 rules').waitFor()
  await page.getByLabel('Name').fill('Study report, second draft')
  await stop('generate-request')
  await page.getByRole('button', { name: 'Generate', exact: true }).click()
  await page.getByText('27 of 27 sections will be made').waitFor({ timeout: 60_000 })
  await page.locator('summary').filter({ hasText: 'Inclusion Criteria' }).click()
  await page
    .getByRole('list', { name: /^Passages of rule/ })
    .first()
    .waitFor()
  await stop('generate-outline')
  let hold = true
  await page.route('**/events', async (route) => {
    while (hold) await page.waitForTimeout(200)
    await route.continue()
  })
  await page.getByRole('button', { name: /^Approve the outline/ }).click()
  await page.getByRole('list', { name: 'Steps' }).waitFor()
  await stop('generate-running')
  hold = false
  await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
  await stop('generate-done')
}

async function walkCheck({ scene, page, stop }: Walk): Promise<void> {
  await editReport(scene.server, '1, 2 and 5 subjects', '1, 2 and 7 subjects')
  await replaceTable(scene.server)
  await page.getByRole('tab', { name: 'Check' }).click()
  // the version that was sent is shown when the document is opened again
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('button', { name: /^ALD-VEL-201 Clinical Study Report/ }).click()
  await page.getByText(/checked against/).waitFor()
  await stop('check-problems')
  await page.getByRole('radio', { name: /^Contradicted/ }).check()
  await page.getByRole('button', { name: /1, 2 and 7 subjects/ }).click()
  await page.getByRole('button', { name: 'Accept or override…' }).click()
  await page.getByRole('button', { name: 'Store' }).click()
  await page.getByText(/Say why/).waitFor()
  await stop('check-digit')
  await page.getByRole('textbox', { name: 'Reason' }).fill('Counted again on site.')
  await page.getByRole('button', { name: 'Store' }).click()
  await page.getByText(/^Overridden: Supported/).waitFor()
  await stop('check-overridden')
  for (const view of ['Stale', 'Conflicts', 'Inconsistent', 'Unused']) {
    await page.getByRole('tab', { name: view }).click()
    await page.getByRole('tabpanel', { name: view }).getByRole('status').first().waitFor()
    await page.locator('[role=tabpanel]:visible .fui-Spinner').first().waitFor({ state: 'hidden' })
    await stop(`check-${view.toLowerCase()}`)
  }
}

async function walkRewriting({ page, stop }: Walk): Promise<void> {
  await page.getByRole('tab', { name: 'Sources' }).click()
  await chooseSection(page, 'Disposition of Subjects')
  await page.getByRole('button', { name: 'Write this section again' }).click()
  await page.getByRole('button', { name: 'Decide later' }).waitFor()
  await page.getByRole('checkbox', { name: 'Keep what it says now' }).first().check()
  await page
    .getByText(/^\d+ citations?$/)
    .first()
    .click()
  await stop('rival')
  await page.getByRole('button', { name: 'Decide later' }).click()
}

async function walkLocalDocument({ scene, page, stop }: Walk): Promise<void> {
  const places = [14, 16].map((n) => `Inspectors found ${n} damaged pallets in the eastern hall.`)
  const between = 'The warehouse was inspected on 3 March 2025 by two inspectors.'
  const lines = [places[0] ?? '', between, places[1] ?? '']
  const documentId = await addLocalDocument(scene.server, lines)
  await page.goto(`${scene.pane}?panel=sources&document=${documentId}`)
  await page.getByRole('combobox', { name: 'Section' }).waitFor()
  await selectWords(page, between)
  await page.getByText('No source found').first().waitFor()
  await stop('no-source')
  await page.getByRole('tab', { name: 'Check' }).click()
  await page.getByRole('tab', { name: 'Inconsistent (1)' }).click()
  await page.getByText('gives 1 quantity twice').waitFor()
  await stop('check-twice')
}

async function walkSettings({ page, stop }: Walk): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('region', { name: 'What is sent' }).waitFor()
  await stop('settings')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.context().setOffline(true)
  await page.getByText('No connection to the server.').waitFor()
  await stop('offline')
  await page.context().setOffline(false)
}
