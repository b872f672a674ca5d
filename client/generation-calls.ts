import type { z } from 'zod'
import {
  acceptedRun,
  downloadUrlResponse,
  generateResponse,
  runEvent,
  type AcceptedRun,
  type DownloadLink,
  type GenerateRequest,
  type GenerateResponse,
  type RunEventView,
} from '../shared/contract/documents.ts'
import {
  documentOutline,
  outlineResponse,
  type ApproveRequest,
  type DocumentOutline,
  type OutlineResponse,
  type ReplaceOutlineRequest,
} from '../shared/contract/outlines.ts'
import {
  searchResponse,
  type SearchRequest,
  type SearchResponse,
} from '../shared/contract/search.ts'
import type { templateRequest } from '../shared/contract/template-outlines.ts'
import {
  templateDetails,
  templateSchemaResponse,
  templatesResponse,
  validateResponse,
  type TemplateDetails,
  type TemplateSchema,
  type TemplatesResponse,
  type ValidateRequest,
  type ValidateResponse,
} from '../shared/contract/templates.ts'
import { ApiError, createUnexpected, createUnreachable } from './api-error.ts'
import { writeDocumentPath } from './document-path.ts'
import { readEvents, type ServerEvent } from './read-events.ts'
import { createCalls, readAnswer, send, writeBody, type ClientOptions } from './send-request.ts'

/** What it takes to have a document made. Every call throws ApiError, or the abort's reason. */
export interface GenerationCalls {
  /** A .docx; the mistakes of its rules are in the answer. */
  addTemplate(file: File, signal?: AbortSignal): Promise<TemplateDetails>
  /** Sections and rules; the mistakes are in the answer. */
  addOutlinedTemplate(
    request: z.input<typeof templateRequest>,
    signal?: AbortSignal,
  ): Promise<TemplateDetails>
  /** Newest first, 100 a page; `page` counts from 1. */
  listTemplates(page: number, signal?: AbortSignal): Promise<TemplatesResponse>
  getTemplate(templateId: string, signal?: AbortSignal): Promise<TemplateDetails>
  getTemplateSchema(templateId: string, signal?: AbortSignal): Promise<TemplateSchema>
  /** What a run with these sources and data would stumble over. */
  validateTemplate(
    templateId: string,
    request: ValidateRequest,
    signal?: AbortSignal,
  ): Promise<ValidateResponse>
  generateDocument(request: GenerateRequest, signal?: AbortSignal): Promise<GenerateResponse>
  /**
   * The events of the document's newest run behind the one that `lastEventId` names ('' for all),
   * until the run is over. Throws ApiError when the stream breaks off.
   */
  followRun(
    documentId: string,
    lastEventId: string,
    signal: AbortSignal,
  ): AsyncGenerator<FollowedRunEvent, void, undefined>
  cancelDocument(documentId: string, signal?: AbortSignal): Promise<AcceptedRun>
  /** With what is kept for the run behind the newest. */
  getOutline(documentId: string, signal?: AbortSignal): Promise<DocumentOutline>
  /** Only while the run awaits approval; gives the outline as it is then. */
  replaceOutline(
    documentId: string,
    request: ReplaceOutlineRequest,
    signal?: AbortSignal,
  ): Promise<OutlineResponse>
  approveOutline(
    taskNumber: number,
    request: ApproveRequest,
    signal?: AbortSignal,
  ): Promise<AcceptedRun>
  searchPassages(query: SearchQuery, signal?: AbortSignal): Promise<SearchResponse>
  /** A link to the newest version that works without a key for an hour. */
  getDownloadLink(documentId: string, signal?: AbortSignal): Promise<DownloadLink>
}

/** An event of a run with the id that names its place in the stored log. */
type FollowedRunEvent = RunEventView & { readonly id: string }

type SearchQuery = Pick<SearchRequest, 'query'> & Partial<SearchRequest>

export function createGenerationCalls(options: ClientOptions): GenerationCalls {
  const { get, post } = createCalls(options)
  return {
    addTemplate: (file, signal) => post(templates, writeFile(file), templateDetails, signal),
    addOutlinedTemplate: (request, signal) => post(templates, request, templateDetails, signal),
    listTemplates: (page, signal) =>
      get(`${templates}?page=${page}&page_size=100`, templatesResponse, signal),
    getTemplate: (id, signal) =>
      get(`${templates}/${encodeURIComponent(id)}`, templateDetails, signal),
    getTemplateSchema: (id, signal) =>
      get(`${templates}/${encodeURIComponent(id)}/schema`, templateSchemaResponse, signal),
    validateTemplate: (id, request, signal) =>
      post(`${templates}/${encodeURIComponent(id)}/validate`, request, validateResponse, signal),
    generateDocument: (request, signal) =>
      post('/api/v1/documents/generate', request, generateResponse, signal),
    followRun: (id, lastEventId, signal) => followRun(options, id, lastEventId, signal),
    cancelDocument: (id, signal) =>
      post(`${writeDocumentPath(id)}/cancel`, {}, acceptedRun, signal),
    getOutline: (id, signal) =>
      get(`/api/v1/mrt-outlines/${encodeURIComponent(id)}`, documentOutline, signal),
    replaceOutline: (id, request, signal) =>
      readAnswer(
        options,
        `/api/v1/mrt-outlines/${encodeURIComponent(id)}`,
        { signal, ...writeBody(request), method: 'PUT' },
        outlineResponse,
      ),
    approveOutline: (number, request, signal) =>
      post(`/tasks/${number}/approve`, request, acceptedRun, signal),
    searchPassages: (query, signal) => post('/api/v1/search', query, searchResponse, signal),
    getDownloadLink: (id, signal) =>
      get(`${writeDocumentPath(id)}/download-url`, downloadUrlResponse, signal),
  }
}

const templates = '/api/v1/templates'

function writeFile(file: File): FormData {
  const form = new FormData()
  form.set('file', file, file.name)
  return form
}

async function* followRun(
  options: ClientOptions,
  documentId: string,
  lastEventId: string,
  signal: AbortSignal,
): AsyncGenerator<FollowedRunEvent, void, undefined> {
  const path = `/api/v1/documents/status/${encodeURIComponent(documentId)}/events`
  const known = lastEventId === '' ? {} : { headers: { 'Last-Event-ID': lastEventId } }
  const response = await send(options, path, { signal, ...known })
  if (!response.body) throw createUnexpected(path, response.status, 'the answer has no body')
  try {
    for await (const event of readEvents(response.body)) {
      const read = readRunEvent(event)
      if (read) yield read
    }
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof ApiError ? error : createUnreachable(path, error)
  }
  signal.throwIfAborted()
}

/** Undefined for an event of a kind that this client does not know. */
function readRunEvent({ data, id = '' }: ServerEvent): FollowedRunEvent | undefined {
  const parsed = runEvent.safeParse(JSON.parse(data))
  return parsed.success ? { ...parsed.data, id } : undefined
}
