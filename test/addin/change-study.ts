import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { callJson } from '../../examples/run-example.ts'
import {
  addedLocalDocument,
  addedSource,
  documentDetails,
  documentsResponse,
} from '../../shared/contract/documents.ts'
import { updatesResponse } from '../../shared/contract/updates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { replaceWords } from '../support/edit-docx.ts'
import type { DemoServer } from '../support/start-demo-server.ts'

const sources = join(import.meta.dirname, '../../examples/study/sources')

/** Sends the study's report again with words changed that stand in it once. */
export async function editReport(server: DemoServer, from: string, to: string): Promise<void> {
  const path = `${server.url}/api/v1/documents/${server.documentId}/file?format=docx`
  const file = await fetch(path, { headers: { 'X-API-Key': server.apiKey } })
  const bytes = replaceWords(new Uint8Array(await file.arrayBuffer()), from, to)
  await send(server, '/api/v1/documents/local', bytes, 'mine.docx', server.documentId)
}

/** Sends a newer table, by which two values of the report are stale, and waits until it is read. */
export async function replaceTable(server: DemoServer, digit = '6'): Promise<void> {
  const name = 'table-14-1.1.docx'
  const list = await callJson(server, '/api/v1/documents?kind=source')
  const { documents } = documentsResponse.parse(list)
  const source = documents.find(({ document_name }) => document_name === name)
  const bytes = replaceWords(
    new Uint8Array(await readFile(join(sources, name))),
    '5 (  8%)',
    `${digit} (  8%)`,
  )
  await send(server, '/api/v1/documents', bytes, name, source?.document_id)
  const path = `/api/v1/documents/${server.documentId}/updates`
  const countStale = async () => updatesResponse.parse(await callJson(server, path)).updates.length
  const end = Date.now() + 30_000
  while ((await countStale()) < 2) {
    if (Date.now() > end) throw new Error('the newer table makes nothing stale')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Sends a source of text alone, and waits until it is read. */
export async function addTextSource(server: DemoServer, name: string, text: string): Promise<void> {
  const sent = await send(server, '/api/v1/documents', new TextEncoder().encode(text), name)
  const { document_id } = addedSource.parse(sent)
  const end = Date.now() + 30_000
  const read = async () => callJson(server, `/api/v1/documents/${document_id}`)
  while (documentDetails.parse(await read()).status !== 'completed') {
    if (Date.now() > end) throw new Error(`${name} is not read`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Sends a document of paragraphs that were not made here, and gives its id. */
export async function addLocalDocument(
  server: DemoServer,
  lines: readonly string[],
): Promise<string> {
  const bytes = buildDocx({ body: lines.map((line) => paragraph(line)).join('') })
  const added = await send(server, '/api/v1/documents/local', bytes, 'inspection.docx')
  return addedLocalDocument.parse(added).document_id
}

async function send(
  server: DemoServer,
  path: string,
  bytes: Uint8Array,
  name: string,
  documentId?: string,
): Promise<unknown> {
  const form = new FormData()
  form.append('file', new File([new Uint8Array(bytes)], name))
  if (documentId !== undefined) form.append('document_id', documentId)
  const headers = { 'X-API-Key': server.apiKey }
  const sent = await fetch(server.url + path, { method: 'POST', headers, body: form })
  if (!sent.ok) throw new Error(`${path} answered ${sent.status}`)
  return sent.json()
}
