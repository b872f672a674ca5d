import type { z } from 'zod'
import {
  dataPreview,
  dataSource,
  dataSourcesResponse,
  type createDataSourceRequest,
  type DataPreview,
  type DataSource,
} from '../shared/contract/data-sources.ts'
import { createCalls, send, type ClientOptions } from './send-request.ts'

type DataSourcesPage = z.infer<typeof dataSourcesResponse>

/** A file of records; `sheet` is of a workbook, `pointer` leads to the records in JSON. */
type DataFile = {
  readonly file: File
  readonly kind: 'csv' | 'xlsx' | 'json'
  /** That of the file where absent. */
  readonly name?: string | undefined
  readonly sheet?: string | undefined
  readonly pointer?: string | undefined
}

/** Where the records of generations come from; credentials are stored and never shown again. */
export interface DataSourceCalls {
  /** Newest first, 100 a page; `page` counts from 1. */
  listDataSources(page: number, signal?: AbortSignal): Promise<DataSourcesPage>
  createDataSource(
    request: z.input<typeof createDataSourceRequest>,
    signal?: AbortSignal,
  ): Promise<DataSource>
  addDataFile(wish: DataFile, signal?: AbortSignal): Promise<DataSource>
  getDataSource(id: string, signal?: AbortSignal): Promise<DataSource>
  /** Throws ApiError `data_unavailable` with what its place answered. */
  previewDataSource(id: string, signal?: AbortSignal): Promise<DataPreview>
  /** What was made from it stays. */
  removeDataSource(id: string, signal?: AbortSignal): Promise<void>
}

const path = '/v1/data-sources'

export function createDataSourceCalls(options: ClientOptions): DataSourceCalls {
  const { get, post } = createCalls(options)
  const of = (id: string) => `${path}/${encodeURIComponent(id)}`
  return {
    listDataSources: (page, signal) =>
      get(`${path}?page=${page}&page_size=100`, dataSourcesResponse, signal),
    createDataSource: (request, signal) => post(path, request, dataSource, signal),
    addDataFile: (wish, signal) => post(path, writeForm(wish), dataSource, signal),
    getDataSource: (id, signal) => get(of(id), dataSource, signal),
    previewDataSource: (id, signal) => get(`${of(id)}/preview`, dataPreview, signal),
    async removeDataSource(id, signal) {
      await send(options, of(id), { method: 'DELETE', signal: signal ?? null })
    },
  }
}

function writeForm({ file, ...fields }: DataFile): FormData {
  const form = new FormData()
  form.set('file', file, file.name)
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value)
  return form
}
