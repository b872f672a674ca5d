import { foldBlanks } from './content-item.ts'
import { joinContinued } from './docx-continued.ts'
import type { ContentItem } from './docx-sections.ts'
import {
  captionFromMargins,
  type MarginResult,
  type PageMargins,
  type SectionWithMargins,
} from './margin-captions.ts'
import type { RtfSection } from './rtf-machine.ts'
import type { StoryItem } from './rtf-story.ts'
import { haveSameEdges, layRtfTable, type RtfRow, type RtfTable } from './rtf-table.ts'
import { isRunningLine, readCaption } from './table-caption.ts'

/** Tables with what page margins say of them: captions, notes and, in headers, column heads. */
export function readRtfMargins(sections: readonly RtfSection[]): MarginResult {
  return captionFromMargins(sections.map(readSection))
}

function readSection(section: RtfSection): SectionWithMargins {
  const pages = listPages(section)
  const heads = pages.flatMap(({ header }) => findHeads(header)).find(({ length }) => length > 0)
  const used = new Set<RtfRow>()
  const items = section.items.map((item): ContentItem => {
    if (item.kind === 'paragraph') return item
    const above = heads && belongTogether(heads, item) ? heads : []
    for (const row of above) used.add(row)
    return layRtfTable([...above.filter(hasWords).map(markHead), ...item.rows])
  })
  const margins = pages.map(({ header, footer }): PageMargins => {
    return { header: listLines(header, used), footer: listLines(footer, used) }
  })
  return { items: joinContinued(items), margins }
}

type PageItems = { readonly header: readonly StoryItem[]; readonly footer: readonly StoryItem[] }

/** Margins of common pages, of left and right ones, of the first one. */
function listPages({ margins, hasTitlePage }: RtfSection): PageItems[] {
  const kinds = ['', 'r', 'l', ...(hasTitlePage ? ['f'] : [])]
  return kinds.map((kind) => ({
    header: margins.get(`header${kind}`)?.items ?? [],
    footer: margins.get(`footer${kind}`)?.items ?? [],
  }))
}

/** The last rows of the tables of a header that are no running lines and no caption. */
function findHeads(header: readonly StoryItem[]): RtfRow[][] {
  return header
    .filter((item) => item.kind === 'rows')
    .map(({ rows }) => {
      const start = rows.findLastIndex((row) => row.cells.some(({ text }) => isMarginal(text)))
      return rows.slice(start + 1)
    })
}

function isMarginal(words: string): boolean {
  return isRunningLine(words) || readCaption([words]) !== undefined
}

/** A table that begins with the same heads does not need them. */
function belongTogether(heads: readonly RtfRow[], table: RtfTable): boolean {
  const [first] = heads.filter(hasWords)
  const [top] = table.rows.filter(hasWords)
  if (!first || (top && showRow(first) === showRow(top))) return false
  return haveSameEdges(heads, table.rows)
}

function showRow({ cells }: RtfRow): string {
  return cells.map(({ text }) => text).join('\t')
}

function hasWords({ cells }: RtfRow): boolean {
  return cells.some(({ text }) => text !== '')
}

function markHead(row: RtfRow): RtfRow {
  return { ...row, isHeader: true }
}

/** Lines in order, cells one by one. */
function listLines(items: readonly StoryItem[], used: ReadonlySet<RtfRow>): string[] {
  return items
    .flatMap((item) =>
      item.kind === 'paragraph'
        ? item.text.split('\n').flatMap(splitZones)
        : item.rows
            .filter((row) => !used.has(row))
            .flatMap((row) => row.cells.map(({ text }) => text)),
    )
    .map(foldBlanks)
    .filter((line) => line !== '')
}

/** Tabs put what stands left, centred and right into one line; inside a note they are blanks. */
function splitZones(line: string): string[] {
  const zones = line.split('\t')
  return zones.some(isRunningLine) ? zones : [line]
}
