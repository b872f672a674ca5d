import type { z } from 'zod'
import {
  checkResponse,
  claimOverride,
  inconsistenciesResponse,
  startedCheck,
  type CheckQuery,
  type CheckResponse,
  type ClaimOverride,
  type InconsistenciesResponse,
  type OverrideRequest,
  type StartedCheck,
} from '../shared/contract/checks.ts'
import {
  conflictChoice,
  conflictsResponse,
  type ConflictChoice,
  type ConflictChoiceRequest,
  type ConflictsResponse,
} from '../shared/contract/conflicts.ts'
import { textResponse, type TextResponse } from '../shared/contract/document-text.ts'
import { unusedResponse, type UnusedResponse } from '../shared/contract/source-use.ts'
import { updatesResponse, type UpdatesResponse } from '../shared/contract/updates.ts'
import { writeDocumentPath } from './document-path.ts'
import { createCalls, readAnswer, send, writeBody, type ClientOptions } from './send-request.ts'

/** Calls about what a document says and what its sources say of it; `page` counts from 1. */
export interface CheckCalls {
  /** Has the newest version checked; a check of it that is under way is shared. */
  startCheck(documentId: string, signal?: AbortSignal): Promise<StartedCheck>
  getCheck(documentId: string, query: CheckFilter, signal?: AbortSignal): Promise<CheckResponse>
  overrideClaim(
    documentId: string,
    sentenceId: string,
    request: OverrideRequest,
    signal?: AbortSignal,
  ): Promise<ClaimOverride>
  withdrawOverride(documentId: string, sentenceId: string, signal?: AbortSignal): Promise<void>
  listUpdates(documentId: string, signal?: AbortSignal): Promise<UpdatesResponse>
  listConflicts(documentId: string, page: number, signal?: AbortSignal): Promise<ConflictsResponse>
  chooseInConflict(
    documentId: string,
    conflictId: string,
    request: ConflictChoiceRequest,
    signal?: AbortSignal,
  ): Promise<ConflictChoice>
  listInconsistencies(
    documentId: string,
    page: number,
    signal?: AbortSignal,
  ): Promise<InconsistenciesResponse>
  listUnused(documentId: string, page: number, signal?: AbortSignal): Promise<UnusedResponse>
  /** The final text of a version, which the offsets of its check count in. */
  getDocumentText(documentId: string, version: number, signal?: AbortSignal): Promise<TextResponse>
}

/** What to show of a check; `page` and `page_size` have the defaults of the contract. */
export type CheckFilter = Partial<CheckQuery>

export function createCheckCalls(options: ClientOptions): CheckCalls {
  const { get, post } = createCalls(options)
  const put = <T>(path: string, body: unknown, schema: z.ZodType<T>, signal?: AbortSignal) =>
    readAnswer(options, path, { signal, ...writeBody(body), method: 'PUT' }, schema)
  return {
    startCheck: (id, signal) => post(`${writeDocumentPath(id)}/checks`, {}, startedCheck, signal),
    getCheck: (id, query, signal) =>
      get(`${writeDocumentPath(id)}/checks/latest?${writeQuery(query)}`, checkResponse, signal),
    overrideClaim: (id, sentenceId, request, signal) =>
      put(writeOverridePath(id, sentenceId), request, claimOverride, signal),
    async withdrawOverride(id, sentenceId, signal) {
      await send(options, writeOverridePath(id, sentenceId), { signal, method: 'DELETE' })
    },
    listUpdates: (id, signal) => get(`${writeDocumentPath(id)}/updates`, updatesResponse, signal),
    listConflicts: (id, page, signal) =>
      get(`${writeDocumentPath(id)}/conflicts?page=${page}`, conflictsResponse, signal),
    chooseInConflict: (id, conflictId, request, signal) =>
      put(
        `${writeDocumentPath(id)}/conflicts/${encodeURIComponent(conflictId)}`,
        request,
        conflictChoice,
        signal,
      ),
    listInconsistencies: (id, page, signal) =>
      get(`${writeDocumentPath(id)}/inconsistencies?page=${page}`, inconsistenciesResponse, signal),
    listUnused: (id, page, signal) =>
      get(`${writeDocumentPath(id)}/unused?page=${page}`, unusedResponse, signal),
    getDocumentText: (id, version, signal) =>
      get(`${writeDocumentPath(id)}/text?version=${version}`, textResponse, signal),
  }
}

function writeOverridePath(documentId: string, sentenceId: string): string {
  return `${writeDocumentPath(documentId)}/checks/${encodeURIComponent(sentenceId)}/override`
}

/** A list is written as its name again and again. */
function writeQuery(query: CheckFilter): URLSearchParams {
  const written = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one !== undefined) written.append(name, String(one))
  }
  return written
}
