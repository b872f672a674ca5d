import { lookup, type LookupAddress } from 'node:dns'
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import type { WebhookMessage, WebhookSender } from '../ports/webhook-sender.ts'
import { pinAddresses } from './pin-addresses.ts'
import { isPublicAddress } from './public-address.ts'

export type SenderOptions = {
  readonly allowsHttp: boolean
  readonly allowsPrivateAddresses: boolean
  /** For the whole attempt; 10 000 where absent. */
  readonly timeoutMilliseconds?: number
  /** Of the system where absent. */
  readonly resolve?: (name: string) => Promise<readonly LookupAddress[]>
  /** For the operator alone: whoever named the host must not learn the names of this network. */
  readonly onPrivate?: (found: { readonly host: string; readonly address: string }) => void
}

const defaultTimeoutMilliseconds = 10_000
/** Of an answer, whose words nobody reads: more of it ends the connection. */
const maximumAnswerBytes = 16_384

/**
 * Sends by POST to the public internet alone, unless more is configured. The name is resolved once, and
 * the connection goes to an address that was looked at; a redirect is an answer like any other.
 */
export function createHttpWebhookSender(options: SenderOptions): WebhookSender {
  return {
    findMistake: (url) => findMistake(options, url),
    async send(message, signal) {
      if (signal.aborted) return { outcome: 'stopped' }
      const timeout = options.timeoutMilliseconds ?? defaultTimeoutMilliseconds
      const limit = AbortSignal.timeout(timeout)
      try {
        const end = AbortSignal.any([signal, limit])
        return { outcome: 'answered', statusCode: await post(options, message, end) }
      } catch (error) {
        if (signal.aborted) return { outcome: 'stopped' }
        const slow = `no answer came within ${timeout / 1000} seconds`
        return { outcome: 'failed', error: limit.aborted ? slow : describe(error) }
      }
    },
  }
}

/** Says what was expected, since it is shown to who named the address. */
class Refused extends Error {}

function findMistake(options: SenderOptions, text: string): string | undefined {
  if (!URL.canParse(text)) return 'is no URL'
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is not https'
  if (url.protocol === 'http:' && !options.allowsHttp) return 'is not https'
  if (url.username !== '' || url.password !== '') return 'has a name or password in it'
  const host = hostOf(url)
  if (isIP(host) && !mayReach(options, host)) return `leads to ${host}, which is no public address`
  return undefined
}

/** @returns the status of the answer; its words are not waited for */
async function post(
  options: SenderOptions,
  message: WebhookMessage,
  signal: AbortSignal,
): Promise<number> {
  const mistake = findMistake(options, message.url)
  if (mistake !== undefined) throw new Refused(`the address ${mistake}`)
  const url = new URL(message.url)
  const addresses = await untilAborted(resolveOnce(options, hostOf(url)), signal)
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method: 'POST',
    headers: { ...message.headers, 'Content-Length': Buffer.byteLength(message.body) },
    // a connection that is kept could be one to an address that nobody looked at for this name
    agent: false,
    lookup: pinAddresses(addresses),
    signal,
  })
  request.end(message.body)
  return readStatus(request)
}

function readStatus(request: ClientRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    request.once('error', reject)
    request.once('response', (answer: IncomingMessage) => {
      dropWords(request, answer)
      resolve(answer.statusCode ?? 0)
    })
  })
}

/** Lets a short answer come to its end, as its sender expects, and cuts off a long one. */
function dropWords(request: ClientRequest, answer: IncomingMessage): void {
  let bytes = 0
  request.on('error', () => undefined)
  answer.on('error', () => undefined)
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > maximumAnswerBytes) request.destroy()
  })
}

async function resolveOnce(
  options: SenderOptions,
  host: string,
): Promise<readonly LookupAddress[]> {
  const literal = isIP(host)
  const resolve = options.resolve ?? resolveByWay
  const found = literal ? [{ address: host, family: literal }] : await resolve(host)
  if (found.length === 0) throw new Refused(`${host} has no address`)
  for (const { address } of found) {
    if (mayReach(options, address)) continue
    options.onPrivate?.({ host, address })
    throw new Refused(`${host} leads to a private address; only public ones are sent to`)
  }
  return found
}

const lookupAll = promisify(lookup)

function resolveByWay(name: string): Promise<readonly LookupAddress[]> {
  return lookupAll(name, { all: true })
}

function mayReach({ allowsPrivateAddresses }: SenderOptions, address: string): boolean {
  return allowsPrivateAddresses || isPublicAddress(address)
}

/** A name server that hangs can't be stopped; it is waited for no longer. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('stopped'))
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** Without the brackets that a v6 address has in a URL. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the receiver broke the connection off',
  ENOTFOUND: 'the name has no address',
  EAI_AGAIN: 'no name server answered',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
}

function describe(error: unknown): string {
  if (error instanceof Refused) return error.message
  const { code, message, syscall } = error as NodeJS.ErrnoException
  // the system's own words name the address
  const said = syscall === 'connect' ? 'no connection came about' : message
  const meaning = code === undefined ? said : (meanings[code] ?? said)
  return code === undefined ? meaning : `${meaning} (${code})`
}
