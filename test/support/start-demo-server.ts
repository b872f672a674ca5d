import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runExample } from '../../examples/run-example.ts'
import { readConfig } from '../../server/config.ts'
import { startServer } from '../../server/main.ts'

export type EmptyServer = {
  readonly url: string
  readonly apiKey: string
  close(): Promise<void>
}

export type DemoServer = EmptyServer & {
  /** The report that was generated from examples/study. */
  readonly documentId: string
}

/** The real server on a free port, with the study's report in it. */
export async function startDemoServer(): Promise<DemoServer> {
  const server = await startEmptyServer()
  const { documentId } = await runExample(server, 'study', () => undefined)
  return { ...server, documentId }
}

/** The real server on a free port, with an empty workspace. */
export async function startEmptyServer(): Promise<EmptyServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-demo-'))
  const env = { SOURCEWRIGHT_DATA: folder, SOURCEWRIGHT_PORT: '0', SOURCEWRIGHT_LOG: 'error' }
  const running = await startServer(readConfig(env))
  return {
    url: running.url,
    apiKey: running.firstStart?.ownerKey ?? '',
    async close() {
      await running.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
