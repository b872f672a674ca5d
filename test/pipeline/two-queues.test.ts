import { expect, test } from 'vitest'
import { schedule } from '../../shared/contract/schedules.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, waitFor } from '../support/create-test-app.ts'

/** The lock of the store is not taken here: leases and the key of a firing hold without it. */
test('two queues over one store fire what is due once', async () => {
  let now = '2026-03-27T12:00:00.000Z'
  const clock = { now: () => now }
  const app = await createTestApp({ clock })
  const { dataFolder, ownerKey, workspaceId } = app
  const second = await createTestApp({ dataFolder, clock, owner: { ownerKey, workspaceId } })
  const bytes = buildDocx({ body: paragraph('Dear {{name}}.') })
  const template = await app.upload('/api/v1/templates', { name: 'letter.docx', bytes })
  const { template_id } = templateDetails.parse(await template.json())
  const names = ['One', 'Two', 'Three', 'Four']
  for (const name of names) {
    const generation = { template_id, data: { name }, outputs: ['docx'] }
    const plan = { name, trigger: 'cron', cron: '0 15 * * *', time_zone: 'UTC', generation }
    schedule.parse(await (await app.post('/v1/schedules', plan)).json())
  }
  now = '2026-03-27T15:00:00.000Z'
  const generations = await waitFor(async () => {
    for (const { deps } of [app, second]) deps.queue.wake()
    const made = await app.deps.db.selectFrom('generations').select('status').execute()
    const isOver = made.every(({ status }) => status === 'completed')
    return made.length >= names.length && isOver ? made : undefined
  })
  expect(generations).toHaveLength(names.length)
  const firings = await app.deps.db.selectFrom('schedule_firings').selectAll().execute()
  expect(firings.map(({ occasion }) => occasion)).toEqual(names.map(() => now))
  // a server holds its store alone, so what comes second here is refused by SQLite, and tried again
  const codes = [...app.logged, ...second.logged].map((error) => (error as { code?: string }).code)
  expect(codes.filter((code) => !code?.startsWith('SQLITE_BUSY'))).toEqual([])
  await second.stop()
  await app.close()
})
