import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataUnavailable } from '../ports/record-source.ts'
import { pinAddresses } from './pin-addresses.ts'
import { isPublicAddress } from './public-address.ts'

type FetchLimits = {
  /** Addresses that are not public, and plain http: for whoever runs the server to allow. */
  readonly allowsPrivateAddresses: boolean
  readonly timeoutMilliseconds: number
  readonly maximumBytes: number
}

/**
 * The body of a GET. The name is resolved once and the connection goes to an address that was looked
 * at; a redirect is not followed. Where the connection breaks, it is asked for again, in the same time.
 * @throws DataUnavailable
 */
export async function fetchJson(
  limits: FetchLimits,
  address: string,
  headers: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  const url = new URL(address)
  if (url.protocol !== 'https:' && !limits.allowsPrivateAddresses) {
    throw new DataUnavailable('its address is not https')
  }
  if (url.username !== '' || url.password !== '') {
    throw new DataUnavailable('its address has a name or password in it; send them as headers')
  }
  const signal = AbortSignal.timeout(limits.timeoutMilliseconds)
  try {
    const addresses = await resolveOnce(limits, url.hostname.replace(/^\[(.*)\]$/, '$1'))
    return await getAgain(url, { headers, addresses, signal, maximumBytes: limits.maximumBytes })
  } catch (error) {
    if (error instanceof DataUnavailable) throw error
    if (!signal.aborted) throw new DataUnavailable(explain(error))
    throw new DataUnavailable(`no whole answer within ${limits.timeoutMilliseconds / 1000} seconds`)
  }
}

async function resolveOnce(
  { allowsPrivateAddresses }: FetchLimits,
  host: string,
): Promise<readonly LookupAddress[]> {
  const family = isIP(host)
  const found = family ? [{ address: host, family }] : await lookup(host, { all: true })
  const closed = found.find(({ address }) => !allowsPrivateAddresses && !isPublicAddress(address))
  if (closed) throw new DataUnavailable('its name leads to an address that is not public')
  return found
}

type Request = {
  readonly headers: Readonly<Record<string, string>>
  readonly addresses: readonly LookupAddress[]
  readonly signal: AbortSignal
  readonly maximumBytes: number
}

/** Milliseconds before the second attempt, and the third. */
const pauses = [500, 2_000]

async function getAgain(url: URL, request: Request): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await get(url, request)
    } catch (error) {
      const isPassing = passing.has((error as NodeJS.ErrnoException).code ?? '')
      if (!isPassing || request.signal.aborted) throw error
      const pause = pauses[attempt - 1]
      if (pause === undefined)
        throw new DataUnavailable(`${explain(error)}, in ${attempt} attempts`)
      await sleep(pause, undefined, { signal: request.signal })
    }
  }
}

/** What the next attempt may not meet. */
const passing: ReadonlySet<string> = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT'])

function get(url: URL, { headers, addresses, signal, maximumBytes }: Request): Promise<Uint8Array> {
  const call = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    // a connection that is kept could be one to an address that nobody looked at for this name
    const options = { headers: { Accept: 'application/json', ...headers }, agent: false, signal }
    const request = call.get(url, { ...options, lookup: pinAddresses(addresses) }, (answer) => {
      readBody(answer, maximumBytes).then(resolve, (error: unknown) => {
        request.destroy()
        reject(error instanceof Error ? error : new Error(String(error)))
      })
    })
    request.once('error', reject)
  })
}

async function readBody(answer: IncomingMessage, maximumBytes: number): Promise<Uint8Array> {
  if (answer.statusCode !== 200) {
    throw new DataUnavailable(`its place answered with status ${answer.statusCode}, not 200`)
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maximumBytes) throw new DataUnavailable(`it has more than ${maximumBytes} bytes`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens at its address',
  ECONNRESET: 'its place broke the connection off',
  ENOTFOUND: 'its name has no address',
  EAI_AGAIN: 'its name can not be looked up now',
}

/** The library's own words may hold addresses. */
function explain(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  return meanings[code ?? ''] ?? 'its place can not be reached'
}
