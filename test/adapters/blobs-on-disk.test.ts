import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
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

/** What the database would say: blobs that a stored row names. */
const named = new Set<string>()
const open = () =>
  createBlobsOnDisk(folder, (_workspaceId, hash) => Promise.resolve(named.has(hash)))
const keep = (hash: string) => Promise.resolve(void named.add(hash)).then(() => hash)
const listFiles = async (workspace: string) => {
  const entries = await readdir(join(folder, workspace), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}
const bytesOf = (text: string) => new TextEncoder().encode(text)

test('any bytes come back as they were put, under their SHA-256', async () => {
  const blobs = open()
  const workspace = randomUUID()
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
      const hash = await blobs.put(workspace, bytes, keep)
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
      expect(Buffer.from((await blobs.find(workspace, hash)) ?? [])).toEqual(Buffer.from(bytes))
    }),
    { numRuns: 30 },
  )
})

test('what one workspace put, another does not find', async () => {
  const blobs = open()
  const hash = await blobs.put(randomUUID(), new Uint8Array([1, 2, 3]), keep)
  expect(await blobs.find(randomUUID(), hash)).toBeUndefined()
})

test('the same bytes at the same time are one file, and nothing half-written is left', async () => {
  const blobs = open()
  const workspace = randomUUID()
  const bytes = new Uint8Array(100_000).fill(7)
  await Promise.all(Array.from({ length: 8 }, () => blobs.put(workspace, bytes, keep)))
  expect((await listFiles(workspace)).length).toBe(1)
})

test('a name that is no hash never becomes a path', async () => {
  const blobs = open()
  await expect(blobs.find(randomUUID(), '../../../../etc/passwd')).rejects.toThrow('SHA-256')
  await expect(blobs.find('../x', 'a'.repeat(64))).rejects.toThrow('SHA-256')
})

test('a blob whose row is about to be committed is not removed, and goes when the commit fails', async () => {
  const blobs = open()
  const workspace = randomUUID()
  let hash = ''
  const failing = blobs.put(workspace, bytesOf('about to be named'), async (given) => {
    hash = given
    await blobs.removeUnused(workspace, [given])
    await blobs.sweep(() => false)
    expect(await blobs.find(workspace, given)).toBeDefined()
    throw new Error('the commit failed')
  })
  await expect(failing).rejects.toThrow('the commit failed')
  expect(await blobs.find(workspace, hash)).toBeUndefined()
})

test('bytes put while their last use is being removed are there behind both, in any order', async () => {
  const workspace = randomUUID()
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.nat({ max: 3 }), async (scheduler, failures) => {
      named.clear()
      // the database answers when the scheduler lets it
      const isUsed = scheduler.scheduleFunction((_id: string, hash: string) =>
        Promise.resolve(named.has(hash)),
      )
      const blobs = createBlobsOnDisk(folder, isUsed)
      const bytes = bytesOf('of two uses')
      const commit = scheduler.scheduleFunction(keep)
      const abort = scheduler.scheduleFunction(() => Promise.reject(new Error('aborted')))
      const work = [
        blobs.put(workspace, bytes, commit),
        ...Array.from({ length: failures }, () =>
          blobs.put(workspace, bytes, abort).catch(() => undefined),
        ),
        blobs.removeUnused(workspace, [createHash('sha256').update(bytes).digest('hex')]),
      ]
      const [hash] = (await scheduler.waitFor(Promise.all(work))) as [string]
      expect(await blobs.find(workspace, hash)).toBeDefined()
      named.clear()
      await scheduler.waitFor(blobs.removeUnused(workspace, [hash]))
      expect(await listFiles(workspace)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('a sweep removes what nothing names and what was half-written, and nothing else', async () => {
  const blobs = open()
  const workspace = randomUUID()
  const kept = await blobs.put(workspace, bytesOf('kept'), keep)
  const lost = await blobs.put(workspace, bytesOf('lost'), keep)
  named.delete(lost)
  const aside = join(folder, workspace, 'sha256', kept.slice(0, 2), `${kept}.${randomUUID()}.part`)
  await writeFile(aside, 'half')
  await writeFile(join(folder, workspace, 'a note of the operator'), 'stays')
  await blobs.sweep(() => false)
  expect((await listFiles(workspace)).toSorted()).toEqual(
    [kept, 'a note of the operator'].toSorted(),
  )
})
