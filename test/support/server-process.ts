import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

export type ServerProcess = {
  readonly url: string
  /** Only on the first start of the store. */
  readonly apiKey: string | undefined
  /** All that it has written so far. */
  said(): string
  signal(signal: NodeJS.Signals): void
  /** Resolves with its exit code. */
  readonly gone: Promise<number | null>
  /** Ends the process at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>
  /** Asks it to end, and waits. */
  stop(): Promise<void>
}

/** The server as `npm start` starts it, over the folder and on a free port. */
export function spawnServer(
  dataFolder: string,
  errors: 'pipe' | 'inherit',
  settings: Readonly<Record<string, string>> = {},
  program = 'server/main.ts',
): ChildProcess {
  const words = ['--import', './server/require-node.js', program]
  return spawn(process.execPath, words, {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      SOURCEWRIGHT_DATA: dataFolder,
      SOURCEWRIGHT_PORT: '0',
      SOURCEWRIGHT_LOG: 'error',
      ...settings,
    },
    stdio: ['ignore', 'pipe', errors],
  })
}

/** Starts the server, or a program that says what it says, and waits until it listens. */
export async function startServerProcess(
  dataFolder: string,
  settings: Readonly<Record<string, string>> = {},
  program?: string,
): Promise<ServerProcess> {
  const process_ = spawnServer(dataFolder, 'pipe', settings, program)
  const gone = new Promise<number | null>((resolve) => process_.once('exit', resolve))
  let said = ''
  for (const stream of [process_.stdout, process_.stderr]) {
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  }
  const { url, apiKey } = await readStart(process_)
  const end = async (signal: NodeJS.Signals) => {
    process_.kill(signal)
    await gone
  }
  return {
    url,
    apiKey,
    said: () => said,
    signal: (signal) => void process_.kill(signal),
    gone,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

function readStart(process_: ChildProcess): Promise<{ url: string; apiKey: string | undefined }> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const url = /Sourcewright is at (\S+)/.exec(said)?.[1]
      const isFirst = said.includes('first start')
      const apiKey = /swk_live_\S+/.exec(said)?.[0]
      // the key's lines come with the address, so a later start says nothing more
      if (url && (!isFirst || apiKey))
        setTimeout(() => resolve({ url, apiKey: /swk_live_\S+/.exec(said)?.[0] }), 50)
    }
    process_.stdout?.on('data', hear)
    process_.stderr?.on('data', hear)
    process_.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
}
