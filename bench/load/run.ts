import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { startServerProcess } from '../../test/support/server-process.ts'
import { benchAccepts } from './accepts.ts'
import { benchMixed } from './mixed.ts'
import { describe, option, shoot } from './shoot.ts'
import { makeTarget, readStatus, requestDocument, type Target } from './target.ts'
import { benchUploads } from './uploads.ts'

/**
 * `--seconds=N` for each part (10), `--minutes=N` for the mixed load (10), `--folder=PATH` for the disk that is
 * measured. Part `--only=accept|uploads|status|documents|mixed`.
 */
export async function benchLoad(): Promise<void> {
  const seconds = Number(option('seconds') ?? 10)
  const folder = await mkdtemp(join(option('folder') ?? tmpdir(), 'sourcewright-load-'))
  try {
    if (runs('accept')) await benchAccepts(folder, seconds)
    if (runs('uploads')) await benchUploads(join(folder, 'uploads'))
    if (['status', 'documents', 'mixed'].some(runs))
      await benchServer(join(folder, 'store'), seconds)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function benchServer(folder: string, seconds: number): Promise<void> {
  const settings = { SOURCEWRIGHT_REQUESTS_PER_MINUTE: '10000000' }
  const server = await startServerProcess(folder, settings, 'bench/load/serve.ts')
  try {
    const ownerKey = server.apiKey ?? ''
    const busy = await makeTarget(server.url, ownerKey, 'Busy')
    const quiet = await makeTarget(server.url, ownerKey, 'Quiet')
    const id = await waitForDocument(quiet)
    if (runs('status')) await benchStatus(quiet, id, seconds)
    if (!runs('documents') && !runs('mixed')) return
    const perHour = await benchDocuments(busy, quiet)
    if (runs('mixed')) await benchMixed(quiet, id, perHour)
  } finally {
    await server.kill()
  }
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

/**
 * How long one workspace waits for a single document while another one floods.
 * @returns documents an hour meanwhile
 */
async function benchDocuments(busy: Target, quiet: Target): Promise<number> {
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
  return perHour
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function benchStatus(target: Target, id: string, seconds: number): Promise<void> {
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
}
