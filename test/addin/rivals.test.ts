import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callJson } from '../../examples/run-example.ts'
import { documentDetails } from '../../shared/contract/documents.ts'
import { describeWith } from '../support/requirements.ts'
import { openWordWindow, type Word, type WordWindow } from '../word-host/open-word.ts'
import { WordDocument } from '../word-host/word-document.ts'
import { replaceTable } from './change-study.ts'
import { chooseSection, documentFrame, waitForDocument } from './open-pane.ts'
import { startPaneScene, type PaneScene } from './pane-scene.ts'

const title = 'Disposition of Subjects'
const [old, fresh] = ['1, 2 and 5 subjects', '1, 2 and 6 subjects']

describeWith('chromium', 'a section that is written again', (chromiumPath) => {
  let scene: PaneScene
  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
  })
  afterAll(() => scene?.close())

  const writeAgain = async (page: Page) => {
    await chooseSection(page, title)
    await page.getByRole('button', { name: 'Write this section again' }).click()
    const drafts = page.getByRole('region', { name: `Two drafts of “${title}”` })
    await drafts
      .getByText(/sentences and cells/)
      .first()
      .waitFor()
    return drafts
  }
  const countVersions = async () => {
    const details = await callJson(scene.server, `/api/v1/documents/${scene.server.documentId}`)
    return documentDetails.parse(details).versions.length
  }

  it('says the same from the same sources, and is put away without a trace', async () => {
    const { page, faults } = await scene.openReport()
    const drafts = await writeAgain(page)
    await drafts.getByText(/The new draft says the same in all \d+/).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('rival-heading')
    expect(await drafts.getByRole('button', { name: 'Take the new section' }).count()).toBe(0)
    await drafts.getByRole('button', { name: 'Keep the present section' }).click()
    await page.getByText('The present section stays').waitFor()
    const opener = page.getByRole('button', { name: 'Write this section again' })
    await expect.poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(true)
    expect(await countVersions()).toBe(1)
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([])
  })

  it('stands beside the present one with what differs and its sources, keeps what is locked, and is taken', async () => {
    await replaceTable(scene.server)
    const { page, faults } = await scene.openReport()
    const drafts = await writeAgain(page)
    const rows = drafts.getByRole('listitem').filter({ hasText: 'Now' })
    const row = rows.filter({ hasText: old })
    await row.waitFor()
    await expect.poll(() => row.locator('mark').allTextContents()).toEqual(['5', '6'])
    expect(await row.textContent()).toMatch(/version 1.*version 2/)
    const number = await rows.count()
    await row.scrollIntoViewIfNeeded()
    await scene.shot(page, 'rival')
    await row.getByRole('checkbox', { name: 'Keep what it says now' }).click()
    await drafts.getByRole('button', { name: 'Write again, keeping 1 as it is' }).click()
    await expect.poll(() => rows.count()).toBe(number - 1)
    await drafts.getByText(/respectively\. \(kept\)/).waitFor()
    await drafts.getByRole('button', { name: 'Take the new section' }).click()
    await expect.poll(countVersions, { timeout: 30_000 }).toBe(2)
    await page.getByRole('combobox', { name: 'Section' }).waitFor({ timeout: 30_000 })
    const shown = documentFrame(page).locator('body')
    await expect.poll(() => shown.textContent()).toContain('6 (8%)')
    await waitForDocument(page)
    expect(await shown.textContent()).toContain(old)
    expect(await shown.textContent()).not.toContain(fresh)
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([])
  })

  it.each([
    { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
    { name: '320', colorScheme: 'light', viewport: { width: 320, height: 900 } },
  ] as const)('fits and is read in $name', async ({ name, ...options }) => {
    const { page } = await scene.openReport(options)
    const drafts = await writeAgain(page)
    await drafts
      .getByText(/differ/)
      .first()
      .waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(options.viewport.width)
    await drafts.getByRole('button', { name: 'Decide later' }).scrollIntoViewIfNeeded()
    await scene.shot(page, `rival-${name}`)
  })

  describe('in Word, which keeps its own document open', () => {
    let window: WordWindow
    let word: Word
    const patience = { timeout: 30_000 }

    beforeAll(async () => {
      window = await openWordWindow(scene.browser, scene.server.url)
    })

    /** As a writer opens what was downloaded: the file remembers no pane yet. */
    const open = async (bytes: Uint8Array) => {
      word = await window.open(new WordDocument(bytes))
      await word.pane.getByLabel('API key').fill(scene.server.apiKey)
      await word.pane.getByRole('button', { name: 'Connect' }).click()
      await word.pane.getByText(/^Version \d+, \d+ kB, sent$/).waitFor(patience)
    }
    const writeAgainInWord = async () => {
      await word.pane.getByRole('combobox', { name: 'Section' }).pressSequentially(title)
      await word.pane.getByRole('option', { name: title }).first().click()
      await word.pane.getByRole('button', { name: 'Write this section again' }).click()
      const drafts = word.pane.getByRole('region', { name: `Two drafts of “${title}”` })
      await drafts.getByText(fresh).waitFor(patience)
      return drafts
    }

    it('is taken as a file of the next version, which goes on, and the open one stays as it was', async () => {
      const path = `${scene.server.url}/api/v1/documents/${scene.server.documentId}/file`
      const report = await fetch(path, { headers: { 'X-API-Key': scene.server.apiKey } })
      await open(new Uint8Array(await report.arrayBuffer()))
      const { page, pane, document } = word
      const before = document.finalText
      expect(before).toContain(old)
      // the draft that was parked before rests on an earlier version: another one is written
      const drafts = await writeAgainInWord()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        drafts.getByRole('button', { name: 'Take the new section' }).click(),
      ])
      const taken = `Version ${await countVersions()} has the new section. It was downloaded as`
      await pane.getByText(taken).waitFor(patience)
      await scene.shot(page, 'rival-taken-in-word')
      expect(document.finalText).toBe(before)
      await open(await readFile(await download.path()))
      expect(word.document.finalText).toContain(fresh)
      await word.pane.getByText(/ALD-VEL-201 Clinical Study Report/).waitFor()
    })

    it('is refused where the document was edited, with what to do, and changes nothing', async () => {
      const { document, pane, page } = word
      document.replace(document.find(fresh), fresh.replace('6', '7'))
      const edited = document.finalText
      await pane.getByRole('button', { name: 'Send again' }).click()
      const drafts = await writeAgainInWord()
      await drafts.getByText(/was edited since it was generated.*take the sentences over/).waitFor()
      expect(await drafts.getByRole('button', { name: 'Take the new section' }).count()).toBe(0)
      await scene.shot(page, 'rival-refused-in-word')
      await drafts.getByRole('button', { name: 'Keep the present section' }).click()
      await pane.getByText('The present section stays').waitFor()
      expect(document.finalText).toBe(edited)
    })
  })
})
