import { findGenerationFile, type GenerationFile } from '../db/generation-runs.ts'
import { findGenerationById } from '../db/generations.ts'
import type { Dependencies } from './dependencies.ts'
import type { DocumentFile } from './get-document-file.ts'
import { notFound, Problem } from './problem.ts'
import { checkLink, signLink, type LinkSignature } from './signed-links.ts'

/** A link to an output that works without a key for an hour. */
export function createOutputLink(
  deps: Pick<Dependencies, 'clock' | 'signingSecret'>,
  file: Pick<GenerationFile, 'id' | 'generationId'>,
): { path: string; expiresAt: string } {
  const { expires, signature } = signLink(deps, subjectOf(file.generationId, file.id))
  const query = new URLSearchParams({ expires: String(expires), signature })
  return {
    path: `/v1/generations/${file.generationId}/outputs/${file.id}?${query.toString()}`,
    expiresAt: new Date(expires * 1000).toISOString(),
  }
}

/**
 * What a signed link names.
 * @throws Problem `not_found` for a link that is not ours or ran out, `file_pruned`
 */
export async function openOutputLink(
  deps: Dependencies,
  link: LinkSignature & { readonly generationId: string; readonly outputId: string },
): Promise<DocumentFile> {
  const { generationId, outputId, ...signed } = link
  checkLink(deps, subjectOf(generationId, outputId), signed)
  const generation = await findGenerationById(deps.db, generationId)
  const file = await findGenerationFile(deps.db, generationId, outputId)
  if (!generation || !file) throw notFound('output')
  if (file.prunedAt) {
    const message = `The file was deleted at ${file.prunedAt}, when its time was over; generate anew.`
    throw new Problem('file_pruned', message)
  }
  const { fileName, mimeType } = file
  const bytes = file.blobHash && (await deps.blobs.find(generation.workspaceId, file.blobHash))
  if (!bytes) throw notFound('output')
  return { bytes, fileName, mimeType }
}

function subjectOf(generationId: string, outputId: string): string {
  return `output.${generationId}.${outputId}`
}
