import { randomUUID } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createBlobsOnS3, type S3Limits } from '../../server/adapters/blobs-on-s3.ts'
import { BlobsUnavailable } from '../../server/ports/blob-store.ts'
import { waitFor } from '../support/create-test-app.ts'

const always = () => Promise.resolve(true)
const hash = 'a'.repeat(64)
const workspace = randomUUID()

const opened: (() => void)[] = []
afterEach(() => {
  for (const close of opened.splice(0)) close()
})

async function start(server: Server): Promise<{ endpoint: string; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets }
}

function openStore(endpoint: string, limits: Partial<S3Limits> = {}) {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const settings = { bucket: 'bucket', endpoint, region: 'r', isPathStyle: true, credentials }
  const blobs = createBlobsOnS3({ ...settings, limits }, always)
  opened.push(() => blobs.close())
  return blobs
}

test('a service that takes connections and never answers is given up behind three tries', async () => {
  let connections = 0
  const { endpoint } = await start(createServer(() => (connections += 1)))
  const blobs = openStore(endpoint, { answerMilliseconds: 50 })
  await expect(blobs.find(workspace, hash)).rejects.toThrow(/S3 could not read .*TimeoutError/)
  await expect.poll(() => connections).toBe(3)
  await expect(blobs.put(workspace, new Uint8Array(9), always)).rejects.toThrow(BlobsUnavailable)
})

test('a link into a service that never answers is told as one that failed', async () => {
  const { endpoint } = await start(createServer())
  const { links } = openStore(endpoint, { answerMilliseconds: 50 })
  const url = new URL(`${endpoint}/bucket/a?X-Amz-Signature=b`)
  expect(await links?.isOwn(url)).toBe(true)
  expect(await links?.open(url, undefined)).toEqual({
    outcome: 'failed',
    reason: 'it did not answer within 50 ms',
  })
})

test('a service that falls silent within a file breaks it off', async () => {
  const server = createHttpServer((request, response) => {
    response.writeHead(200, { 'Content-Length': 1000 })
    if (request.method === 'HEAD') response.end()
    else response.write('only this')
  })
  const { endpoint } = await start(server)
  const blobs = openStore(endpoint, { silenceMilliseconds: 50 })
  await expect(blobs.find(workspace, hash)).rejects.toThrow(BlobsUnavailable)
  const blob = await blobs.open(workspace, hash)
  const stream = await blob?.read()
  await expect(new Response(stream).arrayBuffer()).rejects.toThrow('nothing came for 50 ms')
  const link = new URL(`${endpoint}/bucket/a?X-Amz-Signature=b`)
  const followed = await blobs.links?.open(link, undefined)
  if (followed?.outcome !== 'opened') throw new Error('it answers')
  await expect(new Response(followed.body).arrayBuffer()).rejects.toThrow('nothing came')
})

test('a store that is closed keeps no connection', async () => {
  const server = createHttpServer((_request, response) => response.writeHead(404).end())
  const { endpoint, sockets } = await start(server)
  const blobs = openStore(endpoint)
  expect(await blobs.open(workspace, hash)).toBeUndefined()
  expect(sockets.size).toBe(1)
  blobs.close()
  await waitFor(() => Promise.resolve(sockets.size === 0 || undefined))
})
