import type { Client } from '../../client/create-client.ts'
import type { AddedSource } from '../../shared/contract/documents.ts'
import { sourceRoles } from '../../shared/model/vocabulary.ts'
import { choice, text, UsageError, type Command, type Invocation } from '../command.ts'
import { openFile } from '../files.ts'
import { getDocumentId, listAll } from '../find-document.ts'
import { waitForEnd } from '../follow-run.ts'
import { writeTable } from '../write-table.ts'

export const addSources: Command = {
  name: 'sources add',
  summary: 'sends files as evidence, and waits until they are read',
  operands: '<file>…',
  count: [1, 1000],
  options: {
    role: { type: 'string', value: 'role', meaning: `what they are: ${sourceRoles.join(', ')}` },
    'version-of': {
      type: 'string',
      value: 'source',
      meaning: 'the one file is the next version of this source',
    },
    'external-id': { type: 'string', value: 'id', meaning: 'your own name for the one file' },
    'no-wait': { type: 'boolean', meaning: 'do not wait until they are read' },
  },
  async run(invocation) {
    const { operands, options, connect, signal } = invocation
    const given = await readGiven(invocation)
    const files = await Promise.all(operands.map(openFile))
    const client = await connect()
    const added: (AddedSource & { warnings: readonly string[]; reason: string | null })[] = []
    for (const file of files) {
      const source = await client.addSource(file, given, signal)
      const read = options['no-wait'] ? undefined : await waitUntilRead(client, source, invocation)
      added.push({ ...source, warnings: [], reason: null, ...read })
    }
    const failed = added.filter(({ status }) => status === 'failed')
    return {
      json: { sources: added },
      lines: added.flatMap(describeAdded),
      exitCode: failed.length === 0 ? 0 : 1,
    }
  },
}

export const listSources: Command = {
  name: 'sources list',
  summary: 'lists the sources of the workspace',
  operands: '',
  count: [0, 0],
  options: {},
  async run({ connect, signal }) {
    const sources = await listAll(await connect(), 'source', signal)
    const rows = sources.map((one) => [
      one.document_id,
      one.role ?? '',
      one.status,
      one.document_name,
    ])
    return { json: { sources }, lines: writeTable(['id', 'role', 'status', 'name'], rows) }
  },
}

async function readGiven({ operands, options, connect, signal }: Invocation) {
  const of = text(options, 'version-of')
  const externalId = text(options, 'external-id')
  if (operands.length > 1 && (of ?? externalId) !== undefined) {
    throw new UsageError('--version-of and --external-id are for one file.')
  }
  const documentId = of && (await getDocumentId(await connect(), of, ['source'], signal))
  return { role: choice(options, 'role', sourceRoles), documentId, externalId }
}

async function waitUntilRead(
  client: Client,
  { document_id: documentId, name }: AddedSource,
  { terminal, signal }: Invocation,
) {
  const { status, warnings, error } = await waitForEnd(
    client,
    { documentId, name },
    terminal,
    signal,
  )
  const isFailed = status === 'failed'
  return {
    status: isFailed ? ('failed' as const) : ('completed' as const),
    warnings,
    reason: error?.message ?? null,
  }
}

function describeAdded(
  source: AddedSource & { warnings: readonly string[]; reason: string | null },
): readonly string[] {
  const { document_id: id, name, version, status, reason, warnings } = source
  const line = `${id}  ${name}, version ${version}: ${status}${reason ? `, ${reason}` : ''}`
  return [line, ...warnings.map((warning) => `  warning: ${warning}`)]
}
