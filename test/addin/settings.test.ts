import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../support/requirements.ts'
import { openPage, selectWords } from './open-pane.ts'
import { startPaneScene, type PaneScene } from './pane-scene.ts'

describeWith('chromium', 'settings, first steps and connection', (chromiumPath) => {
  let scene: PaneScene

  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
  })
  afterAll(() => scene?.close())

  const openSettings = (page: Page) => page.getByRole('button', { name: 'Settings' }).click()
  const guide = (page: Page) => page.getByRole('region', { name: 'Three steps to begin' })
  const background = (page: Page) =>
    page
      .locator('.fui-FluentProvider')
      .first()
      .evaluate((pane) => getComputedStyle(pane).backgroundColor)

  it('say which server is asked, how, and what is sent to it', async () => {
    const { page, faults } = await scene.openReport()
    await openSettings(page)
    await page.getByRole('region', { name: 'What is sent' }).waitFor()
    const said = await page.locator('#pane').innerText()
    expect(said).toContain(`Server\n${scene.server.url}`)
    expect(said).toContain('Sign-in\nAPI key, kept in this tab only')
    expect(said).toContain(`Everything goes to ${scene.server.url}, and nowhere else`)
    expect(said).toContain('No document was sent since this pane was opened.')
    await scene.shot(page, 'settings')
    expect(faults).toEqual([])
  })

  it('keep the language of dates and the theme from one opening to the next', async () => {
    const { page, faults } = await scene.openReport({ viewport: { width: 320, height: 900 } })
    const light = await background(page)
    await openSettings(page)
    await page.getByLabel('Language of dates').selectOption('Deutsch (Deutschland)')
    await page.getByText('A date looks like this: 09.03.2026, 14:05').waitFor()
    await page.getByLabel('Theme').selectOption('Dark')
    await expect.poll(() => background(page)).not.toBe(light)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(320)
    await scene.shot(page, 'settings-dark-320')
    await page.reload()
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    expect(await background(page)).not.toBe(light)
    await page.getByRole('button', { name: 'Change' }).click()
    await page
      .getByRole('button', { name: /Clinical Study Report.*\d\d\.\d\d\.\d{4}, \d\d:\d\d/ })
      .waitFor()
    expect(faults).toEqual([])
  })

  it('draw in forced colours on the ground that the reader has, light or dark', async () => {
    const { page } = await scene.openReport()
    const scheme = () => page.evaluate(() => document.documentElement.style.colorScheme)
    for (const colorScheme of ['light', 'dark', 'light'] as const) {
      await page.emulateMedia({ forcedColors: 'active', colorScheme })
      await expect.poll(scheme).toBe(colorScheme)
      await scene.shot(page, `forced-${colorScheme}`)
    }
  })

  it('tick the first steps as they are done, and go when all are', async () => {
    const { page, faults } = await openPage(scene.browser)
    await page.goto(`${scene.pane}?document=${scene.server.documentId}`)
    await guide(page).waitFor()
    expect(await guide(page).locator('[aria-current=step]').innerText()).toContain('Connect')
    await page.getByLabel('API key').fill(scene.server.apiKey)
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    await expect.poll(() => guide(page).getByText('✓ Done').count()).toBe(2)
    expect(await guide(page).locator('[aria-current=step]').innerText()).toContain(
      'Mark a sentence',
    )
    await scene.shot(page, 'first-steps')
    await selectWords(page, 'The report covers 182 randomized')
    await guide(page).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    expect(await guide(page).count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('hide the first steps when told to, and show them again from the settings', async () => {
    const { page } = await scene.openReport()
    await page.getByRole('button', { name: 'Hide this guide' }).click()
    expect(await guide(page).count()).toBe(0)
    await openSettings(page)
    await page.getByRole('button', { name: 'Show the first steps again' }).click()
    await expect.poll(() => guide(page).getByText('✓ Done').count()).toBe(2)
  })

  it('let no other key take edits away that are not saved', async () => {
    const { page, faults } = await scene.openReport()
    await selectWords(page, 'Approximately 180 subjects were')
    await page.getByRole('button', { name: 'Insert as comment' }).first().click()
    await page.getByText('1 edit not saved.').waitFor()
    await openSettings(page)
    await page.getByLabel('API key').fill('swk_live_mistyped')
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByText('save or undo them first').waitFor()
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByText('1 edit not saved.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('All edits are saved.').waitFor()
    await openSettings(page)
    await page.getByLabel('API key').fill('swk_live_mistyped')
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByText('Invalid API key').waitFor()
    await page.getByText('See that the whole key was copied, and paste it below').waitFor()
    expect(faults.filter((fault) => !fault.includes('401'))).toEqual([])
  })

  it('forget what was typed in another workspace, and nothing of this one', async () => {
    const { page } = await openPage(scene.browser)
    await page.goto(scene.pane)
    const connectAfter = async (workspace: string | undefined) => {
      await page.evaluate((of) => {
        sessionStorage.setItem('sourcewright.typed', 'Half a question')
        if (of !== undefined) sessionStorage.setItem('sourcewright.workspace', of)
        sessionStorage.removeItem('sourcewright.api-key')
      }, workspace)
      await page.reload()
      await page.getByLabel('API key').fill(scene.server.apiKey)
      await page.getByRole('button', { name: 'Connect' }).click()
      await page.getByRole('tab', { name: 'Chat' }).waitFor()
      return page.evaluate(() => sessionStorage.getItem('sourcewright.typed'))
    }
    expect(await connectAfter('another')).toBeNull()
    expect(await connectAfter(undefined)).toBe('Half a question')
  })

  it('say that the server is away and what still works, until it is back', async () => {
    const { page } = await scene.openReport()
    await page.getByRole('tab', { name: 'Chat' }).click()
    const box = page.getByRole('textbox', { name: 'Question' })
    await box.fill('Half a question')
    await page.context().setOffline(true)
    const banner = page.getByText('No connection to the server.')
    await banner.waitFor()
    expect(await box.inputValue()).toBe('Half a question')
    await scene.shot(page, 'offline')
    await page.context().setOffline(false)
    await banner.waitFor({ state: 'detached' })
    expect(await box.inputValue()).toBe('Half a question')
  })

  it('find by a failed call that the server is away, and by themselves that it is back', async () => {
    const { page } = await scene.openReport()
    await page.route(/\/(api|health)\//, (route) => route.abort())
    await selectWords(page, 'The report covers 182 randomized')
    const banner = page.getByText('No connection to the server.')
    await banner.waitFor()
    await page.getByRole('button', { name: 'Try now' }).click()
    await banner.waitFor()
    await page.unroute(/\/(api|health)\//)
    await banner.waitFor({ state: 'detached' })
  })

  // the last one: from here on the key reaches two workspaces
  it('are gone past by a link to a document: its workspace is the one that is meant', async () => {
    const headers = { 'X-API-Key': scene.server.apiKey, 'Content-Type': 'application/json' }
    const body = JSON.stringify({ document_set_name: 'Another' })
    const sets = `${scene.server.url}/api/v1/document-sets/`
    expect((await fetch(sets, { method: 'POST', headers, body })).status).toBe(201)
    const { page, faults } = await openPage(scene.browser)
    await page.goto(`${scene.pane}#key=${scene.server.apiKey}`)
    await page.getByText('You reach several workspaces: choose the one to work in.').waitFor()
    const linked = await openPage(scene.browser)
    await linked.page.goto(
      `${scene.pane}?document=${scene.server.documentId}#key=${scene.server.apiKey}`,
    )
    await linked.page.getByRole('combobox', { name: 'Section' }).waitFor()
    const unknown = await openPage(scene.browser)
    const id = '00000000-0000-4000-8000-000000000000'
    await unknown.page.goto(`${scene.pane}?document=${id}#key=${scene.server.apiKey}`)
    await unknown.page.getByText('choose the one to work in').waitFor()
    expect([...faults, ...linked.faults]).toEqual([])
  })
})
