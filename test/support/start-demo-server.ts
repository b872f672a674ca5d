import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runExample } from '../../examples/run-example.ts'
import { readConfig } from '../../server/config.ts'
import { startServer } from '../../server/main.ts'
import { copyKept } from './kept-stores.ts'

export type EmptyServer = {
  readonly url: string
  readonly apiKey: string
  /** Holds its store. */
  readonly folder: string
  close(): Promise<void>
}

export type DemoServer = EmptyServer & {
  /** The report that was generated from examples/study. */
  readonly documentId: string
}

/** The real server on a free port, with the study's report in it. */
export async function startDemoServer(): Promise<DemoServer> {
  const folder = await makeFolder()
  const { apiKey, documentId } = await copyStudy(folder)
  return { ...(await startIn(folder)), apiKey, documentId }
}

type Study = Pick<DemoServer, 'apiKey' | 'documentId'>

/** Fills the empty folder with the store that all files of a run begin from. */
export function copyStudy(folder: string): Promise<Study> {
  return copyKept('study', folder, makeStudy)
}

/** Fills it with a store of its own. */
export async function makeStudy(folder: string): Promise<Study> {
  const running = await startServer(configure(folder))
  try {
    const apiKey = running.firstStart?.ownerKey ?? ''
    const { documentId } = await runExample({ url: running.url, apiKey }, 'study', () => undefined)
    return { apiKey, documentId }
  } finally {
    await running.close()
  }
}

/** The real server on a free port, with an empty workspace; `settings` are of its environment. */
export async function startEmptyServer(settings: Settings = {}): Promise<EmptyServer> {
  return startIn(await makeFolder(), settings)
}

async function startIn(folder: string, settings: Settings = {}): Promise<EmptyServer> {
  const running = await startServer(configure(folder, settings))
  return {
    url: running.url,
    apiKey: running.firstStart?.ownerKey ?? '',
    folder,
    async close() {
      await running.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'sourcewright-demo-'))
}

type Settings = Readonly<Record<string, string>>

function configure(folder: string, settings: Settings = {}) {
  const env = { SOURCEWRIGHT_DATA: folder, SOURCEWRIGHT_PORT: '0', SOURCEWRIGHT_LOG: 'error' }
  return readConfig({ ...env, ...settings })
}
