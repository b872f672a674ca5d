import { setTimeout as sleep } from 'node:timers/promises'
import { callJson } from '../../examples/run-example.ts'
import {
  addedSource,
  generateResponse,
  statusResponse,
  type StatusResponse,
} from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import type { StudySource } from './sources.ts'

export type Server = { readonly url: string; readonly apiKey: string }

export type StudyRun = {
  readonly documentId: string
  readonly status: StatusResponse
  /** Milliseconds since 1970, of the first byte sent. */
  readonly startedAt: number
  /** From the first byte sent to the last source that was accepted. */
  readonly uploadSeconds: number
  /** From the first byte sent to Ready. */
  readonly totalSeconds: number
  /** The longest that anybody had to wait for an answer while the run worked. */
  readonly slowestAnswerSeconds: number
}

/** Makes a call once, or again where the server went away before it answered. */
export type Persistence = <T>(call: () => Promise<T>) => Promise<T>

/** The way of a user: sends the sources one after the other, then the template, and waits. */
export async function generateStudyReport(
  server: Server,
  sources: readonly StudySource[],
  template: Uint8Array,
  persist: Persistence = (call) => call(),
): Promise<StudyRun> {
  const startedAt = Date.now()
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const added: { document_id: string; role: SourceRole }[] = []
  for (const { name, bytes, role } of sources) {
    const send = () => sendFile(server, '/api/v1/documents', name, bytes, { role })
    const answer = await persist(send)
    added.push({ document_id: addedSource.parse(answer).document_id, role })
  }
  const uploadSeconds = seconds()
  const documentId = await persist(() => requestReport(server, added, template))
  const { status, slowestAnswerSeconds } = await waitForEnd(server, documentId, persist)
  const totalSeconds = seconds()
  return { documentId, status, startedAt, uploadSeconds, totalSeconds, slowestAnswerSeconds }
}

/**
 * Has a report made of sources that are there already; asked twice, it is the same report.
 * @throws when the template has mistakes
 */
async function requestReport(
  server: Server,
  sources: readonly { readonly document_id: string; readonly role: string }[],
  template: Uint8Array,
): Promise<string> {
  const sent = await sendFile(server, '/api/v1/templates', 'csr-template.docx', template, {})
  const { template_id, errors } = templateDetails.parse(sent)
  if (errors.length > 0) {
    const mistakes = errors.map(({ section_id, message }) => `${section_id}: ${message}`)
    throw new Error(`the template has mistakes:\n  ${mistakes.join('\n  ')}`)
  }
  const accepted = await callJson(server, '/api/v1/documents/generate', {
    document_type: 'Clinical Study Report',
    template_id,
    output_name: 'Clinical Study Report',
    if_exists: 'return',
    as_of: '2025-01-15',
    data: { report_date: '2025-01-15' },
    sources,
  })
  return generateResponse.parse(accepted).task_id
}

async function waitForEnd(
  server: Server,
  documentId: string,
  persist: Persistence,
): Promise<Pick<StudyRun, 'status' | 'slowestAnswerSeconds'>> {
  let slowestAnswerSeconds = 0
  for (;;) {
    const asked = performance.now()
    const answer = await persist(() => callJson(server, `/api/v1/documents/status/${documentId}`))
    slowestAnswerSeconds = Math.max(slowestAnswerSeconds, (performance.now() - asked) / 1000)
    const status = statusResponse.parse(answer)
    if (status.status === 'Ready' || status.status === 'Failed') {
      return { status, slowestAnswerSeconds }
    }
    await sleep(50)
  }
}

export async function downloadReport(server: Server, documentId: string): Promise<Uint8Array> {
  const path = `/api/v1/documents/${documentId}/file?format=docx`
  const response = await fetch(server.url + path, { headers: { 'X-API-Key': server.apiKey } })
  if (!response.ok) throw new Error(`the server answered ${response.status} to ${path}`)
  return new Uint8Array(await response.arrayBuffer())
}

export async function sendFile(
  server: Server,
  path: string,
  name: string,
  bytes: Uint8Array,
  fields: Record<string, string>,
): Promise<unknown> {
  const form = new FormData()
  form.append('file', new File([new Uint8Array(bytes)], name))
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  const headers = { 'X-API-Key': server.apiKey }
  const response = await fetch(server.url + path, { method: 'POST', headers, body: form })
  const body: unknown = await response.json()
  if (!response.ok) throw new Error(`${response.status} for ${name}: ${JSON.stringify(body)}`)
  return body
}
