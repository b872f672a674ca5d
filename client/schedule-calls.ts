import type { z } from 'zod'
import { generation, type Generation } from '../shared/contract/generations.ts'
import {
  schedule,
  schedulesResponse,
  type changeScheduleRequest,
  type createScheduleRequest,
  type Schedule,
} from '../shared/contract/schedules.ts'
import { createCalls, readAnswer, send, writeBody, type ClientOptions } from './send-request.ts'

type SchedulesPage = z.infer<typeof schedulesResponse>

/** When data is made into documents. */
export interface ScheduleCalls {
  /** Newest first, 100 a page; `page` counts from 1. */
  listSchedules(page: number, signal?: AbortSignal): Promise<SchedulesPage>
  createSchedule(
    request: z.input<typeof createScheduleRequest>,
    signal?: AbortSignal,
  ): Promise<Schedule>
  getSchedule(id: string, signal?: AbortSignal): Promise<Schedule>
  /** What is left out stays. */
  changeSchedule(
    id: string,
    change: z.input<typeof changeScheduleRequest>,
    signal?: AbortSignal,
  ): Promise<Schedule>
  /** What it has generated stays. */
  removeSchedule(id: string, signal?: AbortSignal): Promise<void>
  sendScheduleEvent(id: string, payload: unknown, signal?: AbortSignal): Promise<Generation>
}

const path = '/v1/schedules'

export function createScheduleCalls(options: ClientOptions): ScheduleCalls {
  const { get, post } = createCalls(options)
  const of = (id: string) => `${path}/${encodeURIComponent(id)}`
  return {
    listSchedules: (page, signal) =>
      get(`${path}?page=${page}&page_size=100`, schedulesResponse, signal),
    createSchedule: (request, signal) => post(path, request, schedule, signal),
    getSchedule: (id, signal) => get(of(id), schedule, signal),
    changeSchedule: (id, change, signal) =>
      readAnswer(options, of(id), { signal, ...writeBody(change), method: 'PATCH' }, schedule),
    async removeSchedule(id, signal) {
      await send(options, of(id), { method: 'DELETE', signal: signal ?? null })
    },
    sendScheduleEvent: (id, payload, signal) =>
      post(`${of(id)}/events`, { payload }, generation, signal),
  }
}
