import type { RecordSource } from '../ports/record-source.ts'
import { fetchJson } from './fetch-json.ts'
import { queryPostgres } from './query-postgres.ts'

type RecordSourceOptions = {
  /** Whether data may come from addresses that are not public. */
  readonly allowsPrivateAddresses: boolean
  readonly timeoutMilliseconds?: number
  readonly maximumBytes?: number
  readonly maximumRows?: number
}

/** As much as the data of a run may have. */
const usualBytes = 20 * 1_048_576
const usualTimeout = 20_000
const usualRows = 100_000

/** Fetches over HTTP and from PostgreSQL. */
export function createRecordSource(options: RecordSourceOptions): RecordSource {
  const limits = {
    timeoutMilliseconds: usualTimeout,
    maximumBytes: usualBytes,
    maximumRows: usualRows,
    ...options,
  }
  return {
    fetchJson: (url, headers) => fetchJson(limits, url, headers),
    queryRows: (connectionString, query) => queryPostgres(limits, connectionString, query),
  }
}
