import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { describeWith } from '../../support/requirements.ts'
import { replaceTable } from '../change-study.ts'
import { openWordWindow } from '../../word-host/open-word.ts'
import { openPage } from '../open-pane.ts'
import { startPaneScene, type PaneScene } from '../pane-scene.ts'
import { listActions } from './list-actions.ts'
import { walkChat } from './walk-chat.ts'
import { walkCheck, walkInconsistencies, walkNearest, walkWording } from './walk-check.ts'
import { walkByKeyboard } from './walk-first.ts'
import { walkManySources, walkOwnFiles } from './walk-generate.ts'
import { walkOutline } from './walk-outline.ts'
import { walkDocuments } from './walk-documents.ts'
import { walkSettings, walkTrouble } from './walk-trouble.ts'
import { walkSources } from './walk-sources.ts'
import { openWordRoom } from './open-word-room.ts'
import { walkReportInWord, walkWord } from './walk-word.ts'
import { walkMoreByKeyboard } from './walk-rest.ts'
import { createKeyboardLog, findUnused, watchKeyboard } from './watch-keyboard.ts'

describeWith('chromium', 'the pane without a pointer', (chromiumPath) => {
  let scene: PaneScene
  const log = createKeyboardLog()

  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
    await replaceTable(scene.server)
  })
  afterAll(() => scene?.close())

  const watchPage = async () => {
    const permissions = ['clipboard-read', 'clipboard-write']
    const watched = await openPage(scene.browser, { permissions })
    await watchKeyboard(watched.page, log)
    return watched
  }
  const walkReport = async (walk: (scene: PaneScene, page: Page) => Promise<void>) => {
    const { page } = await watchPage()
    await page.goto(scene.paneOfReport)
    await walk(scene, page)
    expect(log.lost).toEqual([])
    // it would go on saving what it holds
    await page.context().close()
  }

  it('goes through Sources, the pages of a source, and a section that is written again', async () => {
    await walkReport(walkSources)
    // what was stale is taken over
    await replaceTable(scene.server, '7')
  }, 180_000)

  it(
    'goes through Check, to a version that somebody else has stored',
    () => walkReport(walkCheck),
    180_000,
  )

  it('is used with the keyboard alone, from the key to Sources, Chat and Check', async () => {
    const { page, faults } = await watchPage()
    await walkByKeyboard(scene, page)
    expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([])
    // it would go on saving what it holds
    await page.context().close()
  }, 180_000)

  it('is used with the keyboard alone for all the rest: generating, writing again, saving, settings', async () => {
    const { page, faults } = await watchPage()
    await page.goto(scene.paneOfReport)
    await walkMoreByKeyboard(scene, page)
    // what the walk before stored last may be newer: the pane is told so, and asks
    expect(faults.filter((fault) => !/40[49]/.test(fault))).toEqual([])
  }, 180_000)

  it(
    'generates from own files, whose data are wrong at first',
    () => walkReport(walkOwnFiles),
    180_000,
  )

  it('corrects an outline, refuses and approves it', () => walkReport(walkOutline), 180_000)

  it('goes through the rest of Chat', () => walkReport(walkChat), 180_000)

  it(
    'goes on behind a server that is away and a draft that failed',
    () => walkReport(walkTrouble),
    180_000,
  )

  it('gives another key for one that was taken back', () => walkReport(walkSettings), 180_000)

  it(
    'goes through the list of documents, and those that can’t be opened',
    () => walkReport(walkDocuments),
    180_000,
  )

  it('signs in with Office, and says of a file whether it is a copy', async () => {
    const room = await openWordRoom(scene.browser)
    onTestFinished(room.close)
    await watchKeyboard(room.window.page, log)
    await walkWord(room)
    expect(log.lost).toEqual([])
  }, 180_000)

  it('opens and closes a source in Word, and comes to what stands folded', async () => {
    const window = await openWordWindow(scene.browser, scene.server.url)
    onTestFinished(() => window.page.close())
    await watchKeyboard(window.page, log)
    await walkReportInWord(scene.server, window)
    expect(log.lost).toEqual([])
  }, 180_000)

  it('approves a wording and takes that back', () => walkReport(walkWording), 180_000)

  it('goes to both places of an inconsistency', () => walkReport(walkInconsistencies), 180_000)

  it('shows and hides what comes nearest', () => walkReport(walkNearest), 180_000)

  // what these files say would be found by the walks above
  it('finds one of many chosen sources', () => walkReport(walkManySources), 180_000)

  it('has a leg for every action that its code offers, and loses the focus behind none', () => {
    const unused = findUnused(listActions(), log)
    expect({ lost: log.lost, pointers: log.pointers }).toEqual({ lost: [], pointers: [] })
    expect(unused.map(({ file, names }) => `${file}: ${names.join(' or ')}`)).toEqual([])
  })
})
