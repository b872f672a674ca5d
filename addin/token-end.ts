import { z } from 'zod'

const claims = z.object({ exp: z.number() })

/** When a JWT ends, in Unix milliseconds; undefined where it does not say. Its signature is the server's to judge. */
export function readTokenEnd(token: string): number | undefined {
  const payload = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/')
  if (payload === undefined) return undefined
  try {
    // `exp` is ASCII, whatever the other claims hold
    return claims.parse(JSON.parse(atob(payload))).exp * 1000
  } catch {
    return undefined
  }
}
