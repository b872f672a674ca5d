import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeLock } from '../../server/adapters/lock-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-lock-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a store that a living process holds is refused, with the reason', async () => {
  const path = join(folder, 'held')
  const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await writeFile(path, String(holder.pid))
  await expect(takeLock(path)).rejects.toThrow('another Sourcewright process is using this folder')
  holder.kill('SIGKILL')
})

test('the lock of a process that is gone is taken over', async () => {
  const path = join(folder, 'orphaned')
  const holder = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => holder.once('exit', resolve))
  await writeFile(path, String(holder.pid))
  const lock = await takeLock(path)
  await lock.release()
})

test('a released lock can be taken again', async () => {
  const path = join(folder, 'released')
  await (await takeLock(path)).release()
  await (await takeLock(path)).release()
})
