import { createClient } from '../../client/create-client.ts'
import { buildLoans, buildTemplate } from '../support/build-loans.ts'
import type { EmptyServer } from '../support/start-demo-server.ts'

/** Generates a report of a bank's loans from a template of these paragraphs, and gives its id. */
export async function makeLoansReport(
  server: Pick<EmptyServer, 'url' | 'apiKey'>,
  paragraphs: readonly string[],
  templateName = 'Quarterly loans',
): Promise<string> {
  const client = createClient({ baseUrl: server.url, apiKey: server.apiKey })
  const role = 'table'
  const source = await client.addSource(toFile(buildLoans(), 'loans.docx'), { role })
  const template = await client.addTemplate(
    toFile(buildTemplate(paragraphs), `${templateName}.docx`),
  )
  const { task_id: documentId } = await client.generateDocument({
    document_type: 'report',
    template_id: template.template_id,
    output_name: `Loans ${crypto.randomUUID()}`,
    sources: [{ document_id: source.document_id, role }],
  })
  const end = Date.now() + 30_000
  for (;;) {
    const { status, error } = await client.getDocument(documentId)
    if (status === 'Ready') return documentId
    if (status === 'Failed' || Date.now() > end) throw new Error(JSON.stringify(error))
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function toFile(bytes: Uint8Array, name: string): File {
  return new File([new Uint8Array(bytes)], name)
}
