import type { LedgerMode } from '../../shared/model/vocabulary.ts'
import { removeBookmarks } from './docx-bookmark-writer.ts'
import { reduceLedgerToIds, removeLedger } from './docx-ledger-part.ts'
import { listXmlParts, openDocx, packDocx, writePart, type DocxParts } from './docx-parts.ts'
import { sectionTagPrefix, unwrapSections } from './docx-section-control.ts'
import { bookmarkPattern } from './docx-targets.ts'
import { parseXml } from './xml.ts'

/**
 * The same document with its ledger in full, with hashes alone, or with no trace of its sources
 * but its own words: no ledger, no section tags, none of our bookmarks.
 * @throws Refusal when the bytes are no Word file.
 */
export function writeLedgerMode(bytes: Uint8Array, mode: LedgerMode): Uint8Array {
  if (mode === 'full') return bytes
  const docx = openDocx(bytes)
  if (mode === 'ids') reduceLedgerToIds(docx)
  else removeTraces(docx)
  return packDocx(docx)
}

/** Takes ledger, section tags and bookmarks out, also those of a document that became a template. */
export function removeTraces(docx: DocxParts): void {
  removeLedger(docx)
  for (const [name, text] of listXmlParts(docx)) {
    if (!text.includes('_sw') && !text.includes(sectionTagPrefix)) continue
    const root = parseXml(text)
    unwrapSections(root)
    removeBookmarks(root, bookmarkPattern)
    writePart(docx.parts, name, root)
  }
}
