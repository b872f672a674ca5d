import type {
  ChangeDataSourceRequest,
  CreateDataSourceRequest,
  DataPreview,
  DataSource,
} from '../../shared/contract/data-sources.ts'
import type { DataSourceKind } from '../../shared/model/vocabulary.ts'
import {
  deleteDataSource,
  findDataSource,
  insertDataSource,
  listDataSources as listStored,
  updateDataSource,
  type StoredDataSource,
} from '../db/data-sources.ts'
import type { Page } from '../domain/page.ts'
import { isRecord } from '../domain/records/map-records.ts'
import { describeFields } from '../domain/records/preview-records.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { fetchRecords } from './fetch-records.ts'
import { notFound, Problem } from './problem.ts'
import { chooseWorkspace, listWorkspaceIds, type Principal } from './principal.ts'
import type { Upload } from './upload.ts'

/** @param file sent with it, instead of a file_key */
export async function createDataSource(
  deps: Dependencies,
  principal: Principal,
  request: CreateDataSourceRequest,
  file?: Upload,
): Promise<DataSource> {
  const now = deps.clock.now()
  const source: StoredDataSource = {
    id: deps.newId(),
    workspaceId: chooseWorkspace(principal).id,
    name: request.name,
    kind: request.kind,
    ...applyRequest({ settings: {}, secrets: {} }, request),
    file: null,
    userId: principal.userId,
    createdAt: now,
    updatedAt: now,
  }
  checkSettings(source, file !== undefined)
  const store = (whole: StoredDataSource) =>
    commit(deps, async (trx) => {
      await insertDataSource(trx, whole)
      return present(whole)
    })
  if (!file) return store(source)
  return deps.blobs.put(source.workspaceId, file.content, (blobHash) =>
    store({ ...source, file: { blobHash, name: file.name } }),
  )
}

/** @throws Problem `not_found` */
async function getDataSource(
  { db }: Pick<Dependencies, 'db'>,
  principal: Principal,
  id: string,
): Promise<StoredDataSource> {
  const source = await findDataSource(db, listWorkspaceIds(principal), id)
  if (!source) throw notFound('data source')
  return source
}

export async function describeDataSource(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<DataSource> {
  return present(await getDataSource(deps, principal, id))
}

export async function listDataSources({ db }: Dependencies, principal: Principal, page: Page) {
  const { sources, total } = await listStored(db, listWorkspaceIds(principal), page)
  return {
    data_sources: sources.map(present),
    total,
    page: page.page,
    page_size: page.pageSize,
  }
}

/** What is left out stays; a file_key takes the place of a file that was sent. */
export async function changeDataSource(
  deps: Dependencies,
  principal: Principal,
  id: string,
  request: ChangeDataSourceRequest,
): Promise<DataSource> {
  const freed: { blob?: { workspaceId: string; hash: string } } = {}
  const changed = await commit(deps, async (trx) => {
    const stored = await getDataSource({ db: trx }, principal, id)
    const file = request.file_key === undefined ? stored.file : null
    if (stored.file && !file) {
      freed.blob = { workspaceId: stored.workspaceId, hash: stored.file.blobHash }
    }
    const applied = applyRequest(stored, request)
    const { name } = request
    const updatedAt = deps.clock.now()
    const next = { ...stored, ...applied, ...(name && { name }), file, updatedAt }
    checkSettings(next, file !== null)
    await updateDataSource(trx, next)
    return present(next)
  })
  if (freed.blob) await deps.blobs.removeUnused(freed.blob.workspaceId, [freed.blob.hash])
  return changed
}

/** Generations that were made from it keep what they pinned. */
export async function removeDataSource(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<void> {
  const { file, workspaceId } = await getDataSource(deps, principal, id)
  await commit(deps, (trx) => deleteDataSource(trx, id))
  if (file) await deps.blobs.removeUnused(workspaceId, [file.blobHash])
}

const shownRecords = 10

/** What its data looks like now. @throws Problem `data_unavailable` */
export async function previewDataSource(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<DataPreview> {
  const data = await fetchRecords(deps, await getDataSource(deps, principal, id))
  const records = Array.isArray(data) ? data : [data]
  if (!records.every(isRecord)) {
    const detail = 'What was read is neither an object nor a list of objects; set its pointer.'
    throw new Problem('data_unavailable', detail)
  }
  const shown = records.slice(0, shownRecords).map((record) => ({ ...record }))
  return { fields: describeFields(records), records: shown, total: records.length }
}

function applyRequest(
  { settings, secrets }: Pick<StoredDataSource, 'settings' | 'secrets'>,
  request: ChangeDataSourceRequest,
): Pick<StoredDataSource, 'settings' | 'secrets'> {
  return {
    settings: {
      fileKey: request.file_key ?? settings.fileKey,
      sheet: request.sheet ?? settings.sheet,
      pointer: request.pointer ?? settings.pointer,
      url: request.url ?? settings.url,
      query: request.query ?? settings.query,
    },
    secrets: {
      // or whoever may change the address could have them sent to himself
      headers: request.headers ?? (request.url === undefined ? secrets.headers : undefined),
      connectionString: request.connection_string ?? secrets.connectionString,
    },
  }
}

const fieldsOfKind: Readonly<Record<DataSourceKind, { needs: string[]; takes: string[] }>> = {
  csv: { needs: ['file_key'], takes: [] },
  xlsx: { needs: ['file_key'], takes: ['sheet'] },
  json: { needs: ['file_key'], takes: ['pointer'] },
  http_json: { needs: ['url'], takes: ['headers', 'pointer'] },
  sql: { needs: ['connection_string', 'query'], takes: [] },
}

/** @throws Problem `validation_failed` that names what the kind lacks, and what is not of it */
function checkSettings({ kind, settings, secrets }: StoredDataSource, hasFile: boolean): void {
  const given = {
    file_key: settings.fileKey ?? (hasFile ? 'sent' : undefined),
    sheet: settings.sheet,
    pointer: settings.pointer,
    url: settings.url,
    query: settings.query,
    headers: secrets.headers,
    connection_string: secrets.connectionString,
  }
  const { needs, takes } = fieldsOfKind[kind]
  const present = Object.entries(given).flatMap(([name, value]) => (value ? [name] : []))
  const errors = [
    ...needs.filter((name) => !present.includes(name)).map((name) => `${name}: is required`),
    ...present
      .filter((name) => !needs.includes(name) && !takes.includes(name))
      .map((name) => `${name}: is not of the kind ${kind}`),
  ]
  if (errors.length === 0) return
  throw new Problem('validation_failed', errors.map((one) => `body.${one}`).join('; '), {
    errors: errors.map((one) => {
      const [name = '', msg = ''] = one.split(': ')
      return { loc: ['body', name], msg, type: 'invalid_value' }
    }),
  })
}

function present(source: StoredDataSource): DataSource {
  const { settings, secrets } = source
  return {
    id: source.id,
    name: source.name,
    kind: source.kind,
    workspace_id: source.workspaceId,
    file_key: settings.fileKey ?? null,
    file_name: source.file?.name ?? null,
    sheet: settings.sheet ?? null,
    pointer: settings.pointer ?? null,
    url: settings.url ?? null,
    query: settings.query ?? null,
    has_secret: secrets.headers !== undefined || secrets.connectionString !== undefined,
    created_at: source.createdAt,
    updated_at: source.updatedAt,
  }
}
