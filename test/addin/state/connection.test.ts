import { describe, expect, it } from 'vitest'
import { createProblem } from '../../../client/api-error.ts'
import {
  createConnection,
  findKeyMistake,
  reduceConnection,
} from '../../../addin/state/connection.ts'

const identity = {
  organization_id: '00000000-0000-4000-8000-000000000001',
  organization_name: 'Example',
  user_id: 'a',
  user_name: 'Ada',
  workspace_id: null,
  workspace_name: null,
  role: 'member' as const,
  workspaces: [],
  permissions: [],
  credential: 'token' as const,
  api_key: null,
  is_sandbox: false,
}
const problem = createProblem('unauthenticated', 401, 'Who are you?', 'Invalid API key', '/')

describe('the connection', () => {
  it('checks a key that was kept, and asks for one when there is none', () => {
    expect(createConnection('swk_live_a')).toEqual({ status: 'checking', apiKey: 'swk_live_a' })
    expect(createConnection(null).status).toBe('disconnected')
  })

  it('counts a key only after the server has accepted it', () => {
    const checking = reduceConnection(createConnection(null), {
      type: 'key_entered',
      apiKey: 'swk_live_a',
    })
    expect(checking.status).toBe('checking')
    const event = { type: 'key_accepted', apiKey: 'swk_live_a', identity } as const
    expect(reduceConnection(checking, event)).toEqual({
      status: 'connected',
      apiKey: 'swk_live_a',
      identity,
    })
  })

  it('keeps the refused key beside the problem, to try it again', () => {
    const event = { type: 'key_refused', apiKey: 'swk_live_a', problem } as const
    expect(reduceConnection(createConnection('swk_live_a'), event)).toEqual({
      status: 'disconnected',
      apiKey: 'swk_live_a',
      problem,
    })
  })

  it('drops an answer about a key that is no longer checked', () => {
    const checking = createConnection('swk_live_b')
    const accepted = { type: 'key_accepted', apiKey: 'swk_live_a', identity } as const
    const refused = { type: 'key_refused', apiKey: 'swk_live_a', problem } as const
    expect(reduceConnection(checking, accepted)).toBe(checking)
    expect(reduceConnection(checking, refused)).toBe(checking)
  })
})

describe('a typed key', () => {
  it.each(['swk_live_a1', 'swk_test_A-b_9'])('may be %s', (typed) => {
    expect(findKeyMistake(typed)).toBeUndefined()
  })

  it.each(['', 'swk_live_', 'sk_live_a', 'swk_live_a b', 'swk_live_ä', ' swk_live_a'])(
    'can not be "%s"',
    (typed) => {
      expect(findKeyMistake(typed)).toMatch(/key/i)
    },
  )
})
