import { z } from '@hono/zod-openapi'
import { downloadUrlResponse, fileQuery } from '../../shared/contract/documents.ts'
import { ledgerQuery, ledgerResponse } from '../../shared/contract/ledger.ts'
import { getDocumentOfCaller } from '../services/document-of-caller.ts'
import { getDocumentFile } from '../services/get-document-file.ts'
import { getLedger, writeLedgerCsv, writeLedgerXlsx } from '../services/get-ledger.ts'
import { linkToDocument } from '../services/make-link.ts'
import { toAddress } from '../services/public-url.ts'
import { defineRoute, idParameter, jsonResponse } from './define-route.ts'
import { createSubApp } from './environment.ts'
import { bytes, disposition, fileResponses, sendFile, toBuffer } from './send-file.ts'

export const documentFiles = createSubApp()

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
documentFiles.openapi(
  defineRoute('GET /api/v1/documents/{id}/file', {
    summary: 'The file of a source or document',
    description:
      '`ledger=none` gives a .docx without ledger, tags and bookmarks; `format=pdf` needs LibreOffice on the server, `format=html` is a page that stands alone; neither carries a ledger.',
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
    const { url, fileName, expiresAt } = await linkToDocument(deps, document)
    const address = toAddress(deps, url, c.req.url)
    return c.json({ download_url: address, file_name: fileName, expires_at: expiresAt }, 200)
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
