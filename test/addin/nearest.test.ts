import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../support/requirements.ts'
import { addLocalDocument } from './change-study.ts'
import { selectWords } from './open-pane.ts'
import { startPaneScene, type PaneScene } from './pane-scene.ts'

describeWith('chromium', 'words that no source says', (chromiumPath) => {
  let scene: PaneScene
  let documentId: string
  const words = 'Of the subjects that were randomized, 17 moved house before their second visit.'

  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
    const lines = [words, 'The herons nest upstream and nobody minds.']
    documentId = await addLocalDocument(scene.server, lines)
  })
  afterAll(() => scene?.close())

  const open = async (panel: string) => {
    const watched = await scene.openReport()
    await watched.page.goto(`${scene.pane}?panel=${panel}&document=${documentId}`)
    return watched
  }

  it('are shown the passages that come nearest in Sources, told apart from sources', async () => {
    const { page, faults } = await open('sources')
    await page.getByRole('combobox', { name: 'Section' }).waitFor()
    await selectWords(page, words)
    await page.getByText('No source found').waitFor()
    await page.getByText('none of them was held against yours').waitFor()
    const passages = page.getByRole('list', { name: 'Nearest passages' }).getByRole('article')
    await expect.poll(() => passages.count()).toBeGreaterThan(1)
    expect(await passages.first().getAttribute('aria-label')).toMatch(/^Passage 1 of /)
    expect(await passages.first().locator('mark').count()).toBeGreaterThan(1)
    expect(await page.getByRole('list', { name: 'Sources' }).getByRole('article').count()).toBe(0)
    expect(await passages.getByText('Retrieved').count()).toBe(0)
    await passages.first().getByRole('button', { name: /^Open/ }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await scene.shot(page, 'nearest-sources')
    await page.setViewportSize({ width: 320, height: 900 })
    await scene.shot(page, 'nearest-narrow')
    expect(faults).toEqual([])
  })

  it('lead from Check to the same passages, which can be hidden again', async () => {
    const { page, faults } = await open('check')
    await page.getByText(/checked against/).waitFor()
    await page.getByRole('button', { name: words }).click()
    const show = page.getByRole('button', { name: 'Show the nearest passages' })
    await show.click()
    const passages = page.getByRole('list', { name: 'Nearest passages' }).getByRole('article')
    await expect.poll(() => passages.count()).toBeGreaterThan(1)
    await page.getByText(/^\d passages found\. Searched/).waitFor()
    await scene.shot(page, 'nearest-check')
    await page.getByRole('button', { name: 'Hide the nearest passages' }).click()
    await show.waitFor()
    expect(await passages.count()).toBe(0)
    expect(faults).toEqual([])
  })
})
