/** Fetches data from outside of this server, bounded in time and size. */
export interface RecordSource {
  /**
   * The body of a GET. Only public addresses are reached, and no redirect is followed.
   * @throws DataUnavailable
   */
  fetchJson(url: string, headers: Readonly<Record<string, string>>): Promise<Uint8Array>
  /** The rows of one statement in a read-only transaction, as JSON values. @throws DataUnavailable */
  queryRows(connectionString: string, query: string): Promise<readonly object[]>
}

/** Why there is no data, in words that hold no secret. */
export class DataUnavailable extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'DataUnavailable'
  }
}
