import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callJson, readPlan } from '../../examples/run-example.ts'
import { documentDetails } from '../../shared/contract/documents.ts'
import { describeWith } from '../support/requirements.ts'
import { chooseSection, documentFrame, selectWords } from './open-pane.ts'
import { startPaneScene, type PaneScene } from './pane-scene.ts'

describeWith('chromium', 'the sources of a document', (chromiumPath) => {
  let scene: PaneScene
  let selection: { section_id: string; selected_text: string; source: string }

  beforeAll(async () => {
    scene = await startPaneScene(chromiumPath)
    selection = (await readPlan('study')).selections[0]!
  })
  afterAll(() => scene?.close())

  async function readGaps() {
    const details = await callJson(scene.server, `/api/v1/documents/${scene.server.documentId}`)
    return documentDetails.parse(details).quality?.gaps ?? []
  }

  it('shows the sources of a chosen section, and scrolls to it', async () => {
    const { page, faults } = await scene.openReport()
    await chooseSection(page, selection.section_id)
    await page.getByRole('article').first().waitFor()
    await expect.poll(() => page.getByRole('article').count()).toBeGreaterThan(0)
    const heading = documentFrame(page)
      .locator('p')
      .filter({ hasText: new RegExp(`^\\s*${selection.section_id}\\s*$`) })
    // the document goes there by itself, before the sources have come or behind them
    const isInView = (element: Element) => {
      const { top } = element.getBoundingClientRect()
      return top >= -1 && top < element.ownerDocument.defaultView!.innerHeight
    }
    await expect.poll(() => heading.last().evaluate(isInView)).toBe(true)
    await scene.shot(page, 'section')
    expect(faults).toEqual([])
  })

  it('shows source, place and quote of the words that the pointer selects', async () => {
    const { page, faults } = await scene.openReport()
    await selectWords(page, selection.selected_text)
    const card = page.getByRole('article').first()
    await card.waitFor()
    const fileName = selection.source.split('/').at(-1)!
    expect(await card.textContent()).toContain(fileName)
    expect(await card.textContent()).toMatch(/version 1 · (page \d+|no fixed pages)/)
    await expect.poll(() => card.locator('mark').count()).toBeGreaterThan(0)
    await page.getByText('Selected words').waitFor()
    await expect.poll(() => page.getByRole('combobox').inputValue()).toContain(selection.section_id)
    await scene.shot(page, 'selection')
    expect(faults).toEqual([])
  })

  it('goes from source to source with the arrow keys and with the buttons', async () => {
    const { page, faults } = await scene.openReport()
    await chooseSection(page, selection.section_id)
    const cards = page.getByRole('article')
    await cards.nth(1).waitFor()
    await cards.first().focus()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await expect.poll(focused).toMatch(/^Source 1 of /)
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused).toMatch(/^Source 2 of /)
    await page.keyboard.press('Home')
    await expect.poll(focused).toMatch(/^Source 1 of /)
    await page.getByRole('button', { name: 'Next source' }).click()
    await page.getByText(/^Source 2 of /).waitFor()
    const heights = await cards.first().getByRole('button').evaluateAll(readHeights)
    expect([heights.length > 1, new Set(heights).size]).toEqual([true, 1])
    // the row that goes through the sources stays with them
    await page.getByRole('button', { name: 'Write this section again' }).scrollIntoViewIfNeeded()
    const steps = page.getByRole('group', { name: 'Go through the sources' })
    const list = page.getByRole('list', { name: 'Sources' })
    const [row, sources] = [await steps.boundingBox(), await list.boundingBox()]
    expect(row!.y + row!.height).toBeLessThanOrEqual(sources!.y + sources!.height)
    expect(faults).toEqual([])
  })

  it('says of a gap that it is one, why, and what was searched, by section and by selection', async () => {
    const { page, faults } = await scene.openReport()
    const [gap] = await readGaps()
    await chooseSection(page, gap!.section_id)
    const notes = page.getByRole('list', { name: 'Gaps and data' })
    await notes.waitFor()
    const bySection = await notes.innerText()
    expect(bySection).toContain(`Reason: ${gap!.reason}`)
    expect(bySection).toContain(`Searched: ${gap!.searched}`)
    await scene.shot(page, 'gap')
    await selectWords(page, gap!.reason.slice(0, 30))
    await page.getByText('Selected words').waitFor()
    await expect.poll(() => notes.innerText()).toBe(bySection)
    expect(await page.getByText('No source found').count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('says of a section left out on purpose why, and of house text that it is', async () => {
    const { page, faults } = await scene.openReport()
    await chooseSection(page, 'Investigators and Administrative')
    await page.getByText('Left out on purpose: The list of investigators').waitFor()
    await selectWords(page, 'This report was prepared in accordance')
    await page.getByText('House text').waitFor()
    expect(faults).toEqual([])
  })

  it('gives the cells of one row one card that names their columns, not checked yet', async () => {
    const { page } = await scene.openReport()
    await selectWords(page, selection.selected_text)
    const card = page.getByRole('article')
    await card.first().waitFor()
    await expect.poll(() => card.count()).toBe(1)
    expect(await card.innerText()).toMatch(/Columns: Placebo .* · .* · Total/)
    expect(await card.innerText()).toContain('Not checked')
    await expect.poll(() => card.locator('mark').count()).toBe(4)
  })

  it('copies a source as a line that names file, version, place and quote', async () => {
    const { page, faults } = await scene.openReport({
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await chooseSection(page, selection.section_id)
    const card = page.getByRole('article').first()
    await card.getByRole('button', { name: 'Copy citation' }).click()
    await card.getByText('Copied.').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    const name = await card.getByRole('heading').textContent()
    expect(copied.startsWith(`${name}, version 1, `)).toBe(true)
    expect(copied).toMatch(/: “.+”$/)
    expect(faults).toEqual([])
  })

  it('copies where the page may not use the clipboard itself, and keeps the focus', async () => {
    const { page } = await scene.openReport()
    await refuseClipboard(page)
    await chooseSection(page, selection.section_id)
    const copy = page.getByRole('button', { name: 'Copy citation' }).first()
    await copy.focus()
    await page.keyboard.press('Enter')
    await page.getByText('Copied.').first().waitFor()
    await expect.poll(() => copy.evaluate((button) => button === document.activeElement)).toBe(true)
  })

  it('shows the citation to copy by hand where nothing is let', async () => {
    const { page } = await scene.openReport()
    await refuseClipboard(page)
    await page.evaluate(() => {
      document.execCommand = () => false
    })
    await chooseSection(page, selection.section_id)
    await page.getByRole('button', { name: 'Copy citation' }).first().click()
    const text = page.getByRole('textbox', { name: 'Text to copy' })
    expect(await text.inputValue()).toMatch(/, version 1, .*: “.+”$/)
  })

  it('says which version the server holds, and its size', async () => {
    const { page } = await scene.openReport()
    const details = documentDetails.parse(
      await callJson(scene.server, `/api/v1/documents/${scene.server.documentId}`),
    )
    const kilobytes = Math.round(details.versions[0]!.size_bytes / 1_000)
    await page.getByText(`Version 1, ${kilobytes} kB`, { exact: true }).waitFor()
  })

  it('indents the sections by their level, in the document’s order', async () => {
    const { page } = await scene.openReport()
    await page.getByRole('combobox', { name: 'Section' }).click()
    await page.getByRole('option').first().waitFor()
    const options = await page.getByRole('option').evaluateAll((all) =>
      all.map((option) => {
        const words = option.querySelector('span[style]')!
        return { name: option.textContent, indent: getComputedStyle(words).paddingInlineStart }
      }),
    )
    const details = documentDetails.parse(
      await callJson(scene.server, `/api/v1/documents/${scene.server.documentId}`),
    )
    const levels = details.sections.map(({ level }) => Math.max(0, level - 1))
    expect(options.map(({ indent }) => indent)).toEqual(levels.map((level) => `${level * 12}px`))
    expect(new Set(levels).size).toBeGreaterThan(1)
    await scene.shot(page, 'section-list')
  })
})

async function refuseClipboard(page: Page): Promise<void> {
  await page.evaluate(() => {
    const writeText = () => Promise.reject(new Error('not allowed'))
    Object.defineProperty(navigator, 'clipboard', { value: { writeText } })
  })
}

/** Runs in the page. */
function readHeights(elements: readonly Element[]): number[] {
  return elements.map((element) => element.getBoundingClientRect().height)
}
