import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiKey } from '../../shared/contract/api-keys.ts'
import { conversationSummary } from '../../shared/contract/conversations.ts'
import { dataSource } from '../../shared/contract/data-sources.ts'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { addedLocalDocument } from '../../shared/contract/documents.ts'
import { generation } from '../../shared/contract/generations.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { schedule } from '../../shared/contract/schedules.ts'
import { styleGuideDetails } from '../../shared/contract/style-guides.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { webhook, webhookDeliveriesResponse } from '../../shared/contract/webhooks.ts'
import { permissions } from '../../shared/model/vocabulary.ts'
import { findVersion } from '../../server/db/document-versions.ts'
import { routePermissions } from '../../server/routes/permissions.ts'
import { makeCaller, makeStranger, type Caller } from '../support/callers.ts'
import { bodyOfRoute } from '../support/body-of-route.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'

type Row = { readonly name: string; readonly permission: string }

const rows = Object.entries(routePermissions).map(([name, permission]): Row => ({
  name,
  permission,
}))
const guarded = rows.filter(({ permission }) => permission !== 'public')
const named = guarded.filter(({ name }) => /\{(id|task_id|file_id)\}/.test(name))

type Kind =
  | 'document'
  | 'file'
  | 'template'
  | 'style'
  | 'conversation'
  | 'key'
  | 'user'
  | 'set'
  | 'generation'
  | 'webhook'
  | 'delivery'
  | 'data'
  | 'schedule'

let app: TestApp
let ids: Readonly<Record<Kind, string>>
let member: Caller
let stranger: Caller

beforeAll(async () => {
  app = await createTestApp({ startQueue: false })
  member = await makeCaller(app, { role: 'member', memberOf: [app.workspaceId] })
  stranger = await makeStranger(app)
  ids = await fillWorkspace()
})
afterAll(() => app.close())

/** One of everything that a path can name. */
async function fillWorkspace() {
  const file = { name: 'mine.docx', bytes: await readExample('audit/sources/findings.docx') }
  const local = await app.upload('/api/v1/documents/local', file)
  const documentId = addedLocalDocument.parse(await local.json()).document_id
  const version = await findVersion(app.deps.db, documentId, 1)
  const template = await app.upload('/api/v1/templates', file)
  const style = await app.post('/api/v1/style-guides', { style_guide_name: 'House' })
  const conversation = await app.post('/api/v1/conversations', {})
  const key = await app.post('/v1/api-keys', { name: 'Any', permissions: ['read'] })
  const fields = { data: {}, source_ids: [], outputs: ['docx'] }
  const { template_id } = templateDetails.parse(await template.json())
  const made = await app.post('/v1/generations', { template_id, ...fields })
  const rows = { name: 'rows.json', bytes: new TextEncoder().encode('[{"a":1}]') }
  const data = await app.upload('/v1/data-sources', rows, { kind: 'json' })
  const wish = { name: 'Any', trigger: 'event', generation: { template_id, ...fields } }
  const planned = await app.post('/v1/schedules', wish)
  return {
    schedule: schedule.parse(await planned.json()).id,
    data: dataSource.parse(await data.json()).id,
    generation: generation.parse(await made.json()).id,
    ...(await fillWebhooks()),
    document: documentId,
    file: version?.id ?? '',
    template: template_id,
    style: styleGuideDetails.parse(await style.json()).style_guide_id,
    conversation: conversationSummary.parse(await conversation.json()).conversation_id,
    key: apiKey.parse(await key.json()).api_key_id,
    user: member.userId,
    set: app.workspaceId,
  }
}

async function fillWebhooks() {
  const wish = { url: 'https://receiver.example', events: ['core.document.uploaded'] }
  const made = webhook.parse(await (await app.post('/v1/webhooks', wish)).json())
  const source = { name: 'a.txt', bytes: new TextEncoder().encode('A source.') }
  expect((await app.upload('/api/v1/documents', source)).status).toBe(201)
  const log = await app.request('/v1/webhook-deliveries')
  const { deliveries } = webhookDeliveriesResponse.parse(await log.json())
  return { webhook: made.webhook_id, delivery: deliveries[0]?.delivery_id ?? '' }
}

function ownIdOf(path: string): string {
  if (path.includes('/templates/')) return ids.template
  if (path.includes('/style-guides/')) return ids.style
  if (path.includes('/conversations/')) return ids.conversation
  if (path.includes('/api-keys/')) return ids.key
  if (path.includes('/schedules/')) return ids.schedule
  if (path.includes('/data-sources/')) return ids.data
  if (path.includes('/generations/')) return ids.generation
  if (path.includes('/webhooks/')) return ids.webhook
  if (path.includes('/webhook-deliveries/')) return ids.delivery
  if (path.includes('/files/{file_id}')) return ids.file
  if (path.includes('/api/v1/users/')) return ids.user
  return path.includes('/document-sets/') ? ids.set : ids.document
}

async function call(name: string, headers: Record<string, string>, id = randomUUID() as string) {
  const [method = '', path = ''] = name.split(' ')
  const url = path
    .replace('{container}', 'input')
    .replace('{task_id}', '1')
    .replace(/\{(id|file_id)\}/, id)
    .replace(/\{\w+\}/g, randomUUID())
  const hasBody = method !== 'GET'
  const response = await app.request(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(hasBody && { body: JSON.stringify(bodyOfRoute(name, ids.user)) }),
  })
  return response
}

async function tell(response: Response) {
  const { status, code, detail } = problemDetails.parse(await response.json())
  return { status, code, detail }
}

describe('without credentials', () => {
  test.each(guarded)('$name is a 401 that says what is needed', async ({ name }) => {
    const response = await call(name, { 'X-API-Key': '' }, ownIdOf(name))
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="sourcewright"')
    expect(await tell(response)).toEqual({
      status: 401,
      code: 'unauthenticated',
      detail: 'API key required',
    })
  })
})

describe('with every permission but the one that is needed', () => {
  test.each(guarded.filter(({ permission }) => permission !== 'signed_in'))(
    '$name is a 403',
    async ({ name, permission }) => {
      const others = permissions.filter((one) => one !== permission)
      const { key } = await makeCaller(app, { role: 'owner', permissions: others })
      const answer = await tell(await call(name, { 'X-API-Key': key }, ownIdOf(name)))
      expect(answer).toMatchObject({ status: 403, code: 'permission_missing' })
    },
  )
})

describe('from another organization', () => {
  test.each(named)('$name answers an id of here as one that is nowhere', async ({ name }) => {
    const headers = { 'X-API-Key': stranger.key }
    const own = await tell(await call(name, headers, ownIdOf(name)))
    expect(own).toEqual(await tell(await call(name, headers)))
    expect(own.status).toBe(404)
  })

  test.each(guarded)('$name is closed to who names a workspace of here', async ({ name }) => {
    const headers = { 'X-API-Key': stranger.key, 'X-Workspace-Id': app.workspaceId }
    const answer = await tell(await call(name, headers, ownIdOf(name)))
    expect(answer).toMatchObject({ status: 403, code: 'workspace_mismatch' })
    const nowhere = { ...headers, 'X-Workspace-Id': randomUUID() }
    expect(await tell(await call(name, nowhere, ownIdOf(name)))).toEqual(answer)
  })
})

describe('from another workspace of the organization', () => {
  let sibling: Caller
  beforeAll(async () => {
    const made = await app.post('/api/v1/document-sets', { document_set_name: 'Other' })
    const { id } = documentSet.parse(await made.json())
    sibling = await makeCaller(app, { role: 'admin', workspaceId: id, memberOf: [id] })
  })
  afterAll(async () => {
    const [set] = await app.deps.db
      .selectFrom('workspaces')
      .select('id')
      .where('name', '=', 'Other')
      .execute()
    await app.deps.db
      .deleteFrom('workspaces')
      .where('id', '=', set?.id ?? '')
      .execute()
  })

  /** A workspace key sees no users at all, so of them no id can be told from another. */
  const inWorkspace = named.filter(({ name }) => !name.includes('/api/v1/users/'))

  test.each(inWorkspace)('$name answers a foreign id as a missing one', async ({ name }) => {
    const headers = { 'X-API-Key': sibling.key }
    const own = await tell(await call(name, headers, ownIdOf(name)))
    expect(own).toEqual(await tell(await call(name, headers)))
    expect(own.status).toBe(404)
  })

  test('a key of the workspace does not see or change users', async () => {
    for (const { name } of guarded.filter((row) => row.name.includes('/api/v1/users'))) {
      const response = await call(name, { 'X-API-Key': sibling.key }, ids.user)
      expect([name, response.status]).toEqual([name, name.startsWith('POST') ? 422 : 403])
    }
    const body = { user_name: 'Eve', role: 'member' }
    const made = await app.post('/api/v1/users', body, { 'X-API-Key': sibling.key })
    expect(made.status).toBe(403)
  })
})

describe('a viewer', () => {
  let viewer: Caller
  beforeAll(async () => {
    viewer = await makeCaller(app, { role: 'viewer', memberOf: [app.workspaceId] })
  })

  test.each(guarded)('$name is open for reading and searching alone', async (row) => {
    // to delete or answer for real would leave nothing for the other rows
    const response = await call(row.name, { 'X-API-Key': viewer.key })
    const mayCall = ['read', 'search', 'signed_in'].includes(row.permission)
    if (mayCall) expect([401, 403]).not.toContain(response.status)
    else expect(await tell(response)).toMatchObject({ status: 403, code: 'permission_missing' })
  })
})

describe('a member that was removed', () => {
  let removed: Caller
  let ofWorkspace: Caller
  let ofOrganization: Caller
  beforeAll(async () => {
    const wish = { role: 'member', memberOf: [app.workspaceId] } as const
    removed = await makeCaller(app, wish)
    ofWorkspace = await makeCaller(app, { ...wish, workspaceId: app.workspaceId })
    ofOrganization = await makeCaller(app, { ...wish, role: 'admin' })
    for (const { key } of [removed, ofWorkspace, ofOrganization]) {
      const path = `/api/v1/documents/${ids.document}`
      expect((await app.request(path, { headers: { 'X-API-Key': key } })).status).toBe(200)
    }
    const gone = await app.request(`/api/v1/users/${removed.userId}`, { method: 'DELETE' })
    expect(gone.status).toBe(204)
    for (const { userId } of [ofWorkspace, ofOrganization]) {
      const path = `/api/v1/document-sets/${app.workspaceId}/users?user_id=${userId}`
      expect((await app.request(path, { method: 'DELETE' })).status).toBe(204)
    }
  })

  test.each(guarded)('$name is closed to a key of one that left the organization', async (row) => {
    const response = await call(row.name, { 'X-API-Key': removed.key }, ownIdOf(row.name))
    expect(await tell(response)).toMatchObject({ status: 401, detail: 'API key has been revoked' })
  })

  test.each(guarded)('$name is closed to a key of the workspace', async ({ name }) => {
    const response = await call(name, { 'X-API-Key': ofWorkspace.key }, ownIdOf(name))
    expect(await tell(response)).toMatchObject({ status: 403, code: 'workspace_mismatch' })
  })

  const ofWorkspaces = named.filter(({ name }) => !name.includes('/api/v1/users/'))

  test.each(ofWorkspaces)('$name shows a key of the organization nothing', async ({ name }) => {
    const headers = { 'X-API-Key': ofOrganization.key }
    const response = await call(name, headers, ownIdOf(name))
    // numbers and templates are looked for in the workspace of the call, and there is none
    const isInWorkspace = name.includes('/tasks/') || name.endsWith('/validate')
    const status = isInWorkspace ? 403 : 404
    expect(await tell(response)).toMatchObject({ status })
  })
})

describe('who calls', () => {
  test('a revoked, an expired and an unknown key are told apart', async () => {
    const expired = await makeCaller(app, { role: 'member', expiresAt: '2026-01-02T00:00:00.000Z' })
    const revoked = await makeCaller(app, { role: 'member' })
    const path = `/v1/api-keys/${revoked.keyId}`
    expect((await app.request(path, { method: 'DELETE' })).status).toBe(204)
    for (const [key, detail] of [
      [revoked.key, 'API key has been revoked'],
      [expired.key, 'API key has expired'],
      ['swk_live_unknown', 'Invalid API key'],
    ] as const) {
      const response = await call('GET /api/v1/whoami', { 'X-API-Key': key })
      expect(response.headers.get('www-authenticate')).toBe(
        `Bearer realm="sourcewright", error="invalid_token", error_description="${detail}"`,
      )
      expect(await tell(response)).toMatchObject({ status: 401, detail })
    }
  })

  test('if both headers are sent, X-API-Key wins', async () => {
    const { key } = await makeCaller(app, { role: 'owner', permissions: ['read'] })
    const headers = { 'X-API-Key': key, Authorization: `Bearer ${app.ownerKey}` }
    const answer = await call('GET /api/v1/whoami', headers)
    expect(await answer.json()).toMatchObject({ permissions: ['read'] })
    const bearer = await call('GET /api/v1/whoami', {
      ...headers,
      Authorization: 'Bearer nonsense',
    })
    expect(bearer.status).toBe(200)
    const alone = await call('GET /api/v1/whoami', {
      'X-API-Key': '',
      Authorization: `Bearer ${key}`,
    })
    expect(alone.status).toBe(200)
  })

  test('a role that nobody knows grants nothing, whatever the key was given', async () => {
    const { key, userId } = await makeCaller(app, { role: 'member', memberOf: [app.workspaceId] })
    await app.deps.db
      .updateTable('users')
      .set({ role: 'nobody' })
      .where('id', '=', userId)
      .execute()
    for (const name of ['GET /api/v1/whoami', 'GET /api/v1/documents', 'POST /api/v1/search']) {
      const answer = await tell(await call(name, { 'X-API-Key': key }))
      expect(answer).toMatchObject({ status: 403, code: 'permission_missing' })
    }
  })

  test('an admin’s key without the permission admin acts as a member', async () => {
    const wish = { role: 'admin', memberOf: [app.workspaceId], permissions: ['read'] } as const
    const { key } = await makeCaller(app, wish)
    const answer = await call('GET /api/v1/whoami', { 'X-API-Key': key })
    expect(await answer.json()).toMatchObject({
      role: 'member',
      permissions: ['read'],
      user_name: 'A admin',
      credential: 'api_key',
      workspace_id: app.workspaceId,
      workspaces: [{ workspace_id: app.workspaceId, workspace_name: 'Default' }],
      is_sandbox: false,
    })
  })
})
