import type { Page } from 'playwright-core'

/** Has the server give `size` at once where the pane asks for more; gives what ends it. */
export async function shrinkPages(
  page: Page,
  pattern: string,
  size: number,
): Promise<() => Promise<void>> {
  await page.route(pattern, (route) => {
    const url = new URL(route.request().url())
    url.searchParams.set('page_size', String(size))
    return route.continue({ url: url.href })
  })
  return () => page.unroute(pattern)
}
