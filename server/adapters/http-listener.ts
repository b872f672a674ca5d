import { setTimeout as sleep } from 'node:timers/promises'
import { serve } from '@hono/node-server'

type Listener = {
  readonly url: string
  /**
   * Takes no further connection, and closes those without a request. Requests that run get `patience`
   * milliseconds to be answered in.
   */
  stop(patience: number): Promise<void>
}

/**
 * Longer than any step holds the event loop. Behind such a stretch Node closes connections whose time
 * is up before it reads the request that has come on them meanwhile: the client sees a reset.
 */
const keepAliveMilliseconds = 120_000

export function listen(
  fetch: Parameters<typeof serve>[0]['fetch'],
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const serverOptions = { keepAliveTimeout: keepAliveMilliseconds }
    const server = serve({ fetch, hostname: host, port, serverOptions }, (info) => {
      const shown = host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host
      resolve({ url: `http://${shown}:${info.port}`, stop: (patience) => stop(server, patience) })
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(explainListening(error, host, port)),
    )
  })
}

const lookEveryMilliseconds = 20

async function stop(server: ReturnType<typeof serve>, patience: number): Promise<void> {
  let isClosed = false
  const closed = new Promise<void>((done) => server.close(() => done())).then(() => {
    isClosed = true
  })
  const until = performance.now() + patience
  // a connection that is kept alive falls idle only behind its last answer
  while (!isClosed && performance.now() < until) {
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    await Promise.race([closed, sleep(lookEveryMilliseconds)])
  }
  if ('closeAllConnections' in server) server.closeAllConnections()
  await closed
}

function explainListening(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error
  return new Error(
    `Another program is listening on ${host}:${port}. Stop it, or choose another port: SOURCEWRIGHT_PORT=3001 npm start`,
  )
}
