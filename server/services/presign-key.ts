import type { Dependencies } from './dependencies.ts'
import type { DocumentFile } from './get-document-file.ts'
import { linkToBlob, linksRoot, openLink } from './open-link.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { resolveKey } from './resolve-key.ts'

/** A link to the bytes of a key, for an hour; relative where this server gives them itself. @throws Problem `not_found` */
export async function presignKey(
  deps: Dependencies,
  principal: Principal,
  key: string,
): Promise<{ url: string; expiresAt: string }> {
  const blob = await resolveKey(deps, chooseWorkspace(principal), key)
  if (!blob) throw notFound('key')
  const { path, expiresAt } = linkToBlob(deps, blob)
  return { url: path, expiresAt }
}

/**
 * The file that a link into our own store leads to; nothing else is ever fetched.
 * @param own origin that this server is called at
 * @throws Problem `link_foreign`, `link_expired`; `not_found` for what is gone
 */
export async function openPresigned(
  deps: Dependencies,
  url: URL,
  own: string,
): Promise<DocumentFile> {
  if (url.origin !== own || !url.pathname.startsWith(`${linksRoot}/`)) {
    throw new Problem('link_foreign', 'Only links into the store of this server are followed.')
  }
  return openLink(deps, url.pathname, Object.fromEntries(url.searchParams))
}
