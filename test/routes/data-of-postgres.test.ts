import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecordSource } from '../../server/adapters/record-source.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { addDataSource, previewData, refusePreview } from '../support/data-in-app.ts'
import { startPostgres, type PostgresServer } from '../support/postgres-server.ts'
import { describeWith } from '../support/requirements.ts'

describeWith('postgres', 'rows of PostgreSQL', (programs) => {
  let app: TestApp
  let server: PostgresServer
  beforeAll(async () => {
    app = await createTestApp({ allowsPrivateData: true })
    server = await startPostgres(programs)
    const client = new Client({ connectionString: server.connectionString })
    await client.connect()
    await client.query(
      `create sequence numbers; create table orders (id integer, day date, total numeric); insert into orders values (1, '2026-02-03', 12.50), (2, null, 3)`,
    )
    await client.end()
  }, 60_000)
  afterAll(async () => {
    expect(app.logged).toEqual([])
    await app.close()
    await server.stop()
  })

  const addQuery = (query: string) =>
    addDataSource(app, {
      kind: 'sql',
      name: 'Orders',
      connection_string: server.connectionString,
      query,
    })

  test('come as records, and nothing of the connection is shown', async () => {
    const source = await addQuery('select id, total from orders order by id;')
    expect(JSON.stringify(source)).not.toContain('top-secret')
    expect((await previewData(app, source)).records).toEqual([
      { id: 1, total: '12.50' },
      { id: 2, total: '3' },
    ])
  })

  test.each([
    ['delete from orders returning id', /syntax error|DELETE/i],
    ['select 1; commit; delete from orders', /multiple commands/],
    ["select nextval('numbers')", /read-only/],
  ])('%s changes nothing', async (query, reason) => {
    const source = await addQuery(query)
    const { detail } = await refusePreview(app, source)
    expect(detail).toMatch(reason)
    expect((await previewData(app, await addQuery('select id from orders'))).total).toBe(2)
  })

  test('end where they take too long, are too many, or the password is wrong', async () => {
    const { connectionString } = server
    const open = { allowsPrivateAddresses: true }
    // the same time bounds the connection, which a busy machine takes a while to make
    const hurried = createRecordSource({ ...open, timeoutMilliseconds: 5_000 })
    await expect(hurried.queryRows(connectionString, 'select pg_sleep(50)')).rejects.toThrow(
      /statement timeout/,
    )
    const records = createRecordSource({ ...open, maximumRows: 1000 })
    const many = 'select generate_series(1, 5000) as n'
    await expect(records.queryRows(connectionString, many)).rejects.toThrow('more than 1000 rows')
    const wrong = connectionString.replace('top-secret', 'other-secret')
    await expect(records.queryRows(wrong, many)).rejects.toThrow(/refuses the user or password/)
    const guarded = createRecordSource({ allowsPrivateAddresses: false })
    await expect(guarded.queryRows(connectionString, many)).rejects.toThrow('not public')
  })
})
