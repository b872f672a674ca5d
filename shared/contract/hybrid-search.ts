import { z } from 'zod'
import { hybridSearchTypes, sourceRoles } from '../model/vocabulary.ts'
import { searchRequest } from './search.ts'

/** POST /api/v1/search/hybrid-test, as the published API has it. */
export const hybridSearchRequest = z.object({
  document_set_key: z.string().max(200).describe('The key or the id of a document set'),
  query: searchRequest.shape.query,
  limit: z.int().min(1).max(100).default(20),
  vector_k: z.int().min(10).max(200).default(50).describe('How many passages vectors may bring'),
  document_filters: z
    .array(z.string().min(1).max(240))
    .max(100)
    .default([])
    .describe('Names of documents, each with any number of `*` for any words; any of them may fit'),
  only_text_search: z.boolean().default(false),
})
export type HybridSearchRequest = z.infer<typeof hybridSearchRequest>

export const hybridSearchResponse = z.object({
  query: z.string(),
  document_set_key: z.string(),
  total_results: z.int().min(0),
  search_type: z.enum(hybridSearchTypes).describe('What ranked them: `text` where no vector did'),
  chunks: z.array(
    z.object({
      id: z.string().describe('The chunk_id of GET /api/v1/chunks'),
      content: z.string(),
      score: z
        .number()
        .min(0)
        .max(1)
        .describe('How near it is; by text alone, as a share of the best one. It supports nothing'),
      rank: z.int().min(1),
      document_id: z.string(),
      document_name: z.string(),
      document_type: z.enum(sourceRoles),
      section_name: z.string().nullable().describe('The heading that it stands below'),
      page_number: z.int().min(1).nullable(),
      start_char: z.int().min(0),
      end_char: z.int().min(0),
    }),
  ),
  searched: z.object({ sources: z.int().min(0), passages: z.int().min(0) }),
  warnings: z.array(z.string()),
})
export type HybridSearchResponse = z.infer<typeof hybridSearchResponse>
