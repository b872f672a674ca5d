import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { findVersion } from '../server/db/document-versions.ts'
import { createApp } from '../server/app.ts'
import { routePermissions } from '../server/routes/permissions.ts'
import { makeStranger } from '../test/support/callers.ts'
import { createTestApp, readExample, type TestApp } from '../test/support/create-test-app.ts'
import { findMedianInterval } from './bootstrap.ts'
import { median } from './measure.ts'
import { createRandom } from './random.ts'

const rounds = 300
const warmUpRounds = 30
/** Milliseconds: the whole interval of each route's difference is to stand within it, on either side of nought. */
const bound = 0.1

type Probe = { readonly name: string; readonly foreign: string; missing(): string }

/**
 * Whether the time of a 404 tells a foreign id from a missing one: over every GET route that names a
 * thing of a workspace, within the process, so that no network hides a difference. Each round asks
 * every route for both, in an order that is drawn anew.
 */
export async function benchProbes(): Promise<void> {
  const app = await createTestApp({ startQueue: false })
  try {
    const { key } = await makeStranger(app)
    const probes = listProbes(await fillWorkspace(app))
    const timings = await timeProbes(openGate(app, key), probes)
    const widest = Math.max(...timings.map(printTiming))
    const held = widest <= bound ? 'holds' : 'DOES NOT HOLD'
    console.log(`widest end of an interval ${inMicroseconds(widest)} µs: the bound ${held}`)
    if (widest > bound) process.exitCode = 1
  } finally {
    await app.close()
  }
}

type Ask = (path: string) => Promise<number>

/** @returns milliseconds until the answer was read; throws where it is none that says "nothing here" */
function openGate({ deps }: TestApp, key: string): Ask {
  const logError = (error: unknown) => console.error(error)
  const app = createApp(deps, { paneFolder: '', origins: [], logError })
  return async (path) => {
    const started = performance.now()
    const response = await app.request(path, { headers: { 'X-API-Key': key } })
    await response.text()
    const milliseconds = performance.now() - started
    if (response.status !== 404) throw new Error(`${path} answered ${response.status}, not 404`)
    return milliseconds
  }
}

/** By the word before the id in a path. */
type Ids = ReadonlyMap<string, string>

const made = z.record(z.string(), z.unknown())

async function fillWorkspace(app: TestApp): Promise<Ids> {
  const ids = new Map<string, string>([['document-sets', app.workspaceId]])
  const keep = async (word: string, field: string, response: Promise<Response>) => {
    const id = z.string().parse(made.parse(await (await response).json())[field])
    ids.set(word, id)
    return id
  }
  const file = { name: 'mine.docx', bytes: await readExample('audit/sources/findings.docx') }
  const document = await keep(
    'documents',
    'document_id',
    app.upload('/api/v1/documents/local', file),
  )
  const version = await findVersion(app.deps.db, document, 1)
  ids.set('files', version?.id ?? '')
  const template = await keep('templates', 'template_id', app.upload('/api/v1/templates', file))
  const fields = { template_id: template, data: {}, source_ids: [], outputs: ['docx'] }
  const rows = { name: 'rows.json', bytes: new TextEncoder().encode('[{"a":1}]') }
  const guide = { style_guide_name: 'House' }
  const wish = { name: 'Any', trigger: 'event', generation: fields }
  const hook = { url: 'https://receiver.example', events: ['core.document.uploaded'] }
  await keep('style-guides', 'style_guide_id', app.post('/api/v1/style-guides', guide))
  await keep('conversations', 'conversation_id', app.post('/api/v1/conversations', {}))
  await keep('generations', 'id', app.post('/v1/generations', fields))
  await keep('data-sources', 'id', app.upload('/v1/data-sources', rows, { kind: 'json' }))
  await keep('schedules', 'id', app.post('/v1/schedules', wish))
  await keep('webhooks', 'webhook_id', app.post('/v1/webhooks', hook))
  return ids
}

/** Event streams answer a 404 as all others do. Numbers of tasks are small and stand apart. */
function listProbes(ids: Ids): Probe[] {
  const routes = Object.entries(routePermissions).filter(
    ([name, permission]) => /^GET .*\{(id|file_id)\}/.test(name) && permission !== 'public',
  )
  return routes.map(([name]) => {
    const path = name.slice('GET '.length)
    const word = path.split('/').findLast((part) => ids.has(part)) ?? 'documents'
    const rest = path.replace(/\{(?!id\}|file_id\})\w+\}/g, randomUUID())
    const fill = (id: string) => rest.replace(/\{\w+\}/, id)
    return { name, foreign: fill(ids.get(word) ?? ''), missing: () => fill(randomUUID()) }
  })
}

type Timing = {
  readonly name: string
  readonly foreign: readonly number[]
  readonly missing: readonly number[]
}

async function timeProbes(ask: Ask, probes: readonly Probe[]): Promise<Timing[]> {
  const random = createRandom(6)
  const timings = probes.map(({ name }) => ({
    name,
    foreign: [] as number[],
    missing: [] as number[],
  }))
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const [at, probe] of probes.entries()) {
      const paths = { foreign: probe.foreign, missing: probe.missing() }
      const order =
        random() < 0.5 ? (['foreign', 'missing'] as const) : (['missing', 'foreign'] as const)
      for (const kind of order) {
        const milliseconds = await ask(paths[kind])
        if (round >= 0) timings[at]?.[kind].push(milliseconds)
      }
    }
  }
  return timings
}

/** @returns how far the interval of the differences reaches from nought, in milliseconds */
function printTiming({ name, foreign, missing }: Timing): number {
  const differences = foreign.map((milliseconds, at) => milliseconds - (missing[at] ?? 0))
  const [low, high] = findMedianInterval(differences)
  const medians = [median(foreign), median(missing), median(differences)].map(inMicroseconds)
  const [ofForeign = '', ofMissing = '', difference = ''] = medians
  console.log(
    `${name.padEnd(58)} ${ofForeign.padStart(6)} ${ofMissing.padStart(6)} µs, ` +
      `difference ${difference} (${inMicroseconds(low)} to ${inMicroseconds(high)})`,
  )
  return Math.max(Math.abs(low), Math.abs(high))
}

function inMicroseconds(milliseconds: number): string {
  return (milliseconds * 1000).toFixed(0)
}
