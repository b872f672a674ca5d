import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../support/requirements.ts'
import { replaceTable } from './change-study.ts'
import { openPage } from './open-pane.ts'
import { startPaneScene, type PaneScene } from './pane-scene.ts'
import { walkByKeyboard } from './walk-by-keyboard.ts'
import { walkMoreByKeyboard } from './walk-more-by-keyboard.ts'

describeWith('chromium', 'the pane without a pointer', (chromiumPath) => {
  let scene: PaneScene

  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
    await replaceTable(scene.server)
  }, 240_000)
  afterAll(() => scene?.close())

  it('is used with the keyboard alone, from the key to Sources, Chat and Check', async () => {
    const permissions = ['clipboard-read', 'clipboard-write']
    const { page, faults } = await openPage(scene.browser, { permissions })
    await walkByKeyboard(scene, page)
    expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([])
    // it would go on saving what it holds
    await page.context().close()
  }, 180_000)

  it('is used with the keyboard alone for all the rest: generating, writing again, saving, settings', async () => {
    const { page, faults } = await openPage(scene.browser)
    await page.goto(scene.paneOfReport)
    await walkMoreByKeyboard(scene, page)
    // what the walk before stored last may be newer: the pane is told so, and asks
    expect(faults.filter((fault) => !/40[49]/.test(fault))).toEqual([])
  }, 180_000)
})
