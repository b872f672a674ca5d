import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { addedSource, generateResponse } from '../shared/contract/documents.ts'
import { templateDetails } from '../shared/contract/templates.ts'
import { createTestApp, type TestApp } from '../test/support/create-test-app.ts'
import { printRates, timeRivals } from './measure.ts'

const requests = 200
const rounds = 5
const concurrency = 16

/**
 * Durable accepts a second: `POST /generate` answered with 202 behind a commit with fsync. The peer is
 * the least that any such answer costs on this disk: one row in one SQLite commit with fsync.
 */
export async function benchAccept(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-bench-'))
  const app = await createTestApp({ dataFolder: join(folder), startQueue: false })
  const send = await prepare(app)
  const insert = openPeer(join(folder, 'peer.sqlite'))
  const timings = await timeRivals(
    [
      { name: `POST /generate, ${concurrency} at a time`, work: () => runConcurrently(send) },
      { name: 'one SQLite row, fsync', work: () => Promise.resolve(repeat(insert)) },
    ],
    rounds,
  )
  printRates('durable accepts', 'accepts/s', requests, timings)
  await app.close()
  await rm(folder, { recursive: true, force: true })
}

async function prepare(app: TestApp): Promise<() => Promise<void>> {
  const read = async (path: string) =>
    new Uint8Array(await readFile(join(import.meta.dirname, '../examples/audit', path)))
  const sources: { document_id: string; role: string }[] = []
  for (const [name, role] of [
    ['findings.docx', 'report'],
    ['ledger-q3.docx', 'ledger'],
    ['audit-charter.pdf', 'guideline'],
  ] as const) {
    const bytes = await read(`sources/${name}`)
    const response = await app.upload('/api/v1/documents', { name, bytes }, { role })
    sources.push({ document_id: addedSource.parse(await response.json()).document_id, role })
  }
  const file = { name: 'template.docx', bytes: await read('template.docx') }
  const template = templateDetails.parse(await (await app.upload('/api/v1/templates', file)).json())
  return async () => {
    const response = await app.post('/api/v1/documents/generate', {
      document_type: 'Report',
      output_name: randomUUID(),
      template_id: template.template_id,
      sources,
    })
    if (generateResponse.parse(await response.json()).reused) throw new Error('a name came twice')
  }
}

async function runConcurrently(send: () => Promise<void>): Promise<void> {
  let left = requests
  const worker = async () => {
    while (left-- > 0) await send()
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}

function openPeer(path: string): () => void {
  const database = new BetterSqlite(path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('create table accepted (id text primary key, body text)')
  const statement = database.prepare('insert into accepted values (?, ?)')
  return () => statement.run(randomUUID(), '{}')
}

function repeat(work: () => void): void {
  for (let count = 0; count < requests; count += 1) work()
}
