import { send, type ClientOptions } from './send-request.ts'

export interface ConversationCalls {
  /** With all its questions and answers. */
  deleteConversation(conversationId: string, signal?: AbortSignal): Promise<void>
}

export function createConversationCalls(options: ClientOptions): ConversationCalls {
  return {
    async deleteConversation(id, signal) {
      const path = `/api/v1/conversations/${encodeURIComponent(id)}`
      await send(options, path, { method: 'DELETE', signal: signal ?? null })
    },
  }
}
