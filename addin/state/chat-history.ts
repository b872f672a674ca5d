import type { ListedConversation } from '../../shared/contract/conversations.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'

/** Earlier conversations, page after page. `wanted` is the page to ask for, from 1. */
export type History = {
  readonly conversations: readonly ListedConversation[]
  readonly total: number
  readonly wanted: number
  readonly attempt: number
  readonly isLoading: boolean
  readonly problem: ProblemDetails | null
}

export type HistoryEvent =
  | {
      readonly type: 'loaded'
      readonly conversations: readonly ListedConversation[]
      readonly total: number
    }
  | { readonly type: 'failed'; readonly problem: ProblemDetails }
  | { readonly type: 'more_wanted' }
  | { readonly type: 'retried' }
  | { readonly type: 'deleted'; readonly conversationId: string }

export const initialHistory: History = {
  conversations: [],
  total: 0,
  wanted: 1,
  attempt: 0,
  isLoading: true,
  problem: null,
}

export function reduceHistory(history: History, event: HistoryEvent): History {
  switch (event.type) {
    case 'loaded':
      return {
        ...history,
        conversations: join(history.conversations, event.conversations),
        total: event.total,
        isLoading: false,
        problem: null,
      }
    case 'failed':
      return { ...history, isLoading: false, problem: event.problem }
    case 'more_wanted':
      return ask({ ...history, wanted: findNextPage(history) })
    case 'retried':
      return ask(history)
    case 'deleted':
      return {
        ...history,
        conversations: without(history.conversations, event.conversationId),
        total: history.total - 1,
      }
  }
}

/** Conversations that the server gives at once. */
const pageSize = 20

function ask(history: History): History {
  return { ...history, attempt: history.attempt + 1, isLoading: true, problem: null }
}

/** Counted from what is left: after a deletion, the first of the next page has moved up. */
function findNextPage({ conversations }: History): number {
  return Math.floor(conversations.length / pageSize) + 1
}

/** A conversation that was used meanwhile may stand on two pages. */
function join(
  before: readonly ListedConversation[],
  next: readonly ListedConversation[],
): readonly ListedConversation[] {
  const known = new Set(before.map(({ conversation_id: id }) => id))
  return [...before, ...next.filter(({ conversation_id: id }) => !known.has(id))]
}

function without(conversations: readonly ListedConversation[], id: string) {
  return conversations.filter(({ conversation_id: one }) => one !== id)
}
