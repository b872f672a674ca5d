import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { findViolations } from './find-violations.ts'
import { describeGenerate } from './generate-scene.ts'

const names = Array.from({ length: 32 }, (_, at) => `listing-16-2.${at + 1}.csv`)

/** Thirty-two small files, chosen as a person chooses them. */
async function chooseMany(page: Page): Promise<void> {
  const files = names.map((name, at) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`Subject,Value\n${at + 1},${at + 100}\n`),
  }))
  await page.locator('input[aria-label="Add source files"]').setInputFiles(files)
  await page.getByText('32 sources: 32 read.').waitFor({ timeout: 60_000 })
}

describeGenerate('generating with many sources', (scene) => {
  it('keeps them in a list that scrolls, and finds them by name', async () => {
    for (const [name, width, colorScheme] of [
      ['light', 400, 'light'],
      ['dark', 400, 'dark'],
      ['narrow', 320, 'light'],
    ] as const) {
      const viewport = { width, height: 900 }
      const { page, faults } = await scene.openGenerate({ viewport, colorScheme })
      await chooseMany(page)
      const list = page.getByRole('list', { name: 'Chosen sources' })
      expect((await list.boundingBox())?.height).toBeLessThan(450)
      await list.scrollIntoViewIfNeeded()
      await scene.shot(page, `many-sources-${name}`)
      expect(await findViolations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)

      await page.getByLabel('Find among the chosen sources').fill('16-2.31')
      await expect.poll(() => list.getByRole('listitem').count()).toBe(1)
      await list.getByLabel('What listing-16-2.31.csv is').selectOption('table')
      await list.getByText('given').waitFor()
      await list.getByRole('button', { name: 'Remove listing-16-2.31.csv' }).click()
      await page.getByText('31 sources: 31 read.').waitFor()
      await page.getByText('No chosen source has “16-2.31” in its name.').waitFor()
      await page.getByLabel('Find among the chosen sources').fill('')
      await expect.poll(() => list.getByRole('listitem').count()).toBe(31)
      expect(faults).toEqual([])
      await page.close()
    }
  })
})
