import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cronerTimetable } from '../../server/adapters/croner-timetable.ts'
import { createBlobsOnDisk } from '../../server/adapters/blobs-on-disk.ts'
import { findDatabaseBytes } from '../../server/adapters/file-size.ts'
import { createBlobsOnS3, type S3Settings } from '../../server/adapters/blobs-on-s3.ts'
import type { EmbeddedQueue } from '../../server/adapters/embedded-queue.ts'
import { openDense } from '../../server/adapters/open-dense.ts'
import { createJwtVerifier, type JwtSettings } from '../../server/adapters/jwt-verifier.ts'
import {
  createHttpWebhookSender,
  type SenderOptions,
} from '../../server/adapters/http-webhook-sender.ts'
import type { EmbedderEndpoint } from '../../server/adapters/openai-embedder.ts'
import { createQueueLanes } from '../../server/adapters/queue-lanes.ts'
import type { OcrLimits } from '../../server/adapters/reader-pool.ts'
import { openFormReceiver } from '../../server/adapters/form-receiver.ts'
import { openRates } from '../../server/adapters/rates-in-sqlite.ts'
import { createReaderProcess, type ReaderProcess } from '../../server/adapters/reader-process.ts'
import { openRequestLog } from '../../server/adapters/request-log-in-sqlite.ts'
import { createPrometheusMeter } from '../../server/adapters/prometheus-meter.ts'
import { createRecordSource } from '../../server/adapters/record-source.ts'
import { openSqlIndex } from '../../server/adapters/sql-index.ts'
import { newRandomId, systemClock } from '../../server/adapters/system.ts'
import type { BlobStore } from '../../server/ports/blob-store.ts'
import type { Clock } from '../../server/ports/clock.ts'
import { createApp } from '../../server/app.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { isBlobUsed } from '../../server/db/removals.ts'
import { retryMilliseconds } from '../../server/domain/webhook-retries.ts'
import { createHandlers } from '../../server/pipeline/handlers.ts'
import type { PdfConverter } from '../../server/ports/pdf-converter.ts'
import { forgetRunningRequests } from '../../server/services/claim-request.ts'
import { sweepStore } from '../../server/services/clear-leftovers.ts'
import { requestMissingEmbeddings } from '../../server/services/request-embedding.ts'
import type { Dependencies } from '../../server/services/dependencies.ts'
import { toReachable } from '../../server/services/reachable-blobs.ts'
import { setUp } from '../../server/services/set-up.ts'
import { holdEventToDescription, holdToDescription } from './conformance.ts'

export type TestApp = {
  readonly deps: Dependencies
  readonly queue: EmbeddedQueue
  readonly ownerKey: string
  readonly workspaceId: string
  readonly dataFolder: string
  /** Errors that the server logged; a test that expects none asserts so. */
  readonly logged: unknown[]
  /** What the embedder came to, each time that it changed: why it fails, or null. */
  readonly embedderChanges: readonly (string | null)[]
  /** With the owner's key unless `headers` says otherwise. */
  request(path: string, init?: RequestInit): Promise<Response>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  /** Multipart with one file and further fields. */
  upload(path: string, file: UploadFile, fields?: Record<string, string>): Promise<Response>
  /** Ends it and leaves its folder. */
  stop(): Promise<void>
  close(): Promise<void>
}

export type UploadFile = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly type?: string
  /** Form field; "file" where absent. */
  readonly field?: string
}

export type TestAppOptions = {
  readonly dataFolder?: string
  /** Whose store lies in the folder already. */
  readonly owner?: Pick<TestApp, 'ownerKey' | 'workspaceId'>
  readonly startQueue?: boolean
  readonly publicUrl?: string
  readonly pdfConverter?: PdfConverter
  readonly allowsPrivateData?: boolean
  /** The system's where absent. */
  readonly clock?: Clock
  readonly ocr?: OcrLimits
  readonly embedder?: EmbedderEndpoint
  readonly queryMilliseconds?: number
  readonly jwt?: JwtSettings
  /** Called behind the commit that has stored work, before the request is answered. */
  readonly metricsToken?: string
  readonly onWake?: () => void
  readonly rates?: { readonly perWorkspace?: number; readonly perAddress?: number }
  readonly origins?: readonly string[]
  /** Of the defaults, which send to the public internet by https alone. */
  readonly webhooks?: Partial<SenderOptions> & { readonly retryMilliseconds?: readonly number[] }
  /** Where its files lie in place of the folder. */
  readonly s3?: S3Settings
}

/** The real app over a real store in a folder of its own, with the real readers and queue. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'sourcewright-test-')))
  const clock = options.clock ?? systemClock
  const logged: unknown[] = []
  const embedderChanges: (string | null)[] = []
  const db = await openDatabase(join(dataFolder, 'store.sqlite'))
  const reader = findReader(options.ocr)
  const isUsed = (workspaceId: string, hash: string) => isBlobUsed(db, workspaceId, hash)
  let wake = (): void => undefined
  const dense =
    options.embedder &&
    openDense(db, options.embedder, {
      clock,
      onChange: (error) => embedderChanges.push(error?.message ?? null),
      ...(options.queryMilliseconds && { queryMilliseconds: options.queryMilliseconds }),
    })
  const blobs: BlobStore & { close?(): void } = options.s3
    ? createBlobsOnS3(options.s3, isUsed)
    : createBlobsOnDisk(join(dataFolder, 'blobs'), isUsed)
  const limiter = await openRates(join(dataFolder, 'rates.sqlite'))
  const requestLog = openRequestLog(join(dataFolder, 'requests.sqlite'), (error) =>
    logged.push(error),
  )
  const deps: Dependencies = {
    db,
    reader,
    writer: reader,
    blobs: toReachable(blobs),
    forms: await openFormReceiver(join(dataFolder, 'incoming')),
    index: await openSqlIndex(db),
    dense,
    queue: {
      wake: () => {
        options.onWake?.()
        wake()
      },
    },
    clock,
    newId: newRandomId,
    tokens: options.jwt && createJwtVerifier(options.jwt),
    rates: {
      limiter,
      perWorkspace: 1_000_000,
      perAddress: 1_000_000,
      proxies: 0,
      ...options.rates,
    },
    requestLog,
    webhooks: {
      sender: createHttpWebhookSender({
        allowsHttp: false,
        allowsPrivateAddresses: false,
        ...options.webhooks,
      }),
      retryMilliseconds: options.webhooks?.retryMilliseconds ?? retryMilliseconds,
    },
    operations: {
      meter: createPrometheusMeter(),
      metricsToken: options.metricsToken,
      findDatabaseBytes: () => findDatabaseBytes(join(dataFolder, 'store.sqlite')),
    },
    timetable: cronerTimetable,
    keptFileDays: 90,
    records: createRecordSource({ allowsPrivateAddresses: options.allowsPrivateData === true }),
    pdfConverter: options.pdfConverter,
    programVersion: '0.0.0-test',
    maximumUploadBytes: 50 * 1_048_576,
    publicUrl: options.publicUrl,
    signingSecret: 'a secret of the test alone',
  }
  await sweepStore(deps)
  await forgetRunningRequests(deps)
  await requestMissingEmbeddings(deps)
  const queue = createQueueLanes(
    {
      ...createHandlers(deps),
      db,
      clock,
      owner: 'test',
      concurrency: 2,
      onError: (error) => logged.push(error),
    },
    dense?.embedder,
  )
  wake = () => queue.wake()
  const first = await setUp(deps, { organization: 'Test organization', workspace: 'Default' })
  const app = createApp(deps, {
    paneFolder: join(import.meta.dirname, '../../dist/addin'),
    origins: options.origins ?? [],
    logError: (error) => logged.push(error),
  })
  if (options.startQueue !== false) await queue.start()
  const { ownerKey, workspaceId } = first ?? options.owner ?? { ownerKey: '', workspaceId: '' }

  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers({ 'X-API-Key': ownerKey })
    new Headers(init.headers).forEach((value, name) => headers.set(name, value))
    const response = await app.request(path, { ...init, headers })
    // a bench measures the app alone
    if (process.env['VITEST']) {
      await holdToDescription(init.method ?? 'GET', pathOf(path), response)
    }
    return response
  }
  const end = async () => {
    dense?.close()
    await queue.close()
    limiter.close()
    requestLog.close()
    // those, too, that nobody has received; a bench holds nothing
    const events = await db.selectFrom('webhook_events').select('body').execute()
    if (process.env['VITEST']) for (const { body } of events) holdEventToDescription(body)
    blobs.close?.()
    await db.destroy()
  }
  let stopped: Promise<void> | undefined
  // a test that stops it may do so again when it ends
  const stop = () => (stopped ??= end())
  return {
    deps,
    queue,
    ownerKey,
    workspaceId,
    dataFolder,
    logged,
    embedderChanges,
    request,
    post: (path, body, headers = {}) =>
      request(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      }),
    upload(path, file, fields = {}) {
      const form = new FormData()
      const type = file.type ?? 'application/octet-stream'
      form.append(file.field ?? 'file', new File([new Uint8Array(file.bytes)], file.name, { type }))
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      return request(path, { method: 'POST', body: form })
    },
    stop,
    async close() {
      await stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

const readers = new Map<string, ReaderProcess>()

/**
 * One for all apps of this process: a child takes longer to start than most files to be read, and
 * ends by itself where nothing is read.
 */
function findReader(ocr: OcrLimits | undefined): ReaderProcess {
  const key = JSON.stringify(ocr ?? null)
  const limits = { maximumSeconds: 20, maximumMegabytes: 1024, concurrency: 2, ocr }
  const reader = readers.get(key) ?? createReaderProcess(limits)
  readers.set(key, reader)
  return reader
}

function pathOf(address: string): string {
  return new URL(address, 'http://localhost').pathname
}

/** Looks again and again until `find` gives a value; the limit only ends a test that hangs. */
export async function waitFor<T>(
  find: () => Promise<T | undefined>,
  limitMilliseconds = 60_000,
  everyMilliseconds = 50,
): Promise<T> {
  for (let waited = 0; waited < limitMilliseconds; waited += everyMilliseconds) {
    const found = await find()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, everyMilliseconds))
  }
  throw new Error('what was waited for did not come')
}

export async function readExample(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(join(import.meta.dirname, '../../examples', path)))
}
