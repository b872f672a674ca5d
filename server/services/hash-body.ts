import { createHash } from 'node:crypto'

/**
 * SHA-256 of what a request says, hex: of a form its parts, since the same form has another boundary
 * each time; of anything else its bytes.
 */
export async function hashBody(body: FormData | Uint8Array, query: string): Promise<string> {
  const hash = createHash('sha256').update(`${query}\n`)
  if (body instanceof Uint8Array) return hash.update(body).digest('hex')
  for (const [name, value] of body.entries()) {
    hash.update(JSON.stringify([name, await describePart(value)]))
  }
  return hash.digest('hex')
}

async function describePart(value: File | string): Promise<unknown> {
  if (typeof value === 'string') return value
  const hash = createHash('sha256')
  for await (const piece of value.stream()) hash.update(piece as Uint8Array)
  return { name: value.name, type: value.type, hash: hash.digest('hex') }
}
