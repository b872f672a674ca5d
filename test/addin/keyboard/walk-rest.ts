import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { PaneScene } from '../pane-scene.ts'
import { expectFocusKept, press, reach, showTab } from './press-keys.ts'

/**
 * What is left when Sources, Chat and Check were gone through: a document generated, a section written
 * again, an edit saved, the settings. Begins with the report open.
 */
export async function walkMoreByKeyboard(scene: PaneScene, page: Page): Promise<void> {
  await showTab(page, 'Check', 'End')
  await page.getByText(/checked against/).waitFor()
  await saveLedger(page)
  await applyValues(page)
  await saveEdits(page)
  await rewriteSection(page)
  await lookAtPages(page)
  await generate(page)
  await changeSettings(page)
  await openAnother(scene, page)
}

const report = /^ALD-VEL-201 Clinical Study Report/

async function saveLedger(page: Page): Promise<void> {
  const ledger = page.waitForEvent('download')
  await press(page, page.getByRole('button', { name: 'Ledger (.xlsx)' }))
  expect((await ledger).suggestedFilename()).toMatch(/\.xlsx$/)
}

/** All that are left. */
async function applyValues(page: Page): Promise<void> {
  await reach(page, page.getByRole('tab', { name: /^Sentences/ }))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: /^Apply/ }).first())
  const list = page.getByRole('list', { name: 'Stale values' })
  await list
    .getByText(/^applied/i)
    .first()
    .waitFor()
  await expectFocusKept(page)
}

async function saveEdits(page: Page): Promise<void> {
  const bar = page.locator('.edit-bar')
  await press(page, bar.getByRole('button', { name: 'Undo' }))
  const said = bar.getByRole('status')
  const before = await said.textContent()
  // another tab may have stored a newer version meanwhile
  await press(page, bar.getByRole('button', { name: /^Save/, disabled: false }).first())
  await expect.poll(() => said.textContent()).not.toBe(before)
}

async function rewriteSection(page: Page): Promise<void> {
  await showTab(page, 'Sources', 'Home')
  await reach(page, page.getByRole('combobox', { name: 'Section' }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Disposition of Subjects')
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: 'Write this section again' }))
  await reach(page, page.getByRole('checkbox', { name: 'Keep what it says now' }).first())
  await page.keyboard.press('Space')
  await reach(page, page.getByRole('button', { name: /^Write again, keeping 1/ }))
  await press(page, page.getByRole('button', { name: 'Decide later' }))
  await expectFocusKept(page)
}

async function lookAtPages(page: Page): Promise<void> {
  await reach(page, page.getByRole('combobox', { name: 'Section' }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Inclusion Criteria')
  await page.keyboard.press('Enter')
  const open = page.getByRole('button', { name: 'Open the source protocol.pdf at the words' })
  await press(page, open.first())
  const viewer = page.getByRole('dialog')
  await press(page, viewer.getByRole('button', { name: 'Next page' }))
  await viewer.getByText(/^Page 7 of/).waitFor()
  await press(page, viewer.getByRole('button', { name: 'Larger' }))
  await press(page, viewer.getByRole('button', { name: 'Close the source' }))
  await viewer.waitFor({ state: 'detached' })
  await expectFocusKept(page)
}

/** One section, from the sources to the document beside the pane. */
async function generate(page: Page): Promise<void> {
  await showTab(page, 'Check', 'End')
  await showTab(page, 'Generate', 'ArrowLeft')
  await describeWish(page)
  await press(page, page.getByRole('button', { name: 'Generate', exact: true }))
  await page.getByText(/^1 of \d+ sections? will be made/).waitFor({ timeout: 60_000 })
  await expectFocusKept(page)
  const section = page.locator('summary').filter({ hasText: 'Inclusion Criteria' })
  await press(page, section)
  await press(page, page.getByRole('button', { name: /^Take out / }).first())
  await press(page, page.getByRole('button', { name: 'Put it back' }))
  await press(page, page.getByRole('button', { name: /^Approve the outline/ }))
  await page.getByText(/^The document is ready\./).waitFor({ timeout: 60_000 })
  await expectFocusKept(page)
  const download = page.waitForEvent('download')
  await press(page, page.getByRole('button', { name: 'Download the Word file' }))
  await download
  await press(page, page.getByRole('button', { name: 'Open beside the pane' }))
  await page.getByRole('combobox', { name: 'Section' }).waitFor()
  await expectFocusKept(page)
}

async function describeWish(page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: 'Choose from the workspace' }))
  const list = page.getByRole('list', { name: 'Sources of the workspace' })
  await reach(page, list.getByRole('checkbox', { name: 'protocol.pdf' }))
  await page.keyboard.press('Space')
  await reach(page, page.getByLabel('Template of the workspace'))
  await page.keyboard.press('ArrowDown')
  await press(page, page.getByRole('button', { name: 'Choose sections' }))
  await press(page, page.getByRole('button', { name: 'None', exact: true }))
  await reach(page, page.getByRole('checkbox', { name: 'Inclusion Criteria' }))
  await page.keyboard.press('Space')
  await reach(page, page.getByLabel('Name'))
  await page.keyboard.type('Made without a pointer')
}

async function changeSettings(page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: 'Settings' }))
  await reach(page, page.getByLabel('Theme'))
  await page.keyboard.press('End')
  const scheme = () => page.evaluate(() => document.documentElement.style.colorScheme)
  await expect.poll(scheme).toBe('dark')
  await page.keyboard.press('Home')
  await press(page, page.getByRole('button', { name: 'Show the first steps again' }))
  await press(page, page.getByRole('button', { name: 'Hide this guide' }))
  await expectFocusKept(page)
}

async function openAnother(scene: PaneScene, page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: 'Change' }))
  await press(page, page.getByRole('button', { name: report }))
  await page.getByRole('combobox', { name: 'Section' }).waitFor()
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Settings' }))
  await press(page, page.getByRole('button', { name: 'Forget the key' }))
  await page.getByLabel('API key').waitFor()
  expect(new URL(page.url()).origin).toBe(scene.server.url)
}
