import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../support/requirements.ts'
import { startDemoServer, type DemoServer } from '../support/start-demo-server.ts'
import { buildPane, launchBrowser, openPage, screenshotFolder } from './open-pane.ts'

describeWith('chromium', 'the chat of the pane', (chromiumPath) => {
  let server: DemoServer
  let browser: Browser
  const answerable = {
    text: 'What happens if serum potassium exceeds 5.5 mmol/L?',
    source: 'protocol.pdf',
  }
  const unanswerable = 'What did the study cost?'

  beforeAll(async () => {
    buildPane()
    server = await startDemoServer()
    browser = await launchBrowser(chromiumPath)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    console.log(`screenshots: ${screenshotFolder}`)
  })

  const openChat = async (page: Page) => {
    await page.goto(
      `${server.url}/addin/index.html?document=${server.documentId}#key=${server.apiKey}`,
    )
    await page.getByRole('tab', { name: 'Chat' }).click()
    await page.getByRole('textbox', { name: 'Question' }).waitFor()
  }
  const ask = async (page: Page, question: string) => {
    const box = page.getByRole('textbox', { name: 'Question' })
    await box.fill(question)
    await box.press('Enter')
    const turn = page.getByRole('article', { name: question, exact: true })
    await turn.getByText(/^Searched/).waitFor()
    return turn
  }
  const shot = (page: Page, name: string) =>
    page.screenshot({ path: join(screenshotFolder, `chat-${name}.png`) })

  it('answers with citations that open the words behind them, and keeps the answer through a reload', async () => {
    const { page, faults } = await openPage(browser)
    await openChat(page)
    const turn = await ask(page, answerable.text)
    await turn.getByRole('button', { name: 'Citation 1' }).click()
    const card = turn.getByRole('article', { name: /^Source 1 of/ })
    expect(await card.textContent()).toContain(answerable.source)
    await expect.poll(() => card.locator('mark').count()).toBeGreaterThan(0)
    await shot(page, 'answer')
    const said = await turn.locator('p').first().textContent()
    await page.reload()
    await page.getByRole('tab', { name: 'Chat' }).click()
    const again = page.getByRole('article', { name: answerable.text, exact: true })
    await again.getByRole('button', { name: 'Citation 1' }).waitFor()
    expect(await again.locator('p').first().textContent()).toBe(said)
    expect(faults).toEqual([])
  })

  it('says that the sources say nothing, what was searched, and what came nearest', async () => {
    const { page, faults } = await openPage(browser, { viewport: { width: 320, height: 800 } })
    await openChat(page)
    const turn = await ask(page, unanswerable)
    expect(await turn.getByRole('button', { name: /^Citation/ }).count()).toBe(0)
    expect(await turn.textContent()).toContain('don’t')
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(320)
    await shot(page, 'nothing-320')
    expect(faults).toEqual([])
  })

  it('is used with the keyboard alone, and keeps what was typed and not asked', async () => {
    const { page } = await openPage(browser, { colorScheme: 'dark' })
    await page.goto(
      `${server.url}/addin/index.html?document=${server.documentId}#key=${server.apiKey}`,
    )
    await page.getByRole('tab', { name: 'Sources' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Question' }).waitFor()
    await page.getByRole('tab', { name: 'Chat' }).focus()
    const question = page.getByRole('textbox', { name: 'Question' })
    const isReached = () => question.evaluate((box) => box === document.activeElement)
    for (let times = 0; times < 8 && !(await isReached()); times++) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.type(answerable.text)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Citation 1' }).waitFor()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.getByRole('button', { name: 'Citation 1' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: /^Source 1 of/ }).waitFor()
    await page.getByRole('textbox', { name: 'Question' }).fill('And on')
    await page.reload()
    await page.getByRole('tab', { name: 'Chat' }).click()
    const again = page.getByRole('textbox', { name: 'Question' })
    await again.waitFor()
    expect(await again.inputValue()).toBe('And on')
    await shot(page, 'dark')
  })

  it('is the first tab where the address names it, and while a document is chosen', async () => {
    const { page, faults } = await openPage(browser, { viewport: { width: 320, height: 800 } })
    await page.goto(`${server.url}/addin/index.html?panel=chat#key=${server.apiKey}`)
    const panel = page.getByRole('tabpanel', { name: 'Chat' })
    await panel.getByRole('button', { name: /Clinical Study Report/ }).click()
    await panel.getByRole('textbox', { name: 'Question' }).waitFor()
    await page.waitForURL(({ search }) => search === `?panel=chat&document=${server.documentId}`)
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Chat')
    await shot(page, 'first-320')
    expect(faults).toEqual([])
  })

  it('says what is wrong with a question before it is sent, and what went wrong with one that was', async () => {
    const { page } = await openPage(browser)
    await openChat(page)
    await page.getByRole('button', { name: 'Ask' }).click()
    await page.getByText('Type a question.').waitFor()
    await page.route('**/messages', (route) => route.abort())
    const box = page.getByRole('textbox', { name: 'Question' })
    await box.fill(answerable.text)
    await box.press('Enter')
    await page.getByText('The server can’t be reached').waitFor()
    await page.unroute('**/messages')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('button', { name: 'Citation 1' }).waitFor()
    await page.getByRole('button', { name: 'Begin a new conversation' }).click()
    await expect.poll(() => page.getByRole('article').count()).toBe(0)
  })

  it('stops an answer that is waited for, and asks the same again', async () => {
    const { page } = await openPage(browser)
    await openChat(page)
    // the request is held, and never answered
    await page.route('**/messages', () => undefined)
    const box = page.getByRole('textbox', { name: 'Question' })
    await box.fill(answerable.text)
    await box.press('Enter')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Stopped before the answer had come.').waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.getByRole('button', { name: 'Ask again' }).click()
    await page.getByRole('button', { name: 'Citation 1' }).waitFor()
  })

  it('shows the newest answer without being scrolled, and the box for the next question', async () => {
    const { page } = await openPage(browser, { viewport: { width: 1280, height: 700 } })
    await openChat(page)
    for (const text of [answerable.text, unanswerable]) await ask(page, text)
    const turn = await ask(page, 'Who is the sponsor of the study?')
    const isSeen = (box: { y: number; height: number } | null) =>
      box !== null && box.y >= 0 && box.y + box.height <= 700
    await expect.poll(async () => isSeen(await turn.boundingBox())).toBe(true)
    const box = page.getByRole('textbox', { name: 'Question' })
    await expect.poll(async () => isSeen(await box.boundingBox())).toBe(true)
    await shot(page, 'newest')
  })

  it('stops an answer that is waited for by Escape', async () => {
    const { page } = await openPage(browser)
    await openChat(page)
    // the request is held, and never answered
    await page.route('**/messages', () => undefined)
    const box = page.getByRole('textbox', { name: 'Question' })
    await box.fill(answerable.text)
    await box.press('Enter')
    await page.getByRole('button', { name: 'Stop' }).waitFor()
    await box.press('Escape')
    await page.getByText('Stopped before the answer had come.').waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })
})
