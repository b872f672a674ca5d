import { useCallback, useEffect, useReducer, useRef, type Dispatch } from 'react'
import { ApiError, problemOf } from '../../../client/api-error.ts'
import type { AnswerEvent } from '../../../client/ask-question.ts'
import type { Client } from '../../../client/create-client.ts'
import type { ConversationDetails } from '../../../shared/contract/conversations.ts'
import type { ChatScope } from '../../state/chat-scope.ts'
import {
  createConversation,
  reduceConversation,
  type Conversation,
  type ConversationEvent,
  type Turn,
} from '../../state/conversation.ts'

export type ConversationActions = {
  readonly ask: (question: string) => void
  readonly askAgain: (turn: Turn) => void
  readonly stop: (turn: Turn) => void
  readonly begin: () => void
  /** Begins a conversation about something else. */
  readonly choose: (scope: ChatScope) => void
  /** Goes on with an earlier conversation. */
  readonly open: (details: ConversationDetails) => void
}

/** The conversation about a document's sources, which this tab goes on with after a reload. */
export function useConversation(
  client: Client,
  documentId: string,
): [Conversation, ConversationActions] {
  const [conversation, dispatch] = useReducer(reduceConversation, documentId, createConversation)
  const asking = useRef<AbortController>(undefined)
  const { conversationId, scope } = conversation
  useEffect(() => {
    const ending = new AbortController()
    void loadKept(client, documentId, dispatch, ending.signal)
    return () => {
      ending.abort()
      asking.current?.abort()
    }
  }, [client, documentId])
  const send = useCallback(
    (turnId: string, question: string) => {
      const ending = new AbortController()
      asking.current = ending
      const about = { documentId, conversationId, scope }
      const scene = { client, ...about, dispatch, signal: ending.signal }
      void follow(scene, turnId, question)
    },
    [client, documentId, conversationId, scope],
  )
  const end = () => asking.current?.abort()
  return [conversation, createActions({ documentId, dispatch, send, end })]
}

type Means = {
  readonly documentId: string
  readonly dispatch: Dispatch<ConversationEvent>
  readonly send: (turnId: string, question: string) => void
  /** Ends the asking that is under way. */
  readonly end: () => void
}

function createActions({ documentId, dispatch, send, end }: Means): ConversationActions {
  return {
    ask: (question) => {
      const turnId = crypto.randomUUID()
      dispatch({ type: 'asked', turnId, question })
      send(turnId, question)
    },
    askAgain: ({ turnId, question }) => {
      dispatch({ type: 'asked_again', turnId })
      send(turnId, question)
    },
    stop: ({ turnId }) => {
      end()
      dispatch({ type: 'stopped', turnId })
    },
    begin: () => {
      end()
      keepConversation(documentId, null)
      dispatch({ type: 'begun' })
    },
    choose: (scope) => {
      end()
      keepConversation(documentId, null)
      dispatch({ type: 'scoped', scope })
    },
    open: (details) => {
      end()
      keepConversation(documentId, details.conversation_id)
      dispatch({ type: 'chosen', details })
    },
  }
}

type Scene = {
  readonly client: Client
  readonly documentId: string
  readonly conversationId: string | null
  readonly scope: ChatScope
  readonly dispatch: Dispatch<ConversationEvent>
  readonly signal: AbortSignal
}

async function follow(scene: Scene, turnId: string, question: string): Promise<void> {
  const { client, dispatch, signal } = scene
  try {
    const conversationId = scene.conversationId ?? (await create(scene))
    for await (const event of client.askQuestion(
      conversationId,
      { turnId, text: question },
      signal,
    )) {
      dispatch(tell(turnId, event))
    }
  } catch (error) {
    if (!signal.aborted) dispatch({ type: 'failed', turnId, problem: problemOf(error) })
  }
}

async function create({ client, documentId, scope, dispatch, signal }: Scene): Promise<string> {
  const { conversation_id: id } = await client.createConversation(scope, signal)
  keepConversation(documentId, id)
  dispatch({ type: 'created', conversationId: id })
  return id
}

function tell(turnId: string, event: AnswerEvent): ConversationEvent {
  switch (event.type) {
    case 'waiting':
      return { type: 'waiting', turnId, names: event.documents.map((one) => one.document_name) }
    case 'sentence':
      return { type: 'sentence', turnId, sentence: event.sentence }
    case 'message':
      return { type: 'answered', turnId, message: event.message }
  }
}

/** One that is gone, or can't be had now, is begun anew with the next question. */
async function loadKept(
  client: Client,
  documentId: string,
  dispatch: Dispatch<ConversationEvent>,
  signal: AbortSignal,
): Promise<void> {
  const kept = sessionStorage.getItem(keyOf(documentId))
  if (kept === null) return
  try {
    const details = await client.getConversation(kept, signal)
    if (!signal.aborted) dispatch({ type: 'loaded', details })
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 404) {
      keepConversation(documentId, null)
    }
  }
}

function keepConversation(documentId: string, conversationId: string | null): void {
  if (conversationId === null) sessionStorage.removeItem(keyOf(documentId))
  else sessionStorage.setItem(keyOf(documentId), conversationId)
}

function keyOf(documentId: string): string {
  return `sourcewright.conversation.${documentId}`
}
