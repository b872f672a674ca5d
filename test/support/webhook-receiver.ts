import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { holdEventToDescription } from './conformance.ts'

export type Received = {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Answers as it likes, or not at all. */
export type Behaviour = (response: ServerResponse, received: Received, count: number) => void

export type WebhookReceiver = {
  readonly url: string
  readonly port: number
  readonly received: readonly Received[]
  close(): Promise<void>
}

/**
 * A server of plain HTTP that keeps what it is sent; `behave` may tell paths apart. Each event that comes is
 * held against /openapi.json, as answers are.
 */
export async function startReceiver(
  behave: Behaviour = (response) => response.writeHead(204).end(),
  port = 0,
): Promise<WebhookReceiver> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => undefined)
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const one = { path: request.url ?? '', headers: request.headers, body }
      received.push(one)
      if (body.includes('"event_id"')) holdEventToDescription(body)
      behave(response, one, received.filter(({ path }) => path === one.path).length)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const used = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${used}`,
    port: used,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
