import fc from 'fast-check'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createHttpWebhookSender,
  type SenderOptions,
} from '../../server/adapters/http-webhook-sender.ts'
import { isPublicAddress } from '../../server/adapters/public-address.ts'
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'

const refused = [
  ['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3'],
  ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ['169.254.169.254', '100.64.0.1', '100.127.255.255'],
  ['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  ['192.0.0.8', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1'],
  ['::', '::1', 'fe80::1', 'febf::1', 'fec0::1', 'fc00::1', 'fd12:3456::1', 'ff02::1'],
  ['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '::ffff:0:10.0.0.1'],
  ['64:ff9b::7f00:1', '64:ff9b::808:808', '64:ff9b:1::a00:1', '2002:7f00:1::', '2002:808:808::'],
  ['2001::1', '2001:db8::1', '100::1', '4000::1', '', 'localhost', '1.2.3', '1.2.3.4.5'],
].flat()

describe('an address', () => {
  test.each(refused)('%s is not of the public internet', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s is',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )

  const privateRanges = [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const
  const byte = fc.integer({ min: 0, max: 255 })
  const anyV4 = fc.tuple(byte, byte, byte, byte)

  test('of v4 is never public inside a range that is not, whatever its last bits', () => {
    fc.assert(
      fc.property(fc.constantFrom(...privateRanges), anyV4, ([base, bits], bytes) => {
        const network = ipaddr.IPv4.parse(base).octets
        const mixed = network.map((octet, index) => {
          const fixed = Math.min(8, Math.max(0, bits - index * 8))
          const mask = (0xff << (8 - fixed)) & 0xff
          return (octet & mask) | ((bytes[index] ?? 0) & ~mask & 0xff)
        })
        expect(isPublicAddress(mixed.join('.'))).toBe(false)
      }),
    )
  })

  test('of v4 is public just where it belongs to no range that is set apart', () => {
    fc.assert(
      fc.property(anyV4, (bytes) => {
        const address = bytes.join('.')
        const isApart = ipaddr.IPv4.parse(address).range() !== 'unicast'
        expect(isPublicAddress(address)).toBe(!isApart)
      }),
    )
  })

  test('of v6 is never public where it carries one of v4, or lies outside of 2000::/3', () => {
    const word = fc.integer({ min: 0, max: 0xffff })
    const words = fc.tuple(word, word, word, word, word, word, word, word)
    const hex = (parts: readonly number[]) => parts.map((part) => part.toString(16)).join(':')
    fc.assert(
      fc.property(words, ([first, ...rest]) => {
        const outside = (first & 0x1fff) | (first >= 0x2000 && first < 0x4000 ? 0x8000 : 0)
        const beyond = outside >= 0x2000 && outside < 0x4000 ? 0xf000 : outside
        expect(isPublicAddress(hex([beyond, ...rest]))).toBe(false)
        const [high = 0, low = 0] = rest
        expect(isPublicAddress(hex([0x2002, ...rest]))).toBe(false)
        expect(isPublicAddress(`::ffff:${hex([high, low])}`)).toBe(false)
        expect(isPublicAddress(`64:ff9b::${hex([high, low])}`)).toBe(false)
        expect(isPublicAddress(`${hex([0xfc00 | (first & 0x1ff), ...rest])}`)).toBe(false)
        expect(isPublicAddress(`${hex([0xfe80 | (first & 0x3f), ...rest])}`)).toBe(false)
      }),
    )
  })
})

describe('the sender', () => {
  let receiver: WebhookReceiver
  const never = new AbortController().signal
  beforeAll(async () => {
    receiver = await startReceiver((response, { path }) => {
      if (path === '/hang') return
      if (path === '/to-metadata') {
        return void response.writeHead(302, { Location: 'http://169.254.169.254/' }).end()
      }
      response.writeHead(200).end('taken')
    })
  })
  afterAll(() => receiver.close())

  const send = (url: string, options: Partial<SenderOptions> = {}, signal = never) =>
    createHttpWebhookSender({
      allowsHttp: true,
      allowsPrivateAddresses: false,
      timeoutMilliseconds: 30_000,
      ...options,
    }).send({ url, headers: {}, body: '{}' }, signal)
  const named = (path = '/') => `http://receiver.example:${receiver.port}${path}`
  /** For what never comes; what comes may take its time on a busy machine. */
  const hurried = { timeoutMilliseconds: 400 }
  const here = { address: '127.0.0.1', family: 4 }
  const outside = { address: '203.0.114.7', family: 4 }

  test.each(
    refused
      .filter((address) => isIP(address))
      .map((address) => (address.includes(':') ? `[${address}]` : address)),
  )('refuses http://%s/ before it connects', async (host) => {
    const result = await send(`http://${host}:${receiver.port}/`)
    expect(result).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('which is no public address') as string,
    })
  })

  test.each(['http://localhost/', 'http://2130706433/', 'http://0x7f000001/', 'http://127.1/'])(
    'refuses %s, which is this machine by another name',
    async (url) => {
      const result = await send(url)
      expect(result).toMatchObject({ outcome: 'failed' })
      expect(result.outcome === 'failed' && result.error).toMatch(
        /no public address|localhost leads to a private address/,
      )
    },
  )

  const leadsInside = 'receiver.example leads to a private address; only public ones are sent to'

  test('refuses a name of which one address of several is private, and tells which to the operator alone', async () => {
    const resolve = () => Promise.resolve([outside, here])
    const told: unknown[] = []
    const onPrivate = (found: unknown) => told.push(found)
    expect(await send(named(), { resolve, onPrivate })).toEqual({
      outcome: 'failed',
      error: leadsInside,
    })
    expect(told).toEqual([{ host: 'receiver.example', address: '127.0.0.1' }])
  })

  test('asks for a name once, so that a second answer, now private, is never used', async () => {
    const answers = [[outside], [here]]
    let asked = 0
    const resolve = () => Promise.resolve(answers[asked++] ?? [here])
    const before = receiver.received.length
    const result = await send(named(), { resolve, ...hurried })
    expect(asked).toBe(1)
    expect(result.outcome).toBe('failed')
    expect(receiver.received).toHaveLength(before)
    // the next attempt asks anew, and is refused
    expect(await send(named(), { resolve })).toMatchObject({
      error: leadsInside,
    })
    expect(receiver.received).toHaveLength(before)
  })

  test('connects to the address that was found, under the name that was given', async () => {
    const resolve = () => Promise.resolve([here])
    const result = await send(named('/pinned'), { resolve, allowsPrivateAddresses: true })
    expect(result).toEqual({ outcome: 'answered', statusCode: 200 })
    const [one] = receiver.received.filter(({ path }) => path === '/pinned')
    expect(one?.headers.host).toBe(`receiver.example:${receiver.port}`)
  })

  test('gives a redirect as an answer, and goes nowhere', async () => {
    const before = receiver.received.length
    const result = await send(`${receiver.url}/to-metadata`, { allowsPrivateAddresses: true })
    expect(result).toEqual({ outcome: 'answered', statusCode: 302 })
    expect(receiver.received).toHaveLength(before + 1)
  })

  test('waits no longer than it may, for an answer or for a name server', async () => {
    const slow = { outcome: 'failed', error: 'no answer came within 0.4 seconds' }
    const open = { allowsPrivateAddresses: true, ...hurried }
    expect(await send(`${receiver.url}/hang`, open)).toEqual(slow)
    const resolve = () => new Promise<never>(() => undefined)
    expect(await send(named(), { resolve, ...hurried })).toEqual(slow)
  })

  test('tells that it was stopped from what the receiver did', async () => {
    const stop = new AbortController()
    const options = { allowsPrivateAddresses: true, timeoutMilliseconds: 60_000 }
    const sent = send(`${receiver.url}/hang`, options, stop.signal)
    setTimeout(() => stop.abort(), 20)
    expect(await sent).toEqual({ outcome: 'stopped' })
  })

  test('says why nobody could be reached', async () => {
    const gone = await startReceiver()
    await gone.close()
    expect(await send(gone.url, { allowsPrivateAddresses: true })).toEqual({
      outcome: 'failed',
      error: 'nobody listens there (ECONNREFUSED)',
    })
  })
})
