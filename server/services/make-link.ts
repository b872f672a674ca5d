import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { nameFile, openBlob } from './get-document-file.ts'
import { linkSeconds, signLink } from './signed-links.ts'
import { identify, nameFile as nameTaskFile, type FoundFile } from './task-files.ts'

type Linking = Pick<Dependencies, 'clock' | 'signingSecret' | 'blobs'>

/** Works without a key until then; `url` is relative where it leads to this server. */
export type FileLink = { readonly url: string; readonly expiresAt: string }

export const linksRoot = '/api/v1/downloads'

/** Bytes as they lie in a workspace, under a name of their own. */
export type NamedBlob = {
  readonly workspaceId: string
  readonly hash: string
  readonly fileName: string
  readonly mimeType: string
}

/** To the version that is the newest now. @throws Problem `not_ready`, `not_found` */
export async function linkToDocument(
  deps: Dependencies,
  document: StoredDocument,
): Promise<FileLink & { readonly fileName: string }> {
  const version = await getVersionOfDocument(deps, document)
  const blob = toBlob(document, version, nameFile(document, version))
  await openBlob(deps, blob.workspaceId, blob.hash, blob)
  const query = { version: String(version.number) }
  const own = signLink(deps, `${linksRoot}/${document.id}`, query)
  return { ...(await linkInStore(deps, blob, own)), fileName: blob.fileName }
}

/** Plans and reviews lie in no store: this server writes them when their link is followed. */
export async function linkToTaskFile(deps: Linking, file: FoundFile): Promise<FileLink> {
  const { path: url, expiresAt } = signLink(deps, `${linksRoot}/files/${identify(file).id}`)
  if (!('version' in file)) return { url, expiresAt }
  const blob = toBlob(file.document, file.version, nameTaskFile(file))
  return linkInStore(deps, blob, { path: url, expiresAt })
}

export async function linkToBlob(deps: Linking, blob: NamedBlob): Promise<FileLink> {
  const query = { workspace: blob.workspaceId, name: blob.fileName, type: blob.mimeType }
  return linkInStore(deps, blob, signLink(deps, `${linksRoot}/blobs/${blob.hash}`, query))
}

function toBlob(
  { workspaceId }: StoredDocument,
  { blobHash: hash, mimeType }: StoredVersion,
  fileName: string,
): NamedBlob {
  return { workspaceId, hash, fileName, mimeType }
}

/** From the store where it gives its files itself, for as long as our `own` would work. */
async function linkInStore(
  { blobs }: Pick<Dependencies, 'blobs'>,
  { workspaceId, hash, fileName, mimeType }: NamedBlob,
  { path, expiresAt }: { readonly path: string; readonly expiresAt: string },
): Promise<FileLink> {
  const from = new Date(Date.parse(expiresAt) - linkSeconds * 1000).toISOString()
  const as = { fileName, mimeType, from, seconds: linkSeconds }
  return { url: (await blobs.links?.create(workspaceId, hash, as)) ?? path, expiresAt }
}
