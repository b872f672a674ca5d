/** A part of a list; `page` counts from 1. */
export type Page = { readonly page: number; readonly pageSize: number }

/** How many stand before the page. */
export function countBefore({ page, pageSize }: Page): number {
  return (page - 1) * pageSize
}

export function slicePage<T>(all: readonly T[], page: Page): T[] {
  const first = countBefore(page)
  return all.slice(first, first + page.pageSize)
}
