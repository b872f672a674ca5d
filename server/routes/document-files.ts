import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { downloadUrlResponse, fileQuery } from '../../shared/contract/documents.ts'
import { ledgerQuery } from '../../shared/contract/ledger.ts'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { getDocumentOfLink } from '../services/document-of-link.ts'
import { getDocumentOfCaller } from '../services/document-of-caller.ts'
import {
  checkDownloadLink,
  createDownloadLink,
  getDocumentFile,
  type DocumentFile,
} from '../services/get-document-file.ts'
import { getLedger, writeLedgerCsv, writeLedgerXlsx } from '../services/get-ledger.ts'
import { Problem } from '../services/problem.ts'
import { findByteRange } from './byte-range.ts'
import { defineRoute, idParameter, jsonResponse } from './define-route.ts'
import { createSubApp, type AppEnvironment } from './environment.ts'

export const documentFiles = createSubApp()

const bytes = z.string().openapi({ type: 'string', format: 'binary' })
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const fileResponses = {
  200: {
    description: 'The bytes.',
    content: { 'application/octet-stream': { schema: bytes } },
  },
  206: {
    description: 'The asked range of the bytes.',
    content: { 'application/octet-stream': { schema: bytes } },
  },
}

documentFiles.openapi(
  defineRoute('GET /api/v1/documents/{id}/file', {
    summary: 'The file of a source or document',
    description:
      '`ledger=none` gives a .docx without ledger, tags and bookmarks; `format=pdf` needs LibreOffice on the server.',
    request: { params: idParameter, query: fileQuery },
    responses: fileResponses,
  }),
  async (c) => {
    const document = await getDocumentOfCaller(
      c.get('deps'),
      c.get('principal'),
      c.req.valid('param').id,
    )
    return sendFile(c, await getDocumentFile(c.get('deps'), document, c.req.valid('query')))
  },
)

documentFiles.openapi(
  defineRoute('GET /api/v1/documents/{id}/download-url', {
    summary: 'A link to the file that works without a key for an hour',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The link.', downloadUrlResponse) },
  }),
  async (c) => {
    const deps = c.get('deps')
    const document = await getDocumentOfCaller(deps, c.get('principal'), c.req.valid('param').id)
    const file = await getDocumentFile(deps, document, {})
    const { path, expiresAt } = createDownloadLink(deps, document)
    const url = new URL(path, c.req.url).toString()
    return c.json({ download_url: url, file_name: file.fileName, expires_at: expiresAt }, 200)
  },
)

const linkQuery = z.object({
  version: z.coerce.number().int().min(1),
  expires: z.coerce.number().int(),
  signature: z.string(),
})

documentFiles.openapi(
  defineRoute('GET /api/v1/downloads/{id}', {
    summary: 'Follow a signed link',
    request: { params: idParameter, query: linkQuery },
    responses: fileResponses,
  }),
  async (c) => {
    const deps = c.get('deps')
    const { id } = c.req.valid('param')
    const query = c.req.valid('query')
    checkDownloadLink(deps, { id, ...query })
    const document = await getDocumentOfLink(deps, id)
    return sendFile(c, await getDocumentFile(deps, document, { version: query.version }))
  },
)

documentFiles.openapi(
  defineRoute('GET /api/v1/documents/{id}/ledger', {
    summary: 'Every sentence and cell with what it rests on',
    request: { params: idParameter, query: ledgerQuery },
    responses: {
      200: {
        description: 'One row per citation, in document order.',
        content: {
          'application/json': { schema: ledgerResponse },
          'text/csv': { schema: z.string() },
          [xlsxType]: { schema: bytes },
        },
      },
    },
  }),
  async (c) => {
    const deps = c.get('deps')
    const document = await getDocumentOfCaller(deps, c.get('principal'), c.req.valid('param').id)
    const { version, rows } = await getLedger(deps, document)
    const { format } = c.req.valid('query')
    if (format === 'xlsx') {
      const headers = { ...disposition(`${document.name} ledger.xlsx`), 'Content-Type': xlsxType }
      return c.body(toBuffer(await writeLedgerXlsx(deps, rows)), 200, headers)
    }
    if (format === 'json') {
      return c.json({ document_id: document.id, version, rows, total: rows.length }, 200)
    }
    const headers = {
      ...disposition(`${document.name} ledger.csv`),
      'Content-Type': 'text/csv; charset=utf-8',
    }
    return c.body(writeLedgerCsv(rows), 200, headers)
  },
)

/** Whole, or the one range that was asked for (RFC 9110 §14). */
function sendFile(c: Context<AppEnvironment>, file: DocumentFile): Response {
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

function toBuffer(view: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view)
}

/** RFC 6266 with an ASCII stand-in for old clients. */
function disposition(fileName: string): Record<string, string> {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return { 'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}` }
}
