import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBlobsOnDisk } from '../../server/adapters/blobs-on-disk.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-blobs-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('any bytes come back as they were put, under their SHA-256', async () => {
  const blobs = createBlobsOnDisk(folder)
  const workspace = randomUUID()
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
      const hash = await blobs.put(workspace, bytes)
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
      expect(Buffer.from((await blobs.find(workspace, hash)) ?? [])).toEqual(Buffer.from(bytes))
    }),
    { numRuns: 30 },
  )
})

test('what one workspace put, another does not find', async () => {
  const blobs = createBlobsOnDisk(folder)
  const hash = await blobs.put(randomUUID(), new Uint8Array([1, 2, 3]))
  expect(await blobs.find(randomUUID(), hash)).toBeUndefined()
})

test('the same bytes at the same time are one file, and nothing half-written is left', async () => {
  const blobs = createBlobsOnDisk(folder)
  const workspace = randomUUID()
  const bytes = new Uint8Array(100_000).fill(7)
  await Promise.all(Array.from({ length: 8 }, () => blobs.put(workspace, bytes)))
  const names = await readdir(join(folder, workspace), { recursive: true, withFileTypes: true })
  expect(names.filter((entry) => entry.isFile()).length).toBe(1)
})

test('a name that is no hash never becomes a path', async () => {
  const blobs = createBlobsOnDisk(folder)
  await expect(blobs.find(randomUUID(), '../../../../etc/passwd')).rejects.toThrow('SHA-256')
  await expect(blobs.find('../x', 'a'.repeat(64))).rejects.toThrow('SHA-256')
})
