import type { Bookmark } from '../../shared/model/document-reading.ts'
import type { ReaderIdentity, SourceText } from '../../shared/model/source-text.ts'
import {
  createEmbeddedParts,
  noEmbeddedParts,
  type EmbeddedContent,
  type EmbeddedParts,
} from './docx-embedded.ts'
import { joinContinued } from './docx-continued.ts'
import { dropPrompts } from './docx-prompts.ts'
import { createListCounter } from './docx-lists.ts'
import { createBookmarkRegister, listBookmarks } from './docx-marks.ts'
import { readMargins } from './docx-margins.ts'
import { readNotes } from './docx-notes.ts'
import { holdsChanges } from './docx-original.ts'
import { findRelatedPart, openPackage, readCoreTitle, type ChangesView } from './docx-package.ts'
import type { ReadingContext } from './docx-paragraph.ts'
import { readBody, type ContentItem } from './docx-sections.ts'
import { readStyles, type StyleSheet } from './docx-style-sheet.ts'
import { composeText } from './compose-text.ts'
import { listComments, listUnread } from './docx-unread.ts'
import { Refusal } from './refusal.ts'
import { findChild, isElement, type XmlElement } from './xml.ts'

/** Everything that is read of a Word file. */
type DocxReading = {
  readonly sourceText: SourceText
  readonly bookmarks: readonly Bookmark[]
  readonly warnings: readonly string[]
}

/** A change of what is read needs a new version: citations point into the text as one version read it. */
const docxReader: ReaderIdentity = { name: 'docx', version: '3', options: '' }

/** @throws Refusal as `openPackage` does, and `no_text` when there is no word in it. */
export function readWordFile(bytes: Uint8Array, view: ChangesView = 'final'): DocxReading {
  const { docx, context, content } = openContent(bytes, view, 0)
  const joined = content.sections.map((one) => ({ ...one, items: joinContinued(one.items) }))
  const margins = () => createContext(context.styles, noEmbeddedParts)
  const { items, marginLines } = readMargins(docx, joined, margins)
  const notes = [...readNotes(docx, context), ...context.embedded.notes]
  const { text, blocks, marks } = composeText(joinContinued(items), notes, content.trailing)
  const unread = [...listUnread(docx.main, context.embedded.read), ...listComments(docx)]
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Refusal('no_text', noTextReason(unread, marginLines))
  const title = readCoreTitle(docx) || findTitle(items)
  const reader = { ...docxReader, options: view === 'original' ? 'changes=original' : '' }
  const metadata = { title, marginLines }
  return {
    sourceText: { reader, text, blocks, pages: [], metadata },
    bookmarks: listBookmarks(context.bookmarks, marks, text),
    warnings: [
      ...docx.warnings,
      ...unread.map((one) => `${one} not read`),
      ...(view === 'final' && holdsChanges(docx.main)
        ? ['tracked changes: read is the final text']
        : []),
    ],
  }
}

/** Files in files in files: no writer needs more. */
const maximumDepth = 3

function openContent(bytes: Uint8Array, view: ChangesView, depth: number) {
  if (depth > maximumDepth) throw new Refusal('too_deep', 'files in files, too deep')
  const docx = openPackage(bytes, view)
  dropPrompts(docx.main)
  const embedded = createEmbeddedParts(docx, (inner) => readEmbeddedWord(inner, view, depth + 1))
  const styles = readStyles(findRelatedPart(docx, 'styles'))
  const numbering = findRelatedPart(docx, 'numbering')
  const context = createContext(styles, embedded, docx.main, numbering)
  const content = readBody(findChild(docx.main, 'w:body') ?? docx.main, context)
  return { docx, context, content }
}

/** A Word file in a Word file: its body, and its notes without their places. */
function readEmbeddedWord(bytes: Uint8Array, view: ChangesView, depth: number): EmbeddedContent {
  const { docx, context, content } = openContent(bytes, view, depth)
  const notes = readNotes(docx, context).map(({ flow, mark }) => ({
    flow: { text: flow.text, marks: [] },
    ...(mark !== undefined && { mark }),
  }))
  return {
    items: joinContinued(content.sections.flatMap(({ items }) => items)),
    notes: [...notes, ...context.embedded.notes],
    warnings: docx.warnings,
  }
}

function createContext(
  styles: StyleSheet,
  embedded: EmbeddedParts,
  main?: XmlElement,
  numbering?: XmlElement,
): ReadingContext {
  return {
    hasBalancedFields: main === undefined || countOpenFields(main) === 0,
    styles,
    countList: createListCounter(numbering),
    bookmarks: createBookmarkRegister(),
    notes: [],
    fields: [],
    embedded,
  }
}

/** Fields that begin more often than they end, or the other way round. */
function countOpenFields(element: XmlElement): number {
  const type = element.name === 'w:fldChar' ? element.attributes['w:fldCharType'] : undefined
  let open = type === 'begin' ? 1 : type === 'end' ? -1 : 0
  for (const child of element.children) if (isElement(child)) open += countOpenFields(child)
  return open
}

/** The first paragraph of the style Title. */
function findTitle(items: readonly ContentItem[]): string {
  const title = items.find(
    (item) => item.kind === 'paragraph' && item.text !== '' && item.style.names.includes('title'),
  )
  return title?.kind === 'paragraph' ? title.text.replace(/\s+/g, ' ') : ''
}

function noTextReason(unread: readonly string[], marginLines: readonly string[]): string {
  const elsewhere = [
    ...unread.map((one) => `${one}, not read`),
    ...(marginLines.length > 0 ? ['headers and footers'] : []),
  ]
  const outside = elsewhere.length > 0 ? ` outside of ${elsewhere.join('; ')}` : ''
  return `the document holds no words${outside}`
}
