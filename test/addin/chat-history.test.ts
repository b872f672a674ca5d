import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callJson } from '../../examples/run-example.ts'
import { conversationsResponse } from '../../shared/contract/conversations.ts'
import { documentsResponse } from '../../shared/contract/documents.ts'
import { describeWith } from '../support/requirements.ts'
import { startPaneScene, type PaneScene } from './pane-scene.ts'

describeWith('chromium', 'the conversations of the chat', (chromiumPath) => {
  let scene: PaneScene
  const question = 'What happens if serum potassium exceeds 5.5 mmol/L?'

  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
  })
  afterAll(() => scene?.close())

  const openChat = async (options = {}) => {
    const watched = await scene.openReport(options)
    await watched.page.getByRole('tab', { name: 'Chat' }).click()
    await watched.page.getByRole('textbox', { name: 'Question' }).waitFor()
    return watched
  }
  const ask = async (page: Page, text: string) => {
    const box = page.getByRole('textbox', { name: 'Question' })
    await box.fill(text)
    await box.press('Enter')
    const turn = page.getByRole('article', { name: text, exact: true })
    await turn
      .getByText(/^Searched|^I don’t|don’t/)
      .first()
      .waitFor()
    return turn
  }
  const listConversations = async () =>
    conversationsResponse.parse(await callJson(scene.server, '/api/v1/conversations')).conversations
  const readSources = async () =>
    documentsResponse.parse(await callJson(scene.server, '/api/v1/documents?kind=source')).documents

  it('are about the sources of the document, unless others are chosen by name and role', async () => {
    const { page, faults } = await openChat()
    await page.getByText('About: the sources of this document').waitFor()
    await page.getByRole('button', { name: 'Choose…' }).click()
    await page.getByRole('radio', { name: /that I choose/ }).check()
    const wanted = page.getByRole('button', { name: 'Choose at least one' })
    await page.getByRole('checkbox', { name: /Clinical Study Report/ }).uncheck()
    await wanted.waitFor()
    await page.getByLabel('Search by name or role').fill('protocol')
    await page.getByRole('checkbox', { name: 'protocol.pdf (protocol)' }).check()
    await scene.shot(page, 'chat-scope')
    await page.getByRole('button', { name: 'Ask about these' }).click()
    await page.getByText('About: protocol.pdf').waitFor()
    const turn = await ask(page, question)
    await expect.poll(() => turn.getByText(/^Searched .* in 1 source\./).count()).toBe(1)
    const protocol = (await readSources()).find((one) => one.document_name === 'protocol.pdf')
    expect((await listConversations())[0]?.document_ids).toEqual([protocol?.document_id])
    expect(faults).toEqual([])
  })

  it('begin anew when something else is chosen, and the one before is found again', async () => {
    const { page, faults } = await openChat({ viewport: { width: 320, height: 900 } })
    await ask(page, question)
    await page.getByRole('button', { name: 'Choose…' }).click()
    await page.getByRole('radio', { name: 'All sources of the workspace' }).check()
    await page.getByText('Another choice begins a new conversation').waitFor()
    await page.getByRole('button', { name: 'Ask about these' }).click()
    await expect.poll(() => page.getByRole('article', { name: question }).count()).toBe(0)
    await page.getByText('About: all sources of the workspace').waitFor()
    await page.getByRole('button', { name: 'Earlier conversations' }).click()
    await page
      .getByRole('button', { name: `Open “${question}”` })
      .first()
      .waitFor()
    await scene.shot(page, 'chat-history-320')
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(320)
    await page
      .getByRole('button', { name: `Open “${question}”` })
      .first()
      .click()
    const turn = page.getByRole('article', { name: question, exact: true })
    await turn.getByRole('button', { name: 'Citation 1' }).waitFor()
    await page.getByText('About: the sources of this document').waitFor()
    expect(faults).toEqual([])
  })

  it('are deleted only when that is said twice', async () => {
    const { page } = await openChat()
    const only = 'Who is the sponsor?'
    await ask(page, only)
    await page.getByRole('button', { name: 'Earlier conversations' }).click()
    const remove = page.getByRole('button', { name: `Delete “${only}”` })
    await remove.click()
    await page.getByRole('button', { name: 'Keep' }).click()
    expect((await listConversations()).map((one) => one.first_question)).toContain(only)
    await remove.click()
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await remove.waitFor({ state: 'detached' })
    // that button had given way to the question already
    await expect
      .poll(async () => (await listConversations()).map((one) => one.first_question))
      .not.toContain(only)
    // it was the one shown
    await page.getByRole('article', { name: only }).waitFor({ state: 'detached' })
  })
})
