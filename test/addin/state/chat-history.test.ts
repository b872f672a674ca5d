import { describe, expect, it } from 'vitest'
import {
  initialHistory,
  reduceHistory,
  type History,
  type HistoryEvent,
} from '../../../addin/state/chat-history.ts'
import { createProblem } from '../../../client/api-error.ts'

const conversation = (id: number) => ({
  conversation_id: `c${id}`,
  workspace_id: 'w',
  document_ids: [],
  created_at: '',
  updated_at: '',
  first_question: `Question ${id}?`,
})
const page = (from: number, to: number, total = 45): HistoryEvent => ({
  type: 'loaded',
  conversations: Array.from({ length: to - from }, (_, index) => conversation(from + index)),
  total,
})
const after = (...events: readonly HistoryEvent[]): History =>
  events.reduce(reduceHistory, initialHistory)

describe('the earlier conversations', () => {
  it('grow by pages, and none stands there twice', () => {
    const grown = after(page(0, 20), { type: 'more_wanted' }, page(19, 39))
    expect(grown.conversations).toHaveLength(39)
    expect(grown.isLoading).toBe(false)
  })

  it('ask again for the page whose first has moved up because one was deleted', () => {
    const first = after(page(0, 20), { type: 'more_wanted' })
    expect(first.wanted).toBe(2)
    const deleted = { type: 'deleted', conversationId: 'c3' } as const
    const fewer = after(page(0, 20), deleted)
    expect(fewer).toMatchObject({ total: 44, wanted: 1 })
    const more = reduceHistory(fewer, { type: 'more_wanted' })
    expect(more).toMatchObject({ wanted: 1, isLoading: true })
    expect(more.attempt).toBeGreaterThan(fewer.attempt)
  })

  it('keep what is there when a call fails, and forget the failure when asked again', () => {
    const problem = createProblem('unreachable', 0, 'Away', 'No answer', '')
    const failed = after(page(0, 20), { type: 'failed', problem })
    expect(failed).toMatchObject({ problem, isLoading: false })
    expect(failed.conversations).toHaveLength(20)
    expect(reduceHistory(failed, { type: 'retried' })).toMatchObject({
      problem: null,
      isLoading: true,
    })
  })
})
