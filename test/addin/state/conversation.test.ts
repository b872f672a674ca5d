import { expect, test } from 'vitest'
import type { AnswerMessage, AnswerSentenceView } from '../../../shared/contract/conversations.ts'
import {
  createConversation,
  findAsking,
  reduceConversation,
  type Conversation,
  type ConversationEvent,
} from '../../../addin/state/conversation.ts'

const message = { turn_id: '1', role: 'assistant', text: 'Forty.' } as AnswerMessage
const sentence: AnswerSentenceView = {
  kind: 'statement',
  text: 'Forty.',
  claim_state: 'supported',
  citations: [],
}
const after = (...events: readonly ConversationEvent[]): Conversation =>
  events.reduce(reduceConversation, createConversation('report'))
const asked = { type: 'asked', turnId: '1', question: 'How many?' } as const

test('an answer comes sentence by sentence, and then as a whole', () => {
  const waiting = after(asked, { type: 'waiting', turnId: '1', names: ['scan.pdf'] })
  expect(findAsking(waiting)?.answer).toMatchObject({ waitingFor: ['scan.pdf'] })
  const begun = reduceConversation(waiting, { type: 'sentence', turnId: '1', sentence })
  expect(findAsking(begun)?.answer).toMatchObject({ waitingFor: [], sentences: [sentence] })
  const answered = reduceConversation(begun, { type: 'answered', turnId: '1', message })
  expect(answered.turns).toEqual([
    { turnId: '1', question: 'How many?', answer: { status: 'answered', message } },
  ])
  expect(findAsking(answered)).toBeUndefined()
})

test('what comes for a turn that was stopped, or for another conversation, is dropped', () => {
  const late = { type: 'answered', turnId: '1', message } as const
  const stopped = after(asked, { type: 'stopped', turnId: '1' }, late)
  expect(stopped.turns[0]?.answer).toEqual({ status: 'stopped' })
  expect(after(asked, { type: 'begun' }, late)).toEqual(createConversation('report'))
  const again = reduceConversation(stopped, { type: 'asked_again', turnId: '1' })
  expect(findAsking(again)?.question).toBe('How many?')
})

test('a conversation of before shows its answers, and asks for what was broken off', () => {
  const user = { message_id: 'q', role: 'user', created_at: '' } as const
  const details = {
    conversation_id: 'c',
    workspace_id: 'w',
    document_ids: ['protocol'],
    created_at: '',
    updated_at: '',
    messages: [
      { ...user, turn_id: '1', text: 'How many?' },
      message,
      { ...user, turn_id: '2', text: 'And on placebo?' },
    ],
  }
  const loaded = after({ type: 'loaded', details })
  expect(loaded.conversationId).toBe('c')
  expect(loaded.turns.map(({ answer }) => answer.status)).toEqual(['answered', 'stopped'])
  expect(after(asked, { type: 'loaded', details }).turns).toHaveLength(1)
  expect(loaded.scope).toEqual(['protocol'])
  // one that was chosen takes the place of what is shown
  expect(after(asked, { type: 'chosen', details }).turns).toEqual(loaded.turns)
})

test('another scope begins another conversation, and stays for the next', () => {
  const scoped = after(
    asked,
    { type: 'created', conversationId: 'c' },
    { type: 'scoped', scope: [] },
  )
  expect(scoped).toEqual({ conversationId: null, scope: [], turns: [] })
  expect(reduceConversation(scoped, { type: 'begun' }).scope).toEqual([])
})
