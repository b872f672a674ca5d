import type { z } from 'zod'
import type { documentMrtRequest } from '../shared/contract/document-mrt.ts'
import { outlineResponse, type OutlineResponse } from '../shared/contract/outlines.ts'
import { readAnswer, writeBody, type ClientOptions } from './send-request.ts'

/** A generated document's own sections and rules. */
export interface DocumentMrtCalls {
  /**
   * For the document's next run, which starts at once with `auto_increment_regeneration`. Throws ApiError
   * `wrong_state` while a run of the document is not over.
   */
  replaceDocumentMrt(
    documentId: string,
    request: z.input<typeof documentMrtRequest>,
    signal?: AbortSignal,
  ): Promise<OutlineResponse>
}

export function createDocumentMrtCalls(options: ClientOptions): DocumentMrtCalls {
  return {
    replaceDocumentMrt: (id, request, signal) =>
      readAnswer(
        options,
        `/api/v1/document-mrt/${encodeURIComponent(id)}`,
        { signal, ...writeBody(request), method: 'PUT' },
        outlineResponse,
      ),
  }
}
