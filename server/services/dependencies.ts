import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { BlobStore } from '../ports/blob-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { DocumentWriter } from '../ports/document-writer.ts'
import type { Embedder } from '../ports/embedder.ts'
import type { FormReceiver } from '../ports/form-receiver.ts'
import type { JobQueue } from '../ports/job-queue.ts'
import type { Meter } from '../ports/meter.ts'
import type { NewId } from '../ports/new-id.ts'
import type { PdfConverter } from '../ports/pdf-converter.ts'
import type { Reader } from '../ports/reader.ts'
import type { RequestLog } from '../ports/request-log.ts'
import type { RecordSource } from '../ports/record-source.ts'
import type { SearchIndex } from '../ports/search-index.ts'
import type { Timetable } from '../ports/timetable.ts'
import type { TokenVerifier } from '../ports/token-verifier.ts'
import type { VectorIndex } from '../ports/vector-index.ts'
import type { WebhookSender } from '../ports/webhook-sender.ts'
import type { Settle } from './commit.ts'
import type { Rates } from './count-call.ts'

/** What every use case is given; opened in main.ts, or by a test. */
export type Dependencies = {
  readonly db: Kysely<Database>
  readonly blobs: BlobStore
  readonly forms: FormReceiver
  readonly index: SearchIndex
  /** Absent where no embedder is configured: nothing is missing then but recall. */
  readonly dense: DenseRetrieval | undefined
  readonly reader: Reader
  readonly writer: DocumentWriter
  readonly queue: JobQueue
  readonly clock: Clock
  readonly newId: NewId
  /** Absent where no identity provider is configured: then API keys are the only way in. */
  readonly tokens: TokenVerifier | undefined
  readonly rates: Rates
  readonly requestLog: RequestLog
  readonly webhooks: WebhookSettings
  /** Where the caller gave the request a name: keeps its answer with its effect. */
  readonly settle?: Settle
  readonly operations: Operations
  readonly records: RecordSource
  readonly timetable: Timetable
  /** For so long the files of generations are kept. */
  readonly keptFileDays: number
  readonly pdfConverter: PdfConverter | undefined
  readonly programVersion: string
  readonly maximumUploadBytes: number
  /** What links begin with, without a slash at its end; undefined where they are as the caller reached us. */
  readonly publicUrl: string | undefined
  /** Signs download links; stays the same while the store lives. */
  readonly signingSecret: string
}

type WebhookSettings = {
  readonly sender: WebhookSender
  /** Pauses between attempts; behind the last of them a delivery is given up. */
  readonly retryMilliseconds: readonly number[]
}

/** For whoever runs the server. */
export type Operations = {
  readonly meter: Meter
  /** What /metrics asks for; undefined where everyone may read it. */
  readonly metricsToken: string | undefined
  findDatabaseBytes(): Promise<number>
}

export type DenseRetrieval = { readonly embedder: Embedder; readonly vectors: VectorIndex }
