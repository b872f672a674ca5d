import { listBlocks } from './docx-blocks.ts'
import { findPartById, findRelatedPart, type DocxPackage } from './docx-package.ts'
import { readParagraph, type ReadingContext } from './docx-paragraph.ts'
import { findToggle } from './docx-attributes.ts'
import type { Section } from './docx-sections.ts'
import { readTable } from './docx-table.ts'
import { captionFromMargins, type MarginResult, type PageMargins } from './margin-captions.ts'
import { childElements, type XmlElement } from './xml.ts'

/** Reads headers and footers, each part once. */
export function readMargins(
  docx: DocxPackage,
  sections: readonly Section[],
  createContext: () => ReadingContext,
): MarginResult {
  const readLines = createLineReader(docx, createContext)
  const settings = findRelatedPart(docx, 'settings')
  const hasEvenPages = findToggle(settings, 'w:evenAndOddHeaders') ?? false
  let inherited: References = new Map()
  return captionFromMargins(
    sections.map((section) => {
      inherited = new Map([...inherited, ...listReferences(section.properties)])
      const margins = readSectionMargins(section, inherited, hasEvenPages, readLines)
      return { items: section.items, margins }
    }),
  )
}

/** Relationship ids by "header default", "footer first" …; a section without one has its predecessor's. */
type References = ReadonlyMap<string, string>

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
