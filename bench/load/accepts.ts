import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { PgBoss } from 'pg-boss'
import { startServerProcess } from '../../test/support/server-process.ts'
import { startPostgres } from './postgres.ts'
import { concurrency } from './shoot.ts'
import { makeTarget, requestDocument } from './target.ts'

/**
 * Durable accepts: a 202 behind our commit, and a job behind pg-boss's, by as many callers at a time on
 * the same disk, and nobody works on either meanwhile. Each over what it offers: ours are calls of the
 * HTTP API, with a key, a schema and a document behind them; pg-boss's are a function and a connection.
 */
export async function benchAccepts(folder: string, seconds: number): Promise<void> {
  const ours = await countOurs(join(folder, 'accepts'), seconds)
  const theirs = await countTheirs(folder, seconds)
  console.log(`\ndurable accepts, ${concurrency} at a time: POST /generate ${ours.toFixed(0)}/s`)
  console.log(`  pg-boss send ${theirs.toFixed(0)}/s; ratio ${(ours / theirs).toFixed(2)}`)
}

async function countOurs(folder: string, seconds: number): Promise<number> {
  const server = await startServerProcess(folder, {}, 'bench/load/serve-without-queue.ts')
  try {
    const target = await makeTarget(server.url, server.apiKey ?? '', 'Accepts')
    return await countIn(seconds, () => requestDocument(target))
  } finally {
    await server.kill()
  }
}

async function countTheirs(folder: string, seconds: number): Promise<number> {
  const postgres = await startPostgres(folder)
  const boss = new PgBoss({ connectionString: postgres.connectionString, max: concurrency })
  boss.on('error', (error) => console.error(error))
  await boss.start()
  await boss.createQueue('generate')
  const body = { document_type: 'Report', output_name: '', sources: [], template_id: randomUUID() }
  const send = () => boss.send('generate', { ...body, output_name: randomUUID() })
  const rate = await countIn(seconds, send)
  await boss.stop({ graceful: false })
  await postgres.stop()
  return rate
}

/** How often a second the work came to its end. */
async function countIn(seconds: number, work: () => Promise<unknown>): Promise<number> {
  const until = performance.now() + seconds * 1000
  const started = performance.now()
  let count = 0
  const worker = async () => {
    for (; performance.now() < until; count += 1) await work()
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  return (count / (performance.now() - started)) * 1000
}
