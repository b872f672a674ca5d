import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBlobsOnDisk } from '../../server/adapters/blobs-on-disk.ts'
import { testBlobStore } from '../support/blob-contract.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-blobs-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const listFiles = async (workspace: string) => {
  const entries = await readdir(join(folder, workspace), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

testBlobStore(() => ({ open: (isUsed) => createBlobsOnDisk(folder, isUsed), list: listFiles }), 60)

test('a sweep removes what nothing names and what was half-written, and nothing else', async () => {
  const named = new Set<string>()
  const blobs = createBlobsOnDisk(folder, (_id, hash) => Promise.resolve(named.has(hash)))
  const keep = (hash: string) => Promise.resolve(void named.add(hash)).then(() => hash)
  const bytesOf = (text: string) => new TextEncoder().encode(text)
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

test('a file that was cut short meanwhile is not given as a whole', async () => {
  const blobs = createBlobsOnDisk(folder, () => Promise.resolve(true))
  const workspace = randomUUID()
  const hash = await blobs.put(workspace, new Uint8Array(1000), (given) => Promise.resolve(given))
  const blob = await blobs.open(workspace, hash)
  await truncate(join(folder, workspace, 'sha256', hash.slice(0, 2), hash), 400)
  const read = new Response(await blob?.read()).arrayBuffer()
  await expect(read).rejects.toThrow('1000 bytes were expected, and 400 came')
})
