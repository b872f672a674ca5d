import { createHash, randomBytes } from 'node:crypto'

/**
 * A fresh key: `swk_live_`, or `swk_test_` for the sandbox, and 32 random bytes. Only its hash is ever
 * stored.
 */
export function createApiKey({ isSandbox = false } = {}): { key: string; hash: string } {
  const prefix = isSandbox ? 'swk_test_' : 'swk_live_'
  const key = `${prefix}${randomBytes(32).toString('base64url')}`
  return { key, hash: hashApiKey(key) }
}

/** SHA-256, lower-case hex. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
