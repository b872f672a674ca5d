import type { Transaction } from 'kysely'
import type { SourceText } from '../../shared/model/source-text.ts'
import { insertVersion } from '../db/document-versions.ts'
import { insertSourceText, type KeepStored } from '../db/source-texts.ts'
import type { Database } from '../db/tables.ts'
import { segment, segmenterVersion } from '../domain/segment.ts'
import type { Dependencies } from './dependencies.ts'

/** A version of a generated or local document, whose text was read before it is stored. */
type ReadVersion = {
  readonly documentId: string
  readonly number: number
  readonly fileName: string
  readonly mimeType: string
  readonly blobHash: string
  readonly sizeBytes: number
  /** The run whose citations it bears; null without one. */
  readonly runId: string | null
  readonly sourceText: SourceText
  readonly warnings: readonly string[]
}

/** Stores the version with its text. @returns the version's id, and what keeps its text at hand */
export async function storeReadVersion(
  trx: Transaction<Database>,
  { newId }: Pick<Dependencies, 'newId'>,
  version: ReadVersion,
  createdAt: string,
): Promise<{ versionId: string; keep: KeepStored }> {
  const { sourceText, ...file } = version
  const id = newId()
  await insertVersion(trx, { ...file, id, role: null, status: 'completed', error: null, createdAt })
  const keep = await insertSourceText(trx, {
    id: newId(),
    documentVersionId: id,
    sourceText,
    passages: segment(sourceText),
    segmenterVersion,
    createdAt,
  })
  return { versionId: id, keep }
}
