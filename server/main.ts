import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino, type Logger } from 'pino'
import packageJson from '../package.json' with { type: 'json' }
import { createBlobsOnDisk } from './adapters/blobs-on-disk.ts'
import { cronerTimetable } from './adapters/croner-timetable.ts'
import { createBlobsOnS3 } from './adapters/blobs-on-s3.ts'
import { openFormReceiver } from './adapters/form-receiver.ts'
import { createJwtVerifier } from './adapters/jwt-verifier.ts'
import { createHttpWebhookSender } from './adapters/http-webhook-sender.ts'
import { findDatabaseBytes } from './adapters/file-size.ts'
import { listen } from './adapters/http-listener.ts'
import { findLibreOffice } from './adapters/libreoffice.ts'
import { isLocked, takeLock } from './adapters/lock-file.ts'
import { openDense } from './adapters/open-dense.ts'
import { createQueueLanes } from './adapters/queue-lanes.ts'
import { openRates } from './adapters/rates-in-sqlite.ts'
import { createReaderProcess } from './adapters/reader-process.ts'
import { openRequestLog } from './adapters/request-log-in-sqlite.ts'
import { createPrometheusMeter } from './adapters/prometheus-meter.ts'
import { createRecordSource } from './adapters/record-source.ts'
import { openSqlIndex } from './adapters/sql-index.ts'
import { backUpStore, holdPathOf, restoreStore, type BackupSize } from './adapters/store-backup.ts'
import { newRandomId, systemClock } from './adapters/system.ts'
import { createApp } from './app.ts'
import { describeConfig, readConfig, type Config } from './config.ts'
import { openDatabase } from './db/open-database.ts'
import { isBlobUsed } from './db/removals.ts'
import { createHandlers } from './pipeline/handlers.ts'
import type { BlobStore } from './ports/blob-store.ts'
import type { EmbedderFailed } from './ports/embedder.ts'
import type { HeldJob } from './ports/job-queue.ts'
import { createOpenStreams } from './routes/open-streams.ts'
import type { Answered } from './routes/report-answers.ts'
import { forgetRunningRequests } from './services/claim-request.ts'
import { sweepStore } from './services/clear-leftovers.ts'
import type { Dependencies, Operations } from './services/dependencies.ts'
import { requestMissingEmbeddings } from './services/request-embedding.ts'
import { toReachable } from './services/reachable-blobs.ts'
import { setUp, type FirstStart } from './services/set-up.ts'

type RunningServer = {
  readonly url: string
  /** The owner's key, on the first start of this store only. */
  readonly firstStart: FirstStart | undefined
  close(): Promise<void>
}

/** Opens the store, starts the queue and listens. Only one process may hold a store. */
export async function startServer(config: Config): Promise<RunningServer> {
  const logger = pino({ level: config.logLevel }, pino.destination(2))
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 })
  const lock = await takeLock(config.lockPath)
  const { deps, queue, close } = await openStore(config, logger)
  const closeStore = async (patience?: number) => {
    await close(patience)
    await lock.release()
  }
  const openStreams = createOpenStreams()
  const app = createApp(deps, {
    paneFolder: join(import.meta.dirname, '..', 'dist', 'addin'),
    origins: config.origins,
    logError: (error, requestId) => logger.error({ err: error, requestId }, 'request failed'),
    onAnswer: (answered) => logAnswer(logger, answered),
    openStreams,
  })
  // listening comes first: the owner's key is made only when it can be shown
  const { url, stop } = await listen(app.fetch, config).catch(async (error: unknown) => {
    await closeStore()
    throw error
  })
  const firstStart = await setUp(deps, { organization: 'My organization', workspace: 'Default' })
  await queue.start()
  logger.info({ url }, 'listening')
  const close_ = async () => {
    openStreams.end()
    // both have the same time, and the store stays open for both
    await Promise.all([stop(config.shutdownMilliseconds), queue.close(config.shutdownMilliseconds)])
    await closeStore(0)
  }
  return { url, firstStart, close: close_ }
}

/** Its words are those of the program alone: what a caller sent stands in no log. */
function logAnswer(logger: Logger, { milliseconds, ...answered }: Answered): void {
  const line = { ...answered, milliseconds: Math.round(milliseconds * 10) / 10 }
  const isWatching = /^\/(health|metrics)/.test(answered.route)
  logger[answered.status >= 500 ? 'error' : isWatching ? 'debug' : 'info'](line, 'answered')
}

async function openStore(config: Config, logger: Logger) {
  const db = await openDatabase(config.databasePath)
  const operations = openOperations(config)
  const reader = openReader(config, operations)
  // the queue needs the handlers, which need the dependencies, of which the queue is one
  const waker = { wake: () => undefined as void }
  const dense = config.embedder && openDense(db, config.embedder, watchEmbedder(logger))
  const limiter = await openRates(config.ratesPath)
  const blobs = openBlobs(config, db)
  const requestLog = openRequestLog(config.requestLogPath, logFailure(logger))
  const deps: Dependencies = {
    db,
    reader,
    writer: reader,
    blobs: toReachable(blobs),
    index: await openSqlIndex(db),
    dense,
    queue: { wake: () => waker.wake() },
    clock: systemClock,
    newId: newRandomId,
    tokens: config.jwt && createJwtVerifier(config.jwt),
    rates: { ...config.rates, limiter },
    requestLog,
    webhooks: openWebhooks(config, logger),
    operations,
    ...(await openOutside(config)),
    programVersion: packageJson.version,
    maximumUploadBytes: config.maximumUploadBytes,
    signingSecret: await readSecret(join(config.dataFolder, 'signing-secret')),
  }
  await tidy(deps)
  const queue = createQueue(config, deps, logger)
  waker.wake = () => queue.wake()
  const close = async (patience?: number) => {
    dense?.close()
    // readers of what was handed over end with this process
    if (await queue.close(patience)) await reader.close()
    for (const one of [limiter, requestLog, blobs]) one.close?.()
    await db.destroy()
  }
  return { deps, queue, close }
}

/** What the process before left undone, and a store of before lacks. */
async function tidy(deps: Dependencies): Promise<void> {
  await sweepStore(deps)
  await forgetRunningRequests(deps)
  await requestMissingEmbeddings(deps)
}

function logFailure(logger: Logger) {
  return (error: unknown) => logger.error({ err: error }, 'the request log could not be written')
}

function openWebhooks({ webhooks }: Config, logger: Logger): Dependencies['webhooks'] {
  const onPrivate = (found: { readonly host: string; readonly address: string }) =>
    logger.warn(found, 'a webhook leads to a private address, and is not sent to')
  return { ...webhooks, sender: createHttpWebhookSender({ ...webhooks, onPrivate }) }
}

function openOperations({ metricsToken, databasePath }: Config): Operations {
  return {
    meter: createPrometheusMeter(),
    metricsToken,
    findDatabaseBytes: () => findDatabaseBytes(databasePath),
  }
}

function openReader({ reader, concurrency }: Config, { meter }: Operations) {
  const onDeath = (code: string) => meter.countReaderDeath(code)
  return createReaderProcess({ ...reader, concurrency, onDeath })
}

/** What comes from outside, and what makes files for it. */
async function openOutside(config: Config) {
  const { dataFolder, keptFileDays, allowsPrivateData, libreOfficePath, publicUrl } = config
  // beside the store: a system's own folder for such files may lie in memory
  const forms = await openFormReceiver(join(dataFolder, 'incoming'))
  const records = createRecordSource({ allowsPrivateAddresses: allowsPrivateData })
  const pdfConverter = await findLibreOffice(libreOfficePath)
  return { forms, timetable: cronerTimetable, keptFileDays, publicUrl, records, pdfConverter }
}

function openBlobs(
  { s3, blobFolder, dataFolder }: Config,
  db: Dependencies['db'],
): BlobStore & { close?(): void } {
  const isUsed = (workspaceId: string, hash: string) => isBlobUsed(db, workspaceId, hash)
  if (s3) return createBlobsOnS3(s3, isUsed)
  return createBlobsOnDisk(blobFolder, isUsed, () => isLocked(holdPathOf(dataFolder)))
}

function createQueue({ concurrency }: Config, deps: Dependencies, logger: Logger) {
  const options = {
    ...createHandlers(deps),
    db: deps.db,
    clock: deps.clock,
    owner: `${process.pid}`,
    concurrency,
    onError: (error: unknown, job: HeldJob | undefined) =>
      logger.error({ err: error, job: job?.id, kind: job?.kind }, 'job failed'),
  }
  return createQueueLanes(options, deps.dense?.embedder)
}

function watchEmbedder(logger: Logger) {
  const onChange = (error: EmbedderFailed | null) => {
    if (error) logger.error({ err: error }, 'the embedder fails: search is by keyword meanwhile')
    else logger.info('the embedder works again')
  }
  return { clock: systemClock, onChange }
}

/** Made on the first start; download links stay valid over restarts. */
async function readSecret(path: string): Promise<string> {
  const stored = await readFile(path, 'utf8').catch(() => '')
  if (stored) return stored
  const secret = randomBytes(32).toString('hex')
  await writeFile(path, secret, { mode: 0o600 })
  return secret
}

/** A line for each variable of the environment. */
export function writeHelp(): string {
  const lines = describeConfig().map((one) => {
    const told = [one.values === 'text' ? '' : one.values, one.default && `default: ${one.default}`]
    const beside = told.filter(Boolean).join('; ')
    return `  ${one.name}  ${one.meaning}${beside && ` (${beside})`}`
  })
  return ['Sourcewright reads its settings from the environment:', '', ...lines].join('\n')
}

/** Copies the store of the environment into a new file, whether a server works on it or not. */
export function backUp(file: string): Promise<BackupSize> {
  return backUpStore(readOnDisk(), file)
}

/** Fills the empty folder of the environment. @returns how many files came back */
export function restore(file: string): Promise<number> {
  return restoreStore(readOnDisk(), file)
}

/** @throws where files lie in S3: a copy without them would look whole */
function readOnDisk(): Config {
  const config = readConfig(process.env)
  if (!config.s3) return config
  throw new Error(
    'Files lie in S3 (SOURCEWRIGHT_S3_BUCKET), so this copies no whole store: stop the server, and copy its data folder and the bucket.',
  )
}

/** Serves with the settings of the environment until SIGINT or SIGTERM, and says where. */
export async function runServer(): Promise<void> {
  const server = await startServer(readConfig(process.env))
  console.log(
    `Sourcewright is at ${server.url} (pane: ${server.url}/addin/index.html, API: ${server.url}/docs)`,
  )
  if (server.firstStart) {
    console.log(
      `\nThis is the first start. The owner's API key, shown only now:\n\n  ${server.firstStart.ownerKey}\n`,
    )
  }
  let isStopping = false
  const stop = () => {
    // who asks twice does not want to wait
    if (isStopping) process.exit(130)
    isStopping = true
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(writeHelp())
  await runServer()
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  })
}
