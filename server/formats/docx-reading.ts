import type { Bookmark } from '../../shared/model/document-reading.ts'
import type { ReaderIdentity, SourceText } from '../../shared/model/source-text.ts'
import { joinContinued } from './docx-continued.ts'
import { createListCounter } from './docx-lists.ts'
import { createBookmarkRegister, listBookmarks } from './docx-marks.ts'
import { readMargins } from './docx-margins.ts'
import { readNotes } from './docx-notes.ts'
import { findRelatedPart, openPackage, readCoreTitle } from './docx-package.ts'
import type { ReadingContext } from './docx-paragraph.ts'
import { readBody, type ContentItem } from './docx-sections.ts'
import { readStyles, type StyleSheet } from './docx-style-sheet.ts'
import { composeText } from './compose-text.ts'
import { listUnread } from './docx-unread.ts'
import { Refusal } from './refusal.ts'
import { findChild, isElement, type XmlElement } from './xml.ts'

/** Everything that is read of a Word file. */
export type DocxReading = {
  readonly sourceText: SourceText
  readonly bookmarks: readonly Bookmark[]
  readonly warnings: readonly string[]
}

/** A change of what is read needs a new version: citations point into the text as one version read it. */
export const docxReader: ReaderIdentity = { name: 'docx', version: '4', options: '' }

/** @throws Refusal as `openPackage` does, and `no_text` when there is no word in it. */
export function readWordFile(bytes: Uint8Array): DocxReading {
  const docx = openPackage(bytes)
  const styles = readStyles(findRelatedPart(docx, 'styles'))
  const context = createContext(styles, docx.main, findRelatedPart(docx, 'numbering'))
  const body = findChild(docx.main, 'w:body') ?? docx.main
  const { sections, trailing } = readBody(body, context)
  const joined = sections.map((one) => ({ ...one, items: joinContinued(one.items) }))
  const { items, marginLines } = readMargins(docx, joined, () => createContext(styles))
  const notes = readNotes(docx, context.notes, context)
  const { text, blocks, marks } = composeText(joinContinued(items), notes, trailing)
  const unread = listUnread(docx.main)
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new Refusal('no_text', noTextReason(unread, marginLines))
  }
  const title = readCoreTitle(docx) || findTitle(items)
  return {
    sourceText: {
      reader: docxReader,
      text,
      blocks,
      pages: [],
      metadata: { title, marginLines },
    },
    bookmarks: listBookmarks(context.bookmarks, marks, text),
    warnings: [...docx.warnings, ...unread.map((one) => `${one} not read`)],
  }
}

function createContext(
  styles: StyleSheet,
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
