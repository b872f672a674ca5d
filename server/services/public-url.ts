import type { Dependencies } from './dependencies.ts'

type Known = Pick<Dependencies, 'publicUrl'>

/**
 * A path of this server as an address: below the one that others know it by, where that is set, else as the
 * caller reached it, and a path still where nobody called. What is an address already stays.
 * @param reachedAt URL of the call
 */
export function toAddress({ publicUrl }: Known, path: string, reachedAt?: string): string {
  if (!path.startsWith('/')) return path
  const base = publicUrl ?? (reachedAt === undefined ? '' : new URL(reachedAt).origin)
  return `${base}${path}`
}

/**
 * The path in an address of ours: one that we gave out, or one at the origin that the caller reached us at.
 * Undefined for an address of someone else.
 */
export function findOwnPath(
  { publicUrl }: Known,
  { origin, pathname }: URL,
  reachedAt: string,
): string | undefined {
  const base = publicUrl && new URL(publicUrl)
  const root = base && base.pathname.replace(/\/$/, '')
  if (base && origin === base.origin && pathname.startsWith(`${root}/`)) {
    return pathname.slice(root?.length)
  }
  return origin === new URL(reachedAt).origin ? pathname : undefined
}
