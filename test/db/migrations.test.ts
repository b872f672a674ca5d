import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import * as first from '../../server/db/migrations/2026-11-22-first.ts'
import * as looseEnds from '../../server/db/migrations/2026-11-26-loose-ends.ts'
import * as verdicts from '../../server/db/migrations/2026-11-26-verdicts.ts'
import * as views from '../../server/db/migrations/2026-11-26-views.ts'
import * as checkedClaims from '../../server/db/migrations/2026-11-27-checked-claims.ts'
import * as callers from '../../server/db/migrations/2026-11-28-callers.ts'
import { databases, type OpenedDatabase } from '../support/databases.ts'

const created_at = '2026-11-22T00:00:00.000Z'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the tables of that day have no types
type Store = Kysely<any>

async function openOfThatDay(open: () => Promise<OpenedDatabase>) {
  const { db, close } = await open()
  return { db: db as Store, close }
}

async function insertWorkspace(db: Store): Promise<string> {
  const [organization, workspace] = [randomUUID(), randomUUID()]
  await db.insertInto('organizations').values({ id: organization, name: 'O', created_at }).execute()
  const set = { id: workspace, organization_id: organization, key: 'k', name: 'W', created_at }
  await db
    .insertInto('workspaces')
    .values({ ...set, next_task_number: 2 })
    .execute()
  return workspace
}

test.each(databases)(
  'a store of before keeps its pins and the roles of its readings: %s',
  async (_, open) => {
    const { db, close } = await openOfThatDay(open)
    await first.up(db)
    const workspace = await insertWorkspace(db)
    const [source, report, run] = Array.from({ length: 3 }, () => randomUUID())
    const document = { workspace_id: workspace, status: 'completed', mime_type: '', metadata: '{}' }
    const times = { current_version: 1, created_at, updated_at: created_at }
    for (const [id, kind, role] of [
      [source, 'source', 'sap'],
      [report, 'generated', null],
    ]) {
      const named = { id, kind, name: kind, role }
      await db
        .insertInto('documents')
        .values({ ...document, ...times, ...named })
        .execute()
    }
    const version = { id: randomUUID(), document_id: source, number: 1, file_name: 'a.pdf' }
    const file = {
      mime_type: '',
      blob_hash: 'a',
      size_bytes: 1,
      status: 'completed',
      warnings: '[]',
    }
    await db
      .insertInto('document_versions')
      .values({ ...version, ...file, created_at })
      .execute()
    const inputs = JSON.stringify({ sources: [{ documentId: source }, { documentId: source }] })
    const state = { status: 'completed', progress: 100, warnings: '[]', cancel_requested: 0 }
    const made = { inputs, inputs_hash: 'h', task_number: 1, created_at, updated_at: created_at }
    const of = { id: run, workspace_id: workspace, document_id: report }
    await db
      .insertInto('runs')
      .values({ ...of, ...state, ...made })
      .execute()
    await looseEnds.up(db)
    expect(await db.selectFrom('run_sources').selectAll().execute()).toEqual([
      { run_id: run, document_id: source },
    ])
    expect(await db.selectFrom('document_versions').select('role').execute()).toEqual([
      { role: 'sap' },
    ])
    await close()
  },
)

test.each(databases)(
  'what people decided in a store of before still holds: %s',
  async (_, open) => {
    const { db, close } = await openOfThatDay(open)
    for (const { up } of [first, verdicts, views]) await up(db)
    const workspace = await insertWorkspace(db)
    const document = randomUUID()
    const named = { id: document, workspace_id: workspace, kind: 'local', name: 'Mine' }
    const state = { status: 'Ready', mime_type: '', metadata: '{}', current_version: 1 }
    await db
      .insertInto('documents')
      .values({ ...named, ...state, created_at, updated_at: created_at })
      .execute()
    const said = { document_id: document, sequence: 1, reason: 'Seen.', user_id: 'u', created_at }
    await db
      .insertInto('claim_overrides')
      .values({ id: 'a', sentence_id: 's', state: 'supported', ...said })
      .execute()
    await db
      .insertInto('conflict_choices')
      .values({ id: 'b', conflict_id: 'c', choice: 'other', ...said })
      .execute()
    await checkedClaims.up(db)
    expect(await db.selectFrom('decisions').selectAll().orderBy('id').execute()).toEqual([
      { id: 'a', subject: 'claim', subject_id: 's', value: 'supported', ...said },
      { id: 'b', subject: 'conflict', subject_id: 'c', value: 'other', ...said },
    ])
    await close()
  },
)

test.each(databases)('a key of before is the first of its family: %s', async (_, open) => {
  const { db, close } = await openOfThatDay(open)
  await first.up(db)
  await insertWorkspace(db)
  const { id: organization_id } = await db
    .selectFrom('organizations')
    .select('id')
    .executeTakeFirstOrThrow()
  const user = { id: 'u', organization_id, name: 'Owner', role: 'owner', created_at }
  await db.insertInto('users').values(user).execute()
  const key = { id: 'k', organization_id, user_id: 'u', name: 'Key', hash: 'h', permissions: '[]' }
  await db
    .insertInto('api_keys')
    .values({ ...key, created_at })
    .execute()
  await callers.up(db)
  const kept = await db.selectFrom('api_keys').selectAll().execute()
  expect(kept).toMatchObject([{ id: 'k', family_id: 'k', replaced_by: null, hash: 'h' }])
  const [workspace] = await db.selectFrom('workspaces').select('is_sandbox').execute()
  expect(workspace?.['is_sandbox']).toBe(0)
  await close()
})
