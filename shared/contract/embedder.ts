import { z } from 'zod'

/** GET /api/v1/embedder: how the vectors of the caller's sources come along. */
export const embedderResponse = z.object({
  /** Null without an embedder: search is by keyword then, and no passage needs a vector. */
  model: z.string().nullable(),
  /** Why the last request to the endpoint failed; null where it did not. */
  error: z.string().nullable(),
  /** Of the sources, each in its newest version that was read. */
  passages: z.int().min(0),
  passages_without_vectors: z.int().min(0),
})
export type EmbedderResponse = z.infer<typeof embedderResponse>
