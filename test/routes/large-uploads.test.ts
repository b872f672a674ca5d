import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addedSource } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

let app: TestApp
beforeEach(async () => {
  app = await createTestApp({ startQueue: false })
})
afterEach(() => app.close())

/** What tells that it is a .docx stands behind more than is held in memory. */
const largeDocx = () =>
  zipSync(
    {
      'word/media/image1.png': randomBytes(2_000_000),
      'word/document.xml': Buffer.from('<w:document/>'),
      '[Content_Types].xml': Buffer.from('<Types/>'),
    },
    { level: 0 },
  )

async function listBlobs(): Promise<string[]> {
  const folder = join(app.dataFolder, 'blobs')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}

test('a large file is stored byte by byte under its hash, and what waited of it is gone', async () => {
  const bytes = largeDocx()
  const response = await app.upload('/api/v1/documents', { name: 'large.docx', bytes })
  expect(response.status).toBe(201)
  const added = addedSource.parse(await response.json())
  expect(added).toMatchObject({
    size_bytes: bytes.length,
    mime_type: expect.stringContaining('wordprocessingml'),
  })
  const [path = '', ...others] = await listBlobs()
  expect(others).toEqual([])
  expect(path).toContain(createHash('sha256').update(bytes).digest('hex'))
  expect((await readFile(path)).equals(bytes)).toBe(true)
  expect(await readdir(join(app.dataFolder, 'incoming'))).toEqual([])
})

test('the same large file sent several times at once is stored once', async () => {
  const bytes = largeDocx()
  const send = () => app.upload('/api/v1/documents', { name: 'large.docx', bytes })
  const answers = await Promise.all([send(), send(), send(), send()])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 201])
  expect(await listBlobs()).toHaveLength(1)
})

test('a large file behind a password is refused, wherever in it that stands', async () => {
  const magic = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  const mark = Buffer.from('EncryptedPackage', 'utf16le')
  const bytes = Buffer.concat([magic, Buffer.alloc(2_000_000), mark])
  const response = await app.upload('/api/v1/documents', { name: 'locked.docx', bytes })
  expect(problemDetails.parse(await response.json()).code).toBe('file_encrypted')
})
