import { createHash, randomBytes } from 'node:crypto'

/** A fresh key: `swk_live_` and 32 random bytes. Only its hash is ever stored. */
export function createApiKey(): { key: string; hash: string } {
  const key = `swk_live_${randomBytes(32).toString('base64url')}`
  return { key, hash: hashApiKey(key) }
}

/** SHA-256, lower-case hex. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
