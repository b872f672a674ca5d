import type { ContentItem } from './docx-sections.ts'
import { findPopulation, isRunningLine, readCaption, type TableCaption } from './table-caption.ts'

/** What page header and footer say of a table that is alone in its section. */
export type MarginCaption = {
  readonly caption: TableCaption
  /** Number, title and population as printed, in this order. */
  readonly lines: readonly string[]
  readonly notes: readonly string[]
}

/** The lines of one kind of page. */
export type PageMargins = { readonly header: readonly string[]; readonly footer: readonly string[] }

export type SectionWithMargins = {
  readonly items: readonly ContentItem[]
  /** Of the pages that the section has: common ones first. */
  readonly margins: readonly PageMargins[]
  /** Words of headers that are no line of a caption: column heads of another table. */
  readonly asides?: readonly string[]
}

export type MarginResult = {
  /** The items of all sections; tables with their margin captions. */
  readonly items: readonly ContentItem[]
  /** All other lines of headers and footers, each once. */
  readonly marginLines: readonly string[]
}

/**
 * Result tables carry number, title, population and notes in headers and footers alone: where the
 * only content of a section is one table and a header line names a table, they become the table's;
 * every other line is kept apart from the text.
 */
export function captionFromMargins(sections: readonly SectionWithMargins[]): MarginResult {
  const marginLines = new Set<string>()
  const items = sections.flatMap((section) => {
    const captioned = findCaptioned(section)
    const used = new Set([...(captioned?.margin.lines ?? []), ...(captioned?.margin.notes ?? [])])
    const lines = section.margins.flatMap((one) => [...one.header, ...one.footer])
    for (const line of lines) if (!used.has(line)) marginLines.add(line)
    for (const line of section.asides ?? []) marginLines.add(line)
    return captioned ? [captioned] : section.items
  })
  return { items, marginLines: [...marginLines] }
}

function findCaptioned({ items, margins }: SectionWithMargins) {
  const filled = items.filter((item) => item.kind === 'table' || hasContent(item))
  const [table] = filled
  if (filled.length !== 1 || table?.kind !== 'table') return undefined
  for (const page of margins) {
    const margin = readMarginCaption(page)
    if (margin) return { ...table, margin }
  }
  return undefined
}

function hasContent(item: Extract<ContentItem, { kind: 'paragraph' }>): boolean {
  return item.text !== '' || item.hasDrawing
}

/** Lines before the one that names the table are the study's, but for the population. */
function readMarginCaption(page: PageMargins): MarginCaption | undefined {
  const lines = page.header.filter((line) => !isRunningLine(line))
  const start = lines.findIndex((line) => readCaption([line]) !== undefined)
  const named = lines[start]
  if (named === undefined) return undefined
  const populations = lines.filter((line) => findPopulation(line) !== undefined)
  const titles = lines.slice(start + 1).filter((line) => !populations.includes(line))
  const ordered = [named, ...titles, ...populations]
  const caption = readCaption(ordered)
  const notes = page.footer.filter((line) => !isRunningLine(line))
  return caption && { caption, lines: ordered, notes }
}
