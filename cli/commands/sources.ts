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
  operands: '<file or .zip>…',
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
      sources.push(...(await sendFile(client, path, given, invocation)))
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
async function sendFile(
  client: Client,
  path: string,
  given: GivenOfSource,
  invocation: Invocation,
): Promise<SentSource[]> {
  try {
    const file = await openFile(path)
    if (!/\.zip$/i.test(path)) {
      const source = await client.addSource(file, given, invocation.signal)
      return [await follow(client, path, source, invocation)]
    }
    return await sendZip(client, { path, file }, given, invocation)
  } catch (error) {
    const isOfFile =
      error instanceof UsageError || (error instanceof ApiError && isRefusal(error.problem.status))
    if (!isOfFile) throw error
    return [refused(path, error.message)]
  }
}

/** Its files are sent at once and then followed, each under its path. */
async function sendZip(
  client: Client,
  { path, file }: { path: string; file: File },
  { role, documentId, externalId }: GivenOfSource,
  invocation: Invocation,
): Promise<SentSource[]> {
  if ((documentId ?? externalId) !== undefined) {
    throw new UsageError('--version-of and --external-id are for one file, and a .zip holds more.')
  }
  const sent: SentSource[] = []
  for (const one of await client.addSources([file], { role }, invocation.signal)) {
    const name = `${path}/${one.file_name}`
    sent.push(
      one.source
        ? await follow(client, name, one.source, invocation)
        : refused(name, one.error?.detail ?? 'it was not taken'),
    )
  }
  return sent
}

async function follow(
  client: Client,
  file: string,
  source: AddedSource,
  invocation: Invocation,
): Promise<SentSource> {
  const { document_id, version, role, status } = source
  const sent = { file, document_id, version, role, status, reason: null, warnings: [] }
  if (invocation.options['no-wait']) return sent
  return { ...sent, ...(await waitUntilRead(client, source, invocation)) }
}

function refused(file: string, reason: string): SentSource {
  const nothing = { document_id: null, version: null, role: null, warnings: [] }
  return { file, ...nothing, status: 'failed', reason }
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
