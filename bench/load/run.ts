import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import autocannon, { type Options, type Result } from 'autocannon'
import { Hono } from 'hono'
import { PgBoss } from 'pg-boss'
import { startServerProcess } from '../../test/support/server-process.ts'
import { startPostgres } from './postgres.ts'
import { makeTarget, readStatus, requestDocument, type Target } from './target.ts'

const concurrency = 16

/**
 * `--seconds=N` for each part (10), `--minutes=N` for the mixed load (10), `--folder=PATH` for the disk that is
 * measured. Part `--only=accept|status|documents|mixed`.
 */
export async function benchLoad(): Promise<void> {
  const seconds = Number(option('seconds') ?? 10)
  const folder = await mkdtemp(join(option('folder') ?? tmpdir(), 'sourcewright-load-'))
  const server = await startServerProcess(join(folder, 'store'), {
    SOURCEWRIGHT_REQUESTS_PER_MINUTE: '10000000',
  })
  try {
    const ownerKey = server.apiKey ?? ''
    const busy = await makeTarget(server.url, ownerKey, 'Busy')
    const quiet = await makeTarget(server.url, ownerKey, 'Quiet')
    const id = await waitForDocument(quiet)
    if (runs('documents')) await benchDocuments(busy, quiet)
    const statusRate = runs('status') || runs('mixed') ? await benchStatus(quiet, id, seconds) : 0
    if (runs('accept')) await benchAccepts(busy, folder, seconds)
    if (runs('mixed')) await benchMixed(quiet, id, statusRate)
  } finally {
    await server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

function option(name: string): string | undefined {
  const start = `--${name}=`
  return process.argv.find((word) => word.startsWith(start))?.slice(start.length)
}

function runs(part: string): boolean {
  return (option('only') ?? part) === part
}

/** @returns its id, when it is there */
async function waitForDocument(target: Target): Promise<string> {
  const id = await requestDocument(target)
  for (;;) {
    const status = await readStatus(target, id)
    if (status === 'Ready') return id
    if (status === 'Failed') throw new Error('a document failed')
    await sleep(50)
  }
}

/** Documents an hour while one workspace floods, and how long another one waits for a single document. */
async function benchDocuments(busy: Target, quiet: Target): Promise<void> {
  const alone = await timeOf(() => waitForDocument(quiet))
  const flood = 40
  const started = performance.now()
  const ids = await Promise.all(Array.from({ length: flood }, () => requestDocument(busy)))
  const beside = await timeOf(() => waitForDocument(quiet))
  const waiting = new Set(ids)
  while (waiting.size > 0) {
    for (const id of waiting) {
      const status = await readStatus(busy, id)
      if (status === 'Failed') throw new Error('a document of the flood failed')
      if (status === 'Ready') waiting.delete(id)
    }
    await sleep(200)
  }
  const perHour = ((flood + 1) / (performance.now() - started)) * 3_600_000
  console.log(
    `\ndocuments: ${perHour.toFixed(0)} an hour, end to end (${flood} at once, one waits)`,
  )
  console.log(
    `  a single document alone ${alone.toFixed(0)} ms, beside the flood ${beside.toFixed(0)} ms`,
  )
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** @returns requests a second of ours */
async function benchStatus(target: Target, id: string, seconds: number): Promise<number> {
  const ours = await shoot({
    url: `${target.url}/api/v1/documents/status/${id}`,
    headers: { 'X-API-Key': target.key },
    duration: seconds,
  })
  const bare = new Hono().get('/status/:id', (c) => c.json({ status: 'Ready', progress: 100 }))
  const peer = createServer((request, response) => {
    void getRequestListener(bare.fetch)(request, response)
  })
  peer.listen(0, '127.0.0.1')
  await once(peer, 'listening')
  const { port } = peer.address() as { port: number }
  const theirs = await shoot({ url: `http://127.0.0.1:${port}/status/${id}`, duration: seconds })
  peer.closeAllConnections()
  peer.close()
  console.log(`\nGET /status: ${describe(ours)}\n  a bare Hono route ${describe(theirs)}`)
  console.log(`  ratio ${(ours.requests.average / theirs.requests.average).toFixed(3)}`)
  return ours.requests.average
}

function shoot(options: Options): Promise<Result> {
  return autocannon({ connections: concurrency, ...options })
}

function describe({ requests, latency, errors, non2xx, statusCodeStats = {} }: Result): string {
  const serverErrors = Object.entries(statusCodeStats)
    .filter(([status]) => status.startsWith('5'))
    .reduce((sum, [, { count = 0 }]) => sum + count, 0)
  return (
    `${requests.average.toFixed(0)}/s, p50 ${latency.p50} ms, p99 ${latency.p99} ms, ` +
    `${non2xx} others than 2xx, ${serverErrors} of them 5xx, ${errors} broken`
  )
}

/**
 * Durable accepts: a 202 behind our commit, and a job behind pg-boss's, by as many callers at a time. Our
 * server writes the documents meanwhile, pg-boss has no worker; the bench `accept` is ours without the writing.
 */
async function benchAccepts(target: Target, folder: string, seconds: number): Promise<void> {
  const ours = await countIn(seconds, () => requestDocument(target))
  const postgres = await startPostgres(folder)
  const boss = new PgBoss({ connectionString: postgres.connectionString, max: concurrency })
  boss.on('error', (error) => console.error(error))
  await boss.start()
  await boss.createQueue('generate')
  const body = JSON.parse(target.generateBody(randomUUID())) as object
  const theirs = await countIn(seconds, () => boss.send('generate', body))
  await boss.stop({ graceful: false })
  await postgres.stop()
  console.log(`\ndurable accepts, ${concurrency} at a time: POST /generate ${ours.toFixed(0)}/s`)
  console.log(`  pg-boss send ${theirs.toFixed(0)}/s; ratio ${(ours / theirs).toFixed(2)}`)
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

/** Of ten requests seven ask for the status, two list and one searches, at half of what /status can bear. */
async function benchMixed(target: Target, id: string, statusRate: number): Promise<void> {
  const minutes = Number(option('minutes') ?? 10)
  const headers = { 'X-API-Key': target.key, 'Content-Type': 'application/json' }
  const status = { method: 'GET' as const, path: `/api/v1/documents/status/${id}`, headers }
  const list = { method: 'GET' as const, path: '/api/v1/documents', headers }
  const generate = () => ({
    method: 'POST' as const,
    path: '/api/v1/documents/generate',
    headers,
    body: target.generateBody('Mixed load'),
  })
  const mixture = [status, status, status, list, status, status, list, status, status, generate()]
  const capacity = await shoot({ url: target.url, requests: mixture, duration: 5 })
  const half = Math.max(1, Math.floor(capacity.requests.average / 2))
  console.log(
    `\nmixed load, capacity ${capacity.requests.average.toFixed(0)}/s (status alone ${statusRate.toFixed(0)})`,
  )
  const memory = watchMemory(target)
  const result = await shoot({
    url: target.url,
    requests: mixture,
    overallRate: half,
    duration: minutes * 60,
  })
  console.log(`  ${minutes} min at ${half}/s: ${describe(result)}`)
  console.log(`  resident megabytes over the time: ${(await memory.end()).join(' ')}`)
}

/** As the server says itself, at ten points of time. */
function watchMemory({ url }: Target) {
  const seen: number[] = []
  const look = async () => {
    const text = await (await fetch(`${url}/metrics`)).text()
    const bytes = Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1])
    seen.push(Math.round(bytes / 1_048_576))
  }
  const every = (Number(option('minutes') ?? 10) * 60_000) / 10
  const timer = setInterval(() => void look(), every)
  return {
    async end() {
      clearInterval(timer)
      await look()
      return seen
    },
  }
}
