import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { spawnServer } from '../../test/support/server-process.ts'

/** Resident megabytes. */
export type Memory = { readonly server: number; readonly readers: number }

export type MeasuredServer = {
  readonly url: string
  /** Of the owner; only on the first start of the store. */
  readonly apiKey: string
  /** When the server and the readers that it started took most memory together. */
  peak(): Memory
  /** What the server, without its readers, has taken of the processors; 0 where there is no /proc. */
  processorMilliseconds(): number
  stop(): Promise<void>
}

const sampleEveryMilliseconds = 100

/** Starts server/main.ts as a process of its own over the folder, so that the bench is not measured. */
export async function startMeasuredServer(dataFolder: string): Promise<MeasuredServer> {
  const server = spawnServer(dataFolder, 'inherit')
  const { url, apiKey } = await readStart(server)
  let peak: Memory = { server: 0, readers: 0 }
  const sampler = setInterval(() => {
    const now = readMemory(server.pid ?? 0)
    if (now.server + now.readers > peak.server + peak.readers) peak = now
  }, sampleEveryMilliseconds)
  return {
    url,
    apiKey,
    peak: () => peak,
    processorMilliseconds: () => readProcessorTime(server.pid ?? 0),
    async stop() {
      clearInterval(sampler)
      const gone = once(server, 'exit')
      server.kill('SIGTERM')
      await gone
    },
  }
}

/** The address, and behind it, on a first start, the key. */
function readStart(server: ChildProcess): Promise<{ url: string; apiKey: string }> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const url = /Sourcewright is at (\S+)/.exec(said)?.[1]
      const apiKey = /swk_live_\S+/.exec(said)?.[0]
      if (url && apiKey) resolve({ url, apiKey })
    })
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
}

/** 0 where there is no /proc. Pages that processes share count in each. */
function readMemory(root: number): Memory {
  const parents = new Map(listProcesses().map((id) => [id, readParent(id)]))
  const isBelow = (id: number): boolean => {
    const parent = parents.get(id)
    return parent === root || (parent !== undefined && parent > 1 && isBelow(parent))
  }
  const readers = [...parents.keys()].filter(isBelow).map(readResidentMegabytes)
  return {
    server: readResidentMegabytes(root),
    readers: readers.reduce((sum, one) => sum + one, 0),
  }
}

function listProcesses(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

function readParent(id: number): number | undefined {
  const parent = readStat(id)[1]
  return parent === undefined ? undefined : Number(parent)
}

/** Linux counts it in hundredths of a second. */
function readProcessorTime(id: number): number {
  const [user = 0, system = 0] = readStat(id).slice(11, 13).map(Number)
  return (user + system) * 10
}

/** The fields of stat behind the name, which may hold blanks and brackets: the third is the first. */
function readStat(id: number): readonly string[] {
  const stat = readProc(`/proc/${id}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

const pageBytes = 4096

function readResidentMegabytes(id: number): number {
  const pages = Number(readProc(`/proc/${id}/statm`).split(' ')[1] ?? 0)
  return (pages * pageBytes) / 1e6
}

/** '' for a process that has ended meanwhile. */
function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
