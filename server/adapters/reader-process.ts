import type { DocumentWriter } from '../ports/document-writer.ts'
import type { Reader } from '../ports/reader.ts'
import type { ReaderRequest, ReaderResults } from './reader-messages.ts'
import { createReaderPool, type ReaderLimits } from './reader-pool.ts'

export type ReaderProcess = Reader & DocumentWriter & { close(): Promise<void> }

/** Reads and writes files in child processes: see reader-pool.ts. */
export function createReaderProcess(limits: ReaderLimits): ReaderProcess {
  const pool = createReaderPool(limits)
  /** The child answers each kind of request with its own kind of result. */
  const ask = <Kind extends ReaderRequest['kind']>(request: ReaderRequest & { kind: Kind }) =>
    pool.ask(request) as Promise<ReaderResults[Kind]>
  return {
    readSource: (bytes, fileName) =>
      ask({ kind: 'source', bytes, fileName, ocrPages: limits.ocr?.maximumPages ?? 0 }),
    openZip: (bytes, limits) => ask({ kind: 'zip', bytes, limits }),
    readTemplate: (bytes) => ask({ kind: 'template', bytes }),
    expandTemplate: (bytes, data) => ask({ kind: 'expansion', bytes, data }),
    readDocument: (bytes) => ask({ kind: 'document', bytes }),
    readOriginal: (bytes) => ask({ kind: 'original', bytes }),
    writeDocument: (input) => ask({ kind: 'writing', input }),
    writeLedgerMode: (bytes, mode) => ask({ kind: 'ledger', bytes, mode }),
    writeTemplate: (lines) => ask({ kind: 'outlined', lines }),
    writeSheet: (input) => ask({ kind: 'sheet', input }),
    readRecords: (bytes, format, sheet) => ask({ kind: 'records', bytes, format, sheet }),
    writePage: (bytes, title) => ask({ kind: 'page', bytes, title }),
    writePlan: (input) => ask({ kind: 'plan', input }),
    writeReview: (input) => ask({ kind: 'review', input }),
    close: () => pool.close(),
  }
}
