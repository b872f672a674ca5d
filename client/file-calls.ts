import { z } from 'zod'
import { addedSource, type AddedSource } from '../shared/contract/documents.ts'
import { addedSources, type SourceResult } from '../shared/contract/several-sources.ts'
import type {
  FileFormat,
  LedgerFormat,
  LedgerMode,
  SourceRole,
} from '../shared/model/vocabulary.ts'
import { writeDocumentPath } from './document-path.ts'
import { createCalls, type ClientOptions } from './send-request.ts'

/** Files that go to the server, and those that come from it. */
export interface FileCalls {
  /** The server reads it in the background; the same bytes give the source that is there. */
  addSource(file: File, given?: GivenOfSource, signal?: AbortSignal): Promise<AddedSource>
  /**
   * Several at once, and each file of a .zip: what each came to, or why it was not taken.
   */
  addSources(
    files: readonly File[],
    given?: Pick<GivenOfSource, 'role'>,
    signal?: AbortSignal,
  ): Promise<readonly SentSource[]>
  getFile(documentId: string, wanted: WantedFile, signal?: AbortSignal): Promise<Blob>
  /** A row for each sentence and number with its source. */
  getLedger(documentId: string, format: LedgerFormat, signal?: AbortSignal): Promise<Blob>
}

/** `file_name`: as it was sent, of a file in a .zip its path there. */
type SentSource = Pick<SourceResult, 'file_name' | 'source' | 'error'>

/** With `documentId`, or a known `externalId`, it becomes the next version of that source. */
export type GivenOfSource = {
  readonly role?: SourceRole | undefined
  readonly documentId?: string | undefined
  readonly externalId?: string | undefined
}

/** `version` counts from 1, the newest where absent; `ledger` says what of the sources stays in the file. */
type WantedFile = {
  readonly format: FileFormat
  readonly version?: number | undefined
  readonly ledger?: LedgerMode | undefined
}

export function createFileCalls(options: ClientOptions): FileCalls {
  const { post, getBytes } = createCalls(options)
  return {
    addSource: (file, given = {}, signal) =>
      post('/api/v1/documents', writeSources([file], given), addedSource, signal),
    async addSources(files, given = {}, signal) {
      const form = writeSources(files, given)
      const answer = await post('/api/v1/documents', form, oneOrMore, signal)
      if ('results' in answer) return answer.results
      return [{ file_name: files[0]?.name ?? answer.name, source: answer, error: null }]
    },
    getFile: (id, wanted, signal) =>
      getBytes(`${writeDocumentPath(id)}/file?${writeQuery(wanted)}`, signal),
    getLedger: (id, format, signal) =>
      getBytes(`${writeDocumentPath(id)}/ledger?format=${format}`, signal),
  }
}

const oneOrMore = z.union([addedSource, addedSources])

function writeSources(
  files: readonly File[],
  { role, documentId, externalId }: GivenOfSource,
): FormData {
  const form = new FormData()
  for (const file of files) form.append('file', file, file.name)
  if (role !== undefined) form.set('role', role)
  if (documentId !== undefined) form.set('document_id', documentId)
  if (externalId !== undefined) form.set('external_id', externalId)
  return form
}

function writeQuery({ format, version, ledger }: WantedFile): URLSearchParams {
  const query = new URLSearchParams({ format })
  if (version !== undefined) query.set('version', String(version))
  if (ledger !== undefined) query.set('ledger', ledger)
  return query
}
