import { endNoLaterThan } from '../domain/api-key-life.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'

/**
 * The end of a key that the caller makes: never behind that of the caller's own key. Where none was asked
 * for it is `usual`, or that of the caller's key if it comes first.
 * @throws Problem `permission_missing` for a later one
 */
export function chooseEnd(
  { credential }: Principal,
  asked: string | null | undefined,
  usual: string | null,
): string | null {
  const limit = credential.kind === 'api_key' ? credential.expiresAt : null
  if (asked === undefined) return endNoLaterThan(usual, limit)
  if (asked === endNoLaterThan(asked, limit)) return asked
  const detail = `A key can not outlive the one that it is made with, which ends at ${limit}.`
  throw new Problem('permission_missing', detail)
}

/**
 * The rate of a key that the caller makes: never above that of the caller's own key, which it is where
 * none was asked for.
 * @throws Problem `permission_missing` for a higher one
 */
export function chooseRate(
  { credential }: Principal,
  asked: number | null | undefined,
): number | null {
  const limit = credential.kind === 'api_key' ? credential.requestsPerMinute : null
  if (asked === undefined) return limit
  if (limit === null || (asked !== null && asked <= limit)) return asked
  const detail = `A key can not have a higher rate than the one that it is made with, which has ${limit} requests per minute.`
  throw new Problem('permission_missing', detail)
}
