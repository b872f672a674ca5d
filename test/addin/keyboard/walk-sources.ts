import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { PaneScene } from '../pane-scene.ts'
import { chooseSection, expectFocus, expectFocusKept, press, reach } from './press-keys.ts'

const title = 'Disposition of Subjects'

/** What the first walks leave of Sources and the source viewer: begins with the report open. */
export async function walkSources(_: PaneScene, page: Page): Promise<void> {
  await stepThroughSources(page)
  await showSelected(page)
  await lookAtPages(page)
  await dropNewDraft(page)
  await takeNewSection(page)
}

async function stepThroughSources(page: Page): Promise<void> {
  await chooseSection(page, title)
  const cards = page.getByRole('article')
  await press(page, page.getByRole('button', { name: 'Next source' }))
  await expect.poll(() => cards.nth(1).getAttribute('aria-current')).toBe('true')
  await press(page, page.getByRole('button', { name: 'Previous source' }))
  await expect.poll(() => cards.first().getAttribute('aria-current')).toBe('true')
  await chooseSection(page, 'Overall Study Design and Plan')
  const whole = page.getByRole('button', { name: 'Show the whole passage' }).first()
  await press(page, whole)
  await page.getByRole('button', { name: 'Show less' }).first().waitFor()
  await expectFocusKept(page)
}

async function showSelected(page: Page): Promise<void> {
  await reach(page, page.locator('#document iframe'))
  await page.keyboard.press('Alt+ArrowDown')
  await page.getByText('Selected words').waitFor()
  await page.keyboard.press('Escape')
  await press(page, page.getByRole('button', { name: 'Show in the document' }))
  await expectFocusKept(page)
}

async function lookAtPages(page: Page): Promise<void> {
  await chooseSection(page, 'Inclusion Criteria')
  const open = page.getByRole('button', { name: 'Open the source protocol.pdf at the words' })
  await press(page, open.first())
  const viewer = page.getByRole('dialog')
  const room = viewer.getByRole('region', { name: 'Page' })
  await reach(page, room)
  const top = () => room.evaluate((one) => one.scrollTop)
  const before = await top()
  await page.keyboard.press('ArrowDown')
  await expect.poll(top).not.toBe(before)
  await press(page, viewer.getByRole('button', { name: 'Previous page' }))
  await viewer.getByText(/^Page 5 of/).waitFor()
  await press(page, viewer.getByRole('button', { name: 'Back to the cited words' }))
  await viewer.getByText(/^Page 6 of/).waitFor()
  await press(page, viewer.getByRole('button', { name: 'Smaller' }))
  await page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
  await expectFocus(open.first())
}

async function writeAgain(page: Page): Promise<void> {
  await chooseSection(page, title)
  await press(page, page.getByRole('button', { name: 'Write this section again' }))
  await page.getByRole('button', { name: 'Decide later' }).waitFor()
  await expectFocusKept(page)
}

async function dropNewDraft(page: Page): Promise<void> {
  await writeAgain(page)
  const drafts = page.getByRole('region', { name: /^Two drafts of/ })
  await press(page, drafts.locator('summary').filter({ hasText: 'the same' }).first())
  await press(
    page,
    drafts
      .locator('summary')
      .filter({ hasText: /citations?$/ })
      .first(),
  )
  await reach(page, drafts.getByRole('checkbox', { name: 'Keep what it says now' }).first())
  await page.keyboard.press('Space')
  await press(page, drafts.getByRole('button', { name: /^Write again, keeping/ }))
  await drafts.getByText(/\(kept\)$/).waitFor()
  await expectFocusKept(page)
  await press(page, drafts.getByRole('button', { name: 'Keep the present section' }))
  await page.getByText('The present section stays').waitFor()
  await expectFocus(page.getByRole('button', { name: 'Write this section again' }))
}

async function takeNewSection(page: Page): Promise<void> {
  await writeAgain(page)
  await press(page, page.getByRole('button', { name: 'Take the new section' }))
  await page.getByText('Version 2').waitFor({ timeout: 60_000 })
  await page.getByRole('combobox', { name: 'Section' }).waitFor()
  await expectFocusKept(page)
}
