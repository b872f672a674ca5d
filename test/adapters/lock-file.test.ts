import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeLock } from '../../server/adapters/lock-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-lock-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const module = new URL('../../server/adapters/lock-file.ts', import.meta.url).href

/** A process that tries to take the lock at the time, says whether it did, and stays. */
const startTaker = async (path: string, at = 0) => {
  const program = `const { takeLock } = await import(${JSON.stringify(module)})
    while (Date.now() < ${at});
    try { globalThis.lock = await takeLock(${JSON.stringify(path)}); console.log('got') }
    catch { console.log('refused') }
    setInterval(() => {}, 1000)`
  const taker = spawn(process.execPath, ['--input-type=module', '-e', program])
  const [said] = (await once(taker.stdout, 'data')) as [Buffer]
  const end = async () => {
    taker.kill('SIGKILL')
    await once(taker, 'exit')
  }
  return { said: said.toString().trim(), end }
}

test('a store that a living process holds is refused, with the reason', async () => {
  const path = join(folder, 'held')
  const holder = await startTaker(path)
  expect(holder.said).toBe('got')
  await expect(takeLock(path)).rejects.toThrow('Another Sourcewright process is using the folder')
  await holder.end()
})

test('the lock of a process that was killed is free', async () => {
  const path = join(folder, 'orphaned')
  const holder = await startTaker(path)
  await holder.end()
  const lock = await takeLock(path)
  await lock.release()
})

test('a lock is held against the same process as well, until it is released', async () => {
  const path = join(folder, 'released')
  const lock = await takeLock(path)
  await expect(takeLock(path)).rejects.toThrow('Stop it first')
  await lock.release()
  await (await takeLock(path)).release()
})

test('of several processes that come at once one alone gets it', async () => {
  const path = join(folder, 'raced')
  for (let round = 0; round < 3; round += 1) {
    const at = Date.now() + 1000
    const takers = await Promise.all(Array.from({ length: 5 }, () => startTaker(path, at)))
    expect(takers.filter(({ said }) => said === 'got').length).toBe(1)
    await Promise.all(takers.map((taker) => taker.end()))
  }
})
