import { fork, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import { join } from 'node:path'
import PQueue from 'p-queue'
import type { Refused } from '../../shared/model/document-reading.ts'
import type { RefusalCode } from '../../shared/model/source-text.ts'
import type { ReaderAnswer, ReaderProgress, ReaderRequest } from './reader-messages.ts'
import { isShort } from './reader-turns.ts'

export type ReaderLimits = {
  readonly maximumSeconds: number
  /** Resident memory of one child, WASM and buffers included. */
  readonly maximumMegabytes: number
  /** How scans are read; absent where they are not. */
  readonly ocr?: OcrLimits | undefined
  readonly onDeath?: (code: string) => void
  /** Children that read at the same time, but for one that does what is short. */
  readonly concurrency: number
  /** The child's program, for tests of the watchdog. */
  readonly entry?: string
}

/** OCR takes seconds a page, so time is counted by the page; it ends in `maximumPages` times that. */
export type OcrLimits = { readonly maximumPages: number; readonly secondsPerPage: number }

type ReaderPool = {
  ask(request: ReaderRequest): Promise<ReaderAnswer['result']>
  close(): Promise<void>
}

/** A child is replaced after so many files, so that no leak adds up. */
const filesPerChild = 50
/** … and when a file left it with more than this, in megabytes: a new one starts in 0.2 s. */
const mostMegabytesBetweenFiles = 192
/** Children without work end after so long, in milliseconds: their memory serves the next step. */
const idleMilliseconds = 1000
const watchEveryMilliseconds = 100
/** A report is written from all its sources, and read back: it may take so many times as long. */
const writingFactor = 6

/**
 * Child processes that parse files, each one file at a time. A child is ended from outside when it
 * takes too long or too much memory (law 8). What the file did to the child is the answer, never a
 * throw. Where all of them are busy, short work is done by one child more, one file at a time: it never
 * waits behind a source that takes long, and takes no source's turn.
 */
export function createReaderPool(limits: ReaderLimits): ReaderPool {
  const turns = new PQueue({ concurrency: limits.concurrency })
  const passing = new PQueue({ concurrency: 1 })
  const chooseQueue = (request: ReaderRequest) =>
    isShort(request) && turns.pending >= limits.concurrency ? passing : turns
  const idle: Child[] = []
  const endIdle = () => {
    for (const child of idle.splice(0)) child.end()
  }
  let rest: NodeJS.Timeout | undefined
  return {
    ask: (request) =>
      chooseQueue(request).add(async () => {
        clearTimeout(rest)
        const result = await askAgain(request, async (next) => {
          const child = takeUsable(idle) ?? startChild(limits)
          const answer = await askChild(child, next, limits)
          if (await canGoOn(child, limits)) idle.push(child)
          else child.end()
          return answer
        })
        clearTimeout(rest)
        rest = setTimeout(endIdle, idleMilliseconds).unref()
        return result
      }),
    async close() {
      await Promise.all([turns.onIdle(), passing.onIdle()])
      clearTimeout(rest)
      endIdle()
    },
  }
}

/** Pages of one file that OCR may fail on; each costs a reading from the beginning. */
const mostFailedPages = 3

/** A page on which OCR ends the child is left out of the next reading: it must not refuse all others. */
async function askAgain(
  request: ReaderRequest,
  ask: (request: ReaderRequest) => Promise<Answer>,
): Promise<ReaderAnswer['result']> {
  const ocrSkips: number[] = []
  for (;;) {
    const { result, failedPage } = await ask(
      request.kind === 'source' ? { ...request, ocrSkips } : request,
    )
    const isLast = failedPage === undefined || ocrSkips.includes(failedPage)
    if (isLast || ocrSkips.length >= mostFailedPages) return result
    ocrSkips.push(failedPage)
  }
}

/** What one file left behind in a child's memory must not be held against the next file. */
async function canGoOn(child: Child, { maximumMegabytes }: ReaderLimits): Promise<boolean> {
  if (!child.isUsable() || child.files >= filesPerChild) return false
  const megabytes = await findResidentMegabytes(child.process.pid)
  return (
    megabytes === undefined || megabytes < Math.min(mostMegabytesBetweenFiles, maximumMegabytes / 2)
  )
}

/** A child may have ended while it waited. */
function takeUsable(idle: Child[]): Child | undefined {
  let child = idle.pop()
  while (child && !child.isUsable()) child = idle.pop()
  return child
}

type Child = {
  readonly process: ChildProcess
  files: number
  isUsable(): boolean
  /** The end of what the child wrote on standard error: a heap that is full says so there only. */
  lastWords(): string
  end(): void
}

/** Megabytes of a new child without any file: its heap may grow by the rest. */
const emptyChildMegabytes = 128
const lastWordsLength = 4096
/** Children start sooner by it. In the project, where only those may write who may change the program itself. */
const compileCacheFolder = join(import.meta.dirname, '../../node_modules/.cache/sourcewright')

function startChild({ entry, maximumMegabytes }: ReaderLimits): Child {
  const process_ = fork(entry ?? join(import.meta.dirname, 'reader-main.ts'), [], {
    serialization: 'advanced',
    execArgv: [
      `--max-old-space-size=${Math.max(maximumMegabytes - emptyChildMegabytes, 64)}`,
      '--max-semi-space-size=2',
    ],
    // nothing of the server's environment: a file that takes the child over finds no secret there
    env: {
      NODE_OPTIONS: '',
      PATH: process.env['PATH'] ?? '',
      NODE_COMPILE_CACHE: compileCacheFolder,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let lastWords = ''
  process_.stderr?.on('data', (words: Buffer) => {
    lastWords = (lastWords + words.toString('latin1')).slice(-lastWordsLength)
  })
  unrefChild(process_)
  return {
    process: process_,
    files: 0,
    // a killed child looks alive until its end is reported
    isUsable: () =>
      !process_.killed &&
      process_.exitCode === null &&
      process_.signalCode === null &&
      process_.connected,
    lastWords: () => lastWords,
    end: () => process_.kill('SIGKILL'),
  }
}

/** A child that waits for a file keeps no process alive. */
function unrefChild(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
  const { stderr } = child
  if (stderr instanceof Socket) stderr.unref()
}

type Answer = {
  readonly result: ReaderAnswer['result']
  /** The page, from 1, that OCR was reading when the child had to be ended. */
  readonly failedPage?: number | undefined
}

function askChild(child: Child, request: ReaderRequest, limits: ReaderLimits): Promise<Answer> {
  const { process: process_ } = child
  child.files += 1
  return new Promise((resolve) => {
    let isSettled = false
    const settle = (result: ReaderAnswer['result'], isOver: boolean) => {
      // a late word of the watchdog must not end the child that reads the next file by now
      if (isSettled) return
      isSettled = true
      watch.stop()
      process_.off('message', onMessage)
      process_.off('close', onExit)
      process_.off('error', onExit)
      process_.channel?.unref()
      if (isOver) {
        child.end()
        if ('code' in result) limits.onDeath?.(result.code)
      }
      resolve(isOver ? { result, failedPage: watch.page() } : { result })
    }
    const onMessage = (message: ReaderAnswer | ReaderProgress) =>
      'result' in message ? settle(message.result, false) : watch.extend(message.page)
    const onExit = () => settle(crashRefusal(child, limits), true)
    const watch = startWatch(process_, request.kind, limits, (refusal) => settle(refusal, true))
    process_.on('message', onMessage)
    // standard error is complete when the child is closed, not yet when it has ended
    process_.on('close', onExit)
    process_.on('error', onExit)
    process_.channel?.ref()
    process_.send(request, (error) => error && onExit())
  })
}

function crashRefusal(child: Child, limits: ReaderLimits): Refused {
  return /out of memory|heap limit/i.test(child.lastWords())
    ? outOfMemory(limits)
    : refuse('reader_crashed', 'the reader ended on this file')
}

function outOfMemory({ maximumMegabytes }: ReaderLimits): Refused {
  return refuse('out_of_memory', `it took more than ${maximumMegabytes} MB of memory`)
}

type Watch = {
  /** A page is begun that OCR reads. */
  extend(page: number): void
  /** The page that OCR reads just now, from 1. */
  page(): number | undefined
  stop(): void
}

/** The watchdog; WASM memory and buffers escape a heap limit, so resident memory is what counts. */
function startWatch(
  { pid }: ChildProcess,
  kind: ReaderRequest['kind'],
  limits: ReaderLimits,
  onLimit: (refusal: Refused) => void,
): Watch {
  const { maximumMegabytes, ocr } = limits
  const maximumSeconds = limits.maximumSeconds * (kind === 'writing' ? writingFactor : 1)
  const endIn = (seconds: number, what: string) =>
    setTimeout(
      () => onLimit(refuse('timeout', `${what} took longer than ${seconds} s`)),
      seconds * 1000,
    )
  let timer = endIn(maximumSeconds, 'it')
  let count = 0
  let current: number | undefined
  const memory = setInterval(() => {
    void findResidentMegabytes(pid).then((megabytes) => {
      if (megabytes === undefined || megabytes <= maximumMegabytes) return
      onLimit(outOfMemory(limits))
    })
  }, watchEveryMilliseconds)
  return {
    // the child counts no time for itself: how often it may ask for more is counted here, too
    extend(page) {
      const isAllowed = ocr && count < ocr.maximumPages
      current = isAllowed ? page : undefined
      if (!isAllowed) return
      count++
      clearTimeout(timer)
      const seconds = Math.max(ocr.secondsPerPage, limits.maximumSeconds)
      timer = endIn(seconds, `OCR of page ${page}`)
    },
    page: () => current,
    stop() {
      clearTimeout(timer)
      clearInterval(memory)
    },
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
