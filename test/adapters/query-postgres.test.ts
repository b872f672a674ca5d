import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { createRecordSource } from '../../server/adapters/record-source.ts'

let server: Server | undefined
const sockets = new Set<Socket>()

afterEach(async () => {
  vi.unstubAllEnvs()
  for (const socket of sockets) socket.destroy()
  await new Promise((done) => server?.close(done))
})

/** Speaks as much of PostgreSQL's protocol as somebody who means harm needs. */
async function listen(answer: (socket: Socket, message: Buffer) => void): Promise<string> {
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', (message) => answer(socket, message))
  })
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

function write(type: string, body: Buffer): Buffer {
  const head = Buffer.from(`${type}....`)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

const cleartextPassword = write('R', Buffer.from([0, 0, 0, 3]))
const welcome = Buffer.concat([write('R', Buffer.alloc(4)), write('Z', Buffer.from('I'))])

const records = createRecordSource({
  allowsPrivateAddresses: true,
  timeoutMilliseconds: 5000,
  maximumBytes: 1000,
})

test('whoever names no password is not lent the one of the server’s own environment', async () => {
  vi.stubEnv('PGPASSWORD', 'of-the-operator')
  const heard: string[] = []
  const place = await listen((socket, message) => {
    heard.push(message.toString('latin1'))
    if (heard.length === 1) socket.write(cleartextPassword)
    else socket.destroy()
  })
  const asked = records.queryRows(`postgresql://reader@${place}/orders`, 'select 1')
  await expect(asked).rejects.toThrow('can not be reached')
  expect(heard.join()).toContain('reader')
  expect(heard.join()).not.toContain('of-the-operator')
})

test('a message without end is not collected until the memory is full', async () => {
  let written = 0
  const place = await listen((socket, message) => {
    if (message[0] !== 'Q'.charCodeAt(0)) return void socket.write(welcome)
    // says that a row of two gigabytes follows, and goes on sending it
    socket.write(Buffer.from([0x44, 0x7f, 0xff, 0xff, 0xff]))
    const pour = () => {
      while (!socket.destroyed && written < 200_000_000) {
        written += 1_000_000
        if (!socket.write(Buffer.alloc(1_000_000))) return void socket.once('drain', pour)
      }
    }
    pour()
  })
  const asked = records.queryRows(`postgresql://reader:secret@${place}/orders`, 'select 1')
  await expect(asked).rejects.toThrow('more than 1000 bytes')
  expect(written).toBeLessThan(200_000_000)
})

test.each([
  ['names a file of the server', 'ssl%72ootcert=/etc/passwd'],
  ['goes to another host than it says', 'host=127.0.0.1'],
  ['turns off what bounds it', 'query_timeout=0'],
])('a connection string that %s is refused unopened', async (_, parameter) => {
  let calls = 0
  const place = await listen(() => (calls += 1))
  const asked = records.queryRows(`postgresql://a:b@${place}/d?${parameter}`, 'select 1')
  await expect(asked).rejects.toThrow('takes no parameter')
  expect(calls).toBe(0)
})
