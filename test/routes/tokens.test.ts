import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createJwtVerifier } from '../../server/adapters/jwt-verifier.ts'
import { issuedApiKey } from '../../shared/contract/api-keys.ts'
import { signInOffer, whoAmIResponse } from '../../shared/contract/identity.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { user, usersResponse } from '../../shared/contract/users.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import {
  audience,
  issuer,
  makeSigningKey,
  signToken,
  startIdentityProvider,
  type IdentityProvider,
  type SigningKey,
} from '../support/identity-provider.ts'

const secret = 'a shared secret of 32 characters and more'

let app: TestApp
let provider: IdentityProvider
let rsa: SigningKey
let elliptic: SigningKey

beforeAll(async () => {
  provider = await startIdentityProvider()
  rsa = await makeSigningKey('RS256', 'rsa-1')
  elliptic = await makeSigningKey('ES256', 'ec-1')
  provider.publish([rsa, elliptic])
  const jwt = { issuer, audience, secret, jwksUrl: provider.jwksUrl }
  app = await createTestApp({ startQueue: false, jwt })
})
afterAll(async () => {
  await app.close()
  await provider.close()
})

const callWith = (token: string, path = '/api/v1/whoami', headers: Record<string, string> = {}) =>
  app.request(path, { headers: { 'X-API-Key': '', Authorization: `Bearer ${token}`, ...headers } })

async function refusal(token: string) {
  const response = await callWith(token)
  const { status, detail } = problemDetails.parse(await response.json())
  const challenge = response.headers.get('www-authenticate') ?? ''
  return { status, detail, isChallenged: challenge.startsWith('Bearer realm="sourcewright"') }
}

const invalid = { status: 401, detail: 'Invalid token', isChallenged: true }
const grace = { sub: 'grace', name: 'Grace', role: 'member' }

describe('a token', () => {
  test('by HS256, RS256 or ES256 gives the user, the organization and the role', async () => {
    const callers = []
    for (const key of [secret, rsa, elliptic]) {
      const answer = await callWith(await signToken(key, grace))
      expect(answer.status).toBe(200)
      callers.push(whoAmIResponse.parse(await answer.json()))
    }
    expect(callers[0]).toMatchObject({
      organization_name: 'Test organization',
      user_name: 'Grace',
      role: 'member',
      permissions: ['read', 'search', 'write', 'generate'],
      credential: 'token',
      api_key: null,
      workspaces: [],
    })
    expect(callers[1]).toEqual(callers[0])
    expect(callers[2]).toEqual(callers[0])
    const { users } = usersResponse.parse(await (await app.request('/api/v1/users')).json())
    expect(users.filter((user) => user.subject === 'grace')).toHaveLength(1)
  })

  test.each([
    ['viewer', ['read', 'search'], 0],
    ['member', ['read', 'search', 'write', 'generate'], 0],
    ['admin', ['read', 'search', 'write', 'generate', 'admin'], 0],
    ['owner', ['read', 'search', 'write', 'generate', 'admin'], 1],
    ['internal', ['read', 'search', 'write', 'generate', 'admin'], 1],
  ])('of a new %s may %j, and sees %i workspaces', async (role, permissions, count) => {
    const answer = await callWith(await signToken(secret, { sub: `new-${role}`, roles: [role] }))
    const caller = whoAmIResponse.parse(await answer.json())
    expect(caller).toMatchObject({ role, permissions })
    expect(caller.workspaces).toHaveLength(count)
  })

  test('chooses among the workspaces of its user by X-Workspace-Id', async () => {
    const token = await signToken(secret, { sub: 'chooser', role: 'owner' })
    const named = { 'X-Workspace-Id': app.workspaceId }
    const caller = await callWith(token, '/api/v1/whoami', named)
    expect(await caller.json()).toMatchObject({ workspace_id: app.workspaceId })
    const foreign = { 'X-Workspace-Id': '00000000-0000-4000-8000-000000000000' }
    expect((await callWith(token, '/api/v1/whoami', foreign)).status).toBe(403)
  })

  test('that has expired is told from one that is invalid', async () => {
    const exp = Math.floor(Date.now() / 1000) - 60
    for (const key of [secret, rsa]) {
      const token = await signToken(key, { ...grace, exp })
      expect(await refusal(token)).toEqual({ ...invalid, detail: 'Token has expired' })
    }
  })

  test.each([
    ['another issuer', { iss: 'https://evil.example' }],
    ['no issuer', { iss: undefined }],
    ['another audience', { aud: 'api://another' }],
    ['no audience', { aud: undefined }],
    ['no user', { sub: undefined }],
    ['no end', { exp: undefined }],
    ['a beginning that is to come', { nbf: Math.floor(Date.now() / 1000) + 600 }],
    ['roles that are no words', { role: { is: 'owner' } }],
    ['another organization', { organization_id: '00000000-0000-4000-8000-000000000000' }],
  ])('with %s is invalid', async (_, change) => {
    for (const key of [secret, rsa]) {
      expect(await refusal(await signToken(key, { ...grace, ...change }))).toEqual(invalid)
    }
  })

  test('is invalid when it is not signed, or by a key that is not ours', async () => {
    const other = await makeSigningKey('RS256', 'rsa-1')
    const [, payload = ''] = (await signToken(secret, grace)).split('.')
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    const good = await signToken(rsa, grace)
    for (const token of [
      none,
      await signToken('another secret of 32 characters or more', grace),
      await signToken(other, grace),
      `${good.slice(0, -6)}AAAAAA`,
      'a.b.c',
      '..',
      'no.token',
    ]) {
      expect((await refusal(token)).status).toBe(401)
    }
  })

  test('is never judged by a public key as if that were the secret', async () => {
    const asText = JSON.stringify(rsa.publicJwk)
    expect(await refusal(await signToken(asText, grace))).toEqual(invalid)
    const publicOnly = createJwtVerifier({
      issuer,
      audience,
      secret: undefined,
      jwksUrl: provider.jwksUrl,
    })
    expect(await publicOnly.verify(await signToken(secret, grace))).toEqual({ outcome: 'invalid' })
    const secretOnly = createJwtVerifier({ issuer, audience, secret, jwksUrl: undefined })
    expect(await secretOnly.verify(await signToken(rsa, grace))).toEqual({ outcome: 'invalid' })
  })

  test('with a role that nobody knows, or with none, grants nothing', async () => {
    for (const claims of [{ role: 'superuser' }, { roles: [] }, { role: undefined }]) {
      const answer = await callWith(await signToken(secret, { sub: 'mallory', ...claims }))
      expect(answer.status).toBe(403)
    }
    const { users } = usersResponse.parse(await (await app.request('/api/v1/users')).json())
    expect(users.map(({ subject }) => subject)).not.toContain('mallory')
  })

  test('of a user that was removed is closed from the next request on', async () => {
    const token = await signToken(rsa, { sub: 'leaver', role: 'owner' })
    const caller = whoAmIResponse.parse(await (await callWith(token)).json())
    const path = `/api/v1/users/${caller.user_id}`
    expect((await app.request(path, { method: 'DELETE' })).status).toBe(204)
    expect((await callWith(token)).status).toBe(403)
    expect((await callWith(await signToken(secret, { sub: 'leaver', role: 'owner' }))).status).toBe(
      403,
    )
  })

  test('of a user that was taken back counts again: without the keys and memberships of before', async () => {
    const body = { user_name: 'Robin', role: 'member', subject: 'robin' }
    const { user_id } = user.parse(await (await app.post('/api/v1/users', body)).json())
    const members = `/api/v1/document-sets/${app.workspaceId}/users`
    expect((await app.post(members, { user_id })).status).toBe(201)
    const wish = { name: 'Of Robin', permissions: ['read'], user_id }
    const { key = '' } = issuedApiKey.parse(await (await app.post('/v1/api-keys', wish)).json())
    const token = await signToken(secret, { sub: 'robin', role: undefined })
    expect((await app.request(`/api/v1/users/${user_id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await callWith(token)).status).toBe(403)

    const again = { ...body, user_name: 'Robin Again', role: 'viewer' }
    const back = await app.post('/api/v1/users', again)
    expect(back.status).toBe(201)
    expect(user.parse(await back.json())).toMatchObject({ user_id, ...again })
    const caller = whoAmIResponse.parse(await (await callWith(token)).json())
    expect(caller).toMatchObject({ user_name: 'Robin Again', role: 'viewer', workspaces: [] })
    const withKey = await app.request('/api/v1/whoami', { headers: { 'X-API-Key': key } })
    expect(withKey.status).toBe(401)
    expect((await app.post(members, { user_id })).status).toBe(201)
    expect((await app.post('/api/v1/users', again)).status).toBe(409)
  })

  test('of a removed owner is not opened again by an admin', async () => {
    const body = { user_name: 'Sam', role: 'owner', subject: 'sam' }
    const { user_id } = user.parse(await (await app.post('/api/v1/users', body)).json())
    await app.request(`/api/v1/users/${user_id}`, { method: 'DELETE' })
    const asAdmin = await signToken(secret, { sub: 'an-admin', role: 'admin' })
    const answer = await app.request('/api/v1/users', {
      method: 'POST',
      body: JSON.stringify({ ...body, role: 'viewer' }),
      headers: {
        'X-API-Key': '',
        Authorization: `Bearer ${asAdmin}`,
        'Content-Type': 'application/json',
      },
    })
    expect(answer.status).toBe(403)
  })

  test('without a role has that of the stored user', async () => {
    await app.post('/api/v1/users', { user_name: 'Lin', role: 'viewer', subject: 'lin' })
    const answer = await callWith(await signToken(secret, { sub: 'lin', role: undefined }))
    expect(await answer.json()).toMatchObject({ role: 'viewer', user_name: 'Lin' })
  })
})

describe('what is offered to sign in with', () => {
  const offerOf = async (jwt: Parameters<typeof createTestApp>[0]) => {
    const other = await createTestApp({ startQueue: false, ...jwt })
    const answer = await other.request('/api/v1/sign-in', { headers: { 'X-API-Key': '' } })
    await other.close()
    return signInOffer.parse(await answer.json())
  }

  test('is Office where a provider publishes its keys, told to everyone', async () => {
    const answer = await app.request('/api/v1/sign-in', { headers: { 'X-API-Key': '' } })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ office: true })
  })

  test('is not Office where nobody but the holder of a secret signs, or nobody at all', async () => {
    const jwt = { issuer, audience, secret, jwksUrl: undefined }
    expect(await offerOf({ jwt })).toEqual({ office: false })
    expect(await offerOf({})).toEqual({ office: false })
  })
})

describe('a role in a token', () => {
  test('is that of the user from then on, for its keys too', async () => {
    const asOwner = await signToken(secret, { sub: 'kim', role: 'owner' })
    const { user_id: userId } = whoAmIResponse.parse(await (await callWith(asOwner)).json())
    const request = { name: 'Of Kim', permissions: ['read', 'admin'], user_id: userId }
    const { key = '' } = issuedApiKey.parse(await (await app.post('/v1/api-keys', request)).json())
    const roleOfKey = async () => {
      const answer = await app.request('/api/v1/whoami', { headers: { 'X-API-Key': key } })
      return whoAmIResponse.parse(await answer.json()).role
    }
    expect(await roleOfKey()).toBe('owner')
    await callWith(await signToken(secret, { sub: 'kim', role: 'viewer' }))
    expect(await roleOfKey()).toBe('viewer')
    await callWith(await signToken(secret, { sub: 'kim', role: undefined }))
    expect(await roleOfKey()).toBe('viewer')
  })
})

describe('the keys of the provider', () => {
  test('are kept, and fetched again for a key that is new', async () => {
    const own = await startIdentityProvider()
    const [first, second] = [
      await makeSigningKey('ES256', 'one'),
      await makeSigningKey('ES256', 'two'),
    ]
    own.publish([first])
    const clock = { jump: 0 }
    const now = Date.now
    // the keys are asked for again only some seconds after the last time
    Date.now = () => now() + clock.jump
    try {
      const verifier = createJwtVerifier({
        issuer,
        audience,
        secret: undefined,
        jwksUrl: own.jwksUrl,
      })
      for (let count = 0; count < 5; count += 1) {
        expect((await verifier.verify(await signToken(first, grace))).outcome).toBe('valid')
      }
      expect(own.countFetches()).toBe(1)
      own.publish([second])
      const token = await signToken(second, { ...grace, exp: Math.floor(now() / 1000) + 3600 })
      clock.jump = 6000
      expect((await verifier.verify(token)).outcome).toBe('valid')
      expect(own.countFetches()).toBe(2)
      expect((await verifier.verify(await signToken(first, grace))).outcome).toBe('invalid')
    } finally {
      Date.now = now
      await own.close()
    }
  })

  test('that can not be fetched make a 503, and leave API keys alone', async () => {
    const own = await startIdentityProvider()
    own.publish([rsa])
    own.setDown(true)
    const jwt = { issuer, audience, secret: undefined, jwksUrl: own.jwksUrl }
    const other = await createTestApp({ startQueue: false, jwt })
    const token = await signToken(rsa, grace)
    const headers = { 'X-API-Key': '', Authorization: `Bearer ${token}` }
    const answer = await other.request('/api/v1/whoami', { headers })
    expect(answer.headers.get('retry-after')).toBe('10')
    expect(problemDetails.parse(await answer.json())).toMatchObject({
      status: 503,
      code: 'identity_unavailable',
    })
    expect((await other.request('/api/v1/whoami')).status).toBe(200)
    own.setDown(false)
    expect((await other.request('/api/v1/whoami', { headers })).status).toBe(200)
    await other.close()
    await own.close()
  })

  test('without a configured provider every token is invalid', async () => {
    const other = await createTestApp({ startQueue: false })
    const token = await signToken(secret, grace)
    const headers = { 'X-API-Key': '', Authorization: `Bearer ${token}` }
    const answer = await other.request('/api/v1/whoami', { headers })
    expect(problemDetails.parse(await answer.json()).detail).toBe('Invalid token')
    await other.close()
  })
})

test('nothing of all this was an error of the server', () => {
  expect(app.logged).toEqual([])
})
