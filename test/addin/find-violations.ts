import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type axeCore from 'axe-core'
import type { Frame, Page } from 'playwright-core'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe finds in a page or a frame of it, the rendered document and all other frames left out. */
export async function findViolations(
  page: Page | Frame,
  rules: 'all' | readonly string[] = 'all',
): Promise<string[]> {
  if (rules.length === 0) return []
  const isThere = await page.evaluate(() => 'axe' in globalThis)
  if (!isThere) await page.evaluate(await readFile(axePath, 'utf8'))
  const options = { iframes: false, resultTypes: ['violations' as const] }
  const { violations } = await page.evaluate(
    (given) =>
      (globalThis as unknown as { axe: typeof axeCore }).axe.run(
        // The rendered document is its author's; what is left out catches Fluent's focus.
        { exclude: ['#document iframe', '[data-tabster-dummy]'] },
        given,
      ),
    rules === 'all' ? options : { ...options, runOnly: [...rules] },
  )
  return violations.map(({ id, nodes }) => {
    const [first] = nodes
    return `${id} (${nodes.length}): ${first?.html.slice(0, 300)} ${first?.failureSummary ?? ''}`
  })
}
