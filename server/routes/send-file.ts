import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { writeAttachment } from '../../shared/text/content-disposition.ts'
import type { DocumentFile } from '../services/get-document-file.ts'
import { Problem } from '../services/problem.ts'
import { findByteRange } from './byte-range.ts'
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
  },
}

/** Whole, or the one range that was asked for (RFC 9110 §14). */
export function sendFile(c: Context<AppEnvironment>, file: DocumentFile): Response {
  const total = file.bytes.length
  const headers = {
    ...disposition(file.fileName),
    'Content-Type': file.mimeType,
    'Accept-Ranges': 'bytes',
  }
  const range = findByteRange(c.req.header('range'), total)
  if (range === 'unsatisfiable') {
    throw new Problem('range_not_satisfiable', `The file has ${total} bytes.`, {
      headers: { 'Content-Range': `bytes */${total}` },
    })
  }
  if (!range) return c.body(toBuffer(file.bytes), 200, headers)
  return c.body(toBuffer(file.bytes.subarray(range.start, range.end)), 206, {
    ...headers,
    'Content-Range': `bytes ${range.start}-${range.end - 1}/${total}`,
  })
}

export function toBuffer(view: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view)
}

export function disposition(fileName: string): Record<string, string> {
  return { 'Content-Disposition': writeAttachment(fileName) }
}
