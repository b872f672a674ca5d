import { spawn } from 'node:child_process'
import { once } from 'node:events'
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

test('of several processes that find an orphaned lock at once one alone takes it over', async () => {
  const path = join(folder, 'raced')
  const module = new URL('../../server/adapters/lock-file.ts', import.meta.url).href
  const take = `const { takeLock } = await import(${JSON.stringify(module)})
    while (Date.now() < Number(process.argv[1]));
    try { await takeLock(${JSON.stringify(path)}); console.log('got'); setInterval(() => {}, 1000) }
    catch { console.log('refused') }`
  for (let round = 0; round < 3; round += 1) {
    await writeFile(path, '999999999')
    const start = String(Date.now() + 1000)
    const racers = Array.from({ length: 5 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', take, start]),
    )
    const words = await Promise.all(
      racers.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()),
    )
    for (const racer of racers) racer.kill('SIGKILL')
    expect(words.filter((word) => word === 'got')).toEqual(['got'])
  }
})
