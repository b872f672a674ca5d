import { expect } from 'vitest'
import { wordingApproval, type CheckedSentence } from '../../shared/contract/checks.ts'
import {
  addedSource,
  generateResponse,
  type StatusResponse,
} from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildLoans, buildTemplate } from './build-loans.ts'
import { checkInApp } from './check-in-app.ts'
import { createTestApp, type TestApp } from './create-test-app.ts'
import { changeBody } from './edit-docx.ts'
import { waitForEnd, waitUntilIdle } from './run-in-app.ts'

/** A bank's loans, and reports of them whose templates say more than the table does. */
export type WordingScene = {
  readonly app: TestApp
  readonly sourceId: string
}

export async function openWordingScene(): Promise<WordingScene> {
  const app = await createTestApp()
  const file = { name: 'loans.docx', bytes: buildLoans() }
  const added = await app.upload('/api/v1/documents', file, { role: 'table' })
  return { app, sourceId: addedSource.parse(await added.json()).document_id }
}

/** Stores a template with a section for each paragraph, or the next version of one. */
export async function addTemplate(
  { app }: WordingScene,
  paragraphs: readonly string[],
  templateId?: string,
): Promise<string> {
  const file = { name: 'template.docx', bytes: buildTemplate(paragraphs) }
  const sent = await app.upload(
    '/api/v1/templates',
    file,
    templateId === undefined ? {} : { template_id: templateId },
  )
  expect(sent.status).toBe(201)
  return templateDetails.parse(await sent.json()).template_id
}

export async function generate(
  { app, sourceId }: WordingScene,
  templateId: string,
  change: Record<string, unknown> = {},
): Promise<StatusResponse> {
  const response = await app.post('/api/v1/documents/generate', {
    document_type: 'report',
    template_id: templateId,
    output_name: `Loans ${crypto.randomUUID()}`,
    sources: [{ document_id: sourceId, role: 'table' }],
    ...change,
  })
  const { task_id } = generateResponse.parse(await response.json())
  const status = await waitForEnd(app, task_id)
  await waitUntilIdle(app)
  return status
}

/** Sends the document with words changed in Word. */
export async function editDocument(
  { app }: WordingScene,
  documentId: string,
  from: string,
  to: string,
): Promise<void> {
  const file = await app.request(`/api/v1/documents/${documentId}/file`)
  const written = new Uint8Array(await file.arrayBuffer())
  // the first of them: the other report's sentence may have the same words
  const bytes = changeBody(written, (xml) => xml.replace(from, () => to))
  const edited = { name: 'report.docx', bytes }
  const fields = { document_id: documentId }
  expect((await app.upload('/api/v1/documents/local', edited, fields)).status).toBe(201)
}

/** Has a document checked, and gives what is said of one of its sentences. */
export async function checkSentence(
  { app }: WordingScene,
  documentId: string,
  text: string,
): Promise<CheckedSentence> {
  const { sentences } = await checkInApp(app, documentId)
  return findSentence(sentences, text)
}

export function findSentence(sentences: readonly CheckedSentence[], text: string): CheckedSentence {
  const found = sentences.find((one) => one.text === text)
  if (!found) throw new Error(`no sentence “${text}”`)
  return found
}

export function pathOfApproval({ wording }: Pick<CheckedSentence, 'wording'>): string {
  const [first] = wording?.wordings ?? []
  if (!wording || !first) throw new Error('the sentence stands in no wording of its template')
  return `/api/v1/templates/${wording.template_id}/wordings/${first.wording_id}/approval`
}

export async function approve({ app }: WordingScene, sentence: CheckedSentence) {
  const response = await app.request(pathOfApproval(sentence), { method: 'PUT' })
  expect(response.status).toBe(200)
  return wordingApproval.parse(await response.json())
}

export async function withdraw({ app }: WordingScene, sentence: CheckedSentence): Promise<void> {
  const response = await app.request(pathOfApproval(sentence), { method: 'DELETE' })
  expect(response.status).toBe(204)
}
