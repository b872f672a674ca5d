import { useEffect, useReducer } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import { initialHistory, reduceHistory, type History } from '../../state/chat-history.ts'

type HistoryActions = {
  readonly showMore: () => void
  readonly retry: () => void
  /** True once the server has deleted it. */
  readonly remove: (conversationId: string) => Promise<boolean>
}

/** The earlier conversations of the workspace, last used first. */
export function useHistory(client: Client): [History, HistoryActions] {
  const [history, dispatch] = useReducer(reduceHistory, initialHistory)
  const { wanted, attempt } = history
  useEffect(() => {
    const ending = new AbortController()
    client.listConversations(wanted, ending.signal).then(
      (answer) =>
        dispatch({ type: 'loaded', conversations: answer.conversations, total: answer.total }),
      (error: unknown) => {
        if (!ending.signal.aborted) dispatch({ type: 'failed', problem: problemOf(error) })
      },
    )
    return () => ending.abort()
  }, [client, wanted, attempt])
  const remove = async (conversationId: string) => {
    try {
      await client.deleteConversation(conversationId)
      dispatch({ type: 'deleted', conversationId })
      return true
    } catch (error) {
      dispatch({ type: 'failed', problem: problemOf(error) })
      return false
    }
  }
  const showMore = () => dispatch({ type: 'more_wanted' })
  const retry = () => dispatch({ type: 'retried' })
  return [history, { showMore, retry, remove }]
}
