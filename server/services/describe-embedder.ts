import type { EmbedderResponse } from '../../shared/contract/embedder.ts'
import { countVectors } from '../db/passage-vectors.ts'
import { listReadSources } from '../db/source-texts.ts'
import { nameVectors } from '../domain/embedding-text.ts'
import type { Dependencies } from './dependencies.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'

/** How the vectors of the sources in the caller's workspaces come along. */
export async function describeEmbedder(
  { db, dense, index }: Dependencies,
  principal: Principal,
): Promise<EmbedderResponse> {
  const sources = await Promise.all(
    listWorkspaceIds(principal).map((id) => listReadSources(db, id)),
  )
  const ids = sources.flat().map(({ sourceTextId }) => sourceTextId)
  const passages = await index.countPassages(ids)
  if (!dense) return { model: null, error: null, passages, passages_without_vectors: 0 }
  const { model } = dense.embedder
  const { error } = dense.embedder.getState()
  const counts = await countVectors(db, nameVectors(model), ids)
  const embedded = ids.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0)
  return { model, error, passages, passages_without_vectors: passages - embedded }
}
