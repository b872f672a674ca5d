import { findGenerationFile, type GenerationFile } from '../db/generation-runs.ts'
import { findGenerationById } from '../db/generations.ts'
import type { Dependencies } from './dependencies.ts'
import type { DocumentFile } from './get-document-file.ts'
import { notFound, Problem } from './problem.ts'
import { checkLink, signLink } from './signed-links.ts'

/** A link to an output that works without a key for an hour. */
export function createOutputLink(
  deps: Pick<Dependencies, 'clock' | 'signingSecret'>,
  file: Pick<GenerationFile, 'id' | 'generationId'>,
): { path: string; expiresAt: string } {
  return signLink(deps, pathOf(file.generationId, file.id))
}

/**
 * What a signed link names.
 * @throws Problem `link_foreign`, `link_expired`; `not_found` for what is gone, `file_pruned`
 */
export async function openOutputLink(
  deps: Dependencies,
  { generationId, outputId }: { readonly generationId: string; readonly outputId: string },
  query: Readonly<Record<string, string>>,
): Promise<DocumentFile> {
  checkLink(deps, pathOf(generationId, outputId), query)
  const generation = await findGenerationById(deps.db, generationId)
  const file = await findGenerationFile(deps.db, generationId, outputId)
  if (!generation || !file) throw notFound('output')
  if (file.prunedAt) {
    const message = `The file was deleted at ${file.prunedAt}, when its time was over; generate anew.`
    throw new Problem('file_pruned', message)
  }
  const { fileName, mimeType } = file
  const blob = file.blobHash && (await deps.blobs.open(generation.workspaceId, file.blobHash))
  if (!blob) throw notFound('output')
  return { blob, fileName, mimeType }
}

function pathOf(generationId: string, outputId: string): string {
  return `/v1/generations/${generationId}/outputs/${outputId}`
}
