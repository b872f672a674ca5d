import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { findApiKey, findApiKeyByHash, insertApiKey } from '../../server/db/api-keys.ts'
import {
  claimRequestKey,
  forgetRequestKeys,
  isAnswered,
  recordAnswer,
  releaseRequestKey,
} from '../../server/db/request-keys.ts'
import { findSandbox, insertWorkspace, listWorkspaces } from '../../server/db/tenants.ts'
import {
  deleteMember,
  findUserBySubject,
  insertMember,
  insertUser,
  removeUserRights,
} from '../../server/db/users.ts'
import { buildWorkspace } from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const at = '2026-01-01T00:00:00.000Z'

describeOnEachDatabase('callers', (db) => {
  let place: Awaited<ReturnType<typeof buildWorkspace>>
  beforeAll(async () => {
    place = await buildWorkspace(db())
  })

  const addKey = (workspaceId: string | null, userId = place.userId) => {
    const id = randomUUID()
    const { organizationId } = place
    const key = { id, familyId: id, organizationId, workspaceId, userId, name: 'A key', hash: id }
    const granted = { permissions: ['read'] as const, requestsPerMinute: null }
    return db()
      .transaction()
      .execute((trx) => insertApiKey(trx, { ...key, ...granted, createdAt: at, expiresAt: null }))
      .then(() => id)
  }

  test('a user of a subject is stored once, and removed with keys and memberships', async () => {
    const { organizationId, workspaceId } = place
    const add = (id: string) =>
      db()
        .transaction()
        .execute((trx) => {
          const user = { id, organizationId, name: 'Ada', role: 'member' as const, subject: 'ada' }
          return insertUser(trx, { ...user, createdAt: at })
        })
    const [first, second] = [randomUUID(), randomUUID()]
    await add(first)
    await add(second)
    expect((await findUserBySubject(db(), organizationId, 'ada'))?.id).toBe(first)
    const member = { workspaceId, userId: first }
    const run = db().transaction()
    expect(await run.execute((trx) => insertMember(trx, member))).toBe(true)
    expect(await run.execute((trx) => insertMember(trx, member))).toBe(false)
    const key = await addKey(workspaceId, first)
    await run.execute((trx) => removeUserRights(trx, first, at))
    expect(await run.execute((trx) => deleteMember(trx, member))).toBe(false)
    expect(await findApiKeyByHash(db(), key)).toMatchObject({ revokedAt: at, isUserRemoved: true })
  })

  test('the sandbox is one, and none of the workspaces that are listed', async () => {
    const { organizationId, userId, workspaceId } = place
    const add = () => {
      const id = randomUUID()
      const sandbox = { id, organizationId, key: id, name: 'Sandbox', isSandbox: true }
      return db()
        .transaction()
        .execute((trx) => insertWorkspace(trx, { ...sandbox, createdAt: at }, userId))
        .then(() => id)
    }
    const id = await add()
    await expect(add()).rejects.toThrow()
    expect((await findSandbox(db(), organizationId))?.id).toBe(id)
    const listed = await listWorkspaces(db(), organizationId, null)
    expect(listed.map((workspace) => workspace.id)).toEqual([workspaceId])
    expect(await findApiKeyByHash(db(), await addKey(id))).toMatchObject({ isSandbox: true })
  })

  test('a key is found within the scope of its manager alone', async () => {
    const { organizationId, userId, workspaceId } = place
    const [bound, free] = [await addKey(workspaceId), await addKey(null)]
    const scope = { organizationId, workspaceIds: [workspaceId], ofOrganization: 'none' } as const
    const find = async (change: object, id: string) =>
      (await findApiKey(db(), { ...scope, ...change }, id))?.id
    expect([await find({}, bound), await find({}, free)]).toEqual([bound, undefined])
    expect(await find({ ofOrganization: 'all' }, free)).toBe(free)
    expect(await find({ ofOrganization: { userId } }, free)).toBe(free)
    expect(await find({ ofOrganization: { userId: randomUUID() } }, free)).toBeUndefined()
    expect(await find({ workspaceIds: [] }, bound)).toBeUndefined()
    expect(
      await find({ organizationId: randomUUID(), ofOrganization: 'all' }, free),
    ).toBeUndefined()
  })

  test('a request is claimed once, answered once, and forgotten when its time is over', async () => {
    const reached = ['w']
    const claim = (token: string, createdAt = at) =>
      db()
        .transaction()
        .execute((trx) =>
          claimRequestKey(trx, { id: 'r', fingerprint: 'f', claim: token, createdAt, reached }),
        )
    const answer = { status: 201, headers: { location: '/a' }, body: '{}' }
    expect(await claim('one')).toBeUndefined()
    expect(await claim('two')).toEqual({ fingerprint: 'f', reached, answer: null })
    await recordAnswer(db(), { id: 'r', claim: 'two' }, answer)
    expect(await isAnswered(db(), { id: 'r', claim: 'two' })).toBe(false)
    await releaseRequestKey(db(), { id: 'r', claim: 'one' })
    expect(await claim('three')).toBeUndefined()
    await recordAnswer(db(), { id: 'r', claim: 'three' }, answer)
    await recordAnswer(db(), { id: 'r', claim: 'three' }, { ...answer, status: 500 })
    await releaseRequestKey(db(), { id: 'r', claim: 'three' })
    expect(await claim('four')).toEqual({ fingerprint: 'f', reached, answer })
    const later = '2026-01-02T00:00:00.000Z'
    await forgetRequestKeys(db(), { keptSince: at, runningSince: later })
    expect(await claim('five')).toEqual({ fingerprint: 'f', reached, answer })
    await forgetRequestKeys(db(), { keptSince: later, runningSince: later })
    expect(await claim('six')).toBeUndefined()
  })
})
