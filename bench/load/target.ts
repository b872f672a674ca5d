import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { issuedApiKey } from '../../shared/contract/api-keys.ts'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { addedSource, generateResponse, statusResponse } from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'

/** A workspace of the server under load, with sources and a template in it. */
export type Target = {
  readonly url: string
  readonly key: string
  readonly generateBody: (outputName: string) => string
}

const call = (url: string, key: string, path: string, init: RequestInit = {}) =>
  fetch(`${url}${path}`, { ...init, headers: { 'X-API-Key': key, ...init.headers } })

const asJson = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})

/** Makes a workspace with a key of its own, and fills it with the files of examples/audit. */
export async function makeTarget(url: string, ownerKey: string, name: string): Promise<Target> {
  const made = await call(
    url,
    ownerKey,
    '/api/v1/document-sets',
    asJson({ document_set_name: name }),
  )
  const { id } = documentSet.parse(await made.json())
  const permissions = ['read', 'search', 'write', 'generate']
  const wish = { name, permissions, workspace_id: id }
  const issued = await call(url, ownerKey, '/v1/api-keys', asJson(wish))
  const { key = '' } = issuedApiKey.parse(await issued.json())
  const sources: { document_id: string; role: string }[] = []
  for (const [file, role] of sourceFiles) {
    const sent = await send(url, key, '/api/v1/documents', `sources/${file}`, { role })
    sources.push({ document_id: addedSource.parse(sent).document_id, role })
  }
  const template = templateDetails.parse(await send(url, key, '/api/v1/templates', 'template.docx'))
  const request = { document_type: 'Report', template_id: template.template_id, sources }
  return {
    url,
    key,
    generateBody: (outputName) => JSON.stringify({ ...request, output_name: outputName }),
  }
}

const sourceFiles = [
  ['findings.docx', 'report'],
  ['ledger-q3.docx', 'ledger'],
  ['audit-charter.pdf', 'guideline'],
] as const

async function send(url: string, key: string, path: string, file: string, fields = {}) {
  const bytes = await readFile(join(import.meta.dirname, '../../examples/audit', file))
  const form = new FormData()
  form.append('file', new File([new Uint8Array(bytes)], file.split('/').at(-1) ?? file))
  for (const [name, value] of Object.entries<string>(fields)) form.append(name, value)
  return (await call(url, key, path, { method: 'POST', body: form })).json()
}

/** @returns the id of the document that was accepted */
export async function requestDocument({ url, key, generateBody }: Target): Promise<string> {
  const init = { ...asJson({}), body: generateBody(randomUUID()) }
  const answer = await call(url, key, '/api/v1/documents/generate', init)
  return generateResponse.parse(await answer.json()).task_id
}

export async function readStatus({ url, key }: Target, id: string): Promise<string> {
  const answer = await call(url, key, `/api/v1/documents/status/${id}`)
  return statusResponse.parse(await answer.json()).status
}
