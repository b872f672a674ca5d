import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { PaneScene } from '../pane-scene.ts'
import { expectFocusKept, press, reach, type } from './press-keys.ts'
import { shrinkPages } from './shrink-pages.ts'

const patience = { timeout: 60_000 }

/** The study's report once more: its outline looked at, rejected, cancelled, approved, and written. */
export async function walkOutline(scene: PaneScene, page: Page): Promise<void> {
  await page.goto(`${scene.pane}?panel=generate#key=${scene.server.apiKey}`)
  await chooseAll(page)
  await chooseTemplate(page)
  await press(page, page.getByRole('button', { name: 'Generate', exact: true }))
  await waitForOutline(page)
  await correct(page)
  await refuse(page)
  await approve(page)
  await lookAtResult(page)
}

async function chooseAll(page: Page): Promise<void> {
  const release = await shrinkPages(page, '**/api/v1/documents?*', 4)
  await press(page, page.getByRole('button', { name: 'Choose from the workspace' }))
  const list = page.getByRole('list', { name: 'Sources of the workspace' })
  await press(page, page.getByRole('button', { name: /^Show more \(4 of / }))
  await list.getByRole('checkbox').nth(4).waitFor()
  await expectFocusKept(page)
  await release()
  await press(page, page.getByRole('button', { name: /^Choose (?:all|these)/ }))
  const wanted = ['protocol.pdf', 'analysis-plan.docx', ...tables]
  const names = await list.getByRole('listitem').allInnerTexts()
  for (const name of names.filter((one) => !wanted.includes(one.trim()))) {
    await reach(page, list.getByRole('checkbox', { name, exact: true }))
    await page.keyboard.press('Space')
  }
  for (const name of wanted) {
    const box = list.getByRole('checkbox', { name, exact: true })
    await expect.poll(() => box.isChecked()).toBe(true)
  }
}

const tables = ['1.1', '1.2', '2.1', '3.1'].map((number) => `table-14-${number}.docx`)

async function chooseTemplate(page: Page): Promise<void> {
  await reach(page, page.getByLabel('Template of the workspace'))
  await page.keyboard.type('template')
  await page.getByText('37 sections, 44 rules').waitFor()
  await press(page, page.getByRole('button', { name: 'Choose sections' }))
  await press(page, page.getByRole('button', { name: 'None', exact: true }))
  await press(page, page.getByRole('button', { name: 'All', exact: true }))
  await press(page, page.locator('summary').filter({ hasText: 'would leave a gap' }))
  await page.getByRole('list', { name: 'Gaps to be expected' }).waitFor()
  await type(page, page.getByLabel('Name'), 'Study report by keyboard')
}

async function waitForOutline(page: Page): Promise<void> {
  await page.getByText('27 of 27 sections will be made').waitFor(patience)
  await expectFocusKept(page)
}

async function correct(page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: 'Open all sections' }))
  await press(page, page.getByRole('button', { name: 'Show the whole passage' }).first())
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Close all sections' }))
  await press(page, page.locator('summary').filter({ hasText: 'Primary Objective' }))
  await press(page, page.getByRole('button', { name: /^Add a passage to rule/ }).first())
  await type(page, page.getByLabel(/^Words to look for/).first(), 'blood pressure')
  await press(page, page.getByRole('button', { name: 'Search', exact: true }))
  await press(page, page.getByRole('button', { name: 'Add this passage' }).first())
  await page.getByText('The passage is added.').waitFor()
  await expectFocusKept(page)
  await reach(page, page.getByRole('checkbox', { name: /^Make the section “.*Primary Objective”/ }))
  await page.keyboard.press('Space')
  await page.getByText('26 of 27 sections will be made').waitFor()
  await expectFocusKept(page)
}

async function refuse(page: Page): Promise<void> {
  await type(page, page.getByRole('textbox', { name: 'If not: why' }), 'A section is missing.')
  await press(page, page.getByRole('button', { name: 'Reject the outline' }))
  await press(page, page.getByRole('button', { name: 'Retry' }))
  await page.getByText(/^2\d of 27 sections will be made/).waitFor(patience)
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Cancel the run' }))
  await press(page, page.getByRole('button', { name: 'Retry' }))
  await page.getByText(/^2\d of 27 sections will be made/).waitFor(patience)
  await expectFocusKept(page)
}

/** The answer that says that it is over is held back, so that the run is seen under way. */
async function approve(page: Page): Promise<void> {
  const path = '**/documents/status/*'
  const seen = Promise.withResolvers<void>()
  await page.route(path, async (route) => {
    const response = await route.fetch()
    if (/"status": ?"Ready"/.test(await response.text())) await seen.promise
    await route.fulfill({ response })
  })
  await press(page, page.getByRole('button', { name: /^Approve the outline/ }))
  await reach(page, page.getByRole('region', { name: 'Sections that are made' }))
  seen.resolve()
  await page.getByText('The document is ready.').waitFor(patience)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await expectFocusKept(page)
}

async function lookAtResult(page: Page): Promise<void> {
  await press(page, page.locator('summary').filter({ hasText: 'left for you to settle' }))
  await press(page, page.getByRole('button', { name: /^Go to the gap in / }).first())
  await page.getByRole('combobox', { name: 'Section' }).waitFor()
  await expectFocusKept(page)
}
