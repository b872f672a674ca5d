import type { TextQuery, TextResponse } from '../../shared/contract/document-text.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import type { StoredDocument } from '../db/documents.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import { mimeTypeOf } from '../formats/file-type.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { notFound, Problem } from './problem.ts'

/**
 * What was read of a version, or what its file said before its tracked changes. The latter is read
 * anew and not stored: a stored reading would be evidence.
 * @throws Problem `not_ready`, `not_found`; `bad_request` where a file that is no Word file, or that can't be read, is asked for its original
 */
export async function getDocumentText(
  deps: Dependencies,
  document: StoredDocument,
  { changes, version: number }: TextQuery,
): Promise<TextResponse> {
  const version = await getVersionOfDocument(deps, document, number)
  const read = changes === 'final' ? readStored : readOriginal
  const { text, reader } = await read(deps, document, version)
  return { document_id: document.id, version: version.number, changes, reader, text }
}

type FoundText = Pick<TextResponse, 'text' | 'reader'>

async function readStored(
  { db }: Dependencies,
  document: StoredDocument,
  version: StoredVersion,
): Promise<FoundText> {
  const stored = await findSourceTextOfVersion(db, version.id)
  if (stored) return stored.sourceText
  const standing = `version ${version.number} of ${document.name} has not been read`
  throw new Problem('not_ready', `${standing}; its status is ${version.status}.`)
}

async function readOriginal(
  { blobs, reader }: Dependencies,
  document: StoredDocument,
  version: StoredVersion,
): Promise<FoundText> {
  if (version.mimeType !== mimeTypeOf('docx')) {
    const detail = `${version.fileName} is no Word file: only its final text is read.`
    throw new Problem('bad_request', detail)
  }
  const bytes = await blobs.find(document.workspaceId, version.blobHash)
  if (!bytes) throw notFound('file')
  const result = await reader.readOriginal(bytes)
  if (result.outcome === 'read') return result.sourceText
  // all words of the file may be insertions
  if (result.code === 'no_text') return { text: '', reader: null }
  throw new Problem('bad_request', `${version.fileName} can not be read: ${result.reason}.`)
}
