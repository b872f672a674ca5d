import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ApiError } from '../../client/api-error.ts'
import { createClient } from '../../client/create-client.ts'

const whole = 'The whole file.'
let server: Server | undefined
let asked = 0

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  asked = 0
})

/** Breaks the connection off in the middle of the file, or before its first byte, so many times. */
async function serveBroken(times: number, where: 'middle' | 'start') {
  server = createServer((request, response) => {
    asked++
    if (asked > times) return void response.end(whole)
    if (where === 'start') return void request.socket.destroy()
    response.writeHead(200, { 'Content-Length': String(whole.length) })
    response.write(whole.slice(0, 5), () => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const client = createClient({ baseUrl: `http://127.0.0.1:${port}`, apiKey: 'swk_live_a' })
  return (signal?: AbortSignal) => client.getFile('d', { format: 'docx' }, signal)
}

describe('a file whose connection breaks', () => {
  it.each(['middle', 'start'] as const)('is asked for again (%s)', async (where) => {
    const getFile = await serveBroken(2, where)
    expect(await (await getFile()).text()).toBe(whole)
    expect(asked).toBe(3)
  })

  it('is given up behind three attempts, and it is said so', async () => {
    const getFile = await serveBroken(Infinity, 'middle')
    const error: unknown = await getFile().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    const { code, detail } = (error as ApiError).problem
    expect(code).toBe('unreachable')
    expect(detail).toContain('in 3 attempts')
    expect(asked).toBe(3)
  })

  it('is not asked for again by somebody who gave it up', async () => {
    const getFile = await serveBroken(Infinity, 'start')
    const ending = new AbortController()
    setTimeout(() => ending.abort(new Error('given up')), 200)
    await expect(getFile(ending.signal)).rejects.toThrow('given up')
    expect(asked).toBe(1)
  })
})
