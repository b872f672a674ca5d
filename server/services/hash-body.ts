import { createHash } from 'node:crypto'

/**
 * SHA-256 of what a request says, hex: of a form its parts, since the same form has another boundary
 * each time; of anything else its bytes.
 */
export async function hashBody(request: Request, query: string): Promise<string> {
  const hash = createHash('sha256').update(`${query}\n`)
  const isForm = /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '')
  if (!isForm) return hash.update(new Uint8Array(await request.arrayBuffer())).digest('hex')
  // a form that can't be taken apart has no parts; its handler says what is wrong with it
  const form = await request.formData().catch(() => new FormData())
  for (const [name, value] of form.entries()) {
    hash.update(JSON.stringify([name, await describePart(value)]))
  }
  return hash.digest('hex')
}

async function describePart(value: File | string): Promise<unknown> {
  if (typeof value === 'string') return value
  const bytes = new Uint8Array(await value.arrayBuffer())
  return {
    name: value.name,
    type: value.type,
    hash: createHash('sha256').update(bytes).digest('hex'),
  }
}
