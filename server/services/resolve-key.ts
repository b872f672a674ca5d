import { findDocumentByName, type StoredDocument } from '../db/documents.ts'
import { findDocumentByHash } from '../db/documents-by-hash.ts'
import { getVersion } from '../db/document-versions.ts'
import { findFile, type StoredFile } from '../db/files.ts'
import type { Workspace } from '../db/tenants.ts'
import { findFileType, findTypesOfName, mimeTypeOf } from '../formats/file-type.ts'
import type { Dependencies } from './dependencies.ts'
import { nameFile } from './get-document-file.ts'
import type { NamedBlob } from './make-link.ts'

/**
 * What a key names in a workspace: an uploaded file; a document by `<organization>/documents/<name>`,
 * with or without .docx; or the bytes of one by `sha256/<hash>`.
 */
export async function resolveKey(
  deps: Pick<Dependencies, 'db' | 'blobs'>,
  workspace: Workspace,
  named: string,
): Promise<NamedBlob | undefined> {
  const key = toKey(named)
  const workspaceId = workspace.id
  const file = await findFile(deps.db, workspaceId, key)
  if (file) {
    const { blobHash: hash, name: fileName } = file
    return { workspaceId, hash, fileName, mimeType: await findMimeType(deps, file) }
  }
  const found = await findDocumentOfKey(deps, workspace, key)
  if (!found || found.versionNumber === 0) return undefined
  const version = await getVersion(deps.db, found.document.id, found.versionNumber)
  const { blobHash: hash, mimeType } = version
  return { workspaceId, hash, fileName: nameFile(found.document, version), mimeType }
}

/** By its name, which its bytes were held against when they came; by them where it leaves a choice. */
async function findMimeType(
  { blobs }: Pick<Dependencies, 'blobs'>,
  { workspaceId, name, blobHash }: StoredFile,
): Promise<string> {
  const [only, another] = findTypesOfName(name) ?? []
  if (only && !another) return mimeTypeOf(only, name)
  const bytes = await blobs.find(workspaceId, blobHash)
  const type = bytes && findFileType(bytes)
  return type ? mimeTypeOf(type, name) : 'application/octet-stream'
}

/** `s3://bucket/key` is read as the key: a workspace has one store. */
export function toKey(named: string): string {
  return named.replace(/^s3:\/\/[^/]+\//, '')
}

/** Where names are the same, the generated document goes before the local one and that before a source. */
export async function findDocumentOfKey(
  { db }: Pick<Dependencies, 'db'>,
  { id: workspaceId, organizationId }: Workspace,
  key: string,
): Promise<{ document: StoredDocument; versionNumber: number } | undefined> {
  const hash = /^sha256\/([0-9a-f]{64})$/.exec(key)?.[1]
  if (hash) return findDocumentByHash(db, workspaceId, hash)
  const alias = `${organizationId}/documents/`
  if (!key.startsWith(alias)) return undefined
  const name = key.slice(alias.length)
  for (const kind of ['generated', 'local', 'source'] as const) {
    for (const one of [name, name.replace(/\.docx$/i, '')]) {
      const document = await findDocumentByName(db, workspaceId, kind, one)
      if (document) return { document, versionNumber: document.currentVersion }
    }
  }
  return undefined
}
