import { strFromU8, strToU8 } from 'fflate'
import { openParts, type DocxParts } from './docx-parts.ts'
import { listRelated } from './docx-related.ts'
import { createLedgerUpdater } from './ledger-part.ts'
import { xmlDeclaration } from './xml-document.ts'

/**
 * The parts of an edited document with the ledger in step with its words. What is no ledger stays as it
 * is, and so does a document without one, or one that can't be read.
 */
export async function keepLedger(parts: DocxParts): Promise<DocxParts> {
  try {
    const open = openParts(parts)
    const custom = listRelated(open).filter(({ type }) => type === 'customXml')
    if (custom.length === 0) return parts
    const update = createLedgerUpdater()
    const standing = { text: open.getBody().text, isEdited: true }
    for (const { name } of custom) {
      const bytes = parts.get(name)
      const updated = bytes && (await update(strFromU8(bytes), standing))
      if (updated !== undefined) open.setPart(name, strToU8(xmlDeclaration + updated))
    }
    return open.close()
  } catch {
    return parts
  }
}
