import { lookup } from 'node:dns/promises'
import { Client, DatabaseError } from 'pg'
import { DataUnavailable } from '../ports/record-source.ts'
import { isPublicAddress } from './public-address.ts'

export type QueryLimits = {
  readonly allowsPrivateAddresses: boolean
  readonly timeoutMilliseconds: number
  readonly maximumRows: number
  readonly maximumBytes: number
}

/**
 * The rows of one statement of PostgreSQL, in a read-only transaction that ends without a commit.
 * They are fetched by a cursor, so that no more comes than is allowed.
 * @throws DataUnavailable, in words that hold nothing of the connection string
 */
export async function queryPostgres(
  limits: QueryLimits,
  connectionString: string,
  query: string,
): Promise<readonly object[]> {
  const client = await connect(limits, connectionString)
  // an end of the connection is told by the query that it ends
  client.on('error', () => undefined)
  try {
    await client.query('begin transaction read only')
    // the extended protocol takes one statement: none that ends the transaction can follow
    const text = `declare records no scroll cursor for ${query.replace(/;\s*$/, '')}`
    const declaration = { text, queryMode: 'extended' }
    await client.query(declaration)
    return await readAll(client, limits)
  } catch (error) {
    throw error instanceof DataUnavailable ? error : new DataUnavailable(explain(error))
  } finally {
    await client.end().catch(() => undefined)
  }
}

const rowsAtOnce = 500

async function readAll(client: Client, limits: QueryLimits): Promise<object[]> {
  const records: object[] = []
  for (let bytes = 0; ;) {
    const { rows } = await client.query<object>(`fetch ${rowsAtOnce} from records`)
    if (rows.length === 0) return records
    const text = JSON.stringify(rows)
    bytes += text.length
    // dates and the like become what JSON has
    records.push(...(JSON.parse(text) as object[]))
    if (records.length > limits.maximumRows) {
      throw new DataUnavailable(`the query gives more than ${limits.maximumRows} rows`)
    }
    if (bytes > limits.maximumBytes) {
      throw new DataUnavailable(`the query gives more than ${limits.maximumBytes} bytes`)
    }
  }
}

async function connect(limits: QueryLimits, connectionString: string): Promise<Client> {
  const { timeoutMilliseconds: timeout } = limits
  try {
    const client = new Client({
      connectionString,
      connectionTimeoutMillis: Math.min(timeout, 10_000),
      statement_timeout: timeout,
      query_timeout: timeout + 1000,
      idle_in_transaction_session_timeout: timeout,
    })
    if (!limits.allowsPrivateAddresses) await checkHost(client.host)
    await client.connect()
    return client
  } catch (error) {
    if (error instanceof DataUnavailable) throw error
    throw new DataUnavailable(explain(error))
  }
}

/**
 * A name that leads elsewhere at the second look can do no more than be spoken to in PostgreSQL's
 * protocol: its certificate is held against its name where the connection string asks for one.
 */
async function checkHost(host: string): Promise<void> {
  const found = host.startsWith('/') ? [] : await lookup(host, { all: true })
  if (found.length > 0 && found.every(({ address }) => isPublicAddress(address))) return
  throw new DataUnavailable('its host is at an address that is not public')
}

/** What the database says of a statement is for its writer; all else may hold the connection string. */
function explain(error: unknown): string {
  if (!(error instanceof DatabaseError)) return 'its database can not be reached'
  if (error.code?.startsWith('28')) return 'its database refuses the user or password'
  return `its database says: ${error.message}`
}
