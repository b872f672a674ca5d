import type { MiddlewareHandler } from 'hono'
import type { AppEnvironment } from './environment.ts'

/**
 * RFC 2046 §5.1.1 lets a boundary have 1 to 70 characters, some of them punctuation. What takes forms
 * apart wants 27 and more of the plain ones: a form with another boundary gets one that it takes.
 */
export const takeAnyBoundary: MiddlewareHandler<AppEnvironment> = async (c, next) => {
  const boundary = findBoundary(c.req.header('content-type') ?? '')
  if (boundary === undefined || isTakenAsItIs(boundary)) return next()
  const { url, headers: sent, signal } = c.req.raw
  const another = c.get('deps').newId()
  const bytes = Buffer.from(await c.req.raw.arrayBuffer())
  const body = new Uint8Array(exchangeBoundary(bytes, boundary, another))
  const headers = new Headers(sent)
  headers.set('Content-Type', `multipart/form-data; boundary=${another}`)
  headers.delete('Content-Length')
  c.req.raw = new Request(url, { method: c.req.method, headers, body, signal })
  return next()
}

/** @returns undefined for what is no form, and where it names none that the RFC allows */
function findBoundary(contentType: string): string | undefined {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return undefined
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]*)"|([^\s;"]*))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain ?? ''
  return /^[\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?]$/.test(boundary) ? boundary : undefined
}

function isTakenAsItIs(boundary: string): boolean {
  return /^[\w'-]{27,70}$/.test(boundary)
}

function exchangeBoundary(bytes: Buffer, boundary: string, another: string): Buffer {
  const delimiter = Buffer.from(`--${boundary}`)
  const parts: Buffer[] = []
  let kept = 0
  for (
    let at = bytes.indexOf(delimiter);
    at >= 0;
    at = bytes.indexOf(delimiter, at + delimiter.length)
  ) {
    const end = at + delimiter.length
    if (!isLine(bytes, at, end)) continue
    parts.push(bytes.subarray(kept, at), Buffer.from(`--${another}`))
    kept = skipPadding(bytes, end)
  }
  return Buffer.concat([...parts, bytes.subarray(kept)])
}

/** What only begins like a delimiter, or stands amid a line, is of a part. */
function isLine(bytes: Buffer, start: number, end: number): boolean {
  const begins = start === 0 || bytes.toString('latin1', start - 2, start) === '\r\n'
  if (!begins) return false
  const closes = bytes.toString('latin1', end, end + 2) === '--'
  const rest = skipPadding(bytes, end)
  return closes || bytes.toString('latin1', rest, rest + 2) === '\r\n'
}

/** Blanks that the RFC lets a gateway add. */
function skipPadding(bytes: Buffer, start: number): number {
  let at = start
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at += 1
  return at
}
