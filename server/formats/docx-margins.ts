import { listBlocks } from './docx-blocks.ts'
import { findPartById, findRelatedPart, type DocxPackage } from './docx-package.ts'
import { readParagraph, type ReadingContext } from './docx-paragraph.ts'
import { findToggle } from './docx-attributes.ts'
import type { ContentItem, Section } from './docx-sections.ts'
import { readTable } from './docx-table.ts'
import { findPopulation, isRunningLine, readCaption, type TableCaption } from './table-caption.ts'
import { childElements, type XmlElement } from './xml.ts'

/** What page header and footer say of a table that is alone in its section. */
export type MarginCaption = {
  readonly caption: TableCaption
  /** Number, title and population as printed, in this order. */
  readonly lines: readonly string[]
  readonly notes: readonly string[]
}

export type MarginResult = {
  /** The items of all sections; tables with their margin captions. */
  readonly items: readonly ContentItem[]
  /** All other lines of headers and footers, each once. */
  readonly marginLines: readonly string[]
}

/**
 * Reads headers and footers. Result tables carry number, title, population and notes there alone:
 * where the only content of a section is one table and a header line names a table, they become the
 * table's; every other line is kept apart from the text.
 */
export function readMargins(
  docx: DocxPackage,
  sections: readonly Section[],
  createContext: () => ReadingContext,
): MarginResult {
  const readLines = createLineReader(docx, createContext)
  const settings = findRelatedPart(docx, 'settings')
  const hasEvenPages = findToggle(settings, 'w:evenAndOddHeaders') ?? false
  const marginLines = new Set<string>()
  let inherited: References = new Map()
  const items = sections.flatMap((section) => {
    inherited = new Map([...inherited, ...listReferences(section.properties)])
    const margins = readSectionMargins(section, inherited, hasEvenPages, readLines)
    const captioned = findCaptioned(section, margins)
    const used = new Set([...(captioned?.margin.lines ?? []), ...(captioned?.margin.notes ?? [])])
    for (const line of margins.flatMap((one) => [...one.header, ...one.footer])) {
      if (!used.has(line)) marginLines.add(line)
    }
    return captioned ? [captioned] : section.items
  })
  return { items, marginLines: [...marginLines] }
}

/** Relationship ids by "header default", "footer first" …; a section without one has its predecessor's. */
type References = ReadonlyMap<string, string>

/** The lines of one kind of page. */
type PageMargins = { readonly header: readonly string[]; readonly footer: readonly string[] }

type LineReader = (relationshipId: string | undefined) => readonly string[]

function listReferences(properties: XmlElement | undefined): References {
  const references = properties
    ? childElements(properties).filter((one) => /^w:(header|footer)Reference$/.test(one.name))
    : []
  return new Map(
    references.map((one) => [
      `${one.name === 'w:headerReference' ? 'header' : 'footer'} ${one.attributes['w:type'] ?? 'default'}`,
      one.attributes['r:id'] ?? '',
    ]),
  )
}

/** Margins of the pages that the section has: common ones, its first one, even ones. */
function readSectionMargins(
  section: Section,
  references: References,
  hasEvenPages: boolean,
  readLines: LineReader,
): PageMargins[] {
  const hasTitlePage = findToggle(section.properties, 'w:titlePg') ?? false
  const pages = ['default', hasTitlePage ? 'first' : '', hasEvenPages ? 'even' : '']
  return pages
    .filter((page) => page !== '')
    .map((page) => ({
      header: readLines(references.get(`header ${page}`)),
      footer: readLines(references.get(`footer ${page}`)),
    }))
}

function findCaptioned(section: Section, margins: readonly PageMargins[]) {
  const filled = section.items.filter((item) => item.kind === 'table' || hasContent(item))
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

/** Lines of a header or footer part in order, cells of its tables one by one; each part is read once. */
function createLineReader(docx: DocxPackage, createContext: () => ReadingContext): LineReader {
  const known = new Map<string, readonly string[]>()
  return (id) => {
    if (id === undefined) return []
    const lines = known.get(id) ?? readPartLines(findPartById(docx, id), createContext())
    known.set(id, lines)
    return lines
  }
}

function readPartLines(part: XmlElement | undefined, context: ReadingContext): string[] {
  return part
    ? listLines(part, context)
        .map((line) => line.replace(/\s+/g, ' ').trim())
        .filter((line) => line !== '')
    : []
}

function listLines(container: XmlElement, context: ReadingContext): string[] {
  return listBlocks(container).flatMap((block) => {
    if (block.kind === 'table') return listTableLines(block.element, context)
    if (block.kind !== 'paragraph') return []
    const { text, boxes } = readParagraph(block, context)
    return [...text.split('\n'), ...boxes.flatMap((box) => listLines(box, context))]
  })
}

function listTableLines(table: XmlElement, context: ReadingContext): string[] {
  return readTable(table, context).rows.flatMap((row) => row.cells.map((cell) => cell.text))
}
