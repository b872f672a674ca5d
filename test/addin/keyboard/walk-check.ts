import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { lending, writeRule } from '../../support/build-loans.ts'
import { addLocalDocument, editReport } from '../change-study.ts'
import { makeLoansReport } from '../make-loans-report.ts'
import type { PaneScene } from '../pane-scene.ts'
import { expectFocus, expectFocusKept, press, reach, showTab } from './press-keys.ts'

/** Begins with the report open, and two stale values in it. */
export async function walkCheck(scene: PaneScene, page: Page): Promise<void> {
  await showTab(page, 'Check', 'End')
  await page.getByText(/checked against/).waitFor()
  await press(page, page.getByRole('button', { name: 'Check again' }))
  await page.getByText(/checked against/).waitFor()
  await goThroughSentences(page)
  await refrainFromOverride(page)
  await choose(page)
  await applyAll(page)
  await saveOverNewer(scene, page)
  await sendOverNewer(scene, page)
}

async function goThroughSentences(page: Page): Promise<void> {
  await reach(page, page.getByRole('radio', { name: /^Problems/ }))
  await page.keyboard.press('ArrowUp')
  const pages = page.getByRole('navigation', { name: 'Pages of the sentences' })
  await press(page, pages.getByRole('button', { name: 'Next page' }))
  await pages.getByText(/^2 of \d+$/).waitFor()
  await expectFocusKept(page)
  await press(page, pages.getByRole('button', { name: 'Previous page' }))
  await pages.getByText(/^1 of \d+$/).waitFor()
  await expectFocusKept(page)
  const heads = page.getByRole('list', { name: 'Sentences and cells' }).locator('[data-claim]')
  await reach(page, heads.first())
  await page.keyboard.press('ArrowDown')
  await expectFocus(heads.nth(1))
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Accept or override…' }).waitFor()
  await expectFocus(heads.nth(1))
  await reach(page, page.getByRole('radio', { checked: true }))
  await page.keyboard.press('ArrowDown')
  await press(page, page.getByRole('button', { name: 'Next problem' }))
  await press(page, page.getByRole('button', { name: 'Next problem' }))
  await page.getByText(/^2 of \d+ problems$/).waitFor()
  await press(page, page.getByRole('button', { name: 'Previous problem' }))
  await page.getByText(/^1 of \d+ problems$/).waitFor()
}

async function refrainFromOverride(page: Page): Promise<void> {
  const open = page.getByRole('button', { name: 'Accept or override…' })
  await press(page, open)
  await reach(page, page.getByRole('combobox', { name: 'What holds' }))
  await page.keyboard.press('ArrowDown')
  await press(page, page.getByRole('button', { name: 'Cancel' }))
  await expectFocus(open)
}

async function showView(page: Page, name: RegExp): Promise<void> {
  const views = page.getByRole('tablist', { name: 'Parts of the check' })
  await reach(page, views.getByRole('tab', { selected: true }))
  const wanted = views.getByRole('tab', { name })
  for (let presses = 0; presses < 5; presses++) {
    if (await wanted.evaluate((tab) => tab === document.activeElement)) break
    await page.keyboard.press('ArrowRight')
  }
  await page.keyboard.press('Enter')
  await page.getByRole('tabpanel', { name }).waitFor()
}

async function choose(page: Page): Promise<void> {
  await showView(page, /^Conflicts/)
  const conflicts = page.getByRole('tabpanel', { name: 'Conflicts' })
  await press(page, conflicts.getByRole('button', { name: /^Show in / }).first())
  await storeChoice(page, conflicts, 'The protocol comes first.')
  const again = conflicts.getByRole('button', { name: 'Choose again…' })
  await press(page, again)
  const choice = conflicts.getByRole('combobox', { name: 'Which one holds' })
  await expectFocus(choice)
  await press(page, conflicts.getByRole('button', { name: 'Cancel' }))
  await expectFocus(again)
  await page.keyboard.press('Enter')
  await expectFocus(choice)
  await page.keyboard.press('ArrowDown')
  await storeChoice(page, conflicts, 'The plan is the newer one.')
  await expectFocus(again)
}

async function storeChoice(page: Page, conflicts: Locator, reason: string): Promise<void> {
  await reach(page, conflicts.getByRole('textbox', { name: 'Reason' }))
  await page.keyboard.type(reason)
  await press(page, conflicts.getByRole('button', { name: 'Store the choice' }))
  await conflicts.getByText(reason).and(conflicts.locator('p')).waitFor()
  await expectFocusKept(page)
}

async function applyAll(page: Page): Promise<void> {
  await showView(page, /^Stale/)
  const stale = page.getByRole('tabpanel', { name: /^Stale/ })
  await press(page, stale.getByRole('button', { name: 'Apply all 2' }))
  await stale.getByText('2 applied.').waitFor()
  await expectFocusKept(page)
}

/** Another pane has stored a version meanwhile: the line above the document lets the writer decide. */
async function saveOverNewer(scene: PaneScene, page: Page): Promise<void> {
  // in sight of Check an edit would be sent by itself
  await showTab(page, 'Sources', 'Home')
  await editReport(scene.server, 'A total of 182', 'A total of 183')
  const bar = page.locator('.edit-bar')
  await press(page, bar.getByRole('button', { name: 'Undo' }))
  await press(page, bar.getByRole('button', { name: 'Save', exact: true, disabled: false }))
  await fetchNewer(page, bar)
  await press(page, bar.getByRole('button', { name: /^Save mine as version / }))
  await bar.getByText(/^Saved as version /).waitFor()
  await expectFocus(bar.getByRole('button', { name: 'Save', exact: true }))
}

/** The same where the check sends the document. */
async function sendOverNewer(scene: PaneScene, page: Page): Promise<void> {
  await showTab(page, 'Check', 'End')
  await editReport(scene.server, 'A total of 182', 'A total of 184')
  await press(page, page.locator('.edit-bar').getByRole('button', { name: 'Undo' }))
  const panel = page.getByRole('tabpanel', { name: 'Check' })
  await fetchNewer(page, panel)
  await press(page, panel.getByRole('button', { name: /^Send mine as version / }))
  await page.getByText(/checked against/).waitFor()
  await expectFocusKept(page)
}

async function fetchNewer(page: Page, place: Locator): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    press(page, place.getByRole('button', { name: /^Download version / })),
  ])
  expect(download.suggestedFilename()).toMatch(/\.docx$/)
}

/** Approves what the template says around a value, and takes it back. */
export async function walkWording(scene: PaneScene, page: Page): Promise<void> {
  const documentId = await makeLoansReport(scene.server, [writeRule(lending)])
  await page.goto(`${scene.pane}?panel=check&document=${documentId}#key=${scene.server.apiKey}`)
  await page.getByText(/^1 problem in/).waitFor()
  await press(page, page.getByRole('button', { name: 'Next problem' }))
  await press(page, page.getByRole('button', { name: 'Approve this wording' }))
  const withdraw = page.getByRole('button', { name: 'Withdraw the approval' })
  await expectFocus(withdraw)
  await page.keyboard.press('Enter')
  await expectFocus(page.getByRole('button', { name: 'Approve this wording' }))
}

/** Both places of a document that contradicts itself. */
export async function walkInconsistencies(scene: PaneScene, page: Page): Promise<void> {
  const places = [14, 16].map((n) => `Inspectors found ${n} damaged pallets in the eastern hall.`)
  const documentId = await addLocalDocument(scene.server, [...places, 'Nothing else was found.'])
  await page.goto(`${scene.pane}?panel=check&document=${documentId}#key=${scene.server.apiKey}`)
  await page.getByText(/checked against/).waitFor()
  await showView(page, /^Inconsistent/)
  await press(page, page.getByRole('button', { name: /^Show place 2 in the document/ }))
  await expectFocusKept(page)
}

/** From a sentence that no source says to what comes nearest, and back. */
export async function walkNearest(scene: PaneScene, page: Page): Promise<void> {
  const lines = ['Of the subjects that were randomized, 17 moved house before their second visit.']
  const documentId = await addLocalDocument(scene.server, lines)
  await page.goto(`${scene.pane}?panel=check&document=${documentId}#key=${scene.server.apiKey}`)
  await page.getByText(/^1 problem in/).waitFor()
  await press(page, page.getByRole('button', { name: 'Next problem' }))
  await press(page, page.getByRole('button', { name: 'Show the nearest passages' }))
  await page.getByRole('list', { name: 'Nearest passages' }).waitFor()
  const hide = page.getByRole('button', { name: 'Hide the nearest passages' })
  await expectFocus(hide)
  await page.keyboard.press('Enter')
  await expectFocus(page.getByRole('button', { name: 'Show the nearest passages' }))
}
