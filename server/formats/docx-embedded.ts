import type { NoteContent } from './compose-text.ts'
import { findPartById, findPartBytes, type DocxPackage } from './docx-package.ts'
import type { ContentItem } from './docx-sections.ts'
import { extensionOf, findFileType } from './file-type.ts'
import { readGraphic, type GraphicReference } from './graphic-reference.ts'
import { readHtmlContent } from './read-html.ts'
import { readRtfContent } from './read-rtf.ts'
import { readTextContent } from './read-text.ts'
import { Refusal } from './refusal.ts'
import type { XmlElement } from './xml.ts'

/** What stands in other parts of a Word file, read at the place that names it. */
export type EmbeddedParts = {
  /** Elements whose part gave something. */
  readonly read: ReadonlySet<XmlElement>
  /** Notes of files in the file; what they are tied to is not looked at. */
  readonly notes: readonly NoteContent[]
  readGraphic(reference: GraphicReference): readonly ContentItem[]
  /** `element` is a w:altChunk (ECMA-376 part 1 §17.17.2.1): another file as a part of this text. */
  readChunk(element: XmlElement): readonly ContentItem[]
}

export type EmbeddedContent = {
  readonly items: readonly ContentItem[]
  readonly notes: readonly NoteContent[]
  readonly warnings: readonly string[]
}

/** `readWord` reads a Word file in the file. */
export function createEmbeddedParts(
  docx: DocxPackage,
  readWord: (bytes: Uint8Array) => EmbeddedContent,
): EmbeddedParts {
  const read = new Set<XmlElement>()
  const notes: NoteContent[] = []
  const mark = (element: XmlElement, items: readonly ContentItem[]) => {
    if (items.length > 0) read.add(element)
    return items
  }
  let chunks = 0
  return {
    read,
    notes,
    readGraphic: ({ kind, id, element }) =>
      mark(element, readGraphic(kind, findPartById(docx, id))),
    readChunk: (element) => {
      if (++chunks > maximumChunks) return []
      const content = readPart(docx, element.attributes['r:id'] ?? '', readWord)
      docx.warnings.push(...content.warnings)
      notes.push(...content.notes)
      return mark(element, content.items.map(withoutMarks))
    },
  }
}

/** Where nothing else than the part itself is read: page headers and footers. */
export const noEmbeddedParts: EmbeddedParts = {
  read: new Set(),
  notes: [],
  readGraphic: () => [],
  readChunk: () => [],
}

/** No text is put together from more files than this, or from larger ones. */
const maximumChunks = 100
const maximumBytes = 32 * 1024 * 1024

const nothing: EmbeddedContent = { items: [], notes: [], warnings: [] }

/** A file in the file that can't be read costs what it says, not the document. */
function readPart(
  docx: DocxPackage,
  id: string,
  readWord: (bytes: Uint8Array) => EmbeddedContent,
): EmbeddedContent {
  const part = findPartBytes(docx, id)
  if (!part || part.bytes.length > maximumBytes) return nothing
  try {
    return readFile(part.name, part.bytes, readWord)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ...nothing, warnings: [`${part.name} is left out: ${error.message}`] }
  }
}

function readFile(
  name: string,
  bytes: Uint8Array,
  readWord: (bytes: Uint8Array) => EmbeddedContent,
): EmbeddedContent {
  const type = findFileType(bytes)
  const extension = extensionOf(name)
  if (type === 'docx') return readWord(bytes)
  if (type === 'rtf') return readRtfContent(bytes)
  if (type === 'html' || (type === 'text' && /^x?html?$/.test(extension))) {
    return { ...nothing, ...readHtmlContent(bytes) }
  }
  return type === 'text' && extension === 'txt'
    ? { ...nothing, ...readTextContent(bytes) }
    : nothing
}

/** Bookmarks and notes of another file mean nothing among those of this one. */
function withoutMarks(item: ContentItem): ContentItem {
  if (item.kind === 'paragraph') return { ...item, marks: [], boxes: [], graphics: [] }
  const rows = item.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, marks: [] })),
  }))
  return { ...item, rows }
}
