import {
  conversationDetails,
  conversationsResponse,
  conversationSummary,
  type ConversationDetails,
  type ConversationsResponse,
  type ConversationSummary,
} from '../shared/contract/conversations.ts'
import { readAnswerEvents, type AnswerEvent } from './ask-question.ts'
import { createCalls, send, writeBody, type ClientOptions } from './send-request.ts'

export interface ConversationCalls {
  /** About the sources of the documents; without any, about all of the workspace. */
  createConversation(
    documentIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ConversationSummary>
  /** Last used first; `page` counts from 1. */
  listConversations(page: number, signal?: AbortSignal): Promise<ConversationsResponse>
  getConversation(conversationId: string, signal?: AbortSignal): Promise<ConversationDetails>
  /** The answer as it comes; the same `turnId` again gives the stored one. */
  askQuestion(
    conversationId: string,
    question: { readonly turnId: string; readonly text: string },
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void, undefined>
  /** With all its questions and answers. */
  deleteConversation(conversationId: string, signal?: AbortSignal): Promise<void>
}

export function createConversationCalls(options: ClientOptions): ConversationCalls {
  const { get, post } = createCalls(options)
  return {
    createConversation: (ids, signal) =>
      post(conversationsPath, { document_ids: ids }, conversationSummary, signal),
    listConversations: (page, signal) =>
      get(`${conversationsPath}?page=${page}`, conversationsResponse, signal),
    getConversation: (id, signal) => get(writeConversationPath(id), conversationDetails, signal),
    askQuestion: (id, question, signal) => askQuestion(options, id, question, signal),
    async deleteConversation(id, signal) {
      await send(options, writeConversationPath(id), { method: 'DELETE', signal: signal ?? null })
    },
  }
}

const conversationsPath = '/api/v1/conversations'

function writeConversationPath(conversationId: string): string {
  return `${conversationsPath}/${encodeURIComponent(conversationId)}`
}

async function* askQuestion(
  options: ClientOptions,
  conversationId: string,
  { turnId, text }: { readonly turnId: string; readonly text: string },
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  const path = `${writeConversationPath(conversationId)}/messages`
  const response = await send(options, path, { signal, ...writeBody({ turn_id: turnId, text }) })
  yield* readAnswerEvents(path, response, signal)
}
