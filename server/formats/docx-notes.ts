import { findValue, parseWhole } from './docx-attributes.ts'
import { listBlocks } from './docx-blocks.ts'
import type { NoteContent } from './compose-text.ts'
import { joinFlows, prefixFlow, trimFlow, type Flow } from './docx-flow.ts'
import type { NoteReference } from './docx-note-reference.ts'
import { formatNumber } from './docx-number-formats.ts'
import { findRelatedPart, type DocxPackage } from './docx-package.ts'
import { readParagraph, type ReadingContext } from './docx-paragraph.ts'
import { readLine } from './docx-table.ts'
import { childElements, findChild, findPath, type XmlElement } from './xml.ts'

/**
 * Footnotes, then endnotes, each in the order of their marks in the text: "1 words of the note".
 * The mark is what its writer set, else the number that Word counts.
 */
export function readNotes(docx: DocxPackage, context: ReadingContext): NoteContent[] {
  // notes of notes are none: what their words add to the references is not looked at
  const references = [...context.notes]
  const properties = readNoteProperties(docx)
  return noteKinds.flatMap(({ kind, format }) => {
    const firsts = listFirsts(references, kind)
    const root = firsts.length > 0 ? findRelatedPart(docx, `${kind}s`) : undefined
    const notes = listById(root, kind)
    const countMark = createMarkCounter(properties, kind, format)
    return firsts.flatMap(({ id, customMark, key }): NoteContent[] => {
      const note = notes.get(id)
      const words = note && readNote(note, context)
      const mark = customMark ?? countMark()
      if (!words || words.text === '') return []
      if (mark === '') return [{ flow: words, key }]
      return [{ flow: prefixFlow(`${mark} `, words), mark, key }]
    })
  })
}

/** Footnotes count in digits and endnotes in small Roman ones (ECMA-376 part 1 §17.11.17, §17.11.18). */
const noteKinds = [
  { kind: 'footnote', format: 'decimal' },
  { kind: 'endnote', format: 'lowerRoman' },
] as const

type NoteKind = NoteReference['kind']

/** A note that is named again keeps the mark and the place of its first reference; `key` is its index. */
function listFirsts(references: readonly NoteReference[], kind: NoteKind) {
  const seen = new Set<string>()
  return references.flatMap((reference, key) => {
    if (reference.kind !== kind || seen.has(reference.id)) return []
    seen.add(reference.id)
    return [{ ...reference, key }]
  })
}

type NoteProperties = {
  readonly sections: readonly XmlElement[]
  readonly settings: XmlElement | undefined
}

/** What sections do not say of their notes, the settings of the document do. */
function readNoteProperties(docx: DocxPackage): NoteProperties {
  const body = findChild(docx.main, 'w:body') ?? docx.main
  const sections = childElements(body).flatMap((child) => {
    if (child.name === 'w:sectPr') return [child]
    return findPath(child, 'w:pPr', 'w:sectPr') ?? []
  })
  // a body may end without saying how its last pages are set up
  return {
    sections: sections.length > 0 ? sections : [body],
    settings: findRelatedPart(docx, 'settings'),
  }
}

/**
 * Gives the marks of a kind one by one. Where sections write them in different ways, or they begin
 * again on each page or in each section, what the page shows is not known: '' then.
 */
function createMarkCounter(
  { sections, settings }: NoteProperties,
  kind: NoteKind,
  usualFormat: string,
): () => string {
  const valueIn = (holder: XmlElement | undefined, name: string) =>
    holder && findValue(findChild(holder, `w:${kind}Pr`), name)
  const agree = (name: string, usual: string) => {
    const values = sections.map((one) => valueIn(one, name) ?? valueIn(settings, name) ?? usual)
    return values.every((one) => one === values[0]) ? values[0] : undefined
  }
  const format = agree('w:numFmt', usualFormat)
  const start = parseWhole(agree('w:numStart', '1'))
  const isContinuous = agree('w:numRestart', 'continuous') === 'continuous'
  if (format === undefined || start === undefined || !isContinuous) return () => ''
  let count = 0
  return () => formatNumber(start + count++, format)
}

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
