import type { Kysely } from 'kysely'
import { findDimensions } from '../db/passage-vectors.ts'
import type { Database } from '../db/tables.ts'
import { nameVectors } from '../domain/embedding-text.ts'
import type { Embedder } from '../ports/embedder.ts'
import type { VectorIndex } from '../ports/vector-index.ts'
import { createOpenAiEmbedder, type EmbedderEndpoint } from './openai-embedder.ts'
import { createSqlVectors } from './sql-vectors.ts'
import { createEmbedder, type EmbedderOptions } from './watched-embedder.ts'

type OpenDense = {
  readonly embedder: Embedder
  readonly vectors: VectorIndex
  /** Ends the requests that run; to be called before the queue is closed, which waits for them. */
  close(): void
}

/** An endpoint and the vectors that it made for this store. */
export function openDense(
  db: Kysely<Database>,
  endpoint: EmbedderEndpoint,
  options: Pick<EmbedderOptions, 'clock' | 'onChange' | 'queryMilliseconds'>,
): OpenDense {
  const { model } = endpoint
  const madeBy = nameVectors(model)
  const request = createOpenAiEmbedder(endpoint)
  const embedder = createEmbedder({
    ...options,
    model,
    request,
    findDimensions: () => findDimensions(db, madeBy),
  })
  return { embedder, vectors: createSqlVectors(db, madeBy), close: () => embedder.close() }
}
