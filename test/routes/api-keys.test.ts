import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiKeysResponse, issuedApiKey, type IssuedApiKey } from '../../shared/contract/api-keys.ts'
import { documentSet, documentSetsResponse } from '../../shared/contract/document-sets.ts'
import { addedSource } from '../../shared/contract/documents.ts'
import { whoAmIResponse, type WhoAmIResponse } from '../../shared/contract/identity.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { user, usersResponse } from '../../shared/contract/users.ts'
import { hashApiKey } from '../../server/services/api-key.ts'
import { makeCaller } from '../support/callers.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ startQueue: false })
})
afterAll(() => app.close())

const sendAs = (key: string) => ({ 'X-API-Key': key })

async function issue(wish: object, key = app.ownerKey): Promise<IssuedApiKey> {
  const request = { name: 'A key', permissions: ['read'], ...wish }
  const response = await app.post('/v1/api-keys', request, sendAs(key))
  expect(response.status).toBe(201)
  return issuedApiKey.parse(await response.json())
}

async function whoIs(key: string): Promise<WhoAmIResponse> {
  return whoAmIResponse.parse(
    await (await app.request('/api/v1/whoami', { headers: sendAs(key) })).json(),
  )
}

async function refusal(response: Response) {
  const { status, code, detail, errors } = problemDetails.parse(await response.json())
  return { status, code, detail, errors }
}

const detailOf = async (key: string) =>
  (await refusal(await app.request('/api/v1/whoami', { headers: sendAs(key) }))).detail

describe('an API key', () => {
  test('is shown once, works at once, and only its hash is stored', async () => {
    const { key = '', api_key_id: id } = await issue({ name: 'CRM' })
    expect(key).toMatch(/^swk_live_[\w-]{43}$/)
    expect(await whoIs(key)).toMatchObject({
      role: 'owner',
      permissions: ['read'],
      credential: 'api_key',
      api_key: { api_key_id: id, name: 'CRM', expires_at: null, requests_per_minute: null },
    })
    const list = await (await app.request('/v1/api-keys')).text()
    expect(apiKeysResponse.parse(JSON.parse(list)).api_keys).toContainEqual(
      expect.objectContaining({ api_key_id: id, status: 'active' }),
    )
    expect(list).not.toContain(key)
    const rows = await app.deps.db.selectFrom('api_keys').selectAll().execute()
    expect(rows.find((row) => row.id === id)?.hash).toBe(hashApiKey(key))
    expect(JSON.stringify(rows)).not.toContain(key)
    expect(JSON.stringify(app.logged)).not.toContain(key)
  })

  test('that is revoked is refused with the next request, and stays in the list', async () => {
    const { key = '', api_key_id: id } = await issue({})
    await whoIs(key)
    const revoke = () => app.request(`/v1/api-keys/${id}`, { method: 'DELETE' })
    expect((await revoke()).status).toBe(204)
    expect(await detailOf(key)).toBe('API key has been revoked')
    const first = await app.deps.db
      .selectFrom('api_keys')
      .selectAll()
      .where('id', '=', id)
      .execute()
    expect((await revoke()).status).toBe(204)
    const again = await app.deps.db
      .selectFrom('api_keys')
      .selectAll()
      .where('id', '=', id)
      .execute()
    expect(again).toEqual(first)
    const { api_keys: keys } = apiKeysResponse.parse(
      await (await app.request('/v1/api-keys?page_size=100')).json(),
    )
    expect(keys.find((one) => one.api_key_id === id)?.status).toBe('revoked')
  })

  test('ends at the moment that it was given, in whatever offset that was written', async () => {
    const soon = new Date(Date.now() + 3_600_000)
    const local = new Date(soon.getTime() + 2 * 3_600_000).toISOString().replace('Z', '+02:00')
    const { key = '', expires_at } = await issue({ expires_at: local })
    expect(expires_at).toBe(soon.toISOString())
    await whoIs(key)
    const past = await app.post('/v1/api-keys', {
      name: 'Late',
      permissions: ['read'],
      expires_at: '2020-01-01T00:00:00Z',
    })
    expect(await refusal(past)).toMatchObject({
      status: 422,
      errors: [{ loc: ['body', 'expires_at'] }],
    })
  })
})

describe('rotation', () => {
  const rotate = (id: string, body: object, key = app.ownerKey) =>
    app.post(`/v1/api-keys/${id}/rotate`, body, sendAs(key))

  test('leaves old and new valid for the overlap, and both have the same rights', async () => {
    const old = await issue({ permissions: ['read', 'search'], requests_per_minute: 777 })
    const response = await rotate(old.api_key_id, { overlap_seconds: 3600 })
    expect(response.status).toBe(201)
    const fresh = issuedApiKey.parse(await response.json())
    expect(fresh.key).not.toBe(old.key)
    const [before, after] = [await whoIs(old.key ?? ''), await whoIs(fresh.key ?? '')]
    expect(after.permissions).toEqual(['read', 'search'])
    expect(after.api_key?.requests_per_minute).toBe(777)
    const left = Date.parse(before.api_key?.expires_at ?? '') - Date.now()
    expect(left).toBeGreaterThan(3_500_000)
    expect(left).toBeLessThanOrEqual(3_600_000)
    const again = await refusal(await rotate(old.api_key_id, {}))
    expect(again).toMatchObject({ status: 409, code: 'wrong_state' })
    expect(again.detail).toContain(fresh.api_key_id)
  })

  test('without an overlap ends the old key at once', async () => {
    const old = await issue({})
    const fresh = issuedApiKey.parse(
      await (await rotate(old.api_key_id, { overlap_seconds: 0 })).json(),
    )
    expect(await detailOf(old.key ?? '')).toBe('API key has expired')
    await whoIs(fresh.key ?? '')
  })

  test('without a body gives a day', async () => {
    const old = await issue({})
    const path = `/v1/api-keys/${old.api_key_id}/rotate`
    expect((await app.request(path, { method: 'POST' })).status).toBe(201)
    const end = (await whoIs(old.key ?? '')).api_key?.expires_at ?? ''
    expect((Date.parse(end) - Date.now()) / 3_600_000).toBeCloseTo(24, 1)
  })

  test('a key that is revoked is followed by none', async () => {
    const old = await issue({})
    await app.request(`/v1/api-keys/${old.api_key_id}`, { method: 'DELETE' })
    expect(await refusal(await rotate(old.api_key_id, {}))).toMatchObject({ status: 409 })
  })
})

describe('nobody makes a key that may more than its maker', () => {
  test('not with a permission that the maker’s key lacks, and not by rotating one', async () => {
    const wide = await issue({ permissions: ['read', 'write', 'admin'] })
    const admin = await issue({ permissions: ['admin'] })
    const made = await app.post(
      '/v1/api-keys',
      { name: 'More', permissions: ['admin', 'write'] },
      sendAs(admin.key ?? ''),
    )
    expect(await refusal(made)).toMatchObject({ status: 403, code: 'permission_missing' })
    const path = `/v1/api-keys/${wide.api_key_id}/rotate`
    const rotated = await app.post(path, {}, sendAs(admin.key ?? ''))
    expect(await refusal(rotated)).toMatchObject({ status: 403, code: 'permission_missing' })
    await whoIs(wide.key ?? '')
  })

  test('not for somebody of a higher role, nor by ending that one’s keys', async () => {
    const admin = await makeCaller(app, { role: 'admin', memberOf: [app.workspaceId] })
    const { user_id: owner } = await whoIs(app.ownerKey)
    const ofOwner = await issue({ workspace_id: app.workspaceId })
    const headers = sendAs(admin.key)
    const body = { name: 'As owner', permissions: ['read'], user_id: owner }
    const key = `/v1/api-keys/${ofOwner.api_key_id}`
    for (const response of [
      await app.post('/v1/api-keys', body, headers),
      await app.post(`${key}/rotate`, {}, headers),
      await app.request(key, { method: 'DELETE', headers }),
      await app.post('/api/v1/users', { user_name: 'Eve', role: 'owner' }, headers),
      await app.request(`/api/v1/users/${owner}`, { method: 'DELETE', headers }),
      await app.request(`/api/v1/users/${admin.userId}`, {
        method: 'PATCH',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ role: 'owner' }),
      }),
    ]) {
      expect(await refusal(response)).toMatchObject({ status: 403, code: 'permission_missing' })
    }
  })

  test('not with a workspace key for the organization, the sandbox or another workspace', async () => {
    const made = await app.post('/api/v1/document-sets', { document_set_name: 'Elsewhere' })
    const elsewhere = documentSet.parse(await made.json()).id
    const bound = await issue({ workspace_id: app.workspaceId, permissions: ['read', 'admin'] })
    const headers = sendAs(bound.key ?? '')
    const answers = []
    for (const wish of [{ workspace_id: null }, { sandbox: true }, { workspace_id: elsewhere }]) {
      const body = { name: 'Wider', permissions: ['read'], ...wish }
      answers.push((await refusal(await app.post('/v1/api-keys', body, headers))).status)
    }
    expect(answers).toEqual([403, 403, 400])
    const own = await issue({}, bound.key)
    expect(own.workspace_id).toBe(app.workspaceId)
    const list = await (await app.request('/v1/api-keys?page_size=100', { headers })).json()
    const places = new Set(apiKeysResponse.parse(list).api_keys.map((one) => one.workspace_id))
    expect([...places]).toEqual([app.workspaceId])
    await app.request(`/api/v1/document-sets/${elsewhere}`, { method: 'DELETE' })
  })
})

describe('an admin who sees a part of the organization', () => {
  const patch = (id: string, change: object, key: string) =>
    app.request(`/api/v1/users/${id}`, {
      method: 'PATCH',
      headers: { ...sendAs(key), 'Content-Type': 'application/json' },
      body: JSON.stringify(change),
    })

  test('gets no further by a key of somebody else, and touches nobody of what it can not see', async () => {
    const made = await app.post('/api/v1/document-sets', { document_set_name: 'Secret' })
    const secret = documentSet.parse(await made.json()).id
    const admin = await makeCaller(app, { role: 'admin', memberOf: [app.workspaceId] })
    const both = await makeCaller(app, { role: 'member', memberOf: [app.workspaceId, secret] })
    const unseen = await makeCaller(app, { role: 'member', memberOf: [secret] })
    const headers = sendAs(admin.key)
    const wide = { name: 'Wide', permissions: ['read'], workspace_id: null }
    for (const { userId } of [both, unseen]) {
      for (const response of [
        await app.post('/v1/api-keys', { ...wide, user_id: userId }, headers),
        await patch(userId, { role: 'viewer' }, admin.key),
        await app.request(`/api/v1/users/${userId}`, { method: 'DELETE', headers }),
      ]) {
        expect(await refusal(response)).toMatchObject({ status: 403, code: 'permission_missing' })
      }
    }
    const list = await app.request('/api/v1/users?page_size=100', { headers })
    const seen = usersResponse.parse(await list.json()).users.map((one) => one.user_id)
    expect(seen).toEqual(expect.arrayContaining([admin.userId, both.userId]))
    expect(seen).not.toContain(unseen.userId)
    expect((await issue({ workspace_id: null }, admin.key)).user_id).toBe(admin.userId)
    const bound = await issue({ user_id: both.userId, workspace_id: app.workspaceId }, admin.key)
    expect((await whoIs(bound.key ?? '')).workspaces).toHaveLength(1)
    const ofOwner = await issue({ user_id: both.userId, workspace_id: null })
    expect((await whoIs(ofOwner.key ?? '')).workspaces).toHaveLength(2)
    await app.request(`/api/v1/document-sets/${secret}`, { method: 'DELETE' })
    expect((await patch(both.userId, { role: 'viewer' }, admin.key)).status).toBe(200)
  })
})

describe('a key that is made with a key', () => {
  const end = '2090-01-01T00:00:00.000Z'
  const later = '2091-01-01T00:00:00Z'
  const soon = '2089-01-01T00:00:00.000Z'

  test('has neither a later end nor a higher rate', async () => {
    const wish = { permissions: ['read', 'admin'], expires_at: end, requests_per_minute: 100 }
    const maker = await issue(wish)
    expect(await issue({}, maker.key)).toMatchObject({ expires_at: end, requests_per_minute: 100 })
    const less = { expires_at: soon, requests_per_minute: 10 }
    expect(await issue(less, maker.key)).toMatchObject(less)
    for (const more of [
      { expires_at: later },
      { expires_at: null },
      { requests_per_minute: 101 },
      { requests_per_minute: null },
    ]) {
      const body = { name: 'More', permissions: ['read'], ...more }
      const answer = await app.post('/v1/api-keys', body, sendAs(maker.key ?? ''))
      expect(await refusal(answer)).toMatchObject({ status: 403, code: 'permission_missing' })
    }
  })

  test('is no way around that by rotation, of itself or another', async () => {
    const wish = { permissions: ['read', 'admin'], requests_per_minute: 100 }
    const maker = await issue({ ...wish, expires_at: end })
    const rotate = (id: string, body: object) =>
      app.post(`/v1/api-keys/${id}/rotate`, body, sendAs(maker.key ?? ''))
    const faster = await issue({ requests_per_minute: 101 })
    const endless = await issue({ requests_per_minute: 100 })
    for (const answer of [
      await rotate(faster.api_key_id, {}),
      await rotate(endless.api_key_id, { expires_at: null }),
      await rotate(maker.api_key_id, { expires_at: later }),
    ]) {
      expect(await refusal(answer)).toMatchObject({ status: 403, code: 'permission_missing' })
    }
    for (const id of [endless.api_key_id, maker.api_key_id]) {
      const fresh = issuedApiKey.parse(await (await rotate(id, {})).json())
      expect(fresh.expires_at).toBe(end)
    }
  })
})

describe('a sandbox key', () => {
  test('reaches the sandbox alone, and no other key reaches that', async () => {
    const key = await issue({ permissions: ['read', 'write', 'search', 'admin'], sandbox: true })
    expect(key.key).toMatch(/^swk_test_/)
    expect(key.is_sandbox).toBe(true)
    const headers = sendAs(key.key ?? '')
    const caller = await whoIs(key.key ?? '')
    expect(caller).toMatchObject({ is_sandbox: true, workspace_name: 'Sandbox' })
    const sandbox = caller.workspace_id ?? ''
    const form = new FormData()
    form.append('file', new File(['A note of the sandbox.'], 'note.txt'))
    const added = await app.request('/api/v1/documents', { method: 'POST', headers, body: form })
    expect(added.status).toBe(201)
    const { document_id: id, workspace_id } = addedSource.parse(await added.json())
    expect(workspace_id).toBe(sandbox)
    expect((await app.request(`/api/v1/documents/${id}`)).status).toBe(404)
    const live = { 'X-Workspace-Id': sandbox }
    expect((await app.request('/api/v1/documents', { headers: live })).status).toBe(403)
    const crossed = { ...headers, 'X-Workspace-Id': app.workspaceId }
    expect((await app.request('/api/v1/documents', { headers: crossed })).status).toBe(403)
    const { document_sets: sets } = documentSetsResponse.parse(
      await (await app.request('/api/v1/document-sets')).json(),
    )
    expect(sets.map((set) => set.id)).not.toContain(sandbox)
    const second = await issue({ sandbox: true })
    expect(second.workspace_id).toBe(sandbox)
    const ofSandbox = await issue({ permissions: ['read'] }, key.key)
    expect(ofSandbox.key).toMatch(/^swk_test_/)
  })
})

describe('users and members', () => {
  test('a member sees a document set from the next request on, and no longer than that', async () => {
    const body = { user_name: 'Ada', role: 'member', subject: 'ada' }
    const made = await app.post('/api/v1/users', body)
    expect(made.status).toBe(201)
    const { user_id: userId } = user.parse(await made.json())
    expect(await refusal(await app.post('/api/v1/users', body))).toMatchObject({
      status: 409,
      errors: [{ loc: ['body', 'subject'] }],
    })
    const { key = '' } = await issue({ user_id: userId, workspace_id: null })
    expect((await whoIs(key)).workspaces).toEqual([])
    const path = `/api/v1/document-sets/${app.workspaceId}/users`
    expect((await app.post(path, { user_id: userId })).status).toBe(201)
    expect((await app.post(path, { user_id: userId })).status).toBe(200)
    expect((await whoIs(key)).workspaces).toHaveLength(1)
    const remove = () =>
      app.request(path, {
        method: 'DELETE',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user_id: userId }),
      })
    expect((await remove()).status).toBe(204)
    expect((await whoIs(key)).workspaces).toEqual([])
    expect((await remove()).status).toBe(404)
    expect((await app.request(path, { method: 'DELETE' })).status).toBe(422)
  })

  test('the last owner can neither leave nor become less', async () => {
    const { user_id: owner } = await whoIs(app.ownerKey)
    const path = `/api/v1/users/${owner}`
    const removed = await app.request(path, { method: 'DELETE' })
    expect(await refusal(removed)).toMatchObject({ status: 409, code: 'wrong_state' })
    const changed = await app.request(path, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ role: 'member' }),
    })
    expect(await refusal(changed)).toMatchObject({ status: 409, code: 'wrong_state' })
  })
})

test('nothing of all this was an error of the server', () => {
  expect(app.logged).toEqual([])
})
