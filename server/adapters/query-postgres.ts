import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP, Socket } from 'node:net'
import { Client, DatabaseError } from 'pg'
import { DataUnavailable } from '../ports/record-source.ts'
import { pinAddresses } from './pin-addresses.ts'
import { readPostgresAddress, type PostgresAddress } from './postgres-address.ts'
import { isPublicAddress } from './public-address.ts'

type QueryLimits = {
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
  const { client, isFlooded, end } = await connect(limits, connectionString)
  try {
    await client.query('begin transaction read only')
    // the extended protocol takes one statement: none that ends the transaction can follow
    const text = `declare records no scroll cursor for ${query.replace(/;\s*$/, '')}`
    const declaration = { text, queryMode: 'extended' }
    await client.query(declaration)
    return await readAll(client, limits)
  } catch (error) {
    if (isFlooded()) throw tooManyBytes(limits)
    throw error instanceof DataUnavailable ? error : new DataUnavailable(explain(error))
  } finally {
    await end()
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
    if (bytes > limits.maximumBytes) throw tooManyBytes(limits)
  }
}

function tooManyBytes({ maximumBytes }: QueryLimits): DataUnavailable {
  return new DataUnavailable(`the query gives more than ${maximumBytes} bytes`)
}

type Connection = {
  readonly client: Client
  /** Whether more came than any answer within the limits has. */
  isFlooded(): boolean
  end(): Promise<void>
}

async function connect(limits: QueryLimits, connectionString: string): Promise<Connection> {
  const address = readPostgresAddress(connectionString)
  if ('mistake' in address) {
    throw new DataUnavailable(`its connection string ${address.mistake}`)
  }
  const socket = openSocket(await resolveOnce(limits, address.host))
  const most = 2 * limits.maximumBytes + roomForProtocol
  // also of a single row, which the library collects before anybody can count it
  const watch = setInterval(() => socket.bytesRead > most && socket.destroy(), 20).unref()
  const client = createClient(limits, address, socket)
  const end = async () => {
    clearInterval(watch)
    await client.end().catch(() => undefined)
    socket.destroy()
  }
  // an end of the connection is told by the query that it ends
  client.on('error', () => undefined)
  try {
    await client.connect()
    return { client, isFlooded: () => socket.bytesRead > most, end }
  } catch (error) {
    await end()
    throw new DataUnavailable(explain(error))
  }
}

const roomForProtocol = 1_048_576

/** All is said here: what is not, the library takes from the environment of the server. */
function createClient(limits: QueryLimits, address: PostgresAddress, socket: Socket): Client {
  const { timeoutMilliseconds: timeout } = limits
  const { encryption, host, port, user, password, database } = address
  return new Client({
    host,
    port,
    user,
    password: () => password,
    database,
    ssl: encryption === 'none' ? false : { rejectUnauthorized: encryption === 'verified' },
    stream: () => socket,
    connectionTimeoutMillis: Math.min(timeout, 10_000),
    statement_timeout: timeout,
    query_timeout: timeout + 1000,
    idle_in_transaction_session_timeout: timeout,
  })
}

/** Connects to what was looked at, whatever the name leads to by then. */
function openSocket(addresses: readonly LookupAddress[]): Socket {
  const socket = new Socket()
  const connectTo = socket.connect.bind(socket)
  const lookup = pinAddresses(addresses)
  const connectPinned = (port: number, host: string) => connectTo({ port, host, lookup })
  return Object.assign(socket, { connect: connectPinned as Socket['connect'] })
}

async function resolveOnce(
  { allowsPrivateAddresses }: QueryLimits,
  host: string,
): Promise<readonly LookupAddress[]> {
  const family = isIP(host)
  const found = family ? [{ address: host, family }] : await lookUp(host)
  const closed = found.find(({ address }) => !allowsPrivateAddresses && !isPublicAddress(address))
  if (closed) throw new DataUnavailable('its host is at an address that is not public')
  return found
}

async function lookUp(host: string): Promise<readonly LookupAddress[]> {
  try {
    return await lookup(host, { all: true })
  } catch (error) {
    throw new DataUnavailable(explain(error))
  }
}

/** What the database says of a statement is for its writer; all else may hold the connection string. */
function explain(error: unknown): string {
  if (!(error instanceof DatabaseError)) return 'its database can not be reached'
  if (error.code?.startsWith('28')) return 'its database refuses the user or password'
  return `its database says: ${error.message}`
}
