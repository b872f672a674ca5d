import type { z } from 'zod'
import {
  styleGuideDetails,
  styleGuidesResponse,
  type StyleGuideDetails,
  type styleGuideRequest,
  type StyleGuidesResponse,
} from '../shared/contract/style-guides.ts'
import { createCalls, send, type ClientOptions } from './send-request.ts'

/** Terms, number and date formats that a run may be told to apply. */
export interface StyleGuideCalls {
  /** Newest first, 100 a page; `page` counts from 1. */
  listStyleGuides(page: number, signal?: AbortSignal): Promise<StyleGuidesResponse>
  createStyleGuide(
    request: z.input<typeof styleGuideRequest>,
    signal?: AbortSignal,
  ): Promise<StyleGuideDetails>
  getStyleGuide(styleGuideId: string, signal?: AbortSignal): Promise<StyleGuideDetails>
  /** Documents that were written by it stay. */
  deleteStyleGuide(styleGuideId: string, signal?: AbortSignal): Promise<void>
}

const path = '/api/v1/style-guides'

export function createStyleGuideCalls(options: ClientOptions): StyleGuideCalls {
  const { get, post } = createCalls(options)
  const of = (id: string) => `${path}/${encodeURIComponent(id)}`
  return {
    listStyleGuides: (page, signal) =>
      get(`${path}?page=${page}&page_size=100`, styleGuidesResponse, signal),
    createStyleGuide: (request, signal) => post(path, request, styleGuideDetails, signal),
    getStyleGuide: (id, signal) => get(of(id), styleGuideDetails, signal),
    async deleteStyleGuide(id, signal) {
      await send(options, of(id), { method: 'DELETE', signal: signal ?? null })
    },
  }
}
