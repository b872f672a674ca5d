import { findDocument, type StoredDocument } from '../db/documents.ts'
import { findVersion } from '../db/document-versions.ts'
import { listRunsByInputs } from '../db/runs.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { Dependencies } from './dependencies.ts'

type Written = {
  readonly document: StoredDocument
  /** The file has the words of its newest version, and no other document could be meant. */
  readonly isAsStored: boolean
}

type Reading = {
  /** What the file's ledger calls the inputs of its run; '' without one. */
  readonly documentKey: string
  readonly sourceText: SourceText
}

/**
 * The document that a run of the workspace wrote into this file, as the file says. Its word alone makes
 * nothing recorded: only what stands in its text is carried over (law 9).
 */
export async function findWritten(
  { db }: Pick<Dependencies, 'db'>,
  workspaceId: string,
  { documentKey, sourceText }: Reading,
): Promise<Written | undefined> {
  const runs = documentKey === '' ? [] : await listRunsByInputs(db, workspaceId, documentKey)
  const ids = [...new Set(runs.map(({ documentId }) => documentId))]
  const found = await Promise.all(ids.map((id) => findDocument(db, [workspaceId], id)))
  const [document, ...others] = found.filter((one) => one !== undefined)
  if (!document) return undefined
  const version = await findVersion(db, document.id, document.currentVersion)
  const stored = version && (await findSourceTextOfVersion(db, version.id))
  const hasSameText = stored?.sourceText.text === sourceText.text
  return { document, isAsStored: others.length === 0 && hasSameText }
}
