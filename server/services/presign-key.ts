import type { BlobLinks, OpenedLink } from '../ports/blob-store.ts'
import type { Dependencies } from './dependencies.ts'
import type { DocumentFile } from './get-document-file.ts'
import { linksRoot, linkToBlob, type FileLink } from './make-link.ts'
import { openLink } from './open-link.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { findOwnPath } from './public-url.ts'
import { resolveKey } from './resolve-key.ts'

/**
 * A link to the bytes of a key, for an hour: of the store itself where it gives them, else a relative
 * one of this server.
 * @throws Problem `not_found`
 */
export async function presignKey(
  deps: Dependencies,
  principal: Principal,
  key: string,
): Promise<FileLink> {
  const blob = await resolveKey(deps, chooseWorkspace(principal), key)
  if (!blob) throw notFound('key')
  return linkToBlob(deps, blob)
}

/** Bytes that are here, or that come while they are passed on. */
type Presigned =
  | { readonly kind: 'file'; readonly file: DocumentFile }
  | { readonly kind: 'stream'; readonly opened: Extract<OpenedLink, { outcome: 'opened' }> }

/**
 * The file that a link into our own store leads to; nothing else is ever fetched.
 * @param reachedAt URL of the call
 * @throws Problem `link_foreign`, `link_expired`; `not_found` for what is gone; `store_failed`
 */
export async function openPresigned(
  deps: Dependencies,
  url: URL,
  reachedAt: string,
  range: string | undefined,
): Promise<Presigned> {
  const { links } = deps.blobs
  if (links && (await links.isOwn(url))) return openInStore(deps, links, url, range)
  const path = findOwnPath(deps, url, reachedAt)
  if (!path?.startsWith(`${linksRoot}/`)) {
    throw new Problem('link_foreign', 'Only links into the store of this server are followed.')
  }
  const file = await openLink(deps, path, Object.fromEntries(url.searchParams))
  return { kind: 'file', file }
}

async function openInStore(
  { clock }: Pick<Dependencies, 'clock'>,
  links: BlobLinks,
  url: URL,
  range: string | undefined,
): Promise<Presigned> {
  if (isExpired(url, clock.now())) {
    throw new Problem('link_expired', 'The link has expired; ask for a new one.')
  }
  const opened = await links.open(url, range)
  switch (opened.outcome) {
    case 'opened':
      return { kind: 'stream', opened }
    case 'refused':
      throw new Problem('link_foreign', 'The store does not know the signature of the link.')
    case 'missing':
      throw notFound('file')
    case 'unsatisfiable':
      throw new Problem('range_not_satisfiable', 'The range lies outside the file.')
    case 'failed':
      throw new Problem('store_failed', `The store did not give the file: ${opened.reason}.`)
  }
}

/** Signature version 4 tells when it was made ("20261127T070000Z") and for how many seconds. */
function isExpired({ searchParams }: URL, now: string): boolean {
  const made = (searchParams.get('X-Amz-Date') ?? '').replace(
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
    '$1-$2-$3T$4:$5:$6Z',
  )
  const seconds = Number(searchParams.get('X-Amz-Expires'))
  return Date.parse(made) + seconds * 1000 < Date.parse(now)
}
