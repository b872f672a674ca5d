import type { Page } from 'playwright-core'
import { callJson } from '../../../examples/run-example.ts'
import { addTextSource } from '../change-study.ts'
import type { PaneScene } from '../pane-scene.ts'
import { expectFocus, expectFocusKept, press, reach, showTab } from './press-keys.ts'

const question = 'How is a subject withdrawn from the study?'

/** What the first walk leaves of Chat: begins with the report open. */
export async function walkChat(scene: PaneScene, page: Page): Promise<void> {
  await showTab(page, 'Chat', 'ArrowRight')
  await chooseMaterial(page)
  await askAndCopy(page)
  await openText(scene, page)
  await press(page, page.getByRole('button', { name: 'Begin a new conversation' }))
  await page.getByText('Ask about the sources.').waitFor()
  await expectFocusKept(page)
  // more than are listed at once
  for (let count = 0; count < 21; count++) {
    await callJson(scene.server, '/api/v1/conversations', { document_ids: [] })
  }
  await deleteEarlier(page)
}

async function chooseMaterial(page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: 'Choose…' }))
  await reach(page, page.getByRole('radio', { checked: true }))
  await page.keyboard.press('ArrowUp')
  await reach(page, page.getByRole('textbox', { name: 'Search by name or role' }))
  await page.keyboard.type('protocol')
  await reach(page, page.getByRole('checkbox', { name: 'protocol.pdf (protocol)' }))
  await page.keyboard.press('Space')
  await press(page, page.getByRole('button', { name: 'Ask about these' }))
  await page.getByText(/^About: .*protocol\.pdf/).waitFor()
  await expectFocusKept(page)
}

async function askAndCopy(page: Page): Promise<void> {
  await reach(page, page.getByRole('textbox', { name: 'Question' }))
  await page.keyboard.type(question)
  await press(page, page.getByRole('button', { name: 'Ask', exact: true }))
  const turn = page.getByRole('article', { name: question, exact: true })
  await turn.getByText(/^Searched/).waitFor()
  await expectFocusKept(page)
  await press(page, turn.getByRole('button', { name: 'Copy with sources' }))
  await turn.getByText('Copied with its sources.').waitFor()
}

/** A source that has no pages is opened as the text that was read of it. */
async function openText({ server }: PaneScene, page: Page): Promise<void> {
  const words = 'The eastern hall holds 140 pallets of velorastat.'
  await addTextSource(server, 'inventory.txt', words)
  await press(page, page.getByRole('button', { name: 'Choose…' }))
  await reach(page, page.getByRole('radio', { checked: true }))
  await page.keyboard.press('ArrowUp')
  await press(page, page.getByRole('button', { name: 'Ask about these' }))
  await reach(page, page.getByRole('textbox', { name: 'Question' }))
  await page.keyboard.type('How many pallets does the eastern hall hold?')
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: /^Citation 1: inventory/ }))
  await press(page, page.getByRole('button', { name: /^Open the source inventory/ }))
  const viewer = page.getByRole('dialog')
  await reach(page, viewer.getByRole('region', { name: 'Text' }))
  await page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
  await expectFocusKept(page)
}

async function deleteEarlier(page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: 'Earlier conversations' }))
  await press(page, page.getByRole('button', { name: /^Show more \(20 of \d+\)$/ }))
  const remove = page.getByRole('button', { name: `Delete “${question}”` })
  await remove.waitFor()
  await expectFocusKept(page)
  await press(page, remove)
  await expectFocus(page.getByRole('button', { name: 'Keep' }))
  await page.keyboard.press('Enter')
  await remove.waitFor()
  await expectFocusKept(page)
  await press(page, remove)
  await press(page, page.getByRole('button', { name: 'Delete for good' }))
  await remove.waitFor({ state: 'detached' })
  await expectFocusKept(page)
}
