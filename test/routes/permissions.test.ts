import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemDetails } from '../../shared/contract/problem.ts'
import { permissions, type Permission } from '../../shared/model/vocabulary.ts'
import { insertApiKey } from '../../server/db/tenants.ts'
import { routePermissions } from '../../server/routes/permissions.ts'
import { createApiKey } from '../../server/services/api-key.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

const guarded = Object.entries(routePermissions).filter(([, permission]) => permission !== 'public')

describe('every route', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp()
  })
  afterAll(() => app.close())

  const makeKey = async (
    granted: readonly Permission[],
    change: { revoked?: boolean; expired?: boolean } = {},
  ) => {
    const { key, hash } = createApiKey()
    const owner = await app.deps.db.selectFrom('users').selectAll().executeTakeFirstOrThrow()
    await app.deps.db.transaction().execute((trx) =>
      insertApiKey(trx, {
        id: randomUUID(),
        organizationId: owner.organization_id,
        workspaceId: app.workspaceId,
        userId: owner.id,
        name: 'a key',
        hash,
        permissions: granted,
        createdAt: '2026-01-01T00:00:00.000Z',
        expiresAt: change.expired ? '2026-01-02T00:00:00.000Z' : null,
        revokedAt: change.revoked ? '2026-01-02T00:00:00.000Z' : null,
      }),
    )
    return key
  }
  const call = (name: string, headers: Record<string, string>) => {
    const [method = '', path = ''] = name.split(' ')
    const url = path
      .replace('{container}', 'input')
      .replace('{task_id}', '1')
      .replace(/\{\w+\}/g, randomUUID())
    const body = ['POST', 'PATCH', 'PUT'].includes(method) ? { body: '{}' } : {}
    return app.request(url, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...body,
    })
  }

  test.each(guarded)('%s is closed without a key', async (name) => {
    const response = await call(name, { 'X-API-Key': '' })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('Bearer')
    const problem = problemDetails.parse(await response.json())
    expect(problem).toMatchObject({ code: 'unauthenticated', detail: 'API key required' })
  })

  test.each(guarded.filter(([, permission]) => permission !== 'signed_in'))(
    '%s is closed to a key with every permission but %s',
    async (name, permission) => {
      const key = await makeKey(permissions.filter((one) => one !== permission))
      const response = await call(name, { 'X-API-Key': key })
      expect(response.status).toBe(403)
      expect(problemDetails.parse(await response.json()).code).toBe('permission_missing')
    },
  )

  test('a revoked, an expired and an unknown key are told apart', async () => {
    const details = []
    for (const key of [
      await makeKey(permissions, { revoked: true }),
      await makeKey(permissions, { expired: true }),
      'swk_live_unknown',
    ]) {
      const response = await call('GET /api/v1/whoami', { 'X-API-Key': key })
      expect(response.status).toBe(401)
      details.push(problemDetails.parse(await response.json()).detail)
    }
    expect(details).toEqual(['API key has been revoked', 'API key has expired', 'Invalid API key'])
  })

  test('if both headers are sent, X-API-Key wins', async () => {
    const key = await makeKey(['read'])
    const headers = { 'X-API-Key': key, Authorization: `Bearer ${app.ownerKey}` }
    const answer = await call('GET /api/v1/whoami', headers)
    expect(await answer.json()).toMatchObject({ permissions: ['read'] })
    const bearer = await call('GET /api/v1/whoami', {
      'X-API-Key': key,
      Authorization: 'Bearer nonsense',
    })
    expect(bearer.status).toBe(200)
  })

  test('a workspace that the key does not reach is a 403', async () => {
    const response = await call('GET /api/v1/documents', { 'X-Workspace-Id': randomUUID() })
    expect(response.status).toBe(403)
    expect(problemDetails.parse(await response.json()).code).toBe('workspace_mismatch')
  })

  test('a removed user loses access with the next request', async () => {
    const key = await makeKey(permissions)
    await app.deps.db.updateTable('users').set({ role: 'nobody' }).execute()
    const response = await call('GET /api/v1/documents', { 'X-API-Key': key })
    await app.deps.db.updateTable('users').set({ role: 'owner' }).execute()
    expect(response.status).toBe(403)
  })
})
