import { ApiError } from '../../client/api-error.ts'
import type { Client } from '../../client/create-client.ts'
import type { NewerVersion } from './document-editor.ts'
import { saveBytes } from './save-file.ts'

/** The version that a sending was refused for; undefined where it failed for something else. */
export async function findNewerVersion(
  error: unknown,
  documentId: string,
  client: Client,
  signal: AbortSignal,
): Promise<NewerVersion | undefined> {
  if (!(error instanceof ApiError) || error.problem.code !== 'newer_version_stored')
    return undefined
  const { name, versions } = await client.getDocument(documentId, signal)
  const version = Math.max(...versions.map(({ number }) => number))
  return { documentId, documentName: name, version }
}

/** To be looked at beside the open document, which stays as it is; gives the name that the file has. */
export async function downloadNewer(
  { documentId, documentName, version }: NewerVersion,
  client: Client,
): Promise<string> {
  const fileName = `${documentName} (version ${version}).docx`
  const bytes = await client.getFile(documentId, { format: 'docx', version })
  saveBytes(bytes, fileName)
  return fileName
}
