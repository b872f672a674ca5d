import { createParagraph } from './content-item.ts'
import type { ContentItem, TableItem } from './docx-sections.ts'
import { readCaption } from './table-caption.ts'

/** How one row of a sheet is told to be a title or a note, and how the others make a table. */
export type StretchReader<Row> = {
  /** Whether it holds one value at most. */
  readonly isLone: (row: Row) => boolean
  readonly toText: (row: Row) => string
  readonly toTable: (rows: readonly Row[]) => TableItem
}

/**
 * Rows of a sheet without an empty one between them: before `first`, and below the last that holds
 * several values, stand titles and notes; what is between is a table. A single line above the table
 * is its caption, also where it says no "Table 4". A negative `first`: there is no table.
 */
export function readStretch<Row>(
  rows: readonly Row[],
  first: number,
  { isLone, toText, toTable }: StretchReader<Row>,
): ContentItem[] {
  const listTexts = (lines: readonly Row[]) => lines.map(toText).filter((text) => text !== '')
  if (first < 0) return listTexts(rows).map((text) => createParagraph({ text }))
  const last = rows.findLastIndex((row) => !isLone(row))
  const titles = listTexts(rows.slice(0, first))
  const isCaption = titles.length === 1 && !readCaption(titles)
  return [
    ...titles.map((text) => createParagraph({ text, isCaption })),
    toTable(rows.slice(first, last + 1)),
    ...listTexts(rows.slice(last + 1)).map((text) => createParagraph({ text })),
  ]
}

/**
 * A line by itself that a sheet begins with stands above its first table, also where an empty row is between:
 * most sheets name their table so, and say there what it counts in.
 */
export function joinTitle<Row>(
  stretches: readonly (readonly Row[])[],
  { isLone }: StretchReader<Row>,
): readonly (readonly Row[])[] {
  const [title, table, ...others] = stretches
  const [first] = table ?? []
  const isTitle = title?.length === 1 && title.every(isLone) && first && !isLone(first)
  return isTitle ? [[...title, ...(table ?? [])], ...others] : stretches
}
