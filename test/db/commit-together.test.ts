import { sql, type Transaction } from 'kysely'
import { expect, test } from 'vitest'
import { commitTogether } from '../../server/db/commit-together.ts'
import type { Database } from '../../server/db/tables.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

describeOnEachDatabase('commits that are made together', (db) => {
  const insert = async (trx: Transaction<Database>, id: string) => {
    await trx.insertInto('organizations').values({ id, name: id, created_at: '' }).execute()
    return id
  }
  const listIds = async (prefix: string) => {
    const rows = await db()
      .selectFrom('organizations')
      .select('id')
      .where('id', 'like', `${prefix}%`)
      .orderBy('id')
      .execute()
    return rows.map(({ id }) => id)
  }

  test('store what each wrote, and give each its own answer', async () => {
    const ids = Array.from({ length: 20 }, (_, at) => `all-${String(at).padStart(2, '0')}`)
    const answers = await Promise.all(
      ids.map((id) => commitTogether(db(), (trx) => insert(trx, id))),
    )
    expect(answers).toEqual(ids)
    expect(await listIds('all-')).toEqual(ids)
  })

  test('undo one that throws behind its writing, and no other', async () => {
    const outcomes = await Promise.allSettled(
      [0, 1, 2, 3].map((at) =>
        commitTogether(db(), async (trx) => {
          await insert(trx, `one-${at}`)
          if (at === 2) throw new Error('no')
          // this one's own mistake is found by the database
          if (at === 3) await insert(trx, 'one-0')
        }),
      ),
    )
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ])
    expect(await listIds('one-')).toEqual(['one-0', 'one-1'])
  })

  test('see what the ones before them wrote', async () => {
    const counts = await Promise.all(
      ['see-0', 'see-1', 'see-2'].map((id) =>
        commitTogether(db(), async (trx) => {
          await insert(trx, id)
          const rows = await trx
            .selectFrom('organizations')
            .select('id')
            .where('id', 'like', 'see-%')
            .execute()
          return rows.length
        }),
      ),
    )
    expect(counts).toEqual([1, 2, 3])
  })

  test('fail all together when the commit fails, and the next ones go on', async () => {
    const isSqlite = await sql`select sqlite_version()`.execute(db()).then(
      () => true,
      () => false,
    )
    const spoil = async (trx: Transaction<Database>) => {
      if (isSqlite) await sql`pragma defer_foreign_keys = on`.execute(trx)
      else
        await sql`alter table users alter constraint users_organization_id_fkey deferrable initially deferred`.execute(
          trx,
        )
      const user = {
        id: 'fail-user',
        organization_id: 'nobody',
        name: '',
        role: '',
        created_at: '',
      }
      await trx.insertInto('users').values(user).execute()
    }
    const outcomes = await Promise.allSettled([
      commitTogether(db(), (trx) => insert(trx, 'fail-0')),
      commitTogether(db(), spoil),
      commitTogether(db(), (trx) => insert(trx, 'fail-1')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await listIds('fail-')).toEqual([])
    expect(await commitTogether(db(), (trx) => insert(trx, 'fail-2'))).toBe('fail-2')
  })
})
