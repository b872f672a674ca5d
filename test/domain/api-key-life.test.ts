import { expect, test } from 'vitest'
import { endOfFollower, endOfOverlap, judgeApiKey } from '../../server/domain/api-key-life.ts'

const createdAt = '2026-01-01T00:00:00.000Z'
const key = { createdAt, expiresAt: '2026-01-31T00:00:00.000Z', revokedAt: null }

test.each([
  ['2026-01-30T23:59:59.999Z', 'active'],
  ['2026-01-31T00:00:00.000Z', 'expired'],
  ['2026-02-01T00:00:00.000Z', 'expired'],
])('at %s a key that ends with January is %s', (now, status) => {
  expect(judgeApiKey(key, now)).toBe(status)
  expect(judgeApiKey({ ...key, expiresAt: null }, now)).toBe('active')
})

test('a key that was revoked is revoked, though it has expired since', () => {
  expect(judgeApiKey({ ...key, revokedAt: createdAt }, '2027-01-01T00:00:00.000Z')).toBe('revoked')
})

test('a key that was rotated ends behind the overlap, and never later than it would have', () => {
  const now = '2026-01-30T12:00:00.000Z'
  expect(endOfOverlap(key, now, 3600)).toBe('2026-01-30T13:00:00.000Z')
  expect(endOfOverlap(key, now, 86_400)).toBe(key.expiresAt)
  expect(endOfOverlap({ ...key, expiresAt: null }, now, 0)).toBe(now)
})

test('its follower lives as long as it was made to live', () => {
  expect(endOfFollower(key, '2026-01-20T00:00:00.000Z')).toBe('2026-02-19T00:00:00.000Z')
  expect(endOfFollower({ ...key, expiresAt: null }, createdAt)).toBeNull()
})
