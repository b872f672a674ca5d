import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Goes through the tabs by the arrow keys, from the one that is shown. */
export async function showTab(page: Page, name: string, key: string): Promise<void> {
  const tabs = page.locator('[role=tab][id^=tab-]')
  await reach(page, tabs.and(page.getByRole('tab', { selected: true })))
  await page.keyboard.press(key)
  await expectFocus(page.getByRole('tab', { name, exact: true }))
  await page.keyboard.press('Enter')
  await page.getByRole('tabpanel', { name, exact: true }).waitFor()
}

export async function press(page: Page, wanted: Locator): Promise<void> {
  await reach(page, wanted)
  await page.keyboard.press('Enter')
}

/** Tab goes there from where the focus is, back where it lies before, around the page if need be. */
export async function reach(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor()
  // no key comes to a button that waits for an answer
  await expect.poll(() => wanted.isEnabled()).toBe(true)
  const key = (await wanted.evaluate(isBeforeFocus)) ? 'Shift+Tab' : 'Tab'
  for (let presses = 0; presses < 200; presses++) {
    if (await isFocused(wanted)) return
    await page.keyboard.press(key)
  }
  throw new Error(`the keyboard does not come to ${String(wanted)}`)
}

/** Runs in the page. */
function isBeforeFocus(element: Element): boolean {
  const { activeElement, body } = element.ownerDocument
  if (!activeElement || activeElement === body) return false
  const place = element.compareDocumentPosition(activeElement)
  return (place & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}

function isFocused(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === element.ownerDocument.activeElement)
}

export async function expectFocus(wanted: Locator): Promise<void> {
  await expect.poll(() => isFocused(wanted)).toBe(true)
}

export async function expectFocusKept(page: Page): Promise<void> {
  const isLost = () => page.evaluate(() => document.activeElement === document.body)
  await expect.poll(isLost).toBe(false)
}

/** Types a section's title and takes the first that has it. */
export async function chooseSection(page: Page, title: string): Promise<void> {
  await reach(page, page.getByRole('combobox', { name: 'Section' }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
  await page.getByRole('article').first().waitFor()
}

/** The file comes from the system's own window, which the button opens. */
export async function chooseFiles(page: Page, button: Locator, files: string[]): Promise<void> {
  const [opened] = await Promise.all([page.waitForEvent('filechooser'), press(page, button)])
  await opened.setFiles(files)
}

/** Replaces what a field holds. */
export async function type(page: Page, field: Locator, words: string): Promise<void> {
  await reach(page, field)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(words)
}
