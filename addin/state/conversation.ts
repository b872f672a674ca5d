import type {
  AnswerMessage,
  AnswerSentenceView,
  ConversationDetails,
} from '../../shared/contract/conversations.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'
import type { ChatScope } from './chat-scope.ts'

/** A question and what has come of its answer. `turnId` names it towards the server. */
export type Turn = {
  readonly turnId: string
  readonly question: string
  readonly answer: TurnAnswer
}

export type TurnAnswer =
  | {
      readonly status: 'asking'
      /** Sources that are still being read. */
      readonly waitingFor: readonly string[]
      readonly sentences: readonly AnswerSentenceView[]
    }
  | { readonly status: 'answered'; readonly message: AnswerMessage }
  | { readonly status: 'failed'; readonly problem: ProblemDetails }
  /** By the reader, or by what ended the pane while the server had not answered. */
  | { readonly status: 'stopped' }

/** The Chat room. `conversationId` is null until the first question is asked. */
export type Conversation = {
  readonly conversationId: string | null
  /** Fixed once a question was asked: another scope is another conversation. */
  readonly scope: ChatScope
  readonly turns: readonly Turn[]
}

export type ConversationEvent =
  | { readonly type: 'begun' }
  | { readonly type: 'scoped'; readonly scope: ChatScope }
  | { readonly type: 'created'; readonly conversationId: string }
  | { readonly type: 'loaded'; readonly details: ConversationDetails }
  | { readonly type: 'chosen'; readonly details: ConversationDetails }
  | { readonly type: 'asked'; readonly turnId: string; readonly question: string }
  | { readonly type: 'asked_again'; readonly turnId: string }
  | { readonly type: 'waiting'; readonly turnId: string; readonly names: readonly string[] }
  | { readonly type: 'sentence'; readonly turnId: string; readonly sentence: AnswerSentenceView }
  | { readonly type: 'answered'; readonly turnId: string; readonly message: AnswerMessage }
  | { readonly type: 'failed'; readonly turnId: string; readonly problem: ProblemDetails }
  | { readonly type: 'stopped'; readonly turnId: string }

/** A conversation about the sources of the open document. */
export function createConversation(documentId: string): Conversation {
  return beginAbout([documentId])
}

export function reduceConversation(state: Conversation, event: ConversationEvent): Conversation {
  switch (event.type) {
    case 'begun':
      return beginAbout(state.scope)
    case 'scoped':
      return beginAbout(event.scope)
    case 'chosen':
      return load(event.details)
    case 'created':
      return { ...state, conversationId: event.conversationId }
    case 'loaded':
      // a question that was asked meanwhile has begun another one
      return state.turns.length > 0 ? state : load(event.details)
    case 'asked':
      return { ...state, turns: [...state.turns, beginTurn(event.turnId, event.question)] }
    case 'asked_again':
      return answerWith(state, event.turnId, () => nothingYet)
    case 'waiting':
      return whileAsking(state, event.turnId, (answer) => ({ ...answer, waitingFor: event.names }))
    case 'sentence':
      return whileAsking(state, event.turnId, ({ sentences }) => ({
        ...nothingYet,
        sentences: [...sentences, event.sentence],
      }))
    case 'answered':
      return whileAsking(state, event.turnId, () => ({
        status: 'answered',
        message: event.message,
      }))
    case 'failed':
      return whileAsking(state, event.turnId, () => ({
        status: 'failed',
        problem: event.problem,
      }))
    case 'stopped':
      return whileAsking(state, event.turnId, () => ({ status: 'stopped' }))
  }
}

/** The turn whose answer is being waited for; there is at most one. */
export function findAsking({ turns }: Conversation): Turn | undefined {
  return turns.find(({ answer }) => answer.status === 'asking')
}

function beginAbout(scope: ChatScope): Conversation {
  return { conversationId: null, scope, turns: [] }
}

type Asking = Extract<TurnAnswer, { status: 'asking' }>

const nothingYet: Asking = { status: 'asking', waitingFor: [], sentences: [] }

function beginTurn(turnId: string, question: string): Turn {
  return { turnId, question, answer: nothingYet }
}

function load(details: ConversationDetails): Conversation {
  const { conversation_id: conversationId, document_ids: scope, messages } = details
  const turns = messages.flatMap((message): Turn[] => {
    if (message.role !== 'user') return []
    const { turn_id: turnId, text: question } = message
    const found = messages.find((one) => one.role === 'assistant' && one.turn_id === turnId)
    const isAnswered = found?.role === 'assistant'
    const answer: TurnAnswer = isAnswered
      ? { status: 'answered', message: found }
      : { status: 'stopped' }
    return [{ turnId, question, answer }]
  })
  return { conversationId, scope, turns }
}

/** What comes for a turn that was stopped meanwhile is dropped. */
function whileAsking(
  state: Conversation,
  turnId: string,
  change: (answer: Asking) => TurnAnswer,
): Conversation {
  return answerWith(state, turnId, (answer) =>
    answer.status === 'asking' ? change(answer) : answer,
  )
}

function answerWith(
  state: Conversation,
  turnId: string,
  change: (answer: TurnAnswer) => TurnAnswer,
): Conversation {
  const turns = state.turns.map((turn) =>
    turn.turnId === turnId ? { ...turn, answer: change(turn.answer) } : turn,
  )
  return { ...state, turns }
}
