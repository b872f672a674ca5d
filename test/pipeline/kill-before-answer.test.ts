import { spawnSync } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generateResponse } from '../../shared/contract/documents.ts'
import { createTestApp } from '../support/create-test-app.ts'
import type { Left } from '../support/die-behind-commit.ts'

test('killed between commit and answer, the server gives the retry the answer that was lost', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sourcewright-unanswered-'))
  const program = join(import.meta.dirname, '../support/die-behind-commit.ts')
  const died = spawnSync(process.execPath, [program, dataFolder], { encoding: 'utf8' })
  expect(died.signal).toBe('SIGKILL')
  expect(died.stdout).not.toContain('answered')
  const { key, body } = JSON.parse(died.stdout) as Left
  const app = await createTestApp({ dataFolder, startQueue: false })
  const stored = await app.deps.db
    .selectFrom('runs')
    .select(['document_id', 'task_number'])
    .execute()
  expect(stored).toHaveLength(1)
  const send = (name: string) =>
    app.post('/api/v1/documents/generate', body, { 'X-API-Key': key, 'Idempotency-Key': name })
  const retry = await send('order-66')
  expect(retry.status).toBe(202)
  expect(retry.headers.get('idempotency-replayed')).toBe('true')
  const answer = generateResponse.parse(await retry.json())
  expect(answer).toMatchObject({
    task_id: stored[0]?.document_id,
    task_number: stored[0]?.task_number,
    reused: false,
    message: 'Accepted.',
  })
  expect(retry.headers.get('location')).toBe(`/api/v1/documents/status/${answer.task_id}`)
  // without the name it would have been told that the document exists
  const another = generateResponse.parse(await (await send('order-67')).json())
  expect(another).toMatchObject({ task_id: answer.task_id, reused: true })
  expect(await app.deps.db.selectFrom('runs').select('id').execute()).toHaveLength(1)
  await app.close()
})
