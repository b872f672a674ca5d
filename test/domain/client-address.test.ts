import { expect, test } from 'vitest'
import { findClientAddress } from '../../server/domain/client-address.ts'
import { judgeRate } from '../../server/domain/rate.ts'

test('without proxies of ours nobody chooses an address by a header', () => {
  expect(findClientAddress('203.0.113.7', '198.51.100.1', 0)).toBe('203.0.113.7')
  expect(findClientAddress(undefined, '198.51.100.1', 0)).toBe('unknown')
})

test('behind proxies the outermost of them says who came, whatever was written before that', () => {
  const written = '6.6.6.6, 198.51.100.1, 10.0.0.2'
  expect(findClientAddress('10.0.0.3', written, 1)).toBe('10.0.0.2')
  expect(findClientAddress('10.0.0.3', written, 2)).toBe('198.51.100.1')
  expect(findClientAddress('10.0.0.3', undefined, 1)).toBe('10.0.0.3')
  expect(findClientAddress('10.0.0.3', '198.51.100.1', 2)).toBe('10.0.0.3')
})

test.each([
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (address, counted) => {
  expect(findClientAddress(address, undefined, 0)).toBe(counted)
})

test('the call that reaches the limit is the last one that is answered', () => {
  const now = 1_000_500
  const at = (calls: number) => judgeRate({ calls, millisecondsLeft: 1200 }, 3, now)
  expect([1, 2, 3, 4].map((calls) => at(calls).isOver)).toEqual([false, false, false, true])
  expect(at(1)).toMatchObject({ limit: 3, remaining: 2, resetsAt: 1002, secondsLeft: 2 })
  expect(at(9).remaining).toBe(0)
})
