import { describe, expect, it } from 'vitest'
import { createProblem } from '../../../client/api-error.ts'
import {
  chooseWorkspace,
  createConnection,
  findKeyMistake,
  reduceConnection,
} from '../../../addin/state/connection.ts'

const [first, second] = [
  { workspace_id: '00000000-0000-4000-8000-00000000000a', workspace_name: 'First' },
  { workspace_id: '00000000-0000-4000-8000-00000000000b', workspace_name: 'Second' },
]
const identity = {
  organization_id: '00000000-0000-4000-8000-000000000001',
  organization_name: 'Example',
  user_id: 'a',
  user_name: 'Ada',
  ...first,
  role: 'member' as const,
  workspaces: [first],
  permissions: [],
  credential: 'token' as const,
  api_key: null,
  is_sandbox: false,
}
const ofSeveral = {
  ...identity,
  workspace_id: null,
  workspace_name: null,
  workspaces: [first, second],
}
const byKey = { way: 'api_key', apiKey: 'swk_live_a' } as const
const byOffice = { way: 'office', mayAsk: false } as const
const problem = createProblem('unauthenticated', 401, 'Who are you?', 'Invalid API key', '/')

describe('the connection', () => {
  it('checks what was kept, and asks when there is nothing', () => {
    expect(createConnection(byKey)).toEqual({ status: 'checking', signIn: byKey })
    expect(createConnection(null).status).toBe('disconnected')
  })

  it.each([byKey, byOffice])('counts only after the server has accepted %j', (signIn) => {
    const checking = reduceConnection(createConnection(null), { type: 'entered', signIn })
    expect(checking.status).toBe('checking')
    const event = { type: 'accepted', signIn, identity } as const
    expect(reduceConnection(checking, event)).toEqual({ status: 'connected', signIn, identity })
  })

  it('keeps what was refused beside the problem, to try it again', () => {
    const event = { type: 'refused', signIn: byKey, problem } as const
    expect(reduceConnection(createConnection(byKey), event)).toEqual({
      status: 'disconnected',
      signIn: byKey,
      problem,
    })
  })

  it('drops an answer about a sign-in that is no longer checked', () => {
    const checking = createConnection({ ...byKey, apiKey: 'swk_live_b' })
    const accepted = { type: 'accepted', signIn: byKey, identity } as const
    const refused = { type: 'refused', signIn: byKey, problem } as const
    expect(reduceConnection(checking, accepted)).toBe(checking)
    expect(reduceConnection(checking, refused)).toBe(checking)
  })
})

describe('one of several workspaces', () => {
  const accept = (caller: typeof ofSeveral | typeof identity) =>
    reduceConnection(createConnection(byOffice), {
      type: 'accepted',
      signIn: byOffice,
      identity: caller,
    })

  it('is chosen before anything is called, and may be another one later', () => {
    const choosing = accept(ofSeveral)
    expect(choosing.status).toBe('choosing')
    const choose = (workspaceId: string) => ({ type: 'workspace_chosen', workspaceId }) as const
    const connected = reduceConnection(choosing, choose(second.workspace_id))
    expect(connected).toMatchObject({ status: 'connected', identity: second })
    expect(reduceConnection(connected, choose(first.workspace_id))).toMatchObject({
      status: 'connected',
      identity: first,
    })
  })

  it('is not one that the caller does not reach', () => {
    expect(chooseWorkspace(ofSeveral, 'elsewhere')).toBe(ofSeveral)
    expect(chooseWorkspace(ofSeveral, null)).toBe(ofSeveral)
    const event = { type: 'workspace_chosen', workspaceId: 'elsewhere' } as const
    expect(reduceConnection(accept(ofSeveral), event).status).toBe('choosing')
  })

  it('can not be chosen by who is in none, nor before anybody is signed in', () => {
    expect(accept({ ...ofSeveral, workspaces: [] }).status).toBe('choosing')
    const event = { type: 'workspace_chosen', workspaceId: first.workspace_id } as const
    expect(reduceConnection(createConnection(null), event).status).toBe('disconnected')
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
