import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPlan } from '../../examples/run-example.ts'
import { describeWith } from '../support/requirements.ts'
import { documentFrame, openPage, selectWords } from './open-pane.ts'
import { startPaneScene, type PaneScene } from './pane-scene.ts'

describeWith('chromium', 'the pane in a plain browser', (chromiumPath) => {
  let scene: PaneScene
  let selection: { section_id: string; selected_text: string; source: string }

  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
    selection = (await readPlan('study')).selections[0]!
  })
  afterAll(() => scene?.close())

  it('is used with the keyboard alone, in the document and in the pane', async () => {
    const { page, faults } = await scene.openReport()
    const section = page.getByRole('combobox', { name: 'Section' })
    await section.focus()
    await page.keyboard.type(selection.section_id)
    await page.keyboard.press('Enter')
    await page.getByRole('article').first().waitFor()
    await documentFrame(page).locator('body').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByText('Selected words').waitFor()
    const first = await documentFrame(page)
      .locator('body')
      .evaluate((body) => String(body.ownerDocument.getSelection()))
    await page.keyboard.press('Alt+ArrowDown')
    const second = await documentFrame(page)
      .locator('body')
      .evaluate((body) => String(body.ownerDocument.getSelection()))
    expect(first.trim()).not.toBe('')
    expect(second).not.toBe(first)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('pane')
    expect(faults).toEqual([])
  })

  it('asks once for what a drag selects', async () => {
    const { page, requests } = await scene.openReport()
    const others = (await readPlan('study')).selections.filter(
      ({ section_id: id }) => id !== selection.section_id,
    )
    for (const { selected_text: words } of [selection, ...others.slice(0, 1)]) {
      await selectWords(page, words)
      await page.locator('blockquote', { hasText: words.slice(0, 60) }).waitFor()
      await page.getByRole('article').first().waitFor()
    }
    const asked = requests.filter((url) => url.endsWith('/get-sources-for-selected-text'))
    expect(asked).toHaveLength(2)
  })

  it('waits for the end of a drag that rests on its way', async () => {
    const { page, requests } = await scene.openReport()
    await selectWords(page, selection.selected_text, { restsHalfway: true })
    await page.locator('blockquote', { hasText: selection.selected_text.slice(0, 60) }).waitFor()
    await page.getByRole('article').first().waitFor()
    const asked = requests.filter((url) => url.endsWith('/get-sources-for-selected-text'))
    expect(asked).toHaveLength(1)
  })

  it('takes the key out of the address at once, and sends it to nobody but the API', async () => {
    const { page, requests } = await scene.openReport()
    expect(page.url()).toBe(`${scene.pane}?document=${scene.server.documentId}`)
    expect(requests.filter((url) => url.includes(scene.server.apiKey))).toEqual([])
    expect(requests.filter((url) => !url.startsWith(scene.server.url))).toEqual([])
    await page.reload()
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
  })

  it('says why a key is refused, and opens with the right one', async () => {
    const { page } = await openPage(scene.browser)
    await page.goto(`${scene.pane}?document=${scene.server.documentId}`)
    const key = page.getByLabel('API key')
    await key.fill('not a key')
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByText('This is not an API key').waitFor()
    await key.fill('swk_live_nobody')
    await page.getByRole('button', { name: 'Connect' }).click()
    expect(await page.getByRole('alert').textContent()).toMatch(/Invalid API key.*unauthenticated/)
    await scene.shot(page, 'refused-key')
    await key.fill(scene.server.apiKey)
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
  })

  it('lets a document be chosen where the address names none', async () => {
    const { page, faults } = await openPage(scene.browser)
    await page.goto(`${scene.pane}#key=${scene.server.apiKey}`)
    await page.getByRole('button', { name: /Clinical Study Report/ }).click()
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    expect(page.url()).toBe(`${scene.pane}?document=${scene.server.documentId}`)
    expect(faults).toEqual([])
  })

  it('says what is wrong with a document that is not there, and what to do', async () => {
    const { page } = await openPage(scene.browser)
    const unknown = '00000000-0000-4000-8000-000000000000'
    await page.goto(`${scene.pane}?document=${unknown}#key=${scene.server.apiKey}`)
    const message = page.getByRole('alert')
    await message.waitFor()
    expect(await message.textContent()).toMatch(/Not found.*Choose another.*not_found.*trace id/)
    await scene.shot(page, 'unknown-document')
    await page.getByRole('button', { name: 'Choose another document' }).click()
    await page.getByRole('heading', { name: 'Choose a document' }).waitFor()
  })

  it('says that the server is away, and tries again when asked', async () => {
    const { page } = await scene.openReport()
    const path = '**/get-sources-for-selected-text'
    await page.route(path, (route) => route.abort())
    await selectWords(page, selection.selected_text)
    expect(await page.getByRole('alert').textContent()).toMatch(/can’t be reached.*unreachable/)
    await page.unroute(path)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('article').first().waitFor()
    await expect.poll(() => page.getByRole('alert').count()).toBe(0)
  })

  it('forgets key and document when it is told to', async () => {
    const { page } = await scene.openReport()
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Forget the key' }).click()
    await page.getByText('Sourcewright needs an API key').waitFor()
    await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0)
    await expect.poll(() => page.locator('#document iframe').count()).toBe(0)
  })
})
