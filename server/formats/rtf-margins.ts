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
  const found = pages.flatMap(({ header }) => findHeads(header)).filter(({ length }) => length > 0)
  const joined = new Set<RtfRow>()
  const items = section.items.map((item): ContentItem => {
    if (item.kind === 'paragraph') return item
    const heads = found.find((rows) => belongTogether(rows, item)) ?? []
    for (const row of heads) joined.add(row)
    return layRtfTable([...heads.filter(hasWords).map(markHead), ...item.rows])
  })
  const rows = new Set(found.flat())
  const margins = pages.map(({ header, footer }): PageMargins => {
    return { header: listLines(header, rows), footer: listLines(footer, rows) }
  })
  const asides = [...rows].filter((row) => !joined.has(row)).flatMap(listRowLines)
  return { items: joinContinued(items), margins, asides }
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

/** The last rows of a table of the header: from the first with words in columns, behind running lines and caption. */
function findHeads(header: readonly StoryItem[]): RtfRow[][] {
  return header
    .filter((item) => item.kind === 'rows')
    .map(({ rows }) => {
      const last = rows.findLastIndex((row) => row.cells.some(({ text }) => isMarginal(text)))
      const heads = rows.slice(last + 1)
      const first = heads.findIndex(({ cells }) => cells.slice(1).some(({ text }) => text !== ''))
      return first < 0 ? [] : heads.slice(first)
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

/** Lines in order, cells one by one, without those of `heads`. */
function listLines(items: readonly StoryItem[], heads: ReadonlySet<RtfRow>): string[] {
  return items.flatMap((item) =>
    item.kind === 'paragraph'
      ? foldLines(item.text.split('\n').flatMap(splitZones))
      : item.rows.filter((row) => !heads.has(row)).flatMap(listRowLines),
  )
}

function listRowLines({ cells }: RtfRow): string[] {
  return foldLines(cells.map(({ text }) => text))
}

function foldLines(lines: readonly string[]): string[] {
  return lines.map(foldBlanks).filter((line) => line !== '')
}

/** Tabs put what stands left, centred and right into one line; inside a note they are blanks. */
function splitZones(line: string): string[] {
  const zones = line.split('\t')
  return zones.some(isRunningLine) ? zones : [line]
}
