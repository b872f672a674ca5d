import { findDataSource, type StoredDataSource } from '../db/data-sources.ts'
import { findFile } from '../db/files.ts'
import { readField } from '../domain/records/record-field.ts'
import { DataUnavailable } from '../ports/record-source.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

/**
 * The data of a request: what it gives itself, or what its data source holds now.
 * @throws Problem 422 where it names both or an unknown one, 502 `data_unavailable`
 */
export async function fetchData(
  deps: Dependencies,
  workspaceId: string,
  request: { readonly data_source_id?: string | undefined; readonly data?: unknown },
): Promise<unknown> {
  const { data_source_id: id, data } = request
  if (id === undefined) return data
  if (data !== undefined)
    throw wrong('data', 'is given beside data_source_id: leave one of them out')
  const source = await findDataSource(deps.db, [workspaceId], id)
  if (!source) throw wrong('data_source_id', `there is no data source ${id} in this workspace`)
  return fetchRecords(deps, source)
}

/** Anew each time. @throws Problem `data_unavailable` */
export async function fetchRecords(deps: Dependencies, source: StoredDataSource): Promise<unknown> {
  const data = await fetchWhole(deps, source).catch((error: unknown) => {
    if (!(error instanceof DataUnavailable)) throw error
    throw unavailable(source, error.message)
  })
  const { pointer } = source.settings
  if (!pointer) return data
  const found = readField({ data }, `/data${pointer}`)
  if (found === undefined) throw unavailable(source, `there is nothing at "${pointer}"`)
  return found
}

async function fetchWhole(deps: Dependencies, source: StoredDataSource): Promise<unknown> {
  const { kind, settings, secrets } = source
  if (kind === 'sql') {
    return deps.records.queryRows(secrets.connectionString ?? '', settings.query ?? '')
  }
  if (kind === 'http_json') {
    const bytes = await deps.records.fetchJson(settings.url ?? '', secrets.headers ?? {})
    return read(deps, bytes, 'json', undefined)
  }
  return read(deps, await loadFile(deps, source), kind, settings.sheet)
}

async function read(
  { reader }: Dependencies,
  bytes: Uint8Array,
  format: 'csv' | 'xlsx' | 'json',
  sheet: string | undefined,
): Promise<unknown> {
  const result = await reader.readRecords(bytes, format, sheet)
  if (result.outcome === 'read') return result.data
  throw new DataUnavailable(result.reason)
}

async function loadFile(
  deps: Dependencies,
  { workspaceId, file, settings }: StoredDataSource,
): Promise<Uint8Array> {
  const { fileKey } = settings
  const named = fileKey === undefined ? undefined : await findFile(deps.db, workspaceId, fileKey)
  const hash = file?.blobHash ?? named?.blobHash
  const bytes = hash && (await deps.blobs.find(workspaceId, hash))
  if (!bytes) throw new DataUnavailable(`there is no file "${fileKey ?? file?.name ?? ''}"`)
  return bytes
}

function unavailable({ name }: StoredDataSource, reason: string): Problem {
  return new Problem('data_unavailable', `The data source "${name}" gives no data: ${reason}.`)
}

function wrong(field: string, msg: string): Problem {
  return new Problem('validation_failed', `body.${field}: ${msg}`, {
    errors: [{ loc: ['body', field], msg, type: 'invalid_value' }],
  })
}
