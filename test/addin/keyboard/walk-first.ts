import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { documentFrame } from '../open-pane.ts'
import type { PaneScene } from '../pane-scene.ts'
import { expectFocus, expectFocusKept, press, reach, showTab } from './press-keys.ts'

/** From the key to Sources, Chat and Check, with no pointer; it fails where the focus is lost. */
export async function walkByKeyboard(scene: PaneScene, page: Page): Promise<void> {
  await connect(scene, page)
  await walkSources(page)
  await walkChat(page)
  await walkCheck(page)
}

const question = 'What happens if serum potassium exceeds 5.5 mmol/L?'

async function connect(scene: PaneScene, page: Page): Promise<void> {
  await page.goto(scene.pane)
  await reach(page, page.getByLabel('API key'))
  await page.keyboard.type(scene.server.apiKey)
  await page.keyboard.press('Enter')
  const report = page.getByRole('button', { name: /^ALD-VEL-201 Clinical Study Report/ })
  await report.waitFor()
  await expectFocusKept(page)
  await press(page, report)
  await page.getByRole('combobox', { name: 'Section' }).waitFor()
  await expectFocusKept(page)
}

async function walkSources(page: Page): Promise<void> {
  await reach(page, page.getByRole('combobox', { name: 'Section' }))
  await page.keyboard.type('Disposition of Subjects')
  await page.keyboard.press('Enter')
  const cards = page.getByRole('article')
  await cards.nth(1).waitFor()
  await reach(page, cards.first())
  await page.keyboard.press('ArrowDown')
  await expectFocus(cards.nth(1))
  await press(page, cards.nth(1).getByRole('button', { name: /^Open the source/ }))
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expectFocus(cards.nth(1).getByRole('button', { name: /^Open the source/ }))
  await press(page, cards.nth(1).getByRole('button', { name: 'Copy citation' }))
  await page.getByText('Copied.').waitFor()
  await reach(page, page.locator('#document iframe'))
  const insert = page.getByRole('button', { name: 'Insert as comment' }).first()
  for (let sentences = 0; sentences < 20 && !(await insert.isVisible()); sentences++) {
    await page.keyboard.press('Alt+ArrowDown')
    await waitForAnswer(page)
  }
  await page.keyboard.press('Escape')
  await press(page, insert)
  await page.getByText(/comment is in the document/).waitFor()
  await expectFocusKept(page)
}

/** Until the pane speaks of the words that are selected, and knows their sources. */
async function waitForAnswer(page: Page): Promise<void> {
  const body = documentFrame(page).locator('body')
  const fold = (words: string | null) => (words ?? '').replace(/\s+/g, ' ').trim()
  const selected = fold(await body.evaluate((one) => String(one.ownerDocument.getSelection())))
  const quote = page.locator('blockquote[aria-labelledby=selected-words]')
  await expect
    .poll(async () => fold(await quote.textContent()).slice(0, 60))
    .toBe(selected.slice(0, 60))
  await page.getByText('Looking for sources…').waitFor({ state: 'detached' })
}

async function walkChat(page: Page): Promise<void> {
  await showTab(page, 'Chat', 'ArrowRight')
  const box = page.getByRole('textbox', { name: 'Question' })
  // held until it is stopped
  await page.route('**/messages', () => undefined)
  await reach(page, box)
  await page.keyboard.type(question)
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: 'Stop' }))
  await page.getByText('Stopped before the answer had come.').waitFor()
  await expectFocusKept(page)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await press(page, page.getByRole('button', { name: 'Ask again' }))
  const turn = page.getByRole('article', { name: question, exact: true })
  await turn.getByText(/^Searched/).waitFor()
  await expectFocusKept(page)
  await press(page, turn.getByRole('button', { name: 'Citation 1' }))
  await press(page, turn.getByRole('button', { name: /^Open the source/ }))
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await press(page, turn.getByRole('button', { name: 'Insert with comments' }))
  await turn.getByRole('status').filter({ hasText: /\S/ }).last().waitFor()
  await press(page, page.getByRole('button', { name: 'Choose…' }))
  await reach(page, page.getByRole('radio', { checked: true }))
  await page.keyboard.press('ArrowDown')
  await press(page, page.getByRole('button', { name: 'Ask about these' }))
  await page.getByText('About: all sources of the workspace').waitFor()
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Earlier conversations' }))
  await press(page, page.getByRole('button', { name: `Open “${question}”` }).first())
  await turn.getByRole('button', { name: 'Citation 1' }).waitFor()
  await expectFocusKept(page)
}

async function walkCheck(page: Page): Promise<void> {
  await showTab(page, 'Check', 'End')
  await page.getByText(/checked against/).waitFor()
  await reach(page, page.getByRole('radio', { checked: true }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await expectFocus(page.getByRole('radio', { name: /^Problems/ }))
  await page.keyboard.press('F8')
  await page.getByText(/^1 of \d+ problems$/).waitFor()
  await press(page, page.getByRole('button', { name: 'Next problem' }))
  await page.getByText(/^2 of \d+ problems$/).waitFor()
  await press(page, page.getByRole('button', { name: 'Accept or override…' }))
  await reach(page, page.getByRole('textbox', { name: 'Reason' }))
  await page.keyboard.type('Counted again on site.')
  await press(page, page.getByRole('button', { name: 'Store' }))
  const undo = page.locator('#pane').getByRole('button', { name: 'Undo' })
  await undo.waitFor()
  await expectFocus(undo)
  await page.keyboard.press('Enter')
  await expectFocus(page.getByRole('button', { name: 'Accept or override…' }))
  await reach(page, page.getByRole('tab', { name: /^Sentences/ }))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: /^Apply: / }).first())
  await page
    .getByRole('list', { name: 'Stale values' })
    .getByText(/applied/i)
    .first()
    .waitFor()
  await expectFocusKept(page)
}
