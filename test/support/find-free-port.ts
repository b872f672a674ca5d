import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below those that the system gives away by itself, as it does meanwhile for each connection of other tests. */
const [first, last] = [20_000, 32_000]

/** A port that nobody has, for a server that is started on it later, or twice. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(first, last)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
