import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRates } from '../../server/adapters/rates-in-sqlite.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-rates-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('two that open the same file count together, each caller alone', async () => {
  const path = join(folder, 'rates.sqlite')
  const [one, other] = [await openRates(path), await openRates(path)]
  const calls = []
  for (const limiter of [one, other, one, other]) calls.push((await limiter.count('a')).calls)
  expect(calls).toEqual([1, 2, 3, 4])
  expect((await other.count('b')).calls).toBe(1)
  const burst = Array.from({ length: 100 }, (_, index) => (index % 2 ? one : other).count('c'))
  const counted = (await Promise.all(burst)).map((count) => count.calls)
  expect(counted.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1))
  one.close()
  other.close()
  const later = await openRates(path)
  const { calls: after, millisecondsLeft } = await later.count('a')
  expect(after).toBe(5)
  expect(millisecondsLeft).toBeGreaterThan(0)
  expect(millisecondsLeft).toBeLessThanOrEqual(60_000)
  later.close()
})
