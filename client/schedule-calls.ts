import type { z } from 'zod'
import {
  dataPreview,
  dataSource,
  dataSourcesResponse,
  type createDataSourceRequest,
  type DataPreview,
  type DataSource,
} from '../shared/contract/data-sources.ts'
import { generation, type Generation } from '../shared/contract/generations.ts'
import {
  schedule,
  schedulesResponse,
  type changeScheduleRequest,
  type createScheduleRequest,
  type Schedule,
} from '../shared/contract/schedules.ts'
import { createCalls, readAnswer, send, writeBody, type ClientOptions } from './send-request.ts'

/** Where data comes from, and when it is made into documents. `page` counts from 1, 100 a page. */
export interface ScheduleCalls {
  listDataSources(page: number, signal?: AbortSignal): Promise<z.infer<typeof dataSourcesResponse>>
  createDataSource(
    request: z.input<typeof createDataSourceRequest>,
    signal?: AbortSignal,
  ): Promise<DataSource>
  previewDataSource(id: string, signal?: AbortSignal): Promise<DataPreview>
  removeDataSource(id: string, signal?: AbortSignal): Promise<void>
  listSchedules(page: number, signal?: AbortSignal): Promise<z.infer<typeof schedulesResponse>>
  createSchedule(
    request: z.input<typeof createScheduleRequest>,
    signal?: AbortSignal,
  ): Promise<Schedule>
  changeSchedule(
    id: string,
    change: z.input<typeof changeScheduleRequest>,
    signal?: AbortSignal,
  ): Promise<Schedule>
  removeSchedule(id: string, signal?: AbortSignal): Promise<void>
  sendScheduleEvent(id: string, payload: unknown, signal?: AbortSignal): Promise<Generation>
}

const sources = '/v1/data-sources'
const schedules = '/v1/schedules'

export function createScheduleCalls(options: ClientOptions): ScheduleCalls {
  const { get, post } = createCalls(options)
  const of = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`
  const remove = async (path: string, signal: AbortSignal | undefined) => {
    await send(options, path, { method: 'DELETE', signal: signal ?? null })
  }
  return {
    listDataSources: (page, signal) =>
      get(`${sources}?page=${page}&page_size=100`, dataSourcesResponse, signal),
    createDataSource: (request, signal) => post(sources, request, dataSource, signal),
    previewDataSource: (id, signal) => get(`${of(sources, id)}/preview`, dataPreview, signal),
    removeDataSource: (id, signal) => remove(of(sources, id), signal),
    listSchedules: (page, signal) =>
      get(`${schedules}?page=${page}&page_size=100`, schedulesResponse, signal),
    createSchedule: (request, signal) => post(schedules, request, schedule, signal),
    changeSchedule: (id, change, signal) =>
      readAnswer(
        options,
        of(schedules, id),
        { signal: signal ?? null, ...writeBody(change), method: 'PATCH' },
        schedule,
      ),
    removeSchedule: (id, signal) => remove(of(schedules, id), signal),
    sendScheduleEvent: (id, payload, signal) =>
      post(`${of(schedules, id)}/events`, { payload }, generation, signal),
  }
}
