import { findNumber, findValue } from './docx-attributes.ts'
import { listBlocks } from './docx-blocks.ts'
import { joinFlows, prefixFlow, trimFlow, type Flow } from './docx-flow.ts'
import { formatNumber } from './docx-number-formats.ts'
import { findRelatedPart, type DocxPackage } from './docx-package.ts'
import { readParagraph, type NoteReference, type ReadingContext } from './docx-paragraph.ts'
import { readLine } from './docx-table.ts'
import { childElements, findChild, type XmlElement } from './xml.ts'

/**
 * Footnotes, then endnotes, each in the order of their marks in the text: "1 words of the note".
 * The mark is the number that Word counts; marks that a writer set by hand are numbered, too.
 */
export function readNotes(
  docx: DocxPackage,
  references: readonly NoteReference[],
  context: ReadingContext,
): Flow[] {
  const settings = findRelatedPart(docx, 'settings')
  return noteKinds.flatMap(({ kind, format }) => {
    const ids = [...new Set(references.filter((one) => one.kind === kind).map((one) => one.id))]
    const root = ids.length > 0 ? findRelatedPart(docx, `${kind}s`) : undefined
    const notes = listById(root, kind)
    const properties = settings && findChild(settings, `w:${kind}Pr`)
    const numberFormat = findValue(properties, 'w:numFmt') ?? format
    const start = findNumber(properties, 'w:numStart') ?? 1
    return ids.flatMap((id, index) => {
      const note = notes.get(id)
      const words = note && readNote(note, context)
      if (!words || words.text === '') return []
      return [prefixFlow(`${formatNumber(start + index, numberFormat)} `, words)]
    })
  })
}

/** Footnotes count in digits and endnotes in small Roman ones (ECMA-376 part 1 §17.11.17, §17.11.18). */
const noteKinds = [
  { kind: 'footnote', format: 'decimal' },
  { kind: 'endnote', format: 'lowerRoman' },
] as const

function listById(root: XmlElement | undefined, kind: string): Map<string, XmlElement> {
  const notes = root ? childElements(root, `w:${kind}`) : []
  return new Map(notes.map((note) => [note.attributes['w:id'] ?? '', note]))
}

function readNote(note: XmlElement, context: ReadingContext): Flow {
  const flows = listBlocks(note).flatMap((block): Flow[] => {
    if (block.kind === 'paragraph') return [readParagraph(block, context)]
    if (block.kind !== 'table') return []
    return [readLine({ name: '', attributes: {}, children: [block.element] }, context)]
  })
  return trimFlow(joinFlows(flows, '\n'))
}
