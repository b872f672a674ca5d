import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import {
  addedSource,
  generateResponse,
  statusResponse,
  type StatusResponse,
} from '../shared/contract/documents.ts'
import { problemDetails } from '../shared/contract/problem.ts'
import { templateDetails } from '../shared/contract/templates.ts'
import { sourceRoles } from '../shared/model/vocabulary.ts'

/** run.json of an example: what is sent, and what may be asked of the result. */
const plan = z.object({
  document_type: z.string(),
  output_name: z.string(),
  as_of: z.iso.date(),
  template: z.string(),
  sources: z.array(z.object({ file: z.string(), role: z.enum(sourceRoles) })),
  data: z.unknown().optional(),
  /** Sections that the template leaves unfilled on purpose, to show what a gap looks like. */
  expected_gaps: z.array(z.string()).default([]),
  selections: z.array(
    z.object({ section_id: z.string(), selected_text: z.string(), source: z.string() }),
  ),
  /** `source`: the file that answers; null where the sources don't say. */
  questions: z.array(z.object({ text: z.string(), source: z.string().nullable() })).default([]),
})
export type ExamplePlan = z.infer<typeof plan>

export type Server = { readonly url: string; readonly apiKey: string }

export type ExampleRun = {
  readonly plan: ExamplePlan
  readonly documentId: string
  readonly status: StatusResponse
}

/** `folder`: "study" or "audit"; `planName`: the .json in it. */
export async function readPlan(folder: string, planName = 'run.json'): Promise<ExamplePlan> {
  return plan.parse(JSON.parse(await readFile(join(import.meta.dirname, folder, planName), 'utf8')))
}

/** Sends an example's files through the HTTP API and waits for its document. */
export async function runExample(
  server: Server,
  folder: string,
  onStep: (line: string) => void,
  planName?: string,
): Promise<ExampleRun> {
  const accepted = await acceptExample(server, folder, onStep, planName)
  return { ...accepted, status: await waitForEnd(server, accepted.documentId, onStep) }
}

/** Sends an example's files and has the run accepted. */
export async function acceptExample(
  server: Server,
  folder: string,
  onStep: (line: string) => void,
  planName = 'run.json',
): Promise<Omit<ExampleRun, 'status'>> {
  const example = await readPlan(folder, planName)
  const sources = []
  for (const { file, role } of example.sources) {
    const added = addedSource.parse(
      await sendFile(server, '/api/v1/documents', folder, file, { role }),
    )
    onStep(`source  ${file.padEnd(36)} ${role.padEnd(10)} ${added.size_bytes} bytes`)
    sources.push({ document_id: added.document_id, role })
  }
  const sent = await sendFile(server, '/api/v1/templates', folder, example.template, {})
  const template = templateDetails.parse(sent)
  const rules = template.sections.flatMap((section) => section.rules)
  onStep(
    `template ${example.template}: ${template.sections.length} sections, ${rules.length} rules`,
  )
  for (const mistake of template.errors)
    onStep(`  mistake in ${mistake.section_id}: ${mistake.message}`)
  const accepted = generateResponse.parse(
    await callJson(server, '/api/v1/documents/generate', {
      document_type: example.document_type,
      template_id: template.template_id,
      output_name: example.output_name,
      as_of: example.as_of,
      data: example.data,
      sources,
    }),
  )
  return { plan: example, documentId: accepted.task_id }
}

/** @throws with the problem's title and detail when the server refuses */
export async function callJson(server: Server, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'X-API-Key': server.apiKey,
      'Content-Type': 'application/json',
      Accept: 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return readAnswer(response)
}

async function sendFile(
  server: Server,
  path: string,
  folder: string,
  file: string,
  fields: Record<string, string>,
): Promise<unknown> {
  const form = new FormData()
  const bytes = await readFile(join(import.meta.dirname, folder, file))
  form.append('file', new File([new Uint8Array(bytes)], basename(file)))
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const headers = { 'X-API-Key': server.apiKey }
  return readAnswer(await fetch(server.url + path, { method: 'POST', headers, body: form }))
}

async function readAnswer(response: Response): Promise<unknown> {
  const body: unknown = await response.json()
  if (response.ok) return body
  const problem = problemDetails.safeParse(body)
  if (!problem.success) throw new Error(`the server answered ${response.status}`)
  const { title, detail, code } = problem.data
  throw new Error(`${title} (${code}): ${detail}`)
}

export async function waitForEnd(
  server: Server,
  documentId: string,
  onStep: (line: string) => void,
): Promise<StatusResponse> {
  let shown = ''
  for (;;) {
    const status = statusResponse.parse(
      await callJson(server, `/api/v1/documents/status/${documentId}`),
    )
    const sections = `${status.sections_done}/${status.sections_total} sections`
    const line = `${String(status.progress).padStart(3)} %  ${(status.step ?? 'waiting').padEnd(12)} ${sections}`
    if (line !== shown) onStep(line)
    shown = line
    if (status.status === 'Ready' || status.status === 'Failed') return status
    await sleep(100)
  }
}
