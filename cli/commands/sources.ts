import { basename } from 'node:path'
import { ApiError } from '../../client/api-error.ts'
import type { Client } from '../../client/create-client.ts'
import type { GivenOfSource } from '../../client/file-calls.ts'
import type { AddedSource } from '../../shared/contract/documents.ts'
import { sourceRoles } from '../../shared/model/vocabulary.ts'
import { choice, text, UsageError, type Command, type Invocation } from '../command.ts'
import { openFile } from '../files.ts'
import { getDocumentId } from '../find-document.ts'
import { listAll } from '../list-pages.ts'
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
    const { operands, connect, signal } = invocation
    const given = await readGiven(invocation)
    const client = await connect()
    const sources: SentSource[] = []
    // one after the other: what one came to is told whatever the next comes to
    for (const path of operands) {
      sources.push(await sendOne(client, path, given, invocation))
      signal.throwIfAborted()
    }
    const isWhole = sources.every(({ status }) => status !== 'failed')
    return {
      json: { sources },
      lines: sources.flatMap(describeSent),
      exitCode: isWhole ? 0 : 1,
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

type SentSource = {
  readonly file: string
  readonly document_id: string | null
  readonly version: number | null
  readonly role: string | null
  readonly status: string
  readonly reason: string | null
  readonly warnings: readonly string[]
}

/** A file that is refused is told with its reason, and keeps no other from being sent. */
async function sendOne(
  client: Client,
  path: string,
  given: GivenOfSource,
  invocation: Invocation,
): Promise<SentSource> {
  const { options, signal } = invocation
  try {
    const source = await client.addSource(await openFile(path), given, signal)
    const { document_id, version, role, status } = source
    const sent = { file: path, document_id, version, role, status, reason: null, warnings: [] }
    return options['no-wait']
      ? sent
      : { ...sent, ...(await waitUntilRead(client, source, invocation)) }
  } catch (error) {
    const isOfFile =
      error instanceof UsageError || (error instanceof ApiError && isRefusal(error.problem.status))
    if (!isOfFile) throw error
    const nothing = { document_id: null, version: null, role: null, warnings: [] }
    return { file: path, ...nothing, status: 'failed', reason: error.message }
  }
}

/** Of what was sent, not of who sends it. */
function isRefusal(status: number): boolean {
  return [400, 409, 413, 415, 422].includes(status)
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
  return { status, warnings, reason: error?.message ?? null }
}

function describeSent(source: SentSource): readonly string[] {
  const { document_id: id, file, version, status, reason, warnings } = source
  const which = id === null ? file : `${id}  ${basename(file)}, version ${version}`
  const line = `${which}: ${status}${reason ? `, ${reason}` : ''}`
  return [line, ...warnings.map((warning) => `  warning: ${warning}`)]
}
