import {
  chosenRival,
  rivalResponse,
  startedRival,
  type ChosenRival,
  type LockedWords,
  type RivalResponse,
  type StartedRival,
} from '../shared/contract/rivals.ts'
import { writeDocumentPath } from './document-path.ts'
import { createCalls, readAnswer, send, writeBody, type ClientOptions } from './send-request.ts'

/** A section composed again beside the one that the document has. Every call may throw ApiError. */
export interface RivalCalls {
  /** @param keep words of the document that stay as they are, with their citations */
  regenerateSection(
    documentId: string,
    sectionId: string,
    keep: readonly LockedWords[],
    signal?: AbortSignal,
  ): Promise<StartedRival>
  /** Throws ApiError `not_found` while none is parked. */
  getRival(documentId: string, sectionId: string, signal?: AbortSignal): Promise<RivalResponse>
  /** Has the document written with the rival, as its next version. */
  chooseRival(documentId: string, sectionId: string, signal?: AbortSignal): Promise<ChosenRival>
  dropRival(documentId: string, sectionId: string, signal?: AbortSignal): Promise<void>
}

export function createRivalCalls(options: ClientOptions): RivalCalls {
  const { get, post } = createCalls(options)
  return {
    regenerateSection: (id, sectionId, keep, signal) =>
      post(`${of(id, sectionId)}/regenerate`, { keep }, startedRival, signal),
    getRival: (id, sectionId, signal) => get(`${of(id, sectionId)}/rival`, rivalResponse, signal),
    chooseRival: (id, sectionId, signal) =>
      readAnswer(
        options,
        `${of(id, sectionId)}/rival`,
        { signal, ...writeBody({}), method: 'PUT' },
        chosenRival,
      ),
    async dropRival(id, sectionId, signal) {
      await send(options, `${of(id, sectionId)}/rival`, { signal, method: 'DELETE' })
    },
  }
}

function of(documentId: string, sectionId: string): string {
  return `${writeDocumentPath(documentId)}/sections/${encodeURIComponent(sectionId)}`
}
