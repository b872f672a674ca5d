import { fork, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PQueue from 'p-queue'
import type { ReadResult, RefusalCode } from '../../shared/model/source-text.ts'
import type { DocumentReadResult, Reader, TemplateReadResult } from '../ports/reader.ts'
import type { ReaderAnswer, ReaderRequest } from './reader-messages.ts'

export type ReaderLimits = {
  readonly maximumSeconds: number
  /** Resident memory of one child, WASM and buffers included. */
  readonly maximumMegabytes: number
  /** Children that read at the same time. */
  readonly concurrency: number
  /** The child's program, for tests of the watchdog. */
  readonly entry?: string
}

type Refused = Extract<ReadResult, { outcome: 'refused' }>

/** A child is replaced after so many files, so that no leak adds up. */
const filesPerChild = 50
const watchEveryMilliseconds = 100

/**
 * Reads in child processes, each one file at a time, and ends a child from outside when it takes
 * too long or too much memory (law 8). What the file did to the child is the answer, never a throw.
 */
export function createReaderProcess(limits: ReaderLimits): Reader & { close(): Promise<void> } {
  const turns = new PQueue({ concurrency: limits.concurrency })
  const idle: Child[] = []
  const ask = (request: ReaderRequest) =>
    turns.add(async () => {
      const child = idle.pop() ?? startChild(limits)
      const result = await readIn(child, request, limits)
      if (child.isUsable() && child.reads < filesPerChild) idle.push(child)
      else child.end()
      return result
    })
  return {
    readSource: (bytes, fileName) =>
      ask({ kind: 'source', bytes, fileName }) as Promise<ReadResult>,
    readTemplate: (bytes) =>
      ask({ kind: 'template', bytes, fileName: '' }) as Promise<TemplateReadResult>,
    readDocument: (bytes) =>
      ask({ kind: 'document', bytes, fileName: '' }) as Promise<DocumentReadResult>,
    async close() {
      await turns.onIdle()
      for (const child of idle.splice(0)) child.end()
    },
  }
}

type Child = {
  readonly process: ChildProcess
  reads: number
  isUsable(): boolean
  end(): void
}

function startChild({ entry, maximumMegabytes }: ReaderLimits): Child {
  const process_ = fork(entry ?? join(import.meta.dirname, 'reader-main.ts'), [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${maximumMegabytes}`],
    // nothing of the server's environment: a file that takes the child over finds no secret there
    env: { NODE_OPTIONS: '', PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  process_.unref()
  process_.channel?.unref()
  return {
    process: process_,
    reads: 0,
    isUsable: () =>
      process_.exitCode === null && process_.signalCode === null && process_.connected,
    end: () => process_.kill('SIGKILL'),
  }
}

function readIn(
  child: Child,
  request: ReaderRequest,
  limits: ReaderLimits,
): Promise<ReaderAnswer['result']> {
  const { process: process_ } = child
  child.reads += 1
  return new Promise((resolve) => {
    const settle = (result: ReaderAnswer['result'], isOver: boolean) => {
      stopWatching()
      process_.off('message', onMessage)
      process_.off('exit', onExit)
      process_.off('error', onExit)
      process_.channel?.unref()
      if (isOver) child.end()
      resolve(result)
    }
    const onMessage = (answer: ReaderAnswer) => settle(answer.result, false)
    const onExit = () => settle(refuse('reader_crashed', 'the reader ended on this file'), true)
    const stopWatching = watch(process_, limits, (refusal) => settle(refusal, true))
    process_.on('message', onMessage)
    process_.on('exit', onExit)
    process_.on('error', onExit)
    process_.channel?.ref()
    process_.send(request, (error) => error && onExit())
  })
}

/** The watchdog; WASM memory and buffers escape a heap limit, so resident memory is what counts. */
function watch(
  { pid }: ChildProcess,
  { maximumSeconds, maximumMegabytes }: ReaderLimits,
  onLimit: (refusal: Refused) => void,
): () => void {
  const tooLong = `reading took longer than ${maximumSeconds} s`
  const timer = setTimeout(() => onLimit(refuse('timeout', tooLong)), maximumSeconds * 1000)
  const memory = setInterval(() => {
    void findResidentMegabytes(pid).then((megabytes) => {
      if (megabytes === undefined || megabytes <= maximumMegabytes) return
      onLimit(refuse('out_of_memory', `reading took more than ${maximumMegabytes} MB of memory`))
    })
  }, watchEveryMilliseconds)
  return () => {
    clearTimeout(timer)
    clearInterval(memory)
  }
}

const pageBytes = 4096

/** From /proc; undefined where there is none, and the heap limit alone holds. */
async function findResidentMegabytes(pid: number | undefined): Promise<number | undefined> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => undefined)
  const pages = Number(statm?.split(' ')[1])
  return Number.isFinite(pages) ? (pages * pageBytes) / 1_048_576 : undefined
}

function refuse(code: RefusalCode, reason: string): Refused {
  return { outcome: 'refused', code, reason }
}
