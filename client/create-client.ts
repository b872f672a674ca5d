import {
  acceptedRun,
  addedLocalDocument,
  documentDetails,
  documentsResponse,
  statusResponse,
  type AcceptedRun,
  type AddedLocalDocument,
  type ChangeDocumentRequest,
  type DocumentDetails,
  type DocumentsResponse,
  type StatusResponse,
} from '../shared/contract/documents.ts'
import {
  signInOffer,
  whoAmIResponse,
  type SignInOffer,
  type WhoAmIResponse,
} from '../shared/contract/identity.ts'
import { sectionsResponse, type SectionsResponse } from '../shared/contract/sections.ts'
import {
  sourcesResponse,
  type SourcesRequestInput,
  type SourcesResponse,
} from '../shared/contract/sources.ts'
import type { DocumentKind } from '../shared/model/vocabulary.ts'
import { createCheckCalls, type CheckCalls } from './check-calls.ts'
import { createConversationCalls, type ConversationCalls } from './conversation-calls.ts'
import { createDataSourceCalls, type DataSourceCalls } from './data-source-calls.ts'
import { createDocumentMrtCalls, type DocumentMrtCalls } from './document-mrt-calls.ts'
import { writeDocumentPath } from './document-path.ts'
import { createFileCalls, type FileCalls } from './file-calls.ts'
import { createRequestCalls, type RequestCalls } from './request-calls.ts'
import { createRivalCalls, type RivalCalls } from './rival-calls.ts'
import { createGenerationCalls, type GenerationCalls } from './generation-calls.ts'
import { createKeyCalls, type KeyCalls } from './key-calls.ts'
import { createOutputCalls, type OutputCalls } from './output-calls.ts'
import { createScheduleCalls, type ScheduleCalls } from './schedule-calls.ts'
import {
  checkAnswer,
  createCalls,
  readAnswer,
  send,
  writeBody,
  type ClientOptions,
} from './send-request.ts'
import { createSourceCalls, type SourceCalls } from './source-calls.ts'
import { createStyleGuideCalls, type StyleGuideCalls } from './style-guide-calls.ts'
import { createWebhookCalls, type WebhookCalls } from './webhook-calls.ts'
import { createWordingCalls, type WordingCalls } from './wording-calls.ts'
import { createWorkspaceCalls, type WorkspaceCalls } from './workspace-calls.ts'

/**
 * Typed calls of the HTTP API. Answers are checked against the contract. Every call throws
 * ApiError, or the abort's reason once `signal` is aborted.
 */
export interface Client
  extends
    CheckCalls,
    ConversationCalls,
    DataSourceCalls,
    DocumentMrtCalls,
    FileCalls,
    GenerationCalls,
    KeyCalls,
    OutputCalls,
    RequestCalls,
    RivalCalls,
    ScheduleCalls,
    SourceCalls,
    StyleGuideCalls,
    WebhookCalls,
    WordingCalls,
    WorkspaceCalls {
  whoAmI(signal?: AbortSignal): Promise<WhoAmIResponse>
  /** Needs no key. */
  getSignInOffer(signal?: AbortSignal): Promise<SignInOffer>
  listDocuments(query: DocumentsPage, signal?: AbortSignal): Promise<DocumentsResponse>
  getDocument(documentId: string, signal?: AbortSignal): Promise<DocumentDetails>
  /** Where the document stands; undefined when that is what `etag` names already. */
  getStatus(
    documentId: string,
    etag: string,
    signal?: AbortSignal,
  ): Promise<TaggedStatus | undefined>
  /** Sets a failed or cancelled run going again from what is stored. */
  retryDocument(documentId: string, signal?: AbortSignal): Promise<AcceptedRun>
  /** Corrects what was said of a source or document; gives it as it is then. */
  changeDocument(
    documentId: string,
    change: ChangeDocumentRequest,
    signal?: AbortSignal,
  ): Promise<DocumentDetails>
  listSections(documentId: string, signal?: AbortSignal): Promise<SectionsResponse>
  findSources(request: SourcesRequestInput, signal?: AbortSignal): Promise<SourcesResponse>
  addLocalDocument(document: LocalDocument, signal?: AbortSignal): Promise<AddedLocalDocument>
}

/** `etag` is '' where the answer has none: nothing is ever the same as that. */
type TaggedStatus = { readonly status: StatusResponse; readonly etag: string }

/** `page` counts from 1. */
type DocumentsPage = {
  readonly kind: DocumentKind
  readonly page: number
  readonly pageSize: number
}

/**
 * A .docx of the writer's; with `documentId` it becomes a new version of that document, with
 * `forkOf` a document of its own that keeps what was recorded for the one that it is a copy of.
 */
type LocalDocument = {
  readonly file: Blob
  readonly fileName: string
  readonly documentId?: string
  readonly forkOf?: string
  /** Throws ApiError `newer_version_stored` where another version is the newest of `documentId`. */
  readonly expectedVersion?: number
  /** Without ids: a report that was downloaded and not edited since goes on as the document it is. */
  readonly resumes?: boolean
}

export function createClient(options: ClientOptions): Client {
  const { get, post } = createCalls(options)
  return {
    ...createCheckCalls(options),
    ...createRivalCalls(options),
    ...createConversationCalls(options),
    ...createDataSourceCalls(options),
    ...createDocumentMrtCalls(options),
    ...createFileCalls(options),
    ...createGenerationCalls(options),
    ...createKeyCalls(options),
    ...createRequestCalls(options),
    ...createOutputCalls(options),
    ...createScheduleCalls(options),
    ...createSourceCalls(options),
    ...createWordingCalls(options),
    ...createStyleGuideCalls(options),
    ...createWorkspaceCalls(options),
    ...createWebhookCalls(options),
    getSignInOffer: (signal) => get('/api/v1/sign-in', signInOffer, signal),
    whoAmI: (signal) => get('/api/v1/whoami', whoAmIResponse, signal),
    listDocuments: (query, signal) => get(writeListPath(query), documentsResponse, signal),
    getDocument: (id, signal) => get(writeDocumentPath(id), documentDetails, signal),
    getStatus: (id, etag, signal) => readStatus(options, id, etag, signal),
    retryDocument: (id, signal) => post(`${writeDocumentPath(id)}/retry`, {}, acceptedRun, signal),
    changeDocument: (id, change, signal) =>
      readAnswer(
        options,
        writeDocumentPath(id),
        { signal, ...writeBody(change), method: 'PATCH' },
        documentDetails,
      ),
    listSections: (id, signal) =>
      post('/api/v1/get-sections-for-document', { document_id: id }, sectionsResponse, signal),
    findSources: (request, signal) =>
      post('/api/v1/get-sources-for-selected-text', request, sourcesResponse, signal),
    addLocalDocument: (document, signal) =>
      post('/api/v1/documents/local', writeForm(document), addedLocalDocument, signal),
  }
}

function writeListPath({ kind, page, pageSize }: DocumentsPage): string {
  const query = new URLSearchParams({ kind, page: String(page), page_size: String(pageSize) })
  return `/api/v1/documents?${query}`
}

function writeForm({
  file,
  fileName,
  documentId,
  forkOf,
  expectedVersion,
  resumes = false,
}: LocalDocument): FormData {
  const form = new FormData()
  form.set('file', file, fileName)
  if (documentId !== undefined) form.set('document_id', documentId)
  if (forkOf !== undefined) form.set('fork_of', forkOf)
  if (expectedVersion !== undefined) form.set('expected_version', String(expectedVersion))
  if (resumes) form.set('resume', 'true')
  return form
}

async function readStatus(
  options: ClientOptions,
  documentId: string,
  etag: string,
  signal?: AbortSignal,
): Promise<TaggedStatus | undefined> {
  const path = `/api/v1/documents/status/${encodeURIComponent(documentId)}`
  const known = etag === '' ? {} : { headers: { 'If-None-Match': etag } }
  const response = await send(options, path, { signal, ...known })
  if (response.status === 304) return undefined
  const status = await checkAnswer(path, response, statusResponse, signal)
  return { status, etag: response.headers.get('etag') ?? '' }
}
