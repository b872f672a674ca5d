import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

type Signing = Pick<Dependencies, 'clock' | 'signingSecret'>
type Query = Readonly<Record<string, string>>

/** How long a link works, in seconds. */
export const linkSeconds = 3600

/** A link that works without a key for an hour; its signature covers path, query and expiry. */
export function signLink(
  { clock, signingSecret }: Signing,
  path: string,
  query: Query = {},
): { path: string; expiresAt: string } {
  const expires = Math.floor(Date.parse(clock.now()) / 1000) + linkSeconds
  const signed = { ...query, expires: String(expires) }
  const signature = sign(signingSecret, path, signed)
  return {
    path: `${path}?${new URLSearchParams({ ...signed, signature }).toString()}`,
    expiresAt: new Date(expires * 1000).toISOString(),
  }
}

/** @throws Problem `link_foreign` for a signature that is not ours, `link_expired` */
export function checkLink(
  { clock, signingSecret }: Signing,
  path: string,
  { signature = '', ...query }: Query,
): void {
  const expected = Buffer.from(sign(signingSecret, path, query))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw new Problem('link_foreign', 'The link was not signed by this server.')
  }
  if (Number(query['expires']) * 1000 >= Date.parse(clock.now())) return
  throw new Problem('link_expired', 'The link has expired; ask for a new one.')
}

function sign(secret: string, path: string, query: Query): string {
  const said = JSON.stringify([
    path,
    ...Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ])
  return createHmac('sha256', secret).update(said).digest('hex')
}
