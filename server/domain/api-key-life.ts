import type { ApiKeyStatus } from '../../shared/model/vocabulary.ts'

/** Times are ISO 8601 in UTC with milliseconds, so that they sort as text. */
type ApiKeyLife = {
  readonly createdAt: string
  /** The first moment at which it is no longer valid. */
  readonly expiresAt: string | null
  readonly revokedAt: string | null
}

/** What was taken away is told before what ran out. */
export function judgeApiKey({ expiresAt, revokedAt }: ApiKeyLife, now: string): ApiKeyStatus {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active'
}

/** When the old key of a rotation ends: behind the overlap, and never later than it would have. */
export function endOfOverlap(
  { expiresAt }: ApiKeyLife,
  now: string,
  overlapSeconds: number,
): string {
  return endNoLaterThan(addMilliseconds(now, overlapSeconds * 1000), expiresAt)
}

/** Null for an end or a limit is never. */
export function endNoLaterThan(end: string, limit: string | null): string
export function endNoLaterThan(end: string | null, limit: string | null): string | null
export function endNoLaterThan(end: string | null, limit: string | null): string | null {
  if (limit === null) return end
  return end === null || limit < end ? limit : end
}

/** A key that follows another lives as long as that one was made to live. */
export function endOfFollower({ createdAt, expiresAt }: ApiKeyLife, now: string): string | null {
  if (expiresAt === null) return null
  return addMilliseconds(now, Date.parse(expiresAt) - Date.parse(createdAt))
}

function addMilliseconds(time: string, milliseconds: number): string {
  return new Date(Date.parse(time) + milliseconds).toISOString()
}
