import type { Client } from '../client/create-client.ts'
import type { DocumentSet } from '../shared/contract/document-sets.ts'
import { UsageError } from './command.ts'
import { listWorkspaces } from './list-pages.ts'

/** What is an id is taken for one that is. @throws UsageError as getWorkspace does */
export async function getWorkspaceId(
  client: Client,
  named: string,
  signal: AbortSignal,
): Promise<string> {
  if (uuid.test(named)) return named
  return (await getWorkspace(client, named, signal)).id
}

/** By its id, its key, or a name that no other has. @throws UsageError for none, or several */
export async function getWorkspace(
  client: Client,
  named: string,
  signal: AbortSignal,
): Promise<DocumentSet> {
  const all = await listWorkspaces(client, signal)
  const ofKey = all.find(({ id, document_set_key: key }) => id === named || key === named)
  if (ofKey) return ofKey
  const found = all.filter(({ document_set_name: name }) => name === named)
  const [only, other] = found
  if (only && !other) return only
  if (!only) throw new UsageError(`There is no workspace “${named}” that you see.`)
  const which = found.map(({ document_set_key: key, id }) => `${key} ${id}`)
  throw new UsageError(`Several workspaces are named “${named}”; say which: ${which.join(', ')}.`)
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
