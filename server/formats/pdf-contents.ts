import { pageOf, type PdfBlock, roughText } from './pdf-block.ts'
import { isContentsTitle } from './pdf-markers.ts'

/** A longer text below such a title is no entry. */
const longestEntry = 160

/** Makes contents of what a page lists below "List of Attachments", with page numbers or without. */
export function findListedTitles(blocks: readonly PdfBlock[]): void {
  let listPage = 0
  for (const block of blocks) {
    if (block.kind === 'table') {
      listPage = 0
      continue
    }
    const text = roughText(block)
    if (block.role === 'heading') listPage = isContentsTitle(text) ? pageOf(block) : 0
    const isEntry = block.role === 'paragraph' && text.length <= longestEntry
    if (isEntry && listPage === pageOf(block)) block.role = 'contents'
  }
}
