import { wordingApproval, type WordingApproval } from '../shared/contract/checks.ts'
import {
  templateWordingsResponse,
  type TemplateWordingsResponse,
} from '../shared/contract/wordings.ts'
import { createCalls, readAnswer, send, type ClientOptions } from './send-request.ts'

/** Calls about what a template's rules say around the values of cells; `page` counts from 1. */
export interface WordingCalls {
  listWordings(
    templateId: string,
    page: number,
    signal?: AbortSignal,
  ): Promise<TemplateWordingsResponse>
  /** Gives the approval that holds: an earlier one, where there is one. */
  approveWording(
    templateId: string,
    wordingId: string,
    signal?: AbortSignal,
  ): Promise<WordingApproval>
  withdrawWording(templateId: string, wordingId: string, signal?: AbortSignal): Promise<void>
}

export function createWordingCalls(options: ClientOptions): WordingCalls {
  const { get } = createCalls(options)
  return {
    listWordings: (id, page, signal) =>
      get(`${writePath(id)}?page=${page}&page_size=100`, templateWordingsResponse, signal),
    approveWording: (id, wordingId, signal) =>
      readAnswer(
        options,
        writeApprovalPath(id, wordingId),
        { signal, method: 'PUT' },
        wordingApproval,
      ),
    async withdrawWording(id, wordingId, signal) {
      await send(options, writeApprovalPath(id, wordingId), { signal, method: 'DELETE' })
    },
  }
}

function writePath(templateId: string): string {
  return `/api/v1/templates/${encodeURIComponent(templateId)}/wordings`
}

function writeApprovalPath(templateId: string, wordingId: string): string {
  return `${writePath(templateId)}/${encodeURIComponent(wordingId)}/approval`
}
