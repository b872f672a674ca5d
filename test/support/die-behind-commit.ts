import { writeSync } from 'node:fs'
import { createTestApp, readExample } from './create-test-app.ts'

export type Left = {
  readonly key: string
  readonly workspaceId: string
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * A program: the server over an empty store dies by SIGKILL between the commit of a run that it accepts
 * and the answer. It says what was sent before it does.
 */
async function main(dataFolder: string): Promise<void> {
  let isArmed = false
  const app = await createTestApp({
    dataFolder,
    startQueue: false,
    onWake: () => isArmed && process.kill(process.pid, 'SIGKILL'),
  })
  const bytes = await readExample('audit/sources/findings.docx')
  await app.upload('/api/v1/documents', { name: 'findings.docx', bytes })
  const sent = await app.upload('/api/v1/templates', { name: 'template.docx', bytes })
  const { template_id } = (await sent.json()) as { template_id: string }
  const body = { document_type: 'Report', output_name: 'Mine', template_id }
  const left: Left = { key: app.ownerKey, workspaceId: app.workspaceId, body }
  writeSync(1, `${JSON.stringify(left)}\n`)
  isArmed = true
  const named = { 'Idempotency-Key': 'order-66' }
  const answer = await app.post('/api/v1/documents/generate', body, named)
  writeSync(1, `answered ${answer.status}\n`)
}

await main(process.argv[2] ?? '')
