import { createHash, randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BlobsUnavailable, type BlobStore, type ByteRange } from '../../server/ports/blob-store.ts'

type IsUsed = (workspaceId: string, hash: string) => Promise<boolean>

/** What a store of blobs is tried through. */
export type TriedStore = {
  open(isUsed: IsUsed): BlobStore
  /** Names of what lies there of a workspace. */
  list(workspaceId: string): Promise<string[]>
}

/** What every store of blobs must do alike. `runs`: of the tests that try many orders. */
export function testBlobStore(find: () => TriedStore, runs: number): void {
  /** What the database would say: blobs that a stored row names. */
  const named = new Set<string>()
  const open = () => find().open((_workspaceId, hash) => Promise.resolve(named.has(hash)))
  const keep = (hash: string) => Promise.resolve(void named.add(hash)).then(() => hash)
  const listFiles = (workspace: string) => find().list(workspace)
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
      { numRuns: Math.ceil(runs / 2) },
    )
  })

  test('a file that waits outside of memory is put as its bytes are, and is the same blob', async () => {
    const blobs = open()
    const workspace = randomUUID()
    const bytes = new Uint8Array(3_000_000).map((_, index) => (index * 11) % 253)
    const folder = await mkdtemp(join(tmpdir(), 'sourcewright-waiting-'))
    try {
      await writeFile(join(folder, 'waiting'), bytes)
      const content = await openAsBlob(join(folder, 'waiting'))
      const hash = await blobs.put(workspace, content, keep)
      expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect(Buffer.from((await blobs.find(workspace, hash)) ?? []).equals(bytes)).toBe(true)
      expect(await blobs.put(workspace, bytes, keep)).toBe(hash)
      expect((await listFiles(workspace)).length).toBe(1)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('a file that breaks off while it is put leaves nothing', async () => {
    const blobs = open()
    const workspace = randomUUID()
    const folder = await mkdtemp(join(tmpdir(), 'sourcewright-waiting-'))
    await writeFile(join(folder, 'waiting'), new Uint8Array(3_000_000))
    const content = await openAsBlob(join(folder, 'waiting'))
    await rm(folder, { recursive: true })
    const other = await blobs.put(workspace, bytesOf('there'), keep)
    await expect(blobs.put(workspace, content, keep)).rejects.toThrow()
    expect(await listFiles(workspace)).toEqual([other])
  })

  test('a blob is passed on as it comes, whole or a part of it', async () => {
    const blobs = open()
    const workspace = randomUUID()
    const bytes = new Uint8Array(1_500_000).map((_, index) => (index * 7) % 251)
    const blob = await blobs.open(workspace, await blobs.put(workspace, bytes, keep))
    expect(blob?.sizeBytes).toBe(bytes.length)
    const read = async (range?: ByteRange) =>
      Buffer.from(await new Response(await blob?.read(range)).arrayBuffer())
    expect((await read()).equals(bytes)).toBe(true)
    for (const [start, end] of [
      [0, 1],
      [1_000_000, 1_200_001],
      [1_499_999, 1_500_000],
    ] as const) {
      expect((await read({ start, end })).equals(bytes.subarray(start, end))).toBe(true)
    }
  })

  test('a blob that goes before it is read is told as a store that is away, and one that is not there is none', async () => {
    const blobs = open()
    const workspace = randomUUID()
    const hash = await blobs.put(workspace, bytesOf('soon gone'), keep)
    const blob = await blobs.open(workspace, hash)
    named.delete(hash)
    await blobs.removeUnused(workspace, [hash])
    await expect(blob?.read()).rejects.toThrow(BlobsUnavailable)
    expect(await blobs.open(workspace, hash)).toBeUndefined()
    await expect(blobs.open(workspace, '../x')).rejects.toThrow('SHA-256')
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
        const blobs = find().open(isUsed)
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
      { numRuns: runs },
    )
  })

  test('a sweep removes what nothing names, and nothing else', async () => {
    const blobs = open()
    const workspace = randomUUID()
    const kept = await blobs.put(workspace, bytesOf('kept'), keep)
    const lost = await blobs.put(workspace, bytesOf('lost'), keep)
    named.delete(lost)
    await blobs.sweep(() => false)
    expect(await listFiles(workspace)).toEqual([kept])
    expect(await blobs.find(workspace, kept)).toEqual(bytesOf('kept'))
  })
}
