import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addedSource, documentDetails } from '../shared/contract/documents.ts'
import { problemDetails } from '../shared/contract/problem.ts'
import { waitFor } from '../test/support/create-test-app.ts'
import { startServerProcess, type ServerProcess } from '../test/support/server-process.ts'
import { loseEnd, turnBits, turnBitsOfPart } from './damage.ts'
import { chooseFuzzFiles, type FuzzFile } from './fuzz-files.ts'
import { createRandom } from './random.ts'

const seed = 20261126
const timesEach = 3

type Outcome = FuzzFile & { readonly code: string; readonly seconds: number }

/**
 * Files of every format with turned bits, in their parts too, and with lost ends, the same for the same seed, sent over
 * HTTP to a server process: each must end, and the server must answer and read a whole file after.
 */
export async function benchFuzz(): Promise<void> {
  const random = createRandom(seed)
  const whole = await chooseFuzzFiles(random)
  const damaged = whole.flatMap((file) => damageInAllWays(file, random))
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-fuzz-'))
  const server = await startServerProcess(folder)
  try {
    const outcomes: Outcome[] = []
    for (const file of damaged) outcomes.push(await sendFile(server, file))
    printOutcomes(whole.length, outcomes)
    await proveAlive(server)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function damageInAllWays(file: FuzzFile, random: () => number): readonly FuzzFile[] {
  return Object.entries(ways).flatMap(([way, damage]) =>
    Array.from({ length: timesEach }, () => damage(file.bytes, random)).flatMap((bytes, at) =>
      bytes ? { ...file, name: `${way} ${at} ${file.name}`, bytes } : [],
    ),
  )
}

const ways = { bits: turnBits, end: loseEnd, part: turnBitsOfPart }

/** From the upload to its end; a server that is gone fails the bench. */
async function sendFile(server: ServerProcess, file: FuzzFile): Promise<Outcome> {
  const started = performance.now()
  const code = await upload(server, file)
  return { ...file, code, seconds: (performance.now() - started) / 1000 }
}

async function upload({ url, apiKey = '' }: ServerProcess, file: FuzzFile): Promise<string> {
  const headers = { 'X-API-Key': apiKey }
  const form = new FormData()
  form.set('file', new File([new Uint8Array(file.bytes)], file.name))
  const sent = await fetch(`${url}/api/v1/documents`, { method: 'POST', body: form, headers })
  const body: unknown = await sent.json()
  if (!sent.ok) return `not taken: ${problemDetails.parse(body).code}`
  const { document_id } = addedSource.parse(body)
  const { status, error, versions } = await waitFor(
    async () => {
      const response = await fetch(`${url}/api/v1/documents/${document_id}`, { headers })
      const details = documentDetails.parse(await response.json())
      return isOver.has(details.status) ? details : undefined
    },
    60_000,
    20,
  )
  if (status === 'failed') return error?.code ?? 'failed without a reason'
  return versions.some(({ warnings }) => warnings.length > 0) ? 'read with warnings' : 'read'
}

const isOver = new Set<string>(['completed', 'failed'])

/** @throws Error when the server does not answer, or reads a whole file no more */
async function proveAlive(server: ServerProcess): Promise<void> {
  const health = await fetch(`${server.url}/health/ready`)
  const example = join(import.meta.dirname, '../examples/study/sources/protocol.docx')
  const bytes = await readFile(example)
  const code = await upload(server, { name: 'whole.docx', format: 'docx', bytes })
  if (!health.ok || !code.startsWith('read')) throw new Error(`the server fell: ${code}`)
  console.log('  the server answers, and reads a whole file')
}

function printOutcomes(fileCount: number, outcomes: readonly Outcome[]): void {
  const seconds = outcomes.reduce((sum, one) => sum + one.seconds, 0)
  console.log(
    `\n${fileCount} files, ${outcomes.length} damaged ones in ${seconds.toFixed(0)} s, seed ${seed}`,
  )
  for (const [format, group] of Map.groupBy(outcomes, (one) => one.format)) {
    const slowest = Math.max(...group.map((one) => one.seconds)).toFixed(1)
    const counts = [...Map.groupBy(group, ({ code }) => code)]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([code, { length }]) => `${length} ${code}`)
    console.log(`  ${format.padEnd(5)} ${counts.join(', ')}; slowest ${slowest} s`)
  }
  for (const { code, name } of outcomes) {
    if (notOfFiles.test(code)) console.log(`  ${code}  ${name}`)
  }
}

/** What says more of the reader than of the file. */
const notOfFiles = /crash|timeout|out_of_memory|died|internal|without a reason/
