import type { z } from 'zod'
import {
  generation,
  generationsResponse,
  type Generation,
  type GenerationOutput,
  type generationRequest,
} from '../shared/contract/generations.ts'
import { createCalls, type ClientOptions } from './send-request.ts'

type GenerationsPage = z.infer<typeof generationsResponse>

/** Documents from data, given out as files. Every call throws ApiError, or the abort's reason. */
export interface OutputCalls {
  /** Always a new one. */
  createGeneration(
    request: z.input<typeof generationRequest>,
    signal?: AbortSignal,
  ): Promise<Generation>
  getGeneration(generationId: string, signal?: AbortSignal): Promise<Generation>
  /** Newest first, 100 a page; `page` counts from 1. */
  listGenerations(page: number, externalId?: string, signal?: AbortSignal): Promise<GenerationsPage>
  cancelGeneration(generationId: string, signal?: AbortSignal): Promise<Generation>
  /** The file of an output that has a URL. */
  fetchOutput(output: GenerationOutput, signal?: AbortSignal): Promise<Blob>
}

const path = '/v1/generations'

export function createOutputCalls(options: ClientOptions): OutputCalls {
  const { get, post, getBytes } = createCalls(options)
  const of = (id: string) => `${path}/${encodeURIComponent(id)}`
  return {
    createGeneration: (request, signal) => post(path, request, generation, signal),
    getGeneration: (id, signal) => get(of(id), generation, signal),
    listGenerations(page, externalId, signal) {
      const query = new URLSearchParams({ page: String(page), page_size: '100' })
      if (externalId !== undefined) query.set('external_id', externalId)
      return get(`${path}?${query}`, generationsResponse, signal)
    },
    cancelGeneration: (id, signal) => post(`${of(id)}/cancel`, {}, generation, signal),
    fetchOutput({ url, format }, signal) {
      if (url === null) throw new Error(`the output ${format} has no file`)
      // the server may be reached by another name than it knows of itself
      const { pathname, search } = new URL(url)
      return getBytes(pathname + search, signal)
    },
  }
}
