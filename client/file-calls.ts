import { addedSource, type AddedSource } from '../shared/contract/documents.ts'
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
  getFile(documentId: string, wanted: WantedFile, signal?: AbortSignal): Promise<Blob>
  /** A row for each sentence and number with its source. */
  getLedger(documentId: string, format: LedgerFormat, signal?: AbortSignal): Promise<Blob>
}

/** With `documentId`, or a known `externalId`, it becomes the next version of that source. */
export type GivenOfSource = {
  readonly role?: SourceRole | undefined
  readonly documentId?: string | undefined
  readonly externalId?: string | undefined
}

/** `version` counts from 1, the newest where absent; `ledger` says what of the sources stays in the file. */
export type WantedFile = {
  readonly format: FileFormat
  readonly version?: number | undefined
  readonly ledger?: LedgerMode | undefined
}

export function createFileCalls(options: ClientOptions): FileCalls {
  const { post, getBytes } = createCalls(options)
  return {
    addSource: (file, given = {}, signal) =>
      post('/api/v1/documents', writeSource(file, given), addedSource, signal),
    getFile: (id, wanted, signal) =>
      getBytes(`${writeDocumentPath(id)}/file?${writeQuery(wanted)}`, signal),
    getLedger: (id, format, signal) =>
      getBytes(`${writeDocumentPath(id)}/ledger?format=${format}`, signal),
  }
}

function writeSource(file: File, { role, documentId, externalId }: GivenOfSource): FormData {
  const form = new FormData()
  form.set('file', file, file.name)
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
