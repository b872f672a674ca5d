import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { writeAttachment } from '../../shared/text/content-disposition.ts'
import type { DocumentFile } from '../services/get-document-file.ts'
import { Problem } from '../services/problem.ts'
import { findByteRange } from './byte-range.ts'
import { describeHeaders } from './define-route.ts'
import type { AppEnvironment } from './environment.ts'

export const bytes = z.string().openapi({ type: 'string', format: 'binary' })

export const fileResponses = {
  200: {
    description: 'The bytes.',
    content: { 'application/octet-stream': { schema: bytes } },
  },
  206: {
    description: 'The asked range of the bytes.',
    content: { 'application/octet-stream': { schema: bytes } },
    ...describeHeaders({ 'Content-Range': 'Which bytes of how many.' }),
  },
}

/** Whole, or the one range that was asked for (RFC 9110 §14). */
export async function sendFile(c: Context<AppEnvironment>, file: DocumentFile): Promise<Response> {
  const total = 'bytes' in file ? file.bytes.length : file.blob.sizeBytes
  const range = findByteRange(c.req.header('range'), total)
  if (range === 'unsatisfiable') {
    throw new Problem('range_not_satisfiable', `The file has ${total} bytes.`, {
      headers: { 'Content-Range': `bytes */${total}` },
    })
  }
  const { start, end } = range ?? { start: 0, end: total }
  const status = range ? 206 : 200
  const headers = {
    ...disposition(file.fileName),
    'Content-Type': file.mimeType,
    'Content-Length': String(end - start),
    'Accept-Ranges': 'bytes',
    ...(range && { 'Content-Range': `bytes ${start}-${end - 1}/${total}` }),
  }
  // nobody would read the body of an answer to HEAD, and what it holds would stay open
  if (c.req.method === 'HEAD') return c.body(null, status, headers)
  return c.body(await readPart(file, { start, end }), status, headers)
}

function readPart(file: DocumentFile, { start, end }: { start: number; end: number }) {
  if ('bytes' in file) return toBuffer(file.bytes.subarray(start, end))
  return file.blob.read({ start, end })
}

export function toBuffer(view: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view)
}

export function disposition(fileName: string): Record<string, string> {
  return { 'Content-Disposition': writeAttachment(fileName) }
}
