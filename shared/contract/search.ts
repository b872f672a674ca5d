import { z } from 'zod'
import { qualityVerdict } from './conversations.ts'
import { pageFields } from './paging.ts'

/** Chosen on labelled claims with a weak model; a strong one bears more. */
export const defaultAlpha = 0.3

const searchModes = ['keyword', 'semantic', 'hybrid'] as const
export type SearchMode = (typeof searchModes)[number]

const query = z
  .string()
  .trim()
  .min(1)
  .max(1_000)
  .regex(/[\p{L}\p{N}]/u, 'has neither a letter nor a digit')

/** POST /api/v1/search. Without `document_ids` all sources of the workspace are searched. */
export const searchRequest = z.object({
  query,
  limit: z.int().min(1).max(100).default(10),
  min_score: z.number().min(0).default(0),
  document_ids: z.array(z.string().min(1).max(200)).max(200).default([]),
  document_set_key: z.string().max(200).optional(),
  /** Where absent: `hybrid` with an embedder, `keyword` without one. */
  search_mode: z.enum(searchModes).optional(),
  /** Weight of the vector part in `hybrid`, 0 to 1; 0 asks for none. */
  alpha: z.number().min(0).max(1).default(defaultAlpha),
  include_context: z.boolean().default(false),
  /** Passages before and behind each result that its context takes in. */
  context_window: z.int().min(0).max(5).default(1),
})
export type SearchRequest = z.infer<typeof searchRequest>

/** A passage of a source: `content` is exactly the source text's `start_char`–`end_char`. */
export const chunk = z.object({
  chunk_id: z.string(),
  document_id: z.string(),
  document_name: z.string(),
  document_version: z.int().min(1),
  /** Counts from 0 in the order of the text. */
  ordinal: z.int().min(0),
  content: z.string(),
  start_char: z.int().min(0),
  end_char: z.int().min(0),
  page: z.int().min(1).nullable(),
  /** Titles of the headings above it, outermost first. */
  section_path: z.array(z.string()),
  /** False for what is never cited: contents, bare headings, empty layouts of tables. */
  is_evidence: z.boolean(),
  ingested_at: z.string(),
  is_stale: z.boolean(),
})
export type Chunk = z.infer<typeof chunk>

const textWindow = z.object({
  content: z.string(),
  start_char: z.int().min(0),
  end_char: z.int().min(0),
})

const searchResult = chunk.extend({
  /**
   * Compares results of one answer. By keyword it is above 0, without an upper bound; `semantic` gives
   * the cosine, `hybrid` a weighted mean of both beside the best ones, 0 to 1.
   */
  score: z.number(),
  /** What ranked it. `semantic` and `hybrid` say how near it is, never that it supports anything. */
  score_source: z.enum(searchModes),
  context: textWindow.nullable(),
})

export const searchResponse = z.object({
  results: z.array(searchResult),
  quality_verdict: qualityVerdict,
  searched: z.object({ sources: z.int().min(0), passages: z.int().min(0) }),
  warnings: z.array(z.string()),
  processing_time_ms: z.number().min(0),
})
export type SearchResponse = z.infer<typeof searchResponse>

export const chunksResponse = z.object({ chunks: z.array(chunk), ...pageFields })
export type ChunksResponse = z.infer<typeof chunksResponse>

/** Where a window of a text begins, and how long it may be, in UTF-16 units. */
export const contextQuery = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  max_chars: z.coerce.number().int().min(1).max(100_000).default(2_000),
})

export const contextResponse = textWindow.extend({
  document_id: z.string(),
  document_name: z.string(),
  document_version: z.int().min(1),
  total_chars: z.int().min(0),
})
export type ContextResponse = z.infer<typeof contextResponse>
